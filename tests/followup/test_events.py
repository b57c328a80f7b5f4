"""How the events of a candidacy are read."""

from dataclasses import replace

from followup.scene import (
    DANA_THERE,
    DATE,
    DECIDER,
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


def test_a_panel_may_be_one_event_or_one_per_person() -> None:
    people = [RUTH_THERE, LEE_THERE, DANA_THERE]
    together = plan("2026-11-17 15:05", on("interview_held", "2026-11-17 15:00", "ruth", "lee"), people=people)
    apart = plan(
        "2026-11-17 15:05",
        on("interview_held", "2026-11-17 15:00", "ruth", id="a"),
        on("interview_held", "2026-11-17 15:00", "lee", id="b"),
        people=people,
    )
    assert together == apart
    assert kinds(together).count("thank_you") == 2


def test_ended_overrides_at() -> None:
    found = plan(
        "2026-11-17 16:00", on("interview_held", "2026-11-17 14:00", "ruth", ended="2026-11-17T15:30:00-08:00")
    )
    assert due(found, "thank_you") == "2026-11-17 17:30"


def test_an_interview_on_a_later_day_is_a_new_round() -> None:
    later = on("interview_held", "2026-11-24 15:00", "ruth")
    assert find(plan("2026-11-24 15:05", HELD, THANKED, later), "next_round_thanks") is not None


def test_one_round_on_several_days_counts_from_the_last() -> None:
    one = on("interview_held", "2026-11-17 15:00", "ruth", round=1, id="one")
    two = on("interview_held", "2026-11-19 15:00", "lee", round=1, id="two")
    found = plan("2026-11-20 09:00", one, two, THANKED, people=[RUTH_THERE, LEE_THERE, DANA_THERE])
    assert due(found, "follow_up_1") == "2026-11-27 08:00"
    assert find(found, "next_round_thanks") is None
    assert find(found, "thank_you", "lee") is not None


def test_two_rounds_on_one_day() -> None:
    first = on("interview_held", "2026-11-17 11:00", "ruth", round=1, id="one")
    second = on("interview_held", "2026-11-17 16:00", "lee", round=2, id="two")
    found = plan("2026-11-17 16:05", first, second, people=[RUTH_THERE, LEE_THERE, DANA_THERE])
    assert due(found, "thank_you", "ruth") == "2026-11-17 16:15"
    assert due(found, "next_round_thanks", "lee") == "2026-11-17 18:00"


def test_a_screen_is_no_round() -> None:
    screen = on("screen_held", "2026-11-10 10:00", "dana")
    assert find(plan("2026-11-17 15:05", screen, HELD), "thank_you", "ruth") is not None


def test_a_screen_alone_starts_follow_up_1_to_the_screener() -> None:
    found = plan("2026-11-12 10:00", on("screen_held", "2026-11-10 10:00", "ruth"))
    assert due(found, "follow_up_1", "ruth") == "2026-11-17 10:00"


def test_ids_of_deleted_people_may_stand_in_old_events() -> None:
    held = on("interview_held", "2026-11-17 15:00", "ruth", "gone")
    named = on("decider_named", "2026-11-17 15:00", "gone")
    found = plan("2026-11-17 17:00", held, named, DATE)
    assert {step.to for step in found.steps} == {"ruth", "dana"}


def test_when_all_who_were_met_are_deleted_nobody_is_thanked() -> None:
    assert find(plan("2026-11-17 17:00", on("interview_held", "2026-11-17 15:00", "gone")), "thank_you") is None


def test_events_after_now_are_ignored() -> None:
    assert plan("2026-11-17 16:00", HELD, on("rejection", "2026-11-18 10:00", "dana")).stopped is None


def test_the_plan_looks_again_when_a_later_event_comes() -> None:
    found = plan("2026-11-20 16:00", HELD, THANKED, on("rejection", "2026-11-20 16:00:30", "dana"))
    assert found.recheck_at == at("2026-11-20 16:00:30")


def test_a_scheduled_interview_may_lie_ahead() -> None:
    ahead = on("interview_scheduled", "2026-11-20 14:00", **{"from": "2026-11-20T14:00:00-08:00"})
    assert kinds(plan("2026-11-17 16:00", ahead)) == ["prepare", "prepare", "capture_prompt"]


def test_a_cancelled_interview_needs_nothing() -> None:
    ahead = on("interview_scheduled", "2026-11-10 09:00", interview="i", **{"from": "2026-11-20T14:00:00-08:00"})
    gone = on("interview_cancelled", "2026-11-12 09:00", interview="i")
    assert kinds(plan("2026-11-17 16:00", ahead, gone)) == []


def test_a_moved_interview_takes_its_prompts_along() -> None:
    ahead = on("interview_scheduled", "2026-11-10 09:00", interview="i", **{"from": "2026-11-20T14:00:00-08:00"})
    moved = on("interview_moved", "2026-11-12 09:00", interview="i", **{"from": "2026-11-23T10:00:00-08:00"})
    found = plan("2026-11-17 16:00", ahead, moved)
    assert [step.due.strftime("%d %H:%M") for step in found.steps] == ["22 18:00", "23 09:00", "23 11:10"]


def test_a_second_date_counts_also_from_another_person() -> None:
    second = on("decision_date_named", "2026-11-20 10:00", "dana", date="2026-12-11")
    assert due(plan("2026-11-21 09:00", HELD, THANKED, DATE, second), "follow_up_1", "dana") == "2026-12-15 08:00"


def test_an_earlier_second_date_warns_and_counts() -> None:
    second = on("decision_date_named", "2026-11-20 10:00", "dana", date="2026-12-01")
    found = plan("2026-11-21 09:00", HELD, THANKED, DATE, second)
    assert due(found, "follow_up_1") == "2026-12-03 08:00"
    assert codes(found) == ["date_earlier"]


def test_a_date_moved_twice_warns() -> None:
    moves = [
        on("decision_date_named", "2026-11-20 10:00", "dana", date="2026-12-11"),
        on("decision_date_named", "2026-11-23 10:00", "dana", date="2026-12-18"),
    ]
    found = plan("2026-11-24 09:00", HELD, THANKED, DATE, *moves)
    assert due(found, "follow_up_1") == "2026-12-22 08:00"
    assert codes(found) == ["date_moved"]


def test_a_spent_follow_up_1_comes_back_only_once() -> None:
    asked = on("letter_sent", "2026-12-08 09:00", "dana", kind="follow_up_1", id="a1")
    moved = on("reply_judged", "2026-12-09 09:00", "dana", outcome="new_date", date="2026-12-15")
    once = plan("2026-12-09 10:00", HELD, THANKED, DATE, asked, moved)
    assert due(once, "follow_up_1", "dana") == "2026-12-17 08:00"
    again = on("letter_sent", "2026-12-17 09:00", "dana", kind="follow_up_1", id="a2")
    further = on("reply_judged", "2026-12-18 09:00", "dana", outcome="new_date", date="2027-01-08")
    found = plan("2026-12-18 10:00", HELD, THANKED, DATE, asked, moved, again, further)
    assert find(found, "follow_up_1") is None
    assert due(found, "follow_up_2", "dana") == "2027-01-12 08:00"


def test_a_date_lapses_with_round_two() -> None:
    second = on("interview_held", "2026-11-30 15:00", "lee")
    found = plan("2026-12-01 16:00", HELD, DATE, second, people=[RUTH_THERE, DANA_THERE, LEE_THERE])
    assert due(found, "follow_up_1") == "2026-12-07 15:00"


def test_a_date_before_the_day_it_was_named_counts_as_none() -> None:
    past = on("decision_date_named", "2026-11-17 15:00", "ruth", date="2026-11-13")
    found = plan("2026-11-18 09:00", HELD, THANKED, past)
    assert due(found, "follow_up_1") == "2026-11-24 15:00"
    assert codes(found) == ["date_past"]


def test_a_date_beats_we_will_contact_you_whichever_came_first() -> None:
    words = on("will_contact_named", "2026-11-18 15:00", "dana")
    assert due(plan("2026-11-19 09:00", HELD, THANKED, DATE, words), "follow_up_1") == "2026-12-08 08:00"


def test_we_will_contact_you_with_a_date_is_a_stated_date() -> None:
    words = on("will_contact_named", "2026-11-17 15:00", "dana", date="2026-12-04")
    assert due(plan("2026-11-18 09:00", HELD, THANKED, words), "follow_up_1") == "2026-12-08 08:00"


def test_a_judged_rejection_or_offer_is_the_stop_by_itself() -> None:
    for outcome in ("rejection", "offer"):
        judged = on("reply_judged", "2026-11-24 10:00", "dana", outcome=outcome)
        assert plan("2026-11-24 11:00", HELD, THANKED, judged).stopped == outcome


def test_a_judgement_is_for_the_unjudged_replies_of_that_person() -> None:
    replies = [on("reply_received", f"2026-11-2{day} 10:00", "dana") for day in (3, 4)]
    judged = on("reply_judged", "2026-11-24 11:00", "dana", outcome="acknowledgement")
    other = on("reply_received", "2026-11-24 10:30", "ruth")
    assert plan("2026-11-24 12:00", HELD, THANKED, *replies, judged).paused is None
    assert plan("2026-11-24 12:00", HELD, THANKED, *replies, other, judged).paused is not None


def test_what_was_a_mistake_can_be_taken_back() -> None:
    no = on("rejection", "2026-11-24 10:00", "dana", id="no")
    back = on("retracted", "2026-11-24 10:05", event="no")
    assert plan("2026-11-24 11:00", HELD, THANKED, no, back).stopped is None
    again = on("retracted", "2026-11-24 10:06", event=back.id, id="again")
    assert plan("2026-11-24 11:00", HELD, THANKED, no, back, again).stopped == "rejection"


def test_a_retracted_judgement_pauses_again() -> None:
    reply = on("reply_received", "2026-11-23 10:00", "dana")
    judged = on("reply_judged", "2026-11-23 11:00", "dana", outcome="acknowledgement", id="j")
    back = on("retracted", "2026-11-23 12:00", event="j")
    assert plan("2026-11-24 11:00", HELD, THANKED, reply, judged, back).paused is not None


def test_a_letter_that_left_cannot_be_retracted() -> None:
    found = plan("2026-11-17 18:00", HELD, THANKED, on("retracted", "2026-11-17 17:45", event="thanked"))
    assert find(found, "thank_you") is None
    assert codes(found) == ["letter_left"]


def test_a_stop_and_then_a_later_interview_opens_it_again() -> None:
    stop = on("rejection", "2026-11-24 10:00", "dana")
    later = on("interview_held", "2026-12-01 15:00", "ruth")
    found = plan("2026-12-01 16:00", HELD, THANKED, stop, later)
    assert found.stopped is None
    assert find(found, "next_round_thanks", "ruth") is not None


def test_a_later_interview_never_lifts_a_no_contact() -> None:
    stop = on("no_contact_asked", "2026-11-24 10:00", "dana")
    later = on("interview_held", "2026-12-01 15:00", "ruth")
    found = plan("2026-12-01 16:00", HELD, THANKED, stop, later)
    assert (found.stopped, found.steps) == ("no_contact", ())


def test_no_contact_is_lifted_by_a_new_act_that_the_candidate_confirms() -> None:
    stop = on("no_contact_asked", "2026-11-24 10:00", "dana")
    wrote = on("reply_received", "2026-12-01 10:00", "dana")
    judged = on("reply_judged", "2026-12-01 11:00", "dana", outcome="acknowledgement")
    allowed = on("setting_changed", "2026-12-01 12:00", key="contact_allowed", value=True)
    assert plan("2026-12-02 09:00", HELD, THANKED, stop, wrote, judged).stopped == "no_contact"
    assert plan("2026-12-02 09:00", HELD, THANKED, stop, allowed).stopped == "no_contact"
    assert plan("2026-12-02 09:00", HELD, THANKED, stop, wrote, judged, allowed).stopped is None


def test_of_two_stops_no_contact_wins_else_the_latest() -> None:
    no, yes = on("rejection", "2026-11-24 10:00", "dana"), on("offer", "2026-11-25 10:00", "dana")
    silent = on("no_contact_asked", "2026-11-23 10:00", "dana")
    assert plan("2026-11-25 12:00", HELD, THANKED, no, yes).stopped == "offer"
    assert plan("2026-11-25 12:00", HELD, THANKED, no, yes, silent).stopped == "no_contact"


def test_no_contact_until_a_date_lifts_at_midnight_there() -> None:
    stop = on("no_contact_asked", "2026-11-20 10:00", "dana", until="2026-12-10")
    before = plan("2026-12-09 23:59", HELD, THANKED, stop)
    assert (before.stopped, before.steps, before.recheck_at) == ("no_contact", (), at("2026-12-10 00:00"))
    after = plan("2026-12-10 00:00", HELD, THANKED, stop)
    assert after.stopped is None
    assert due(after, "follow_up_1") == "2026-12-10 08:00"


def test_no_contact_holds_for_all_people() -> None:
    stop = on("no_contact_asked", "2026-11-17 16:00", "dana")
    assert plan("2026-11-17 17:00", HELD, stop).steps == ()


def test_handed_over_counts_as_sent_after_a_day_with_a_warning_until_then() -> None:
    handed = on("handed_over", "2026-11-17 17:30", "ruth", kind="thank_you", gift="a1")
    before = plan("2026-11-18 09:00", HELD, handed)
    assert find(before, "thank_you") is not None
    assert codes(before) == ["handed_over"]
    after = plan("2026-11-18 17:30", HELD, handed)
    assert find(after, "thank_you") is None
    assert codes(after) == []


def test_a_letter_handed_over_can_be_taken_back() -> None:
    handed = on("handed_over", "2026-11-17 17:30", "ruth", kind="thank_you", id="h")
    back = on("retracted", "2026-11-18 09:00", event="h")
    assert find(plan("2026-11-19 09:00", HELD, handed, back), "thank_you") is not None


def test_capture_prompt_is_done_when_something_was_put_down() -> None:
    ahead = on(
        "interview_scheduled", "2026-11-10 09:00", interview="i",
        **{"from": "2026-11-17T14:00:00-08:00", "to": "2026-11-17T15:00:00-08:00"},
    )  # fmt: skip
    assert find(plan("2026-11-17 16:00", ahead), "capture_prompt") is not None
    for kind in ("card_taken", "note_written", "person_added"):
        done = on(kind, "2026-11-17 15:30", interview="i")
        assert find(plan("2026-11-17 16:00", ahead, done), "capture_prompt") is None


def test_a_snooze_is_the_later_of_snooze_and_rule() -> None:
    early = on("snoozed", "2026-11-18 10:00", step="follow_up_1", until="2026-11-20")
    late = on("snoozed", "2026-11-18 10:00", step="follow_up_1", until="2026-12-01", id="late")
    assert due(plan("2026-11-18 11:00", HELD, THANKED, early), "follow_up_1") == "2026-11-24 15:00"
    assert due(plan("2026-11-18 11:00", HELD, THANKED, late), "follow_up_1") == "2026-12-01 08:00"


def test_a_skipped_thank_you_never_comes_again() -> None:
    skip = on("skipped", "2026-11-17 16:00", "ruth", step="thank_you")
    assert find(plan("2026-11-17 17:00", HELD, skip), "thank_you") is None


def test_a_skipped_follow_up_1_makes_way_for_nothing_until_asked() -> None:
    skip = on("skipped", "2026-11-24 16:00", step="follow_up_1")
    found = plan("2026-11-25 09:00", HELD, THANKED, skip)
    assert not {"follow_up_1", "follow_up_2"} & set(kinds(found))
    going = on("setting_changed", "2026-11-26 09:00", key="keep_going", value=True)
    assert find(plan("2026-11-27 09:00", HELD, THANKED, skip, going), "follow_up_1") is not None


def test_skip_with_keep_is_only_this_time() -> None:
    skip = on("skipped", "2026-11-24 16:00", step="follow_up_1", keep=True)
    assert due(plan("2026-11-25 09:00", HELD, THANKED, skip), "follow_up_1") == "2026-12-02 08:00"


def test_six_quiet_weeks_ask_about_a_skipped_follow_up_1_too() -> None:
    skip = on("skipped", "2026-11-24 16:00", step="follow_up_1")
    stay = on("skipped", "2026-11-24 16:00", step="visibility", id="v")
    found = plan("2026-12-30 09:00", HELD, THANKED, skip, stay)
    assert kinds(found) == ["ask_person"]
    assert the(found, "ask_person").why_code == "followup.ask_person.skipped"


def test_weeks_before_a_stated_date_are_not_quiet() -> None:
    far = on("decision_date_named", "2026-11-17 15:00", date="2027-01-29")
    skips = [on("skipped", "2026-11-24 16:00", step=step, id=step) for step in ("follow_up_1", "visibility")]
    assert kinds(plan("2027-01-20 09:00", HELD, THANKED, far, *skips)) == []
    assert kinds(plan("2027-03-15 09:00", HELD, THANKED, far, *skips)) == ["ask_person"]


def test_the_question_comes_again_every_six_weeks() -> None:
    skips = [on("skipped", "2026-11-24 16:00", step=step, id=step) for step in ("follow_up_1", "visibility")]
    answered = on("skipped", "2027-01-05 09:00", step="ask_person")
    assert kinds(plan("2027-01-20 09:00", HELD, THANKED, *skips, answered)) == []
    assert kinds(plan("2027-02-17 09:00", HELD, THANKED, *skips, answered)) == ["ask_person"]


def test_touch_done_elsewhere_counts_as_its_step() -> None:
    done = on("touch_done_elsewhere", "2026-11-17 18:00", "ruth", step="thank_you", channel="paper")
    assert find(plan("2026-11-17 18:30", HELD, done), "thank_you") is None


def test_touch_done_elsewhere_without_a_step_counts_for_spacing_only() -> None:
    done = on("touch_done_elsewhere", "2026-11-23 10:00", "dana", channel="email")
    found = plan("2026-11-23 11:00", HELD, THANKED, done)
    assert due(found, "follow_up_1", "dana") == "2026-12-01 08:00"


def test_the_order_of_events_does_not_matter() -> None:
    events = [HELD, THANKED, DATE, DECIDER, F1, F2]
    assert plan("2026-12-08 10:00", *events) == plan("2026-12-08 10:00", *reversed(events))


def test_wanted_changes_nothing_here() -> None:
    assert plan("2026-11-20 09:00", HELD, wanted=1) == plan("2026-11-20 09:00", HELD, wanted=3)


def test_names_with_newlines_stay_in_one_line() -> None:
    odd = replace(RUTH_THERE, name="Ruth\r\nCalloway")
    assert "\n" not in the(plan("2026-11-17 17:00", HELD, people=[odd]), "thank_you").why
