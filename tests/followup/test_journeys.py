"""Journeys: small candidacies written from the rulings alone, each with what the plan must say.

One file a topic in tests/data/journeys and, written later and with the sentence each rests on as
its `why`, in tests/data/journeys-later. A step that is expected names only what is certain:
`due`, `window_to` are moments, `due_from` and `due_to` enclose one, a `..._day` is a day in the
zone of who reads. `absent` holds steps, or a step and its receiver; `none_before` says from which
day on a step may be due at all; `only` that nothing else stands; `count` how many of a kind;
`warns` a part of a warning's code.
"""

import dataclasses
import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Container, Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from afterword import api, shapes
from afterword.candidacy.candidacy import Candidacy
from afterword.errors import BadInput
from afterword.followup.step import Plan, Step

DATA = Path(__file__).parents[1] / "data"
JOURNEYS = [DATA / "journeys", DATA / "journeys-later"]


def _journeys() -> list[Any]:
    return [
        pytest.param(journey, id=f"{folder.name} {file.stem}: {journey['name']}")
        for folder in JOURNEYS
        for file in sorted(folder.glob("*.json"))
        for journey in json.loads(file.read_text(encoding="utf-8"))
    ]


def _read(journey: dict[str, Any]) -> tuple[Candidacy, dt.datetime]:
    candidacy, problems = shapes.convert(journey["candidacy"], Candidacy, "journey")
    assert not problems
    return candidacy, dt.datetime.fromisoformat(journey["now"])


@pytest.mark.parametrize("journey", _journeys())
def test_the_plan_keeps_the_ruling(journey: dict[str, Any]) -> None:
    candidacy, now = _read(journey)
    if journey["expect"].get("error"):
        with pytest.raises(BadInput):
            api.next_steps(candidacy, now)
        return
    plan = api.next_steps(candidacy, now)
    faults = [*_lasting(plan, now), *_faults(plan, journey["expect"], _zones(candidacy))]
    assert not faults, _told(journey, plan, faults)


def _plannable() -> list[Any]:
    return [case for case in _journeys() if not case.values[0]["expect"].get("error")]


@pytest.mark.parametrize("journey", _plannable())
def test_neither_order_nor_offset_of_the_file_matters(journey: dict[str, Any]) -> None:
    candidacy, now = _read(journey)
    events = tuple(dataclasses.replace(event, at=event.at.astimezone(dt.UTC)) for event in reversed(candidacy.events))
    turned = dataclasses.replace(candidacy, events=events, wanted=3)
    plan = api.next_steps(candidacy, now)
    assert api.next_steps(turned, now.astimezone(dt.UTC)) == plan


@pytest.mark.parametrize("journey", _plannable())
def test_the_plan_holds_until_it_is_looked_at_again(journey: dict[str, Any]) -> None:
    candidacy, now = _read(journey)
    plan = api.next_steps(candidacy, now)
    again = plan.recheck_at or now + dt.timedelta(days=400)
    for moment in (now + (again - now) / 3, again - dt.timedelta(seconds=1)):
        if moment >= now:
            ahead = {(step.step, step.to) for step in plan.steps if step.due > moment}
            assert _standing(api.next_steps(candidacy, moment), ahead) == _standing(plan, ahead)


def _standing(plan: Plan, ahead: Container[tuple[str, str | None]]) -> object:
    """A plan without the `due` of the steps that are not ahead: those move with the clock."""
    steps = {
        (step.step, step.to, step.channel, step.after, step.window, step.due if (step.step, step.to) in ahead else None)
        for step in plan.steps
    }
    return steps, plan.stopped, plan.paused, {warning.code for warning in plan.warnings}


def _lasting(plan: Plan, now: dt.datetime) -> Iterator[str]:
    """What holds of any plan, whatever happened."""
    for step in plan.steps:
        if step.due < now:
            yield f"{step.step} is due before now"
        if step.window[0] > step.window[1]:
            yield f"{step.step} has a window that ends before it begins"
        if not step.why or not step.why_code:
            yield f"{step.step} does not say why"
    if plan.recheck_at is not None and plan.recheck_at <= now:
        yield "recheck_at is not ahead"


def _faults(plan: Plan, expect: dict[str, Any], zones: dict[str, ZoneInfo]) -> Iterator[str]:
    for wanted in expect.get("steps", ()):
        if not any(_is(step, wanted, zones) for step in plan.steps):
            yield f"no step like {json.dumps(wanted)}"
    for absent in expect.get("absent", ()):
        wanted = {"step": absent} if isinstance(absent, str) else absent
        if any(_is(step, wanted, zones) for step in plan.steps):
            yield f"stands, but must not: {json.dumps(wanted)}"
    for kind, day in expect.get("none_before", {}).items():
        for step in plan.steps:
            if step.step == kind and _day(step, step.due, zones) < dt.date.fromisoformat(day):
                yield f"{kind} is due before {day}"
    if expect.get("only") and len(plan.steps) != len(expect["steps"]):
        yield "other steps stand"
    counted = Counter(step.step for step in plan.steps)
    for kind, number in expect.get("count", {}).items():
        if counted[kind] != number:
            yield f"{counted[kind]} of {kind}, not {number}"
    if "stopped" in expect and plan.stopped != expect["stopped"]:
        yield f"stopped is {plan.stopped}, not {expect['stopped']}"
    if "paused" in expect and (plan.paused is not None) != expect["paused"]:
        yield f"paused is {plan.paused}, not {expect['paused']}"
    if "warns" in expect and not any(_warns(warning.code, expect["warns"]) for warning in plan.warnings):
        yield "no such warning"


def _warns(code: str, wanted: str | bool) -> bool:
    """True asks for any warning but the commonest one, that a place was filled in."""
    return wanted in code if isinstance(wanted, str) else "place_filled_in" not in code


def _is(step: Step, wanted: dict[str, Any], zones: dict[str, ZoneInfo]) -> bool:
    def moment(key: str) -> dt.datetime:
        return dt.datetime.fromisoformat(wanted[key])

    def day(value: dt.datetime) -> str:
        return _day(step, value, zones).isoformat()

    keeps: dict[str, Callable[[], bool]] = {
        "step": lambda: step.step == wanted["step"],
        "to": lambda: step.to == wanted["to"],
        "channel": lambda: step.channel == wanted["channel"],
        "after": lambda: step.after == wanted["after"],
        "due": lambda: step.due == moment("due"),
        "due_from": lambda: step.due >= moment("due_from"),
        "due_to": lambda: step.due <= moment("due_to"),
        "due_day": lambda: day(step.due) == wanted["due_day"],
        "window_to": lambda: step.window[1] == moment("window_to"),
        "window_from_day": lambda: day(step.window[0]) == wanted["window_from_day"],
        "window_to_day": lambda: day(step.window[1]) == wanted["window_to_day"],
    }
    return all(keeps[key]() for key in wanted)


def _zones(candidacy: Candidacy) -> dict[str, ZoneInfo]:
    """The zone of each person; under "" the candidacy's, for the candidate and the switchboard."""
    own = candidacy.timezone or "UTC"
    return {"": ZoneInfo(own)} | {person.id: ZoneInfo(person.timezone or own) for person in candidacy.people}


def _day(step: Step, moment: dt.datetime, zones: dict[str, ZoneInfo]) -> dt.date:
    return moment.astimezone(zones.get(step.to or "", zones[""])).date()


def _told(journey: dict[str, Any], plan: Plan, faults: list[str]) -> str:
    head = f"the plan (stopped: {plan.stopped}, paused: {plan.paused}):"
    lines = ["", journey["rule"], journey.get("why", ""), *faults, head]
    for step in plan.steps:
        window = " .. ".join(end.isoformat() for end in step.window)
        lines.append(f"  {step.step} to {step.to}, {step.due.isoformat()} in {window}, {step.channel}, {step.after}")
    return "\n".join([*lines, *(f"  warns {warning.code}: {warning.message}" for warning in plan.warnings)])
