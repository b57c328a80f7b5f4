"""While this was closed, and reminders that did not come: a note on Today, until the person has seen it."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from afterword.app import owner, pause
from afterword.app.actions.remind_me import put_reminders_away
from afterword.app.pages.words import REMINDERS, STEPS, outcome_of
from afterword.app.queries.missed import missed, not_come
from afterword.app.request import Request


@dataclass(frozen=True, slots=True)
class Line:
    """A step that was missed, in words. stands: it can still be done."""

    candidacy: uuid.UUID
    company: str
    step: str
    who: str
    until: dt.datetime
    stands: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What the note says. closed_at: None where only reminders are told of; reminders: when, which, why not."""

    closed_at: dt.datetime | None
    lines: list[Line]
    reminders: list[tuple[dt.datetime, str, str]]


def shown() -> Shown | None:
    """Return the note for the candidate in scope, None where there is nothing to say."""
    found = missed(settings.DATA)
    gone = [(row.due, str(REMINDERS[row.kind]), outcome_of(row)) for row in not_come()]
    if found is None:
        return Shown(None, [], gone) if gone else None
    lines = [
        Line(line.candidacy, line.company, str(STEPS.get(line.step, line.step)), line.who, line.until, line.stands)
        for line in found.lines
    ]
    return Shown(found.closed_at, lines, gone)


@require_POST
def put_away(request: Request) -> HttpResponse:
    """The person has seen it."""
    put_reminders_away(request.now)
    pause.put_away(settings.DATA, owner.current())
    return redirect("today")
