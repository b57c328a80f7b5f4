"""Candidacies with the recurring cast, written down in few words."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, get_args

from afterword.candidacy.candidacy import Candidacy, Person, PersonPhone, Settings
from afterword.candidacy.events import Event, EventType
from afterword.followup.plan import next_steps
from afterword.followup.step import Plan, Step
from cast import DANA, DANA_EMAIL, DANA_PHONE, FERNHILL, ROLE, RUTH, RUTH_EMAIL, RUTH_PHONE, SEATTLE

ZONE = "America/Los_Angeles"
RUTH_THERE = Person("ruth", RUTH, ("interviewer",), RUTH_EMAIL, (PersonPhone(RUTH_PHONE),), "US", timezone=ZONE)
DANA_THERE = Person("dana", DANA, ("hr",), DANA_EMAIL, (PersonPhone(DANA_PHONE),), "US", timezone=ZONE)
LEE_THERE = Person("lee", "Lee Okafor", ("lead",), "lee.okafor@fernhill.example.org", (), "US", timezone=ZONE)
AGENT = Person("agent", "Noor Haddad", ("agency",), "noor@agency.example.org", (), "US", timezone=ZONE)
RECRUITER = Person("rec", "Ines Prado", ("recruiter",), "ines@fernhill.example.org", (), "US", timezone=ZONE)
MAILBOX = Person("jobs", "Fernhill Jobs", ("mailbox",), "jobs@fernhill.example.org", (), "US", timezone=ZONE)
TYPES = {name: name for name in get_args(EventType)}


def at(text: str) -> dt.datetime:
    """A time in Seattle, "2026-11-17 15:00", or with an offset of its own."""
    moment = dt.datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=SEATTLE)


def on(what: str, when: str, /, *who: str, **data: Any) -> Event:
    """An event; its id is made of type and time."""
    name = data.pop("id", f"{what}@{when}")
    return Event(name, TYPES[what], at(when), who, data)


HELD = on("interview_held", "2026-11-17 15:00", "ruth", id="held")
THANKED = on("letter_sent", "2026-11-17 17:30", "ruth", kind="thank_you", gift="a1", id="thanked")
DATE = on("decision_date_named", "2026-11-17 15:00", "ruth", date="2026-12-04", id="date")
DECIDER = on("decider_named", "2026-11-17 15:00", "dana", id="decider")
F1 = on("letter_sent", "2026-11-24 15:00", "dana", kind="follow_up_1", id="f1")
F2 = on("letter_sent", "2026-12-07 10:00", "ruth", kind="follow_up_2", id="f2")


def candidacy(*events: Event, people: Iterable[Person] = (RUTH_THERE, DANA_THERE), **rest: Any) -> Candidacy:
    """A candidacy at Fernhill Logistics; `settings` may be a dict."""
    settings = rest.pop("settings", {})
    known = Candidacy(FERNHILL, ROLE, "US", None, ZONE, people=tuple(people), events=events)
    return replace(known, settings=Settings(**settings), **rest)


def plan(now: str, *events: Event, **rest: Any) -> Plan:
    """The plan of such a candidacy."""
    return next_steps(candidacy(*events, **rest), at(now))


def find(found: Plan, kind: str, to: str | None = None) -> Step | None:
    """The first step of this kind, to this person where one is named."""
    return next((step for step in found.steps if step.step == kind and to in {None, step.to}), None)


def the(found: Plan, kind: str, to: str | None = None) -> Step:
    """The step of this kind, which must be there."""
    step = find(found, kind, to)
    assert step is not None, f"{kind} is not in {kinds(found)}"
    return step


def kinds(found: Plan) -> list[str]:
    """The kinds of the plan's steps, in order."""
    return [step.step for step in found.steps]


def codes(found: Plan) -> list[str]:
    """The warnings of a plan, without the room's name."""
    return [warning.code.rpartition(".")[2] for warning in found.warnings]


def due(found: Plan, kind: str, to: str | None = None) -> str:
    """The local due of a step, "2026-11-17 15:00"."""
    return the(found, kind, to).due.strftime("%Y-%m-%d %H:%M")
