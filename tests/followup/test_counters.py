"""What counts and when it stops counting."""

import datetime as dt
from dataclasses import replace

import pytest

from afterword.candidacy.candidacy import Touch
from afterword.candidacy.events import Event
from followup.scene import (
    DANA_THERE,
    DATE,
    F1,
    F2,
    HELD,
    LEE_THERE,
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


def ack(when: str, who: str = "dana") -> list[Event]:
    return [on("reply_received", when, who), on("reply_judged", when, who, outcome="acknowledgement")]


FAR = on("decision_date_named", "2026-11-17 15:00", date="2027-03-31", id="far")


def item(when: str, who: str = "ruth") -> Event:
    return on("letter_sent", when, who, kind="visibility", gift="g")


def test_rounds_reset_asks_and_unanswered() -> None:
    second = on("interview_held", "2026-12-14 15:00", "ruth", id="two")
    thanked = on("letter_sent", "2026-12-14 18:00", "ruth", kind="next_round_thanks", gift="b")
    found = plan("2026-12-15 09:00", HELD, THANKED, F1, F2, second, thanked)
    assert due(found, "follow_up_1", "dana") == "2026-12-21 15:00"
    assert the(found, "follow_up_2").after == "follow_up_1"


def test_rounds_do_not_reset_the_one_call() -> None:
    called = on("call_made", "2026-11-24 15:00", "dana", step="follow_up_1", outcome="spoke")
    second = on("interview_held", "2026-12-14 15:00", "ruth", id="two")
    assert the(plan("2026-12-15 09:00", HELD, THANKED, called, second), "follow_up_1").channel == "email"


def test_a_call_they_asked_for_does_not_count() -> None:
    asked = on("call_made", "2026-11-24 15:00", "dana", step="competing_offer", outcome="spoke")
    assert the(plan("2026-11-24 16:00", HELD, THANKED, asked), "follow_up_1").channel == "call_or_email"


def test_call_and_voicemail_are_one_touch_and_spend_follow_up_1() -> None:
    called = on("call_made", "2026-11-24 15:00", "dana", step="follow_up_1", outcome="no_answer")
    spoken = on("voicemail_left", "2026-11-24 15:01", "dana", step="follow_up_1")
    found = plan("2026-11-25 09:00", HELD, THANKED, called, spoken)
    assert find(found, "follow_up_1") is None
    assert due(found, "follow_up_2", "ruth") == "2026-12-04 08:00"


def test_a_call_on_monday_and_its_mail_on_tuesday_are_two() -> None:
    called = on("call_made", "2026-11-30 10:00", "dana", step="follow_up_1", outcome="no_answer")
    same_day = plan("2026-11-30 10:05", HELD, THANKED, called)
    assert (due(same_day, "follow_up_1"), the(same_day, "follow_up_1").channel) == ("2026-11-30 10:15", "email")
    assert due(plan("2026-12-01 09:00", HELD, THANKED, called), "follow_up_1") == "2026-12-07 08:00"


def test_call_back_answers_follow_up_1() -> None:
    called = on("call_made", "2026-11-24 15:00", "dana", step="follow_up_1", outcome="call_back", date="2026-11-30")
    found = plan("2026-11-25 09:00", HELD, THANKED, called)
    assert find(found, "follow_up_1") is None
    assert due(found, "follow_up_2", "dana") == "2026-12-16 08:00"
    assert codes(found) == ["call_back"]


def test_any_reply_but_an_automatic_one_answers() -> None:
    auto = on("auto_reply_received", "2026-11-24 15:01", "dana", return_date="2026-11-30")
    assert the(plan("2026-11-25 09:00", HELD, THANKED, F1, auto), "follow_up_2").to == "ruth"
    answered = plan("2026-11-25 09:00", HELD, THANKED, F1, *ack("2026-11-24 16:00"))
    assert due(answered, "follow_up_2", "dana") == "2026-12-16 08:00"


def test_a_reply_for_them_answers_too() -> None:
    helper = replace(RUTH_THERE, id="pat", name="Pat Moss", roles=("assistant",), email="pat@fernhill.example.org")
    found = plan(
        "2026-11-25 09:00", HELD, THANKED, F1, *ack("2026-11-24 16:00", "pat"),
        people=[RUTH_THERE, DANA_THERE, helper],
    )  # fmt: skip
    assert due(found, "follow_up_2") == "2026-12-16 08:00"


def test_a_bounced_letter_counts_as_nothing_and_goes_through_hr() -> None:
    back = on("bounced", "2026-11-17 17:31", "ruth", kind="hard")
    found = plan("2026-11-17 18:00", HELD, THANKED, back)
    assert the(found, "thank_you").to == "dana"
    assert codes(found) == ["bounced_open"]


def test_a_bounced_letter_goes_again_when_there_is_another_address() -> None:
    back = on("bounced", "2026-11-17 17:31", "ruth", kind="hard")
    card = on("card_taken", "2026-11-17 17:45", "ruth")
    assert the(plan("2026-11-17 18:00", HELD, THANKED, back, card), "thank_you").to == "ruth"


def test_a_hard_bounce_whose_step_is_no_longer_timely_warns_too() -> None:
    back = on("bounced", "2026-11-17 17:31", "ruth", kind="hard")
    found = plan("2026-11-25 18:00", HELD, THANKED, back)
    assert find(found, "thank_you") is None
    assert codes(found) == ["bounced_late"]


def test_a_soft_bounce_warns() -> None:
    back = on("bounced", "2026-11-17 17:31", "ruth", kind="soft")
    found = plan("2026-11-17 18:00", HELD, THANKED, back)
    assert find(found, "thank_you") is None
    assert codes(found) == ["bounced_soft"]


def test_five_business_days_between_touches_to_one_person_elsewhere_included() -> None:
    there = (Touch(at("2026-11-23 10:00"), email=str(DANA_THERE.email).upper(), kind="follow_up_1"),)
    assert due(plan("2026-11-23 11:00", HELD, THANKED, elsewhere=there), "follow_up_1", "dana") == "2026-12-01 08:00"
    thanks = (Touch(at("2026-11-23 10:00"), person="dana", kind="thank_you"),)
    assert due(plan("2026-11-23 11:00", HELD, THANKED, elsewhere=thanks), "follow_up_1") == "2026-11-24 15:00"


def test_two_unanswered_asks_elsewhere_leave_the_question_to_somebody_else() -> None:
    there = tuple(Touch(at(f"2026-10-0{day} 10:00"), person="dana", kind="follow_up_1") for day in (1, 2))
    assert the(plan("2026-11-20 11:00", HELD, THANKED, elsewhere=there), "follow_up_1").to == "ruth"


def test_three_asks_per_candidacy() -> None:
    asks = [
        on("letter_sent", "2026-11-24 15:00", "dana", kind="follow_up_1"),
        on("letter_sent", "2026-12-04 15:00", "ruth", kind="follow_up_2"),
        on("decision_date_named", "2026-12-07 15:00", "dana", date="2026-12-11"),
        on("letter_sent", "2026-12-15 15:00", "dana", kind="follow_up_1"),
        on("decision_date_named", "2026-12-16 15:00", "dana", date="2026-12-18"),
    ]
    found = plan("2026-12-21 09:00", HELD, THANKED, *asks, settings={"follow_up_3": True})
    assert not {"follow_up_1", "follow_up_2", "follow_up_3"} & set(kinds(found))


def test_visibility_counts_from_any_touch_to_anybody() -> None:
    other = on("letter_sent", "2026-12-07 10:00", "lee", kind="thank_you", gift="z")
    found = plan("2026-12-07 11:00", HELD, THANKED, FAR, other, people=[RUTH_THERE, DANA_THERE, LEE_THERE])
    assert due(found, "visibility") == "2026-12-21 08:00"


def test_visibility_fifteen_business_days_from_the_last_item() -> None:
    found = plan("2026-12-09 09:00", HELD, THANKED, FAR, item("2026-12-08 15:00"))
    assert due(found, "visibility") == "2026-12-30 08:00"


def test_visibility_never_within_five_business_days_before_a_known_follow_up_1() -> None:
    named = on("decision_date_named", "2026-11-17 15:00", date="2026-12-10")
    found = plan("2026-11-20 09:00", HELD, THANKED, named)
    assert due(found, "follow_up_1") == "2026-12-14 08:00"
    assert due(found, "visibility") == "2026-12-29 08:00"  # ten business days later, Christmas is none
    assert the(found, "visibility").after == "follow_up_1"
    later = on("decision_date_named", "2026-11-17 15:00", date="2026-12-11")  # five business days after the 8th
    assert due(plan("2026-11-20 09:00", HELD, THANKED, later), "visibility") == "2026-12-08 15:00"


def test_both_due_follow_up_1_comes_first() -> None:
    found = plan("2026-12-14 10:00", HELD, THANKED, DATE)
    assert due(found, "follow_up_1") == "2026-12-14 10:00"
    assert the(found, "visibility").due > at("2026-12-28 00:00")


def test_after_an_unanswered_follow_up_2_visibility_goes_on_by_its_rate() -> None:
    found = plan("2026-12-08 09:00", HELD, THANKED, F1, F2)
    assert kinds(found) == ["visibility"]
    assert due(found, "visibility") == "2026-12-21 08:00"


def test_after_follow_up_3_all_unasked_touches_end() -> None:
    last = on("letter_sent", "2026-12-21 10:00", "dana", kind="follow_up_3")
    found = plan("2026-12-22 09:00", HELD, THANKED, F1, F2, last, settings={"follow_up_3": True})
    assert (found.steps, found.stopped) == ((), None)


def test_we_will_contact_you_means_fifteen_business_days_then_one_follow_up_1() -> None:
    words = on("will_contact_named", "2026-11-17 15:00", "dana")
    found = plan("2026-11-18 09:00", HELD, THANKED, words)
    assert due(found, "follow_up_1") == "2026-12-09 08:00"
    assert find(found, "follow_up_2") is None
    assert due(found, "visibility") == "2026-12-23 08:00"
    asked = on("letter_sent", "2026-12-09 09:00", "dana", kind="follow_up_1")
    after = plan("2026-12-10 09:00", HELD, THANKED, words, asked, settings={"follow_up_3": True})
    assert kinds(after) == ["visibility"]
    assert due(after, "visibility") == "2026-12-23 08:00"


def test_an_acknowledgement_after_follow_up_1_waits_for_a_stated_date() -> None:
    named = on("decision_date_named", "2026-11-25 10:00", "dana", date="2026-12-11")
    found = plan("2026-11-25 11:00", HELD, THANKED, F1, *ack("2026-11-24 16:00"), named)
    assert due(found, "follow_up_1", "dana") == "2026-12-15 08:00"


def test_after_two_items_without_answer_each_further_one_needs_a_word() -> None:
    items = [item("2026-12-08 15:00"), item("2026-12-31 10:00")]
    going = on("setting_changed", "2027-01-05 09:00", key="keep_going", value=True)
    assert find(plan("2027-01-06 09:00", HELD, THANKED, FAR, *items, going), "visibility") is not None
    third = item("2027-01-25 10:00")
    found = plan("2027-01-26 09:00", HELD, THANKED, FAR, *items, going, third)
    assert find(found, "visibility") is None
    assert find(found, "ask_person") is not None


def test_an_answered_item_does_not_count() -> None:
    items = [item("2026-12-08 15:00"), item("2026-12-31 10:00")]
    found = plan("2027-01-06 09:00", HELD, THANKED, FAR, *items, *ack("2026-12-09 10:00", "ruth"))
    assert find(found, "visibility") is not None


def test_rounds_reset_visibility() -> None:
    items = [item("2026-12-08 15:00"), item("2026-12-31 10:00")]
    second = on("interview_held", "2027-01-06 15:00", "ruth", id="two")
    far = on("decision_date_named", "2027-01-06 15:00", date="2027-04-30")
    found = plan("2027-01-07 16:00", HELD, THANKED, FAR, *items, second, far)
    assert due(found, "visibility") == "2027-01-27 15:00"


def test_a_known_last_touch_moves_visibility_by_ten_business_days() -> None:
    late = on("touch_done_elsewhere", "2026-12-07 10:00", "dana", channel="email")
    assert due(plan("2026-12-07 11:00", HELD, THANKED, FAR, late), "visibility") == "2026-12-21 08:00"


def test_gift_note_and_late_thank_you_push_nothing() -> None:
    late = on("letter_sent", "2026-11-20 10:00", "dana", kind="thank_you", gift="x")
    note = on("letter_sent", "2026-11-20 10:00", "dana", kind="gift_note", gift="y")
    assert due(plan("2026-11-20 11:00", HELD, THANKED, late, note), "follow_up_1", "dana") == "2026-11-24 15:00"


def test_approved_is_listed_with_its_sending_time() -> None:
    ready = on("letter_approved", "2026-11-17 17:00", "ruth", kind="thank_you", send_at="2026-11-18T08:30:00-08:00")
    found = plan("2026-11-17 17:05", HELD, ready)
    assert due(found, "thank_you") == "2026-11-18 08:30"
    assert codes(found) == []


def test_approved_at_a_bad_time_keeps_the_time_and_warns() -> None:
    ready = on("letter_approved", "2026-11-17 17:00", "ruth", kind="thank_you", send_at="2026-11-17T23:30:00-08:00")
    found = plan("2026-11-17 17:05", HELD, ready)
    assert due(found, "thank_you") == "2026-11-17 23:30"
    assert codes(found) == ["approved_breaks"]


def test_approved_without_a_time_goes_when_the_step_is_due() -> None:
    ready = on("letter_approved", "2026-11-17 16:00", "ruth", kind="thank_you")
    assert due(plan("2026-11-17 16:05", HELD, ready), "thank_you") == "2026-11-17 17:00"


def test_approved_outside_the_plan_is_listed_and_warns() -> None:
    ready = on("letter_approved", "2026-11-18 09:00", "dana", kind="follow_up_3", send_at="2026-11-19T10:00:00-08:00")
    found = plan("2026-11-18 09:30", HELD, THANKED, ready)
    assert due(found, "follow_up_3", "dana") == "2026-11-19 10:00"
    assert codes(found) == ["approved_breaks"]


def test_a_letter_scheduled_then_the_rejection_arrives() -> None:
    ready = on("letter_approved", "2026-11-17 17:00", "ruth", kind="thank_you", send_at="2026-11-18T08:30:00-08:00")
    found = plan("2026-11-17 19:00", HELD, ready, on("rejection", "2026-11-17 18:00", "dana"))
    assert kinds(found) == ["rejection_thanks"]


def test_warnings_stay_while_their_cause_lasts() -> None:
    second = on("decision_date_named", "2026-11-20 10:00", "dana", date="2026-12-01")
    later = on("interview_held", "2026-12-02 15:00", "ruth", id="two")
    assert codes(plan("2026-12-01 09:00", HELD, THANKED, DATE, second)) == ["date_earlier"]
    assert codes(plan("2026-12-02 16:00", HELD, THANKED, DATE, second, later)) == []


def test_a_coming_interview_holds_unasked_touches() -> None:
    ahead = on("interview_scheduled", "2026-11-20 10:00", interview="two", **{"from": "2026-12-01T14:00:00-08:00"})
    assert the(plan("2026-11-21 09:00", HELD, THANKED, ahead), "follow_up_1").due >= at("2026-12-01 15:00")


def test_days_between_are_counted_there() -> None:
    berlin = replace(DANA_THERE, country="DE", timezone="Europe/Berlin")
    asked = on("letter_sent", "2026-11-24T08:00+01:00", "ruth", kind="follow_up_1")
    found = plan("2026-11-24T09:00+01:00", HELD, THANKED, asked, people=[RUTH_THERE, berlin])
    step = the(found, "follow_up_2", "dana")
    assert step.due.date() == dt.date(2026, 12, 3)  # Thanksgiving is a business day in Berlin


def test_an_approved_letter_that_was_sent_and_bounced_waits_no_more() -> None:
    ready = on("letter_approved", "2026-11-17 17:00", "ruth", kind="thank_you", send_at="2026-11-17T17:30:00-08:00")
    back = on("bounced", "2026-11-17 17:31", "ruth", kind="hard")
    found = plan("2026-11-17 18:00", HELD, ready, THANKED, back)
    assert [(step.step, step.to) for step in found.steps][:1] == [("thank_you", "dana")]
    assert "approved_breaks" not in codes(found)


def test_call_and_mail_about_one_thing_on_one_day_are_one_ask() -> None:
    called = on("call_made", "2026-11-24 15:00", "dana", step="follow_up_1", outcome="spoke")
    wrote = on("letter_sent", "2026-11-24 17:00", "dana", kind="follow_up_1")  # already the 25th in UTC
    moved = on("decision_date_named", "2026-11-24 18:00", "dana", date="2026-12-11")
    found = plan("2026-11-25 09:00", HELD, THANKED, called, wrote, moved)
    assert due(found, "follow_up_1", "dana") == "2026-12-15 08:00"


def test_whoever_asked_early_does_not_ask_again_before_the_date() -> None:
    early = on("letter_sent", "2026-11-20 10:00", "dana", kind="follow_up_1")
    found = plan("2026-11-21 09:00", HELD, THANKED, DATE, early)
    assert due(found, "follow_up_2", "ruth") == "2026-12-08 08:00"


def test_a_gift_given_otherwise_makes_the_gift_note_needless() -> None:
    bare = on("letter_sent", "2026-11-17 17:30", "ruth", kind="thank_you", gift=None)
    given = on("gift_given", "2026-11-18 10:00", "ruth", gift="a1")
    assert find(plan("2026-11-18 09:00", HELD, bare), "gift_note") is not None
    assert find(plan("2026-11-18 11:00", HELD, bare, given), "gift_note") is None


def test_a_competing_offer_is_nothing_to_tell_after_its_deadline() -> None:
    offer = on("competing_offer", "2026-11-19 10:00", deadline="2026-11-20T12:00:00-08:00")
    assert the(plan("2026-11-20 11:00", HELD, offer), "competing_offer").window[1] <= at("2026-11-20 12:00")
    assert find(plan("2026-11-20 12:01", HELD, offer), "competing_offer") is None


def test_a_competing_offer_is_told_before_its_deadline_not_within_a_day() -> None:
    offer = on("competing_offer", "2026-11-19 10:00", deadline="2026-11-19T16:00:00-08:00")
    assert the(plan("2026-11-19 10:05", HELD, offer), "competing_offer").window[1] == at("2026-11-19 16:00")


def test_a_competing_offer_written_down_after_its_deadline_is_not_told() -> None:
    offer = on("competing_offer", "2026-11-19 10:00", deadline="2026-11-18")
    assert find(plan("2026-11-19 10:00", HELD, offer), "competing_offer") is None


def test_an_approved_letter_whose_step_was_done_otherwise_waits_no_more() -> None:
    ready = on("letter_approved", "2026-11-24 15:00", "dana", kind="follow_up_1", send_at="2026-11-25T10:00:00-08:00")
    called = on("call_made", "2026-11-24 16:00", "dana", step="follow_up_1", outcome="spoke")
    assert find(plan("2026-11-24 17:00", HELD, THANKED, ready, called), "follow_up_1") is None


def test_no_visibility_is_foreseen_after_a_known_follow_up_3() -> None:
    settings = {"follow_up_3": True}
    assert kinds(plan("2026-12-20 09:00", HELD, THANKED, F1, F2, settings=settings)) == ["follow_up_3"]


def test_a_call_counts_when_its_mail_may_not_go_the_same_day() -> None:
    there = (Touch(at("2026-11-24 10:00"), person="dana", kind="visibility"),)  # holds until 2 December
    called = on("call_made", "2026-12-01 10:00", "dana", step="follow_up_1", outcome="no_answer")
    assert due(plan("2026-12-01 10:05", HELD, THANKED, called, elsewhere=there), "follow_up_1") == "2026-12-08 08:00"


def test_visibility_waits_for_the_word_they_gave_even_after_a_long_time() -> None:
    words = on("will_contact_named", "2026-12-07 15:00", "dana")
    asked = on("letter_sent", "2026-12-01 10:00", "dana", kind="follow_up_1")
    found = plan("2026-12-08 09:00", HELD, THANKED, asked, words)
    assert due(found, "visibility") >= "2026-12-29"


def test_nothing_unasked_within_the_word_they_gave_though_the_ask_is_passed_over() -> None:
    words = on("will_contact_named", "2026-11-30 15:00", "dana")
    skip = on("skipped", "2026-12-01 09:00", step="follow_up_1", keep=False)
    found = plan("2026-12-01 10:00", HELD, THANKED, words, skip)
    assert find(found, "follow_up_1") is None
    assert due(found, "visibility") == "2026-12-21 08:00"  # by the interview alone it would be the 8th


def test_the_ask_they_promised_to_spare_comes_before_any_item_however_long_it_waits() -> None:
    words = on("will_contact_named", "2026-11-17 15:00", "dana")
    away = on("auto_reply_received", "2026-11-18 09:00", "dana", return_date="2027-01-28")
    found = plan("2026-11-19 10:00", HELD, THANKED, words, away)
    assert due(found, "follow_up_1") == "2027-01-29 08:00"
    assert due(found, "visibility") == "2027-02-12 08:00"


@pytest.mark.parametrize(("abroad", "date"), [("dana", "2027-05-28"), ("ruth", "2027-05-27")])
def test_visibility_stays_away_from_a_known_ask_by_the_calendar_of_both(abroad: str, date: str) -> None:
    """From 25 May to 1 June there are five business days in Berlin, four in Seattle: Memorial Day."""
    people = [
        replace(one, country="DE", timezone="Europe/Berlin") if one.id == abroad else one
        for one in (RUTH_THERE, DANA_THERE)
    ]
    held = on("interview_held", "2027-05-04 09:30", "ruth")
    thanked = on("letter_sent", "2027-05-04 12:00", "ruth", kind="thank_you", gift="a1")
    named = on("decision_date_named", "2027-05-04 09:30", "dana", date=date)
    found = plan("2027-05-05 09:00", held, thanked, named, people=people)
    assert due(found, "follow_up_1").startswith("2027-06-01")
    assert the(found, "visibility").after == "follow_up_1"


def test_a_skipped_item_comes_again_when_the_candidate_says_so() -> None:
    skip = on("skipped", "2026-12-09 09:00", step="visibility", keep=False)
    going = on("setting_changed", "2026-12-10 09:00", key="keep_going", value=True)
    assert find(plan("2026-12-11 09:00", HELD, THANKED, FAR, skip), "visibility") is None
    assert find(plan("2026-12-11 09:00", HELD, THANKED, FAR, skip, going), "visibility") is not None


def test_a_voicemail_to_one_and_a_letter_to_another_on_one_day_are_one_ask_that_counts_for_both() -> None:
    voicemail = on("voicemail_left", "2026-11-25 10:00", "lee", step="follow_up_1")
    letter = on("letter_sent", "2026-11-25 11:00", "dana", kind="follow_up_1")
    before = Touch(at("2026-11-02 10:00"), person="dana", kind="follow_up_1")
    people = [RUTH_THERE, DANA_THERE, LEE_THERE]
    found = plan("2026-11-25 12:00", HELD, THANKED, voicemail, letter, people=people, elsewhere=(before,))
    assert the(found, "follow_up_2").to == "ruth"
    free = plan("2026-11-25 12:00", HELD, THANKED, voicemail, letter, people=people)
    assert the(free, "follow_up_2").to == "dana"
