"""What cannot be planned with: one clear error, or a plan of what is left."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from afterword.candidacy import reason
from afterword.candidacy.candidacy import Candidacy
from afterword.errors import BadInput
from afterword.followup.plan import next_steps
from followup.scene import DANA_THERE, DATE, HELD, RUTH_THERE, THANKED, candidacy, codes, due, kinds, on, plan


def test_an_unknown_zone_of_the_candidacy() -> None:
    with pytest.raises(BadInput) as raised:
        plan("2026-11-17 17:00", HELD, timezone="Mars/Phobos")
    error = raised.value
    assert (error.code, error.where) == ("followup.unknown_zone", "timezone")
    assert "Mars/Phobos" in reason.message(error.code, error.params)
    assert "Europe/Berlin" in str(reason.mend(error.code, error.params))


def test_an_unknown_zone_of_a_person_names_the_person() -> None:
    with pytest.raises(BadInput) as raised:
        plan("2026-11-17 17:00", HELD, people=[replace(RUTH_THERE, timezone="Seattle")])
    assert raised.value.where == "people ruth: timezone"


@pytest.mark.parametrize(
    ("kind", "key", "value"),
    [
        ("decision_date_named", "date", "next Friday"),
        ("decision_date_named", "date", 20261204),
        ("no_contact_asked", "until", "2026-13-01"),
        ("interview_held", "ended", "three o'clock"),
        ("interview_scheduled", "from", ["2026"]),
        ("snoozed", "until", "soon"),
        ("auto_reply_received", "return_date", "0000-00-00"),
        ("letter_approved", "send_at", {}),
        ("competing_offer", "deadline", "when I am old"),
        ("decision_date_named", "date", "9999-12-31"),
        ("decision_date_named", "date", "0001-01-01"),
        ("interview_scheduled", "from", "9999-12-31T23:59:59-08:00"),
    ],
)
def test_a_time_that_cannot_be_read_names_event_and_key(kind: str, key: str, value: object) -> None:
    event = on(kind, "2026-11-17 16:00", "dana", id="odd", **{key: value, "kind": "thank_you", "step": "follow_up_1"})
    with pytest.raises(BadInput) as raised:
        plan("2026-11-17 17:00", HELD, event)
    assert (raised.value.code, raised.value.where) == ("followup.not_a_time", f"events odd: data.{key}")


def test_a_time_out_of_reach_is_an_error_too() -> None:
    far = replace(HELD, at=dt.datetime(9999, 12, 31, 23, tzinfo=dt.timezone(-dt.timedelta(hours=8))))
    for events, now, where in (((far,), HELD.at, "events held: at"), ((HELD,), far.at, "now")):
        with pytest.raises(BadInput) as raised:
            next_steps(candidacy(*events), now)
        assert (raised.value.code, raised.value.where) == ("followup.far_off", where)


def test_nothing_at_all_is_an_empty_plan() -> None:
    found = next_steps(Candidacy(), HELD.at)
    assert (found.steps, found.stopped, found.paused, found.recheck_at) == ((), None, None, None)


def test_a_candidacy_without_people_asks_the_switchboard() -> None:
    found = plan("2026-11-18 09:00", HELD, DATE, people=[])
    assert kinds(found) == ["follow_up_1"]
    assert due(found, "follow_up_1") == "2026-12-08 08:00"


def test_people_nobody_can_reach() -> None:
    lost = [replace(person, email=None, phones=()) for person in (RUTH_THERE, DANA_THERE)]
    found = plan("2026-11-17 17:00", HELD, people=lost)
    assert kinds(found) == ["thank_you", "follow_up_1"]
    assert found.steps[0].channel == "paper"
    assert found.steps[1].to is None
    assert codes(found) == ["no_address"]


def test_a_country_nobody_knows_warns_and_keeps_weekends() -> None:
    found = plan("2026-11-17 17:00", HELD, people=[replace(RUTH_THERE, country="ZZ")])
    assert codes(found) == ["no_holidays"]


def test_events_of_a_kind_without_their_data() -> None:
    bare = [
        on(kind, "2026-11-18 10:00", "dana", id=kind)
        for kind in (
            "interview_scheduled", "interview_moved", "interview_cancelled", "decision_date_named",
            "letter_approved", "handed_over", "letter_sent", "gift_given", "call_made", "voicemail_left",
            "touch_done_elsewhere", "reply_judged", "bounced", "snoozed", "skipped", "setting_changed", "retracted",
        )
    ]  # fmt: skip
    found = plan("2026-11-18 11:00", HELD, THANKED, *bare)
    assert found.stopped is None


def test_two_events_with_one_id_are_both_read() -> None:
    twin = on("interview_held", "2026-11-17 15:00", "dana", id="held")
    assert kinds(plan("2026-11-17 17:00", HELD, twin)).count("thank_you") == 2


def test_a_long_history_is_planned_quickly() -> None:
    import time

    events = [on("reply_received", "2026-11-18 10:00", "dana", id=f"r{number}") for number in range(2000)]
    began = time.process_time()
    next_steps(candidacy(HELD, *events), HELD.at.replace(day=19))
    assert time.process_time() - began < 5


def test_five_thousand_events_of_all_kinds_are_planned_in_seconds() -> None:
    import time

    kinds_of: list[tuple[str, dict[str, Any]]] = [
        ("reply_received", {}), ("reply_judged", {"outcome": "acknowledgement"}), ("auto_reply_received", {}),
        ("letter_sent", {"kind": "visibility", "gift": "g"}), ("note_written", {}), ("bounced", {"kind": "hard"}),
        ("touch_done_elsewhere", {"channel": "email"}), ("setting_changed", {"key": "keep_going", "value": True}),
        ("letter_approved", {"kind": "thank_you"}), ("handed_over", {"kind": "thank_you"}),
        ("snoozed", {"step": "follow_up_1", "until": "2026-12-01"}), ("retracted", {"event": "e3"}),
        ("call_made", {"step": "follow_up_1", "outcome": "no_answer"}), ("decision_date_named", {"date": "2026-12-04"}),
    ]  # fmt: skip
    events = [
        replace(on(kinds_of[n % len(kinds_of)][0], "2026-11-18 09:00", ("dana", "ruth")[n % 2], id=f"e{n}"),
                at=HELD.at + dt.timedelta(minutes=n + 1), data=kinds_of[n % len(kinds_of)][1])
        for n in range(5000)
    ]  # fmt: skip
    began = time.process_time()
    next_steps(candidacy(HELD, *events), HELD.at.replace(month=12))
    assert time.process_time() - began < 10
