"""The plan as a calendar file: one entry a step, with whom, why and everything one needs at hand.

A calendar lives on when the laptop is shut, so an entry can carry the whole call sheet or letter
(`Sheet`): what to say or write, and links that call and write without this program.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from afterword.candidacy import reason
from afterword.candidacy.candidacy import Candidacy, Person
from afterword.followup import ical
from afterword.followup.step import Plan, Step

_LENGTH = dt.timedelta(minutes=15)
_QUARTER = dt.timedelta(minutes=15)
_A_VERSION = 10_000
"""Changes by time alone that are told apart between two that happened: quarters of an hour in a hundred days."""

_REFRESH = "PT1H"
"""How often a calendar that follows the feed is asked to look again; X-PUBLISHED-TTL says the same to Outlook."""
_PRODUCT = "-//Afterword//Afterword plan//EN"
_NUMBER = re.compile(r"\+?[\d().\-/ ]{3,40}")
_LONGEST = 6000
"""Characters of a sheet in an entry; calendars cut longer descriptions off."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What an entry carries. text: what to say or write; links: each on a line of its own; page: its http address."""

    text: str = ""
    links: tuple[str, ...] = ()
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Gone:
    """A step that is planned no longer, as it last stood."""

    step: Step
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Planned:
    """A candidacy in a calendar. id: tells two of the same firm and role apart, "" for one alone.

    sheets: by (step, to); version and changed_at: of what happened in it, so that a newer entry is
    known as the newer one; taken from its events where they are not given. gone: steps that a
    calendar may hold from before and that are planned no longer.
    """

    plan: Plan
    candidacy: Candidacy
    id: str = ""
    sheets: Mapping[tuple[str, str | None], Sheet] = field(default_factory=dict)
    version: int | None = None
    changed_at: dt.datetime | None = None
    gone: tuple[Gone, ...] = ()


def calendar_file(plan: Plan, candidacy: Candidacy, now: dt.datetime, language: str = "en") -> str:
    """The calendar of one candidacy; see `calendar`."""
    return calendar([Planned(plan, candidacy)], now, language)


def calendar(parts: Iterable[Planned], now: dt.datetime, language: str = "en") -> str:
    """An iCalendar text (RFC 5545: CRLF, folded lines), times in UTC, an alarm at each due.

    The same step to the same person keeps its UID, so that a later file moves the entry. What is
    only foreseen is marked tentative, what fell away cancelled. The same parts give the same text
    as long as their `changed_at` stands. now: for what has none, with offset.
    """
    entries = [entry for part in parts for entry in _entries(part, now, language)]
    head = [
        ("VERSION", "2.0"),
        ("PRODID", _PRODUCT),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", "Afterword"),
        ("REFRESH-INTERVAL;VALUE=DURATION", _REFRESH),
        ("X-PUBLISHED-TTL", _REFRESH),
    ]
    return ical.component("VCALENDAR", [*head, *entries])


def _entries(part: Planned, now: dt.datetime, language: str) -> Iterator[str]:
    people = {person.id: person for person in part.candidacy.people}
    standing = set()
    for step in part.plan.steps:
        standing.add(_uid(step, part))
        yield _entry(step, people.get(step.to or ""), part, now, language)
    for gone in part.gone:
        if (uid := _uid(gone.step, part)) not in standing:
            standing.add(uid)
            yield _cancelled(gone, people.get(gone.step.to or ""), part, language)


def _entry(step: Step, person: Person | None, part: Planned, now: dt.datetime, language: str) -> str:
    sheet = part.sheets.get((step.step, step.to), Sheet())
    label = reason.message(f"followup.label.{step.step}", {}, language)
    title = ical.text(_title(label, person, part.candidacy))
    description = "\n".join([*_facts(step, person, part.candidacy, label, language), *_at_hand(sheet)])
    alarm = ical.component("VALARM", [("ACTION", "DISPLAY"), ("DESCRIPTION", title), ("TRIGGER", "PT0S")])
    return ical.component(
        "VEVENT",
        [
            *_head(step, part, now),
            ("SUMMARY", title),
            ("DESCRIPTION", ical.text(description)),
            *([("URL", _line(sheet.page))] if sheet.page else []),
            ("STATUS", "TENTATIVE" if step.after else "CONFIRMED"),
            ("TRANSP", "TRANSPARENT"),
            alarm,
        ],
    )


def _cancelled(gone: Gone, person: Person | None, part: Planned, language: str) -> str:
    """What stood in a calendar and does no longer: a calendar that holds it takes it out."""
    label = reason.message(f"followup.label.{gone.step.step}", {}, language)
    title = ical.text(_title(label, person, part.candidacy))
    head = _head(gone.step, part, gone.at, gone=True)
    return ical.component("VEVENT", [*head, ("SUMMARY", title), ("STATUS", "CANCELLED"), ("TRANSP", "TRANSPARENT")])


def _head(step: Step, part: Planned, now: dt.datetime, *, gone: bool = False) -> list[ical.Property]:
    """Which entry it is, as of when, and its time."""
    changed = ical.moment(now if gone else min(now, _changed_at(part) or now))
    return [
        ("UID", _uid(step, part)),
        ("DTSTAMP", changed),
        ("LAST-MODIFIED", changed),
        ("SEQUENCE", str(_sequence(step, part, gone=gone))),
        ("DTSTART", ical.moment(step.due)),
        ("DTEND", ical.moment(step.due + _LENGTH)),
    ]


def _sequence(step: Step, part: Planned, *, gone: bool) -> int:
    """A number that grows with each change: with what happened, and in between with the time that a step slips."""
    version = len(part.candidacy.events) if part.version is None else part.version
    slipped = int((step.due - step.window[0]) / _QUARTER)
    return version * _A_VERSION + (_A_VERSION - 1 if gone else min(max(slipped, 0), _A_VERSION - 2))


def _title(label: str, person: Person | None, candidacy: Candidacy) -> str:
    who = _line(person.name or person.id) if person else None
    return ": ".join(piece for piece in (label, who or _line(candidacy.company)) if piece)


def _facts(step: Step, person: Person | None, candidacy: Candidacy, label: str, language: str) -> list[str]:
    """Step, whom, how to reach them, why, until when."""

    def said(code: str, **params: object) -> str:
        return reason.message(f"followup.calendar.{code}", params, language)

    lines = [said("step", step=label)]
    if person is not None:
        lines.append(said("whom", name=_line(person.name or person.id)))
        if "call" in step.channel:
            for phone in person.phones:
                lines += [said("phone", number=_line(phone.value)), *_tel(phone.value)]
        if person.email and "email" in step.channel:
            lines.append(said("email", address=_line(person.email)))
    if candidacy.role or candidacy.company:
        lines.append(said("about", what=", ".join(_line(part) for part in (candidacy.role, candidacy.company) if part)))
    lines.append(said("why", why=step.why))
    if step.after:
        lines.append(said("after", step=reason.message(f"followup.label.{step.after}", {}, language)))
    lines.append(said("until", until=step.window[1]))
    return lines


def _tel(number: str) -> list[str]:
    """A link that calls, for what is a number."""
    digits = re.sub(r"[^\d+]", "", number)
    return [f"tel:{digits}"] if _NUMBER.fullmatch(number) and digits else []


def _at_hand(sheet: Sheet) -> list[str]:
    text = sheet.text if len(sheet.text) <= _LONGEST else sheet.text[:_LONGEST].rstrip() + " …"
    pieces = ([text] if text else [], [_line(link) for link in sheet.links], [_line(sheet.page)] if sheet.page else [])
    return [line for piece in pieces if piece for line in ("", *piece)]


def _changed_at(part: Planned) -> dt.datetime | None:
    if part.changed_at:
        return part.changed_at
    return max((event.recorded_at or event.at for event in part.candidacy.events), default=None)


def _uid(step: Step, part: Planned) -> str:
    """The same for the same step to the same person of the same candidacy, whatever its date."""
    candidacy = part.candidacy
    which = (part.id,) if part.id else (candidacy.company or "", candidacy.role or "")
    what = (*which, step.step, step.to or "", step.why_code)
    parts = what if step.step == "prepare" else what[:-1]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32] + "@afterword"


def _line(text: str | None) -> str:
    """Foreign text in one line."""
    return " ".join((text or "").split())
