"""One test a row of the contact plan, in the order of the table."""

import pytest

from afterword.followup.view import rows
from followup.scene import (
    AGENT,
    DANA_THERE,
    DATE,
    DECIDER,
    F1,
    F2,
    HELD,
    LEE_THERE,
    MAILBOX,
    RECRUITER,
    RUTH_THERE,
    THANKED,
    codes,
    due,
    find,
    kinds,
    on,
    plan,
    the,
)  # fmt: skip

SCHEDULED = on(
    "interview_scheduled", "2026-11-10 09:00", "rec",
    interview="i1", **{"from": "2026-11-17T14:00:00-08:00", "to": "2026-11-17T15:00:00-08:00"},
)  # fmt: skip


def test_every_row_names_its_source() -> None:
    for name, row in rows().items():
        assert name in {"hours", "limits"} or row["source"], name


def test_the_strategys_own_example() -> None:
    found = plan("2026-11-17 17:00", HELD, DECIDER, DATE)
    assert kinds(found) == ["thank_you", "follow_up_1", "follow_up_2", "visibility"]
    thanks = the(found, "thank_you", "ruth")
    assert (thanks.due.isoformat(), thanks.window[1].isoformat()) == (
        "2026-11-17T17:00:00-08:00", "2026-11-18T15:00:00-08:00",
    )  # fmt: skip
    assert due(found, "follow_up_1", "dana") == "2026-12-08 08:00"
    assert the(found, "follow_up_2").after == "follow_up_1"
    assert the(found, "follow_up_1").channel == "call_or_email"
    assert found.stopped is None
    assert found.paused is None


def test_prepare_the_evening_before_and_an_hour_before() -> None:
    found = plan("2026-11-12 09:00", SCHEDULED)
    assert [(s.step, s.to, s.due.strftime("%d %H:%M")) for s in found.steps] == [
        ("prepare", "candidate", "16 18:00"),
        ("prepare", "candidate", "17 13:00"),
        ("capture_prompt", "candidate", "17 15:10"),
    ]
    assert {s.channel for s in found.steps} == {"notification"}


def test_capture_prompt_ten_minutes_after_the_end() -> None:
    found = plan("2026-11-17 15:01", SCHEDULED)
    assert due(found, "capture_prompt", "candidate") == "2026-11-17 15:10"


def test_thank_you_is_two_to_24_hours_after() -> None:
    found = plan("2026-11-17 15:05", HELD)
    step = the(found, "thank_you", "ruth")
    assert due(found, "thank_you") == "2026-11-17 17:00"
    assert step.window[1].isoformat() == "2026-11-18T15:00:00-08:00"
    assert (step.channel, step.after) == ("email", None)


def test_phone_screen_thanks_the_same_day() -> None:
    found = plan("2026-11-17 11:00", on("screen_held", "2026-11-17 10:30", "rec"), people=[RECRUITER])
    assert due(found, "phone_screen_thanks", "rec") == "2026-11-17 11:00"


def test_phone_screen_thanks_after_17_the_next_business_day_by_noon() -> None:
    found = plan("2026-11-17 17:30", on("screen_held", "2026-11-17 17:00", "rec"), people=[RECRUITER])
    assert due(found, "phone_screen_thanks") == "2026-11-18 08:00"
    assert the(found, "phone_screen_thanks").window[1].strftime("%d %H:%M") == "18 12:00"


def test_one_way_note_only_to_a_known_recruiter_or_hr() -> None:
    held = on("one_way_held", "2026-11-17 15:00")
    assert find(plan("2026-11-17 15:00", held, people=[]), "one_way_note") is None
    assert find(plan("2026-11-17 15:00", held, people=[RUTH_THERE]), "one_way_note") is None
    assert the(plan("2026-11-17 15:00", held), "one_way_note").to == "dana"


def test_gift_note_two_to_five_days_after_a_letter_without_gift() -> None:
    bare = on("letter_sent", "2026-11-17 17:30", "ruth", kind="thank_you", gift=None)
    found = plan("2026-11-17 18:00", HELD, bare)
    assert due(found, "gift_note", "ruth") == "2026-11-19 17:30"
    assert the(found, "gift_note").window[1].strftime("%d %H:%M") == "22 17:30"


def test_next_round_thanks_within_24_hours() -> None:
    second = on("interview_held", "2026-12-01 15:00", "ruth", "lee")
    found = plan("2026-12-01 15:10", HELD, THANKED, second, people=[RUTH_THERE, DANA_THERE, LEE_THERE])
    assert due(found, "next_round_thanks", "ruth") == "2026-12-01 17:00"
    assert due(found, "next_round_thanks", "lee") == "2026-12-01 17:00"
    assert find(found, "thank_you") is None


def test_follow_up_1_two_business_days_after_the_date() -> None:
    found = plan("2026-11-20 09:00", HELD, THANKED, DECIDER, DATE)
    assert due(found, "follow_up_1", "dana") == "2026-12-08 08:00"


def test_follow_up_1_seven_to_ten_days_without_a_date() -> None:
    found = plan("2026-11-18 09:00", HELD, THANKED)
    assert due(found, "follow_up_1", "dana") == "2026-11-24 15:00"
    # 26 November is Thanksgiving, the day after a day of last choice
    assert the(found, "follow_up_1").window[1].strftime("%d %H:%M") == "27 15:00"


def test_follow_up_2_seven_business_days_later_to_another_person_by_mail() -> None:
    found = plan("2026-11-25 09:00", HELD, THANKED, F1)
    assert due(found, "follow_up_2", "ruth") == "2026-12-04 08:00"  # Thanksgiving is no business day
    assert the(found, "follow_up_2").channel == "email"


def test_follow_up_3_is_off_by_default() -> None:
    assert find(plan("2026-12-08 09:00", HELD, THANKED, F1, F2), "follow_up_3") is None


def test_follow_up_3_ten_business_days_later_to_hr() -> None:
    found = plan("2026-12-08 09:00", HELD, THANKED, F1, F2, settings={"follow_up_3": True})
    assert due(found, "follow_up_3", "dana") == "2026-12-21 08:00"


def test_visibility_from_three_weeks_after_the_interview() -> None:
    far = on("decision_date_named", "2026-11-17 15:00", date="2027-01-29")
    found = plan("2026-11-19 09:00", HELD, THANKED, far)
    assert due(found, "visibility", "ruth") == "2026-12-08 15:00"
    assert the(found, "visibility").channel == "email"


def test_a_new_date_resets_follow_up_1_to_who_gave_it() -> None:
    moved = on("decision_date_named", "2026-12-01 10:00", "ruth", date="2026-12-11")
    found = plan("2026-12-02 09:00", HELD, THANKED, DATE, moved)
    assert due(found, "follow_up_1", "ruth") == "2026-12-15 08:00"


def test_competing_offer_at_once_by_call_and_mail() -> None:
    offer = on("competing_offer", "2026-11-19 10:00", deadline="2026-11-25")
    found = plan("2026-11-19 10:05", HELD, THANKED, offer)
    step = the(found, "competing_offer", "dana")
    assert (step.channel, step.due.strftime("%d %H:%M")) == ("call+email", "19 10:15")


def test_rejection_thanks_one_to_two_days_later_to_the_sender() -> None:
    found = plan("2026-11-24 10:00", HELD, THANKED, on("rejection", "2026-11-24 09:00", "dana"))
    assert (found.stopped, kinds(found)) == ("rejection", ["rejection_thanks"])
    assert due(found, "rejection_thanks", "dana") == "2026-11-25 08:00"


def test_a_rejection_is_thanked_for_by_mail_though_a_number_is_known() -> None:
    assert DANA_THERE.phones
    found = plan("2026-12-01 11:00", HELD, THANKED, on("rejection", "2026-12-01 10:00", "dana"))
    assert (the(found, "rejection_thanks").to, the(found, "rejection_thanks").channel) == ("dana", "email")


def test_offer_answer_within_a_day_to_who_offered() -> None:
    found = plan("2026-11-24 09:00", HELD, THANKED, on("offer", "2026-11-24 09:00", "dana"))
    assert (found.stopped, kinds(found)) == ("offer", ["offer_answer"])
    assert (due(found, "offer_answer", "dana"), the(found, "offer_answer").channel) == (
        "2026-11-24 09:00",
        "call+email",
    )


def test_withdrawal_within_a_day() -> None:
    found = plan("2026-11-24 09:00", HELD, THANKED, on("withdrawal", "2026-11-24 09:00"))
    assert (found.stopped, kinds(found)) == ("withdrawal", ["withdrawal"])
    assert the(found, "withdrawal").to == "dana"


@pytest.mark.parametrize("stop", ["rejection", "offer", "withdrawal", "no_contact_asked"])
def test_a_stop_cancels_everything_queued(stop: str) -> None:
    found = plan("2026-11-17 16:30", HELD, DATE, on(stop, "2026-11-17 16:00", "dana"))
    own = {"rejection": "rejection_thanks", "offer": "offer_answer", "withdrawal": "withdrawal"}
    assert kinds(found) == ([own[stop]] if stop in own else [])


def test_an_agency_gets_everything() -> None:
    people = [RUTH_THERE, DANA_THERE, AGENT]
    found = plan("2026-11-17 17:00", HELD, DATE, people=people)
    assert {step.to for step in found.steps} == {"agent"}


def test_ask_person_after_two_items_without_an_answer() -> None:
    items = [
        on("letter_sent", "2026-12-08 15:00", "ruth", kind="visibility", gift="a"),
        on("letter_sent", "2026-12-31 10:00", "ruth", kind="visibility", gift="b"),
    ]
    far = on("decision_date_named", "2026-11-17 15:00", date="2027-03-31")
    found = plan("2027-01-04 09:00", HELD, THANKED, far, *items)
    assert find(found, "visibility") is None
    assert due(found, "ask_person", "candidate") == "2027-01-25 08:00"


def test_a_mailbox_is_asked_only_when_nobody_else_is_known() -> None:
    assert the(plan("2026-11-20 09:00", HELD, THANKED, people=[MAILBOX]), "follow_up_1").to == "jobs"
    assert codes(plan("2026-11-20 09:00", HELD, THANKED, people=[MAILBOX])) == []
