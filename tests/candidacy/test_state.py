"""What the events of a candidacy add up to."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.candidacy.events import Event
from afterword.candidacy.history import derive
from afterword.candidacy.state import State
from afterword.errors import BadInput
from cast import SEATTLE
from followup.scene import DATE, DECIDER, F1, F2, HELD, THANKED, at, candidacy, on

NOW = at("2026-12-20 09:00")
HISTORY = (
    HELD, THANKED, DATE, DECIDER, F1, F2,
    on("reply_received", "2026-12-08 10:00", "ruth"),
    on("reply_judged", "2026-12-08 11:00", "ruth", outcome="acknowledgement"),
    on("call_made", "2026-12-09 11:00", "dana", step="follow_up_1", outcome="no_answer"),
    on("snoozed", "2026-12-10 09:00", step="visibility", until="2026-12-15"),
    on("rejection", "2026-12-11 09:00", "dana", id="no"),
    on("retracted", "2026-12-11 09:05", event="no"),
)  # fmt: skip


def state(*events: Event, now: dt.datetime = NOW, **rest: Any) -> State:
    return derive(candidacy(*events, **rest), now, SEATTLE)


@given(st.permutations(HISTORY))
@settings(max_examples=40)
def test_the_order_in_which_events_stand_does_not_matter(events: list[Event]) -> None:
    assert state(*events) == state(*HISTORY)


@given(st.lists(st.sampled_from(HISTORY), unique_by=lambda event: event.id))
@settings(max_examples=40)
def test_events_ahead_change_nothing_but_when_it_turns(later: list[Event]) -> None:
    ahead = [replace(event, id=f"later-{event.id}", at=event.at.replace(year=2027)) for event in later]
    then = state(*HISTORY, *ahead)
    assert replace(then, turns=()) == replace(state(*HISTORY), turns=())
    assert len(then.turns) == len(ahead)


def test_rounds() -> None:
    second = on("interview_held", "2026-12-01 15:00", "ruth")
    third = on("interview_held", "2026-12-02 15:00", "dana", round=5)
    assert [talk.round for talk in state(HELD, second, third).talks] == [1, 2, 5]
    assert state(HELD, second).round_began == at("2026-12-01 15:00")
    assert state().round == 0


def test_two_interviews_on_one_local_day_are_one_round() -> None:
    late = on("interview_held", "2026-11-17 18:00", "dana")  # the next day in UTC
    assert [talk.round for talk in state(HELD, late).talks] == [1, 1]


def test_who_was_met_in_an_interview() -> None:
    assert state(HELD, on("screen_held", "2026-11-10 10:00", "dana")).met == {"ruth"}


def test_letters_calls_and_what_was_done_elsewhere_are_touches() -> None:
    done = on("touch_done_elsewhere", "2026-12-01 10:00", "ruth", step="visibility", channel="paper")
    call = on("call_made", "2026-12-02 10:00", "dana", step="follow_up_1", outcome="spoke")
    found = state(HELD, THANKED, done, call).touches
    assert [(t.step, t.channel, t.unasked) for t in found] == [
        ("thank_you", "letter", False), ("visibility", "elsewhere", True), ("follow_up_1", "call", True),
    ]  # fmt: skip
    assert found[2].answered_at == found[2].at


def test_a_call_nobody_answered_did_no_work_but_is_spent() -> None:
    found = state(HELD, on("call_made", "2026-12-02 10:00", "dana", step="follow_up_1", outcome="no_answer"))
    assert found.call_spent
    assert found.asks() == []


def test_a_call_they_asked_for_is_no_unasked_touch() -> None:
    back = on("call_made", "2026-12-02 10:00", "dana", step="follow_up_1", outcome="call_back", date="2026-12-04")
    again = on("call_made", "2026-12-04 10:00", "dana", step="follow_up_1", outcome="spoke")
    assert state(HELD, back).call_back == dt.date(2026, 12, 4)
    assert state(HELD, back, again).call_back is None
    assert [touch.unasked for touch in state(HELD, back, again).touches] == [True, False]


def test_an_automatic_reply_answers_nothing() -> None:
    auto = on("auto_reply_received", "2026-11-24 15:01", "dana", return_date="2026-12-01")
    found = state(HELD, F1, auto)
    assert found.touches[0].answered_at is None
    assert found.holds[0].back == dt.date(2026, 12, 1)


def test_a_reply_answers_what_came_before_it() -> None:
    reply = on("reply_received", "2026-11-25 10:00", "dana")
    later = replace(F1, id="later", at=at("2026-11-26 10:00"))
    found = state(HELD, F1, reply, later).touches
    assert [touch.answered_at for touch in found] == [reply.at, None]


def test_a_judgement_without_a_reply_stands_for_one() -> None:
    found = state(HELD, on("reply_judged", "2026-11-25 10:00", "dana", outcome="acknowledgement")).replies
    assert [(reply.who, reply.outcome, reply.pauses) for reply in found] == [(("dana",), "acknowledgement", False)]


def test_a_date_named_during_the_interview_belongs_to_its_round() -> None:
    second = on("interview_held", "2026-12-01 15:00", "ruth", id="two")
    during = on("decision_date_named", "2026-12-01 14:40", "ruth", date="2026-12-18")
    assert [stated.date for stated in state(HELD, DATE, second, during).dates] == [dt.date(2026, 12, 18)]


def test_the_same_date_said_again_is_no_move() -> None:
    again = on("decision_date_named", "2026-11-20 15:00", "dana", date="2026-12-04")
    assert [stated.moves for stated in state(HELD, DATE, again).dates] == [0]


def test_taking_back_what_was_taken_back() -> None:
    no = on("rejection", "2026-11-24 10:00", "dana", id="no")
    back = on("retracted", "2026-11-24 10:05", event="no", id="back")
    again = on("retracted", "2026-11-24 10:06", event="back", id="again")
    assert state(HELD, no).stop is not None
    assert state(HELD, no, back).stop is None
    assert state(HELD, no, back, again).stop is not None


def test_an_event_that_takes_back_itself_or_nothing_is_harmless() -> None:
    odd = [on("retracted", "2026-11-24 10:05", event="odd", id="odd"), on("retracted", "2026-11-24 10:06", id="x")]
    assert state(HELD, *odd).talks == state(HELD).talks


def test_handed_over_and_then_sent_is_one_letter() -> None:
    handed = on("handed_over", "2026-11-17 17:00", "ruth", kind="thank_you", gift="a1")
    assert len(state(HELD, handed, THANKED).touches) == 1
    assert state(HELD, handed, THANKED).handed == ()


def test_meetings_are_those_not_held() -> None:
    ahead = on("interview_scheduled", "2026-11-10 09:00", interview="i", **{"from": "2026-11-17T14:00:00-08:00"})
    assert len(state(ahead).meetings) == 1
    assert state(ahead, HELD).meetings == ()
    named = on("interview_held", "2026-11-19 15:00", "ruth", interview="i")
    assert state(ahead, named).meetings == ()


def test_a_hard_bounce_undoes_the_letter_and_the_address() -> None:
    back = on("bounced", "2026-11-17 17:31", "ruth", kind="hard")
    found = state(HELD, THANKED, back)
    assert not found.touches
    assert found.unreachable == {"ruth"}
    assert state(HELD, THANKED, back, on("card_taken", "2026-11-18 09:00", "ruth")).unreachable == frozenset()


def test_a_time_that_cannot_be_read() -> None:
    with pytest.raises(BadInput) as raised:
        state(on("interview_held", "2026-11-17 15:00", "ruth", id="odd", ended="noon"))
    assert raised.value.where == "events odd: data.ended"
