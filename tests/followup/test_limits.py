"""One test a limit: its name says which, its figures are those a person would count by hand.

| limit of the strategy | test |
|---|---|
| five business days between touches to one person | test_five_business_days_between_two_touches_to_one_person |
| two unanswered asks a person | test_two_unanswered_asks_to_one_person_and_no_third |
| three asks a candidacy | test_counters: test_three_asks_per_candidacy |
| one call and one voicemail in all | test_one_call_and_one_voicemail_in_all |
| gifts without an ask count for the five days | test_a_gift_without_an_ask_counts_for_the_five_days |
| nothing unasked at night, on weekends, on holidays there | test_nothing_unasked_at_night_on_a_weekend_or_a_holiday |
| thank-yous, gift note, answers outside spacing and caps | test_what_stands_outside_spacing |
| never outside a no-contact instruction | test_nothing_at_all_after_no_contact |
| a thank-you's slot 08-19 h, Saturday 09-13 h by setting | test_the_hours_of_a_thank_you |
| answers until 21 h, Saturday too | test_the_hours_of_an_answer |
| call and e-mail about one thing on one day are one touch | test_counters: ..._are_one_ask |
| a reply pauses, an acknowledgement resumes | test_replies |
| an automatic reply holds until the return date + 1 bd | test_an_automatic_reply_holds_one_day_longer |
| "we will contact you": 15 bd, one F1 | test_counters: test_we_will_contact_you_means_... |
| an agency gets everything | test_rows: test_an_agency_gets_everything |
| six quiet weeks: the program asks | test_six_quiet_weeks_ask_and_again_every_six |
| hard stops | test_rows: test_a_stop_cancels_everything_queued, test_edits: test_no_edit_passes_a_stop |
| minima warn, the person decides | test_edits |
| what happened by mistake is taken back | test_events |
"""

from dataclasses import replace
from typing import Literal

import pytest

from afterword.candidacy.candidacy import Person, PersonPhone, Touch
from followup.scene import (
    AGENT,
    DANA_THERE,
    DATE,
    F1,
    F2,
    HELD,
    LEE_THERE,
    RECRUITER,
    RUTH_THERE,
    THANKED,
    at,
    codes,
    due,
    find,
    kinds,
    on,
    plan,
    the,
)  # fmt: skip

BERLIN = Person("ruth", "Ruth Calloway", ("interviewer",), "r@example.org", (), "DE", timezone="Europe/Berlin")
FAR = on("decision_date_named", "2026-11-17 15:00", date="2027-03-31", id="far")


def test_five_business_days_between_two_touches_to_one_person() -> None:
    touched = on("touch_done_elsewhere", "2026-11-23 10:00", "dana", channel="email")
    # the 26th is Thanksgiving: 24, 25, 27, 30 November, 1 December
    assert due(plan("2026-11-23 11:00", HELD, THANKED, touched), "follow_up_1", "dana") == "2026-12-01 08:00"
    another = on("touch_done_elsewhere", "2026-11-23 10:00", "ruth", channel="email")
    assert due(plan("2026-11-23 11:00", HELD, THANKED, another), "follow_up_1", "dana") == "2026-11-24 15:00"


def test_another_thing_on_the_same_day_holds_too() -> None:
    touched = on("touch_done_elsewhere", "2026-11-24 15:10", "dana", channel="email")
    assert due(plan("2026-11-24 15:05", HELD, THANKED), "follow_up_1", "dana") == "2026-11-24 15:15"
    assert due(plan("2026-11-24 15:20", HELD, THANKED, touched), "follow_up_1", "dana") == "2026-12-02 08:00"


@pytest.mark.parametrize(
    ("kind", "channel"), [("work", "call_or_email"), ("mobile", "call_or_email"), ("fax", "email"), ("home", "email")]
)
def test_no_fax_and_no_number_at_home_is_called(kind: Literal["work", "mobile", "fax", "home"], channel: str) -> None:
    reached = replace(DANA_THERE, phones=(PersonPhone("+12065550100", kind),))
    assert the(plan("2026-11-20 09:00", HELD, THANKED, people=[RUTH_THERE, reached]), "follow_up_1").channel == channel


def test_a_date_that_was_past_warns_until_a_good_one_is_named() -> None:
    past = on("decision_date_named", "2026-11-18 10:00", "dana", date="2026-11-10")
    good = on("decision_date_named", "2026-11-19 10:00", "dana", date="2026-12-04")
    worse = on("decision_date_named", "2026-11-20 10:00", "dana", date="2026-11-12")
    assert codes(plan("2026-11-18 11:00", HELD, THANKED, past)) == ["date_past"]
    assert codes(plan("2026-11-19 11:00", HELD, THANKED, past, good)) == []
    found = plan("2026-11-20 11:00", HELD, THANKED, past, good, worse)
    assert (codes(found), due(found, "follow_up_1")) == (["date_past"], "2026-12-08 08:00")


def test_a_soft_bounce_warns_until_the_next_letter() -> None:
    back = on("bounced", "2026-11-17 17:31", "ruth", kind="soft")
    again = on("letter_sent", "2026-11-18 09:00", "ruth", kind="thank_you", gift="a")
    assert codes(plan("2026-11-18 08:00", HELD, THANKED, back)) == ["bounced_soft"]
    assert codes(plan("2026-11-18 10:00", HELD, THANKED, back, again)) == []


def test_two_unanswered_asks_to_one_person_and_no_third() -> None:
    again = on("letter_sent", "2026-12-07 10:00", "dana", kind="follow_up_2")
    found = plan("2026-12-08 09:00", HELD, THANKED, F1, again, people=[DANA_THERE], settings={"follow_up_3": True})
    assert find(found, "follow_up_3") is None
    other = plan("2026-12-08 09:00", HELD, THANKED, F1, F2, people=[DANA_THERE], settings={"follow_up_3": True})
    assert the(other, "follow_up_3").to == "dana"


def test_one_call_and_one_voicemail_in_all() -> None:
    for kind, data in (("call_made", {"outcome": "no_answer"}), ("voicemail_left", {})):
        spent = on(kind, "2026-11-18 10:00", "ruth", step="follow_up_1", **data)
        assert the(plan("2026-11-20 09:00", HELD, THANKED, DATE, spent), "follow_up_2").channel == "email"
        moved = on("decision_date_named", "2026-11-19 10:00", "dana", date="2026-12-11")
        assert the(plan("2026-11-20 09:00", HELD, THANKED, spent, moved), "follow_up_1").channel == "email"


def test_the_switchboard_is_called_once_too() -> None:
    called = on("call_made", "2026-11-24 15:30", step="follow_up_1", outcome="no_answer")
    assert find(plan("2026-11-24 15:00", HELD, people=[]), "follow_up_1") is not None
    assert find(plan("2026-11-24 16:00", HELD, called, people=[]), "follow_up_1") is None


def test_a_gift_without_an_ask_counts_for_the_five_days() -> None:
    item = on("letter_sent", "2026-12-08 15:00", "ruth", kind="visibility", gift="g")
    near = on("decision_date_named", "2026-12-08 16:00", "ruth", date="2026-12-09")
    found = plan("2026-12-09 09:00", HELD, THANKED, item, near, people=[RUTH_THERE])
    assert due(found, "follow_up_1", "ruth") == "2026-12-15 08:00"


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-30T07:59+01:00", "11-30 08:00"),
        ("2026-11-30T18:59+01:00", "11-30 18:59"),
        ("2026-11-30T19:00+01:00", "12-01 08:00"),
        ("2026-11-28T10:00+01:00", "11-30 08:00"),  # a Saturday
        ("2026-12-25T10:00+01:00", "12-28 08:00"),  # Christmas, a Friday
    ],
)
def test_nothing_unasked_at_night_on_a_weekend_or_a_holiday(now: str, then: str) -> None:
    held = on("interview_held", "2026-11-12T15:00+01:00", "ruth")
    found = plan(now, held, people=[BERLIN], country="DE", timezone="Europe/Berlin")
    assert the(found, "follow_up_1").due.strftime("%m-%d %H:%M") == then


def test_what_stands_outside_spacing() -> None:
    touched = on("letter_sent", "2026-11-17 16:00", "ruth", kind="follow_up_1")
    assert due(plan("2026-11-17 16:30", HELD, touched), "thank_you", "ruth") == "2026-11-17 17:00"
    asked = on("letter_sent", "2026-11-24 10:00", "dana", kind="follow_up_1")
    offer = on("competing_offer", "2026-11-24 11:00", deadline="2026-12-04")
    assert due(plan("2026-11-24 11:00", HELD, THANKED, asked, offer), "competing_offer") == "2026-11-24 11:00"
    refused = on("rejection", "2026-11-24 11:00", "dana")
    assert due(plan("2026-11-24 12:00", HELD, THANKED, asked, refused), "rejection_thanks") == "2026-11-25 08:00"
    elsewhere = (Touch(at("2026-11-18 10:00"), person="ruth", kind="follow_up_1"),)
    bare = on("letter_sent", "2026-11-17 17:30", "ruth", kind="thank_you", gift=None)
    assert due(plan("2026-11-18 18:00", HELD, bare, elsewhere=elsewhere), "gift_note") == "2026-11-19 17:30"


def test_nothing_at_all_after_no_contact() -> None:
    forbidden = on("no_contact_asked", "2026-11-17 16:00", "dana")
    offer = on("competing_offer", "2026-11-17 16:30", deadline="2026-12-04")
    refused = on("rejection", "2026-11-17 16:40", "dana")
    found = plan("2026-11-17 17:00", HELD, offer, forbidden, refused)
    assert (found.stopped, found.steps) == ("no_contact", ())


@pytest.mark.parametrize(
    ("saturday", "now", "then"),
    [
        (False, "2026-11-18 07:30", "Wed 08:00"),
        (False, "2026-11-17 18:59", "Tue 18:59"),
        (False, "2026-11-17 19:00", "Wed 08:00"),
        (True, "2026-11-18 07:30", "Wed 08:00"),
        (True, "2026-11-17 18:59", "Tue 18:59"),
        (True, "2026-11-17 19:00", "Wed 08:00"),
        (True, "2026-11-21 08:30", "Sat 09:00"),
        (True, "2026-11-21 12:59", "Sat 12:59"),
        (True, "2026-11-21 13:00", "Mon 08:00"),
        (False, "2026-11-21 10:00", "Mon 08:00"),
    ],
)
def test_the_hours_of_a_thank_you(saturday: bool, now: str, then: str) -> None:
    ended = "2026-11-20 18:30" if "11-21" in now else "2026-11-17 14:00"
    held = on("interview_held", ended, "ruth")
    found = plan(now, held, settings={"saturday_thank_you": saturday})
    assert the(found, "thank_you").due.strftime("%a %H:%M") == then


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-20 07:30", "Fri 08:00"),
        ("2026-11-20 20:59", "Fri 20:59"),
        ("2026-11-20 21:00", "Sat 08:00"),
        ("2026-11-21 07:30", "Sat 08:00"),
        ("2026-11-21 20:59", "Sat 20:59"),
        ("2026-11-21 21:00", "Mon 08:00"),
    ],
)
@pytest.mark.parametrize("kind", ["offer", "withdrawal"])
def test_the_hours_of_an_answer(kind: str, now: str, then: str) -> None:
    step = "offer_answer" if kind == "offer" else kind
    found = plan(now, HELD, on(kind, now, "dana"))
    assert the(found, step).due.strftime("%a %H:%M") == then


@pytest.mark.parametrize(
    ("now", "then"),
    [("2026-11-21 07:30", "Sat 08:00"), ("2026-11-21 20:59", "Sat 20:59"), ("2026-11-21 21:00", "Mon 08:00")],
)
def test_a_competing_offer_may_be_told_in_the_evening_and_on_saturday(now: str, then: str) -> None:
    found = plan(now, HELD, on("competing_offer", now, deadline="2026-12-04"))
    assert the(found, "competing_offer").due.strftime("%a %H:%M") == then


def test_an_automatic_reply_holds_one_day_longer() -> None:
    away = on("auto_reply_received", "2026-11-20 10:00", "dana", return_date="2026-11-30")
    assert due(plan("2026-11-21 09:00", HELD, THANKED, away), "follow_up_1", "dana") == "2026-12-01 08:00"
    unsaid = on("auto_reply_received", "2026-11-20 10:00", "dana")
    # 23, 24, 25, 27, 30 November
    assert due(plan("2026-11-21 09:00", HELD, THANKED, unsaid), "follow_up_1", "dana") == "2026-11-30 08:00"


def test_an_automatic_reply_holds_a_gift_note_to_that_person_alone() -> None:
    bare = on("letter_sent", "2026-11-17 17:30", "ruth", kind="thank_you", gift=None)
    away = on("auto_reply_received", "2026-11-17 17:31", "ruth", return_date="2026-11-30")
    assert due(plan("2026-11-18 09:00", HELD, bare, away), "gift_note", "ruth") == "2026-12-01 08:00"
    other = on("auto_reply_received", "2026-11-17 17:31", "dana", return_date="2026-11-30")
    assert due(plan("2026-11-18 09:00", HELD, bare, other), "gift_note", "ruth") == "2026-11-19 17:30"


def test_who_writes_again_is_back() -> None:
    away = on("auto_reply_received", "2026-11-18 10:00", "dana", return_date="2026-12-14")
    wrote = on("reply_received", "2026-11-20 10:00", "dana")
    judged = on("reply_judged", "2026-11-20 11:00", "dana", outcome="acknowledgement")
    found = plan("2026-11-21 09:00", HELD, THANKED, away, wrote, judged)
    assert due(found, "follow_up_1", "dana") == "2026-11-24 15:00"


def test_the_last_snooze_counts_and_only_for_who_it_names() -> None:
    later = on("snoozed", "2026-11-20 10:00", "dana", step="follow_up_1", until="2026-12-14")
    sooner = on("snoozed", "2026-11-20 11:00", "dana", step="follow_up_1", until="2026-12-02")
    assert due(plan("2026-11-20 12:00", HELD, THANKED, later), "follow_up_1") == "2026-12-14 08:00"
    assert due(plan("2026-11-20 12:00", HELD, THANKED, later, sooner), "follow_up_1") == "2026-12-02 08:00"
    other = on("snoozed", "2026-11-20 10:00", "ruth", step="follow_up_1", until="2026-12-14")
    assert due(plan("2026-11-20 12:00", HELD, THANKED, other), "follow_up_1", "dana") == "2026-11-24 15:00"


def test_six_quiet_weeks_ask_and_again_every_six() -> None:
    assert find(plan("2026-12-29 17:29", HELD, THANKED), "ask_person") is None
    found = plan("2026-12-29 17:30", HELD, THANKED)
    assert (due(found, "ask_person"), the(found, "ask_person").window[1].strftime("%m-%d")) == (
        "2026-12-29 17:30", "02-09",
    )  # fmt: skip
    kept = on("setting_changed", "2026-12-30 09:00", key="keep_going", value=True)
    assert find(plan("2027-02-10 08:59", HELD, THANKED, kept), "ask_person") is None
    assert find(plan("2027-02-10 09:00", HELD, THANKED, kept), "ask_person") is not None


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2027-01-09 07:30", "Sat 08:00"),
        ("2027-01-09 18:59", "Sat 18:59"),
        ("2027-01-09 19:00", "Sun 08:00"),
    ],
)
def test_the_candidate_is_asked_by_day_on_any_day(now: str, then: str) -> None:
    assert the(plan(now, HELD, THANKED), "ask_person").due.strftime("%a %H:%M") == then


def test_a_screen_missed_the_same_day_is_on_time_until_the_next_noon() -> None:
    screened = on("screen_held", "2026-11-17 16:30", "rec")
    step = the(plan("2026-11-17 20:00", screened, people=[RECRUITER]), "phone_screen_thanks")
    assert (step.due.strftime("%d %H:%M"), step.window[1].strftime("%d %H:%M")) == ("18 08:00", "18 12:00")


def test_a_step_passed_over_once_does_not_come_before_their_date() -> None:
    early = on("letter_sent", "2026-11-20 10:00", "dana", kind="follow_up_1")
    skip = on("skipped", "2026-11-23 10:00", "ruth", step="follow_up_2", keep=True)
    found = plan("2026-11-24 09:00", HELD, THANKED, DATE, early, skip)
    assert due(found, "follow_up_2", "ruth") == "2026-12-08 08:00"


@pytest.mark.parametrize("kind", ["thank_you", "next_round_thanks", "phone_screen_thanks", "one_way_note"])
def test_thanks_are_left_out_after_five_days(kind: str) -> None:
    talk, data = {
        "thank_you": ("interview_held", {"round": 1}),
        "next_round_thanks": ("interview_held", {"round": 2}),
        "phone_screen_thanks": ("screen_held", {}),
        "one_way_note": ("one_way_held", {}),
    }[kind]
    held = on(talk, "2026-11-12 15:00", "dana", **data)
    assert find(plan("2026-11-17 15:00", held, people=[DANA_THERE]), kind) is not None
    assert find(plan("2026-11-17 15:16", held, people=[DANA_THERE]), kind) is None


def test_a_capture_prompt_stands_for_five_days() -> None:
    held = on("interview_held", "2026-11-12 15:00")
    assert find(plan("2026-11-17 15:10", held, people=[]), "capture_prompt") is not None
    assert find(plan("2026-11-17T15:10:01-08:00", held, people=[]), "capture_prompt") is None


def test_a_later_round_is_thanked_within_24_hours_whatever_the_country() -> None:
    for country, zone in (("US", "America/Los_Angeles"), ("JP", "Asia/Tokyo"), ("DE", "Europe/Berlin")):
        there = replace(RUTH_THERE, country=country, timezone=zone)
        held = on("interview_held", "2026-11-17 10:00", "ruth", round=2)
        step = the(plan("2026-11-17 10:05", held, people=[there]), "next_round_thanks")
        assert step.window == (at("2026-11-17 12:00"), at("2026-11-18 10:00"))


def test_a_screen_before_17_is_thanked_the_same_day() -> None:
    for ended, day in (("16:59", "17"), ("17:00", "18")):
        screened = on("screen_held", f"2026-11-17 {ended}", "rec")
        step = the(plan(f"2026-11-17 {ended}", screened, people=[RECRUITER]), "phone_screen_thanks")
        assert step.due.strftime("%d") == day


def test_prepare_is_useful_for_a_quarter_of_an_hour() -> None:
    ahead = on("interview_scheduled", "2026-11-10 09:00", **{"from": "2026-11-18T14:00:00-08:00"})
    assert kinds(plan("2026-11-17 18:15", ahead)).count("prepare") == 2
    assert kinds(plan("2026-11-17T18:15:01-08:00", ahead)).count("prepare") == 1


def test_the_gate_to_an_agency_closes_after_two_unanswered() -> None:
    asks = [
        on("letter_sent", f"2026-{day} 10:00", "agent", kind=f"follow_up_{n}")
        for n, day in ((1, "11-24"), (2, "12-07"))
    ]
    people = [RUTH_THERE, DANA_THERE, LEE_THERE, AGENT]
    found = plan("2026-12-08 09:00", HELD, THANKED, *asks, people=people, settings={"follow_up_3": True})
    assert not {"follow_up_1", "follow_up_2", "follow_up_3"} & set(kinds(found))
    moved = on("decision_date_named", "2026-12-08 10:00", "agent", date="2026-12-11")
    answered = plan("2026-12-09 09:00", HELD, THANKED, *asks, moved, people=people)
    assert the(answered, "follow_up_1").to == "agent"
    assert codes(answered) == []
    assert find(plan("2026-12-01 09:00", HELD, THANKED, FAR, people=[replace(AGENT, email=None)]), "visibility") is None


def test_an_item_waits_for_an_ask_that_was_approved_for_somebody_else_than_the_plan_names() -> None:
    approved = on("letter_approved", "2026-12-08 09:00", "lee", kind="follow_up_1", send_at="2026-12-09T09:00:00-08:00")
    people = [RUTH_THERE, DANA_THERE, LEE_THERE]
    asked = on("letter_sent", "2026-11-24 15:00", "dana", kind="follow_up_1", id="f1")
    answered = on("reply_received", "2026-11-24 16:00", "dana")
    judged = on("reply_judged", "2026-11-24 16:05", "dana", outcome="acknowledgement")
    found = plan("2026-12-08 10:00", HELD, THANKED, asked, answered, judged, approved, people=people)
    assert due(found, "follow_up_1", "lee") == "2026-12-09 09:00"
    assert due(found, "visibility") == "2026-12-23 08:00"  # ten business days after it
