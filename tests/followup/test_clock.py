"""Hours, days and zones: when a step may fall."""

from dataclasses import replace

import pytest

from afterword.candidacy.candidacy import Person
from afterword.followup.plan import next_steps
from followup.scene import (
    AGENT,
    DANA_THERE,
    DATE,
    HELD,
    RECRUITER,
    RUTH_THERE,
    THANKED,
    at,
    candidacy,
    codes,
    due,
    find,
    kinds,
    on,
    plan,
    the,
)  # fmt: skip

BERLIN = Person("ruth", "Ruth Calloway", ("interviewer",), "r@example.org", (), "DE", timezone="Europe/Berlin")
TOKYO = Person("ruth", "Ruth Calloway", ("interviewer",), "r@example.org", (), "JP", timezone="Asia/Tokyo")
LONDON = Person("ruth", "Ruth Calloway", ("interviewer",), "r@example.org", (), "GB", timezone="Europe/London")


def test_a_person_without_country_and_zone_takes_the_candidacys_with_a_warning() -> None:
    found = plan("2026-11-17 17:00", HELD, people=[replace(RUTH_THERE, country=None, timezone=None)])
    assert due(found, "thank_you") == "2026-11-17 17:00"
    assert "place_filled_in" in codes(found)


def test_a_candidacy_without_a_zone_takes_its_countrys_with_a_warning() -> None:
    found = plan("2026-11-17T23:00+00:00", HELD, timezone=None, people=[replace(RUTH_THERE, timezone=None)])
    assert "zone_suggested" in codes(found)
    assert due(found, "thank_you") == "2026-11-18 08:00"  # 18 h in Seattle is 20 h in New York


def test_without_any_place_the_offset_of_the_last_event_is_taken() -> None:
    found = plan(
        "2026-11-17 17:00", HELD, timezone=None, country=None, people=[Person("ruth", "Ruth", email="r@x.org")]
    )
    assert "no_zone" in codes(found)
    assert due(found, "thank_you") == "2026-11-17 17:00"


def test_england_stands_for_gb() -> None:
    # 31 August 2026 is a bank holiday in England, not in Scotland
    held = on("interview_held", "2026-08-28T18:00+01:00", "ruth")
    english = plan("2026-08-28T18:05+01:00", held, people=[LONDON])
    scottish = plan("2026-08-28T18:05+01:00", held, people=[replace(LONDON, subdivision="SCT")])
    assert due(english, "thank_you") == "2026-09-01 08:00"
    assert due(scottish, "thank_you") == "2026-08-31 08:00"


def test_a_subdivision_adds_its_own_holidays_for_that_person() -> None:
    # 6 January is a holiday in Bavaria
    held = on("interview_held", "2027-01-05T15:00+01:00", "ruth")
    for subdivision in ("BY", "DE-BY"):
        found = plan("2027-01-05T15:05+01:00", held, people=[replace(BERLIN, subdivision=subdivision)])
        assert due(found, "thank_you") == "2027-01-07 08:00"
    assert due(plan("2027-01-05T15:05+01:00", held, people=[BERLIN]), "thank_you") == "2027-01-06 08:00"


def test_the_weekend_of_the_country() -> None:
    there = Person("ruth", "Ruth", ("interviewer",), "r@example.org", (), "IL", timezone="Asia/Jerusalem")
    held = on("interview_held", "2026-11-19T18:00+02:00", "ruth")  # a Thursday
    assert due(plan("2026-11-19T18:05+02:00", held, people=[there]), "thank_you") == "2026-11-22 08:00"  # a Sunday


def test_days_of_last_choice_are_taken_only_when_the_window_holds_no_other() -> None:
    held = on("interview_held", "2026-12-15 15:00", "ruth")  # day 7 to 10: 22 to 25 December
    sent = on("letter_sent", "2026-12-15 18:00", "ruth", kind="thank_you", gift="a")
    assert due(plan("2026-12-16 09:00", held, sent), "follow_up_1") == "2026-12-22 15:00"
    held = on("interview_held", "2026-12-17 15:00", "ruth")  # 24 to 27 December
    sent = on("letter_sent", "2026-12-17 18:00", "ruth", kind="thank_you", gift="a")
    assert due(plan("2026-12-18 09:00", held, sent), "follow_up_1") == "2026-12-24 15:00"
    held = on("interview_held", "2026-12-23 18:00", "ruth")
    assert due(plan("2026-12-23 18:05", held), "thank_you") == "2026-12-24 08:00"


def test_the_day_after_thanksgiving_counts_as_a_business_day() -> None:
    named = on("decision_date_named", "2026-11-17 15:00", date="2026-11-24")
    found = plan("2026-11-18 09:00", HELD, THANKED, named)
    assert due(found, "follow_up_1") == "2026-11-30 08:00"  # the second bd is the Friday; the Monday is in the window
    assert the(found, "follow_up_1").window[0].strftime("%d") == "27"


@pytest.mark.parametrize(("date", "day"), [("2026-12-04", "08"), ("2026-12-05", "08"), ("2026-12-06", "08")])
def test_a_date_on_a_weekend_counts_from_that_day(date: str, day: str) -> None:
    named = on("decision_date_named", "2026-11-17 15:00", date=date)
    assert the(plan("2026-11-18 09:00", HELD, THANKED, named), "follow_up_1").due.strftime("%d") == day


def test_if_no_business_day_lies_in_seven_to_ten_days_the_next_one_after() -> None:
    there = Person("ruth", "Ruth", ("interviewer",), "r@example.org", (), "CN", timezone="Asia/Shanghai")
    held = on("interview_held", "2026-09-24T15:00+08:00", "ruth")  # day 7 to 10: in the golden week
    sent = on("letter_sent", "2026-09-24T18:00+08:00", "ruth", kind="thank_you", gift="a")
    found = plan("2026-09-25T09:00+08:00", held, sent, people=[there])
    step = the(found, "follow_up_1")
    assert step.due.strftime("%m-%d %H:%M") == "10-08 08:00"
    assert step.window[0] <= step.due <= step.window[1]


def test_a_friday_thank_you_without_a_slot_left_is_on_time_on_monday() -> None:
    held = on("interview_held", "2026-11-13 17:30", "ruth")
    step = the(plan("2026-11-13 17:35", held), "thank_you")
    assert step.due.strftime("%a %H:%M") == "Mon 08:00"
    assert step.due <= step.window[1]
    assert "late" not in str(step.params["codes"])


def test_a_friday_slot_that_was_missed_makes_monday_on_time() -> None:
    held = on("interview_held", "2026-11-13 15:00", "ruth")
    assert the(plan("2026-11-13 15:05", held), "thank_you").due.strftime("%a %H:%M") == "Fri 17:00"
    step = the(plan("2026-11-13 20:00", held), "thank_you")
    assert step.due.strftime("%a %H:%M") == "Mon 08:00"
    assert step.params["codes"] == ["followup.thank_you.held", "followup.whom.met"]


def test_saturday_only_if_the_setting_allows_it() -> None:
    held = on("interview_held", "2026-11-13 17:30", "ruth")
    found = plan("2026-11-13 17:35", held, settings={"saturday_thank_you": True})
    assert the(found, "thank_you").due.strftime("%a %H:%M") == "Sat 09:00"


def test_a_holiday_on_saturday_is_a_holiday() -> None:
    held = on("interview_held", "2026-12-25T17:30+01:00", "ruth")  # the 26th is a Saturday and a holiday
    found = plan("2026-12-25T17:35+01:00", held, people=[BERLIN], settings={"saturday_thank_you": True})
    assert due(found, "thank_you") == "2026-12-28 08:00"


def test_a_late_thank_you_comes_up_to_five_days_and_then_is_left_out() -> None:
    late = the(plan("2026-11-19 09:00", HELD), "thank_you")
    assert late.due.strftime("%d %H:%M") == "19 09:00"
    assert late.window[1].strftime("%d %H:%M") == "18 15:00"
    assert "followup.thanks_late" in late.params["codes"]
    assert find(plan("2026-11-20 18:00", HELD), "thank_you") is not None
    assert find(plan("2026-11-20 20:00", HELD), "thank_you") is None  # the next slot is on day 6
    assert find(plan("2026-11-23 10:00", HELD), "thank_you") is None


def test_germany_not_before_the_next_morning_up_to_three_days() -> None:
    held = on("interview_held", "2026-11-17T10:00+01:00", "ruth")
    step = the(plan("2026-11-17T10:05+01:00", held, people=[BERLIN]), "thank_you")
    assert step.due.strftime("%d %H:%M") == "18 08:00"
    assert step.window[1].strftime("%d %H:%M") == "20 10:00"


def test_japan_the_same_day_or_the_next_business_day_until_noon() -> None:
    early = plan("2026-11-17T14:05+09:00", on("interview_held", "2026-11-17T14:00+09:00", "ruth"), people=[TOKYO])
    assert due(early, "thank_you") == "2026-11-17 16:00"
    late = plan("2026-11-17T18:05+09:00", on("interview_held", "2026-11-17T18:00+09:00", "ruth"), people=[TOKYO])
    assert due(late, "thank_you") == "2026-11-18 08:00"
    assert the(late, "thank_you").window[1].strftime("%d %H:%M") == "18 12:00"


def test_the_rounds_24_hours_beat_the_locales_rule() -> None:
    held = on("interview_held", "2026-11-17T10:00+01:00", "ruth", round=2)
    found = plan("2026-11-17T10:05+01:00", held, people=[BERLIN])
    assert due(found, "next_round_thanks") == "2026-11-17 12:00"


@pytest.mark.parametrize(("when", "then"), [("2026-11-14 10:00", "16 08:00"), ("2026-11-13 18:00", "16 08:00")])
def test_a_screen_on_saturday_or_late_on_friday_is_on_time_on_monday(when: str, then: str) -> None:
    step = the(plan(when, on("screen_held", when, "rec"), people=[RECRUITER]), "phone_screen_thanks")
    assert step.due.strftime("%d %H:%M") == then
    assert step.window[1].strftime("%d %H:%M") == "16 12:00"


def test_rejection_thanks_over_a_weekend_on_the_next_business_day() -> None:
    step = the(plan("2026-11-20 16:00", HELD, on("rejection", "2026-11-20 15:00", "dana")), "rejection_thanks")
    assert step.due.strftime("%a %d %H:%M") == "Mon 23 08:00"
    assert step.due <= step.window[1]


def test_offers_may_be_answered_in_the_evening_and_on_saturday_never_at_night() -> None:
    evening = plan("2026-11-20 19:30", HELD, on("offer", "2026-11-20 19:30", "dana"))
    assert due(evening, "offer_answer") == "2026-11-20 19:30"
    saturday = plan("2026-11-20 22:00", HELD, on("offer", "2026-11-20 21:30", "dana"))
    assert due(saturday, "offer_answer") == "2026-11-21 08:00"
    sunday = plan("2026-11-22 10:00", HELD, on("offer", "2026-11-22 09:00", "dana"))
    assert due(sunday, "offer_answer") == "2026-11-23 08:00"


def test_by_is_the_last_day_to_answer_an_offer() -> None:
    offer = on("offer", "2026-11-20 10:00", "dana", by="2026-11-25")
    step = the(plan("2026-11-20 10:00", HELD, offer), "offer_answer")
    assert (step.due.strftime("%d %H:%M"), step.window[1].strftime("%d")) == ("20 10:00", "25")


def test_late_answers_are_still_offered_and_marked_late() -> None:
    found = plan("2026-12-07 10:00", HELD, on("rejection", "2026-11-20 15:00", "dana"))
    step = the(found, "rejection_thanks")
    assert (step.due, "followup.late" in step.params["codes"]) == (at("2026-12-07 10:00"), True)


def test_a_stated_date_ends_at_midnight_of_who_named_it() -> None:
    there = Person("dana", "Dana", ("hr",), "d@example.org", (), "NZ", timezone="Pacific/Auckland")
    named = on("decision_date_named", "2026-11-17 15:00", "ruth", date="2026-12-04")
    found = plan("2026-11-20 09:00", HELD, THANKED, named, people=[RUTH_THERE, there])
    assert due(found, "follow_up_1", "dana") == "2026-12-08 08:00"


def test_a_window_that_has_passed_stays_and_due_moves_on() -> None:
    step = the(plan("2026-12-01 10:05", HELD, THANKED), "follow_up_1")
    assert step.due == at("2026-12-01 10:15")
    assert step.window == (at("2026-11-24 15:00"), at("2026-11-27 15:00"))
    assert "best time was until" in step.why


def test_prepare_only_what_is_still_ahead_and_not_before_six() -> None:
    ahead = on("interview_scheduled", "2026-11-10 09:00", **{"from": "2026-11-18T06:30:00-08:00"})
    assert [s.due.strftime("%d %H:%M") for s in plan("2026-11-17 19:00", ahead).steps][:1] == ["18 06:00"]
    assert kinds(plan("2026-11-18 06:20", ahead)) == ["capture_prompt"]


def test_an_interview_at_23_in_another_zone() -> None:
    held = on("interview_held", "2026-11-17T23:00+09:00", "ruth")  # 06 h in Seattle
    assert due(plan("2026-11-17 06:05", held), "thank_you") == "2026-11-17 08:00"
    assert due(plan("2026-11-17T23:05+09:00", held, people=[TOKYO]), "thank_you") == "2026-11-18 08:00"


def test_through_a_recruiter_their_zone_counts() -> None:
    agent = replace(AGENT, country="GB", timezone="Europe/London")
    found = plan("2026-11-17 15:05", HELD, people=[RUTH_THERE, agent])
    assert the(found, "thank_you", "agent").due.isoformat() == "2026-11-18T08:00:00+00:00"


def test_24_hours_are_24_hours_when_the_clock_changes() -> None:
    held = on("interview_held", "2026-10-24T15:00+02:00", "ruth", round=2)  # a Saturday; Sunday has 25 hours
    step = the(plan("2026-10-24T15:05+02:00", held, people=[BERLIN]), "next_round_thanks")
    assert step.due.isoformat() == "2026-10-26T08:00:00+01:00"


def test_a_call_may_wait_two_business_days_more() -> None:
    step = the(plan("2026-11-20 09:00", HELD, THANKED, DATE), "follow_up_1")
    assert step.window[1].strftime("%d") == "10"


def test_follow_up_1_never_past_day_ten() -> None:
    step = the(plan("2026-11-18 09:00", HELD, THANKED), "follow_up_1")
    assert step.window[1] <= at("2026-11-27 15:00")


def test_due_is_never_before_now() -> None:
    for now in ("2026-11-17 17:01", "2026-11-19 12:00", "2026-12-09 23:00", "2027-02-01 03:00"):
        found = plan(now, HELD, DATE)
        assert all(step.due >= at(now) for step in found.steps)


def test_the_plan_is_the_same_until_a_second_before_recheck_at() -> None:
    now, known = at("2026-11-17 15:30"), candidacy(HELD, DATE, people=[RUTH_THERE, DANA_THERE])
    for _ in range(60):
        found = next_steps(known, now)
        assert found.recheck_at is not None
        assert found.recheck_at > now
        nearly = found.recheck_at.timestamp() - 1
        then = next_steps(known, now.fromtimestamp(nearly, now.tzinfo))
        assert then.steps == found.steps
        now = found.recheck_at


def test_a_letter_that_was_to_go_already_is_due_while_its_window_is_open() -> None:
    approved = on("letter_approved", "2026-11-17 17:10", "ruth", kind="thank_you", send_at="2026-11-18T07:00:00-08:00")
    for now, due_at in (("2026-11-18 14:31", "2026-11-18 14:45"), ("2026-11-18 14:50", "2026-11-18 15:00")):
        assert due(plan(now, HELD, approved), "thank_you", "ruth") == due_at
    late_talk = on("interview_held", "2026-11-17 18:55", "ruth", id="held")
    found = plan("2026-11-18 18:50", late_talk, approved)
    assert due(found, "thank_you", "ruth") == the(found, "thank_you").window[1].strftime("%Y-%m-%d %H:%M")
