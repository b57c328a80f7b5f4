"""One candidacy: the plan, the people, what happened, and how it can be taken back."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from afterword.app.models import Event, Step
from afterword.app.pages.paused import Paused, paused
from afterword.app.pages.picture import Timeline, timeline
from afterword.app.pages.steps import Link, draft_of, links
from afterword.app.pages.words import ROLES, STEPS, STOPS, happened
from afterword.app.queries.board import DRAWN
from afterword.app.queries.events import standing
from afterword.app.queries.page import Page, page
from afterword.app.queries.today import said
from afterword.app.request import Request

SOON = dt.timedelta(days=1)
"""A step has its button from so long before it is due."""

LEFT = frozenset({"letter_sent"})
"""What cannot be taken back: it has left."""

QUIET = frozenset({"retracted"})


@dataclass(frozen=True, slots=True)
class Planned:
    """A step in words. after: what must stay unanswered first, "" where it stands by itself; now: it has a button."""

    step: Step
    title: str
    to: str
    why: str
    after: str
    link: Link
    now: bool


@dataclass(frozen=True, slots=True)
class Past:
    """Something that happened. undo: whether it can be taken back."""

    event: Event
    text: str
    undo: bool
    taken_back: bool


@dataclass(frozen=True, slots=True)
class Context:
    """first: the step whose button is the filled one; line: the picture, None before there is anything to draw."""

    page: Page
    stopped: str
    paused: Paused | None
    planned: list[Planned]
    foreseen: list[Planned]
    first: Planned | None
    past: list[Past]
    people: list[tuple[uuid.UUID, str, str, str]]
    line: Timeline | None
    warnings: list[str]


@require_safe
def candidacy(request: Request, candidacy_id: uuid.UUID) -> HttpResponse:
    """Show everything on one candidacy."""
    seen = page(candidacy_id)
    names = {str(part.person_id): part.person.name or part.person.email for part in seen.people}
    language = request.candidate.language
    planned = [_planned(seen, step, names, language, request.now) for step in seen.steps]
    now = [line for line in planned if not line.step.after]
    drawn = [event for event in reversed(standing(seen.events)) if event.type in DRAWN]
    context = Context(
        page=seen,
        stopped=str(STOPS.get(seen.candidacy.stopped, "")),
        paused=paused(seen.candidacy),
        planned=now,
        foreseen=[line for line in planned if line.step.after],
        first=next((line for line in now if line.now), None),
        past=_past(seen, names),
        people=[
            (
                part.person_id,
                part.person.name or part.person.email,
                part.person.value.get("title") or "",
                _roles(part.roles),
            )
            for part in seen.people
        ],
        line=timeline(drawn, seen.steps, names, request.now),
        warnings=[warning["message"] for warning in seen.candidacy.warnings],
    )
    return render(request, "candidacy.html", {"page": context})


def _planned(seen: Page, step: Step, names: dict[str, str], language: str, now: dt.datetime) -> Planned:
    return Planned(
        step,
        str(STEPS[step.step]),
        _("the switchboard") if step.to == "" else names.get(step.to, ""),
        said(step.value, language),
        str(STEPS.get(step.after, "")),
        links(step, draft_of(step, seen.letters))[0],
        step.due <= now + SOON or step.step == "prepare",
    )


def _past(seen: Page, names: dict[str, str]) -> list[Past]:
    taken_back = {row.data.get("event") for row in seen.events if row.type == "retracted"}
    return [
        Past(
            row, happened(row, names), row.type not in LEFT and str(row.id) not in taken_back, str(row.id) in taken_back
        )
        for row in seen.events
        if row.type not in QUIET and not (row.type == "person_added" and row.data.get("roles") == [])
    ]


def _roles(roles: list[str]) -> str:
    return ", ".join(str(ROLES[role]) for role in roles)
