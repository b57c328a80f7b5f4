"""The plan as a calendar file: one entry a step, with whom, why and how to reach them."""

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

from afterword.candidacy import reason
from afterword.candidacy.candidacy import Candidacy, Person
from afterword.followup.step import Plan, Step

if TYPE_CHECKING:
    from icalendar import Event

_LENGTH = dt.timedelta(minutes=15)
_PRODUCT = "-//Afterword//Afterword plan//EN"


def calendar_file(plan: Plan, candidacy: Candidacy, now: dt.datetime, language: str = "en") -> str:
    """An iCalendar text (RFC 5545: CRLF, folded lines), times in UTC, an alarm at each due.

    The same step to the same person keeps its UID, so that a later file moves the entry. What is
    only foreseen is marked tentative. now: when the file is made, with offset.
    """
    from icalendar import Calendar

    file = Calendar()
    file.add("prodid", _PRODUCT)
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    people = {person.id: person for person in candidacy.people}
    for step in plan.steps:
        file.add_component(_entry(step, people.get(step.to or ""), candidacy, now, language))
    return str(file.to_ical().decode("utf-8"))


def _entry(step: Step, person: Person | None, candidacy: Candidacy, now: dt.datetime, language: str) -> "Event":
    from icalendar import Alarm, Event

    label = reason.message(f"followup.label.{step.step}", {}, language)
    who = _line(person.name or person.id) if person else None
    title = ": ".join(part for part in (label, who or _line(candidacy.company)) if part)
    entry = Event()
    entry.add("uid", _uid(step, candidacy))
    entry.add("dtstamp", now.astimezone(dt.UTC).replace(microsecond=0))
    entry.add("dtstart", step.due.astimezone(dt.UTC))
    entry.add("dtend", step.due.astimezone(dt.UTC) + _LENGTH)
    entry.add("summary", title)
    entry.add("description", "\n".join(_sheet(step, person, candidacy, label, language)))
    entry.add("status", "TENTATIVE" if step.after else "CONFIRMED")
    entry.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", dt.timedelta())
    entry.add_component(alarm)
    return entry


def _sheet(step: Step, person: Person | None, candidacy: Candidacy, label: str, language: str) -> list[str]:
    """What one needs at hand when the program is not: step, whom, how, why, until when."""

    def said(code: str, **params: object) -> str:
        return reason.message(f"followup.calendar.{code}", params, language)

    lines = [said("step", step=label)]
    if person is not None:
        lines.append(said("whom", name=_line(person.name or person.id)))
        lines += [said("phone", number=_line(phone.value)) for phone in person.phones if "call" in step.channel]
        if person.email and "email" in step.channel:
            lines.append(said("email", address=_line(person.email)))
    if candidacy.role or candidacy.company:
        lines.append(said("about", what=", ".join(_line(part) for part in (candidacy.role, candidacy.company) if part)))
    lines.append(said("why", why=step.why))
    if step.after:
        lines.append(said("after", step=reason.message(f"followup.label.{step.after}", {}, language)))
    lines.append(said("until", until=step.window[1]))
    return lines


def _uid(step: Step, candidacy: Candidacy) -> str:
    """The same for the same step to the same person of the same candidacy, whatever its date."""
    what = (candidacy.company or "", candidacy.role or "", step.step, step.to or "", step.why_code)
    parts = what if step.step == "prepare" else what[:-1]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32] + "@afterword"


def _line(text: str | None) -> str:
    """Foreign text in one line."""
    return " ".join((text or "").split())
