"""What comes back, and what it holds."""

import pytest

from afterword.candidacy.events import Event
from followup.scene import (
    DANA_THERE,
    DATE,
    F1,
    HELD,
    LEE_THERE,
    RUTH_THERE,
    THANKED,
    at,
    due,
    find,
    kinds,
    on,
    plan,
    the,
)

PANEL = on("interview_held", "2026-11-17 15:00", "ruth", "lee", id="panel")
PEOPLE = [RUTH_THERE, LEE_THERE, DANA_THERE]
WROTE = on("reply_received", "2026-11-17 16:30", "lee", id="wrote")


def judged(outcome: str, when: str = "2026-11-23 10:00", who: str = "dana", **data: str) -> list[Event]:
    return [on("reply_received", when, who), on("reply_judged", when, who, outcome=outcome, **data)]


def test_a_reply_pauses_unasked_touches_to_all() -> None:
    found = plan("2026-11-20 09:00", HELD, THANKED, on("reply_received", "2026-11-19 10:00", "dana"))
    assert found.steps == ()
    assert found.paused is not None
    assert found.paused.until is None
    assert "Dana" in found.paused.reason


def test_thank_yous_to_others_and_a_competing_offer_go_on() -> None:
    offer = on("competing_offer", "2026-11-17 16:40", deadline="2026-11-25")
    found = plan("2026-11-17 16:45", PANEL, WROTE, offer, people=PEOPLE)
    assert [(step.step, step.to) for step in found.steps] == [("competing_offer", "dana"), ("thank_you", "ruth")]


def test_a_paused_plan_keeps_prompts_and_a_gift_note_to_somebody_else() -> None:
    bare = on("letter_sent", "2026-11-17 17:30", "ruth", kind="thank_you", gift=None)
    ahead = on("interview_scheduled", "2026-11-17 18:00", interview="two", **{"from": "2026-11-20T14:00:00-08:00"})
    wrote = on("reply_received", "2026-11-18 10:00", "dana")
    assert set(kinds(plan("2026-11-18 11:00", HELD, bare, ahead, wrote))) == {"prepare", "capture_prompt", "gift_note"}
    own = on("reply_received", "2026-11-18 10:00", "ruth")
    assert "gift_note" not in kinds(plan("2026-11-18 11:00", HELD, bare, own))


def test_an_acknowledgement_resumes_the_plan() -> None:
    found = plan("2026-11-23 11:00", HELD, THANKED, *judged("acknowledgement"))
    assert found.paused is None
    assert due(found, "follow_up_1", "dana") == "2026-11-24 15:00"


def test_a_question_pauses_until_our_answer_then_it_is_as_acknowledged() -> None:
    asked = judged("question", "2026-11-25 10:00")
    assert plan("2026-11-26 11:00", HELD, THANKED, F1, *asked).paused is not None
    answer = on("letter_sent", "2026-11-27 09:00", "dana")
    found = plan("2026-11-27 11:00", HELD, THANKED, F1, *asked, answer)
    assert found.paused is None
    assert due(found, "follow_up_2", "dana") == "2026-12-18 08:00"


def test_an_invitation_holds_asks_until_the_round_or_ten_business_days() -> None:
    found = plan("2026-11-23 11:00", HELD, THANKED, *judged("interview"))
    assert due(found, "follow_up_1") == "2026-12-08 08:00"
    held = on("interview_held", "2026-12-01 15:00", "ruth", id="two")
    assert due(plan("2026-12-02 09:00", HELD, THANKED, *judged("interview"), held), "follow_up_1") == "2026-12-08 15:00"


def test_a_new_date_in_a_reply_counts() -> None:
    found = plan("2026-11-23 11:00", HELD, THANKED, DATE, *judged("new_date", date="2026-12-11"))
    assert due(found, "follow_up_1", "dana") == "2026-12-15 08:00"


def test_an_automatic_reply_holds_that_person_until_the_first_day_back_and_one_more() -> None:
    auto = on("auto_reply_received", "2026-11-20 10:00", "dana", return_date="2026-12-01")
    found = plan("2026-11-20 11:00", HELD, THANKED, auto)
    assert found.paused is None
    assert due(found, "follow_up_1", "dana") == "2026-12-02 08:00"


def test_an_automatic_reply_without_a_date_holds_five_business_days() -> None:
    auto = on("auto_reply_received", "2026-11-20 10:00", "dana")
    assert due(plan("2026-11-20 11:00", HELD, THANKED, auto), "follow_up_1", "dana") == "2026-11-30 08:00"


def test_an_automatic_reply_holds_nobody_else() -> None:
    auto = on("auto_reply_received", "2026-11-20 10:00", "ruth", return_date="2026-12-01")
    assert due(plan("2026-11-20 11:00", HELD, THANKED, auto), "follow_up_1", "dana") == "2026-11-24 15:00"


def test_gift_note_only_where_the_letter_says_that_it_had_none() -> None:
    silent = on("letter_sent", "2026-11-17 17:30", "ruth", kind="thank_you")
    assert find(plan("2026-11-18 09:00", HELD, silent), "gift_note") is None


@pytest.mark.parametrize("kind", ["phone_screen_thanks", "next_round_thanks"])
def test_gift_note_not_after_screens_and_next_rounds(kind: str) -> None:
    bare = on("letter_sent", "2026-11-17 17:30", "ruth", kind=kind, gift=None)
    assert find(plan("2026-11-18 09:00", HELD, bare), "gift_note") is None


def test_gift_note_is_dropped_after_follow_up_1() -> None:
    bare = on("letter_sent", "2026-11-17 17:30", "ruth", kind="thank_you", gift=None)
    assert find(plan("2026-11-24 16:00", HELD, bare, F1), "gift_note") is None


def test_gift_note_keeps_weekends() -> None:
    held = on("interview_held", "2026-11-19 15:00", "ruth")
    bare = on("letter_sent", "2026-11-19 17:30", "ruth", kind="thank_you", gift=None)
    assert due(plan("2026-11-20 09:00", held, bare), "gift_note") == "2026-11-23 08:00"


def test_gift_note_once() -> None:
    bare = on("letter_sent", "2026-11-17 17:30", "ruth", kind="thank_you", gift=None)
    note = on("letter_sent", "2026-11-19 18:00", "ruth", kind="gift_note", gift="g")
    assert find(plan("2026-11-20 09:00", HELD, bare, note), "gift_note") is None


def test_a_reply_in_the_night_pauses_at_its_time() -> None:
    wrote = on("reply_received", "2026-11-18T09:00+00:00", "dana")
    assert plan("2026-11-18 00:59", HELD, THANKED, wrote).paused is None
    assert plan("2026-11-18 01:00", HELD, THANKED, wrote).paused is not None
    assert plan("2026-11-18 00:59", HELD, THANKED, wrote).recheck_at == at("2026-11-18 01:00")


def test_quiet_weeks_ask_what_shall_become_of_it() -> None:
    found = plan("2027-01-20 09:00", HELD, THANKED)
    assert the(found, "ask_person").to == "candidate"
    assert find(plan("2026-12-29 15:00", HELD, THANKED), "ask_person") is None
