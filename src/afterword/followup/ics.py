"""The plan as a calendar file: one entry a step, with whom, why and everything one needs at hand.

A calendar lives on when the laptop is shut, so an entry can carry the whole call sheet or letter
(`Sheet`): what to say or write, and links that call and write without this program.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from afterword.candidacy import reason
from afterword.candidacy.candidacy import Candidacy, Person
from afterword.followup.step import Plan, Step

if TYPE_CHECKING:
    from icalendar import Event

_LENGTH = dt.timedelta(minutes=15)
_REFRESH = dt.timedelta(hours=1)
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
class Planned:
    """A candidacy in a calendar. id: tells two of the same firm and role apart, "" for one alone.

    sheets: by (step, to); version and changed_at: of what happened in it, so that a newer entry is
    known as the newer one; taken from its events where they are not given.
    """

    plan: Plan
    candidacy: Candidacy
    id: str = ""
    sheets: Mapping[tuple[str, str | None], Sheet] = field(default_factory=dict)
    version: int | None = None
    changed_at: dt.datetime | None = None


def calendar_file(plan: Plan, candidacy: Candidacy, now: dt.datetime, language: str = "en") -> str:
    """The calendar of one candidacy; see `calendar`."""
    return calendar([Planned(plan, candidacy)], now, language)


def calendar(parts: Iterable[Planned], now: dt.datetime, language: str = "en") -> str:
    """An iCalendar text (RFC 5545: CRLF, folded lines), times in UTC, an alarm at each due.

    The same step to the same person keeps its UID, so that a later file moves the entry. What is
    only foreseen is marked tentative. now: when the file is made, with offset.
    """
    from icalendar import Calendar

    file = Calendar()
    file.add("prodid", _PRODUCT)
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", "Afterword")
    file.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    file.add("x-published-ttl", "PT1H")
    for part in parts:
        people = {person.id: person for person in part.candidacy.people}
        for step in part.plan.steps:
            file.add_component(_entry(step, people.get(step.to or ""), part, now, language))
    return str(file.to_ical().decode("utf-8"))


def _entry(step: Step, person: Person | None, part: Planned, now: dt.datetime, language: str) -> "Event":
    from icalendar import Alarm, Event

    candidacy = part.candidacy
    sheet = part.sheets.get((step.step, step.to), Sheet())
    label = reason.message(f"followup.label.{step.step}", {}, language)
    who = _line(person.name or person.id) if person else None
    title = ": ".join(piece for piece in (label, who or _line(candidacy.company)) if piece)
    entry = Event()
    entry.add("uid", _uid(step, part))
    entry.add("dtstamp", _utc(now))
    entry.add("last-modified", _utc(min(now, _changed_at(part) or now)))
    entry.add("sequence", len(candidacy.events) if part.version is None else part.version)
    entry.add("dtstart", step.due.astimezone(dt.UTC))
    entry.add("dtend", step.due.astimezone(dt.UTC) + _LENGTH)
    entry.add("summary", title)
    entry.add("description", "\n".join([*_facts(step, person, candidacy, label, language), *_at_hand(sheet)]))
    if sheet.page:
        entry.add("url", _line(sheet.page))
    entry.add("status", "TENTATIVE" if step.after else "CONFIRMED")
    entry.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", dt.timedelta())
    entry.add_component(alarm)
    return entry


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


def _utc(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC).replace(microsecond=0)


def _line(text: str | None) -> str:
    """Foreign text in one line."""
    return " ".join((text or "").split())
