"""One candidacy: the plan, the people, what happened, and how it can be taken back."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from afterword.app.models import Event, Step
from afterword.app.pages.paused import Paused, paused
from afterword.app.pages.today import CARRY_GIFTS
from afterword.app.pages.words import ROLES, STEPS, STOPS, happened
from afterword.app.queries.page import Page, page
from afterword.app.queries.today import said
from afterword.app.request import Request

SOON = dt.timedelta(days=1)
"""A step has its button from so long before it is due."""

LEFT = frozenset({"letter_sent"})
"""What cannot be taken back: it has left."""

QUIET = frozenset({"retracted"})
HELD = ("interview_held", "screen_held", "one_way_held")


@dataclass(frozen=True, slots=True)
class Planned:
    """A step in words. after: what must stay unanswered first, "" where it stands by itself; now: it has a button."""

    step: Step
    title: str
    to: str
    why: str
    after: str
    url: str
    do: str
    now: bool


@dataclass(frozen=True, slots=True)
class Past:
    """Something that happened. undo: whether it can be taken back."""

    event: Event
    text: str
    undo: bool
    taken_back: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of the timeline. at: percent of its length."""

    at: int
    is_done: bool


@dataclass(frozen=True, slots=True)
class Context:
    """first: the step whose button is the filled one; dots: the timeline, now: its place of today."""

    page: Page
    stopped: str
    paused: Paused | None
    planned: list[Planned]
    foreseen: list[Planned]
    first: Planned | None
    past: list[Past]
    people: list[tuple[uuid.UUID, str, str, str]]
    dots: list[Dot]
    now: int | None
    begins: dt.datetime | None
    ends: dt.datetime | None
    warnings: list[str]


@require_safe
def candidacy(request: Request, candidacy_id: uuid.UUID) -> HttpResponse:
    """Show everything on one candidacy."""
    seen = page(candidacy_id)
    names = {str(part.person_id): part.person.name or part.person.email for part in seen.people}
    language = request.candidate.language
    planned = [_planned(seen, step, names, language, request.now) for step in seen.steps]
    now = [line for line in planned if not line.step.after]
    dots, place, begins, ends = _timeline(seen, request.now)
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
        dots=dots,
        now=place,
        begins=begins,
        ends=ends,
        warnings=[warning["message"] for warning in seen.candidacy.warnings],
    )
    return render(request, "candidacy.html", {"page": context})


def _planned(seen: Page, step: Step, names: dict[str, str], language: str, now: dt.datetime) -> Planned:
    url, do = _action(seen, step)
    return Planned(
        step,
        str(STEPS[step.step]),
        _("the switchboard") if step.to == "" else names.get(step.to, ""),
        said(step.value, language),
        str(STEPS.get(step.after, "")),
        url,
        do,
        step.due <= now + SOON or step.step == "prepare",
    )


def _action(seen: Page, step: Step) -> tuple[str, str]:
    """Where a step is done, with the words of its button; nowhere for what Today asks."""
    id = seen.candidacy.id
    if step.step == "prepare":
        return reverse("sheet", args=[id]), _("Open the sheet")
    if step.step == "capture_prompt":
        return f"{reverse('just_met')}?candidacy={id}", _("Write it down")
    if step.step == "ask_person":
        return reverse("today"), _("Answer on Today")
    draft = next((row for row in seen.letters if row.state == "draft" and row.kind == step.step), None)
    if draft:
        return reverse("letter", args=[draft.id]), _("Read and send")
    if "call" in step.value.get("channel", "") or step.to == "":
        return reverse("call", args=[id, step.step]), _("Open call sheet")
    if step.step in CARRY_GIFTS:
        return reverse("gift", args=[id, step.to]), _("Find a gift")
    return reverse("write", args=[id, step.step, step.to]), _("Write it")


def _past(seen: Page, names: dict[str, str]) -> list[Past]:
    taken_back = {row.data.get("event") for row in seen.events if row.type == "retracted"}
    return [
        Past(
            row, happened(row, names), row.type not in LEFT and str(row.id) not in taken_back, str(row.id) in taken_back
        )
        for row in seen.events
        if row.type not in QUIET
    ]


def _roles(roles: list[str]) -> str:
    return ", ".join(str(ROLES[role]) for role in roles)


def _timeline(seen: Page, now: dt.datetime) -> tuple[list[Dot], int | None, dt.datetime | None, dt.datetime | None]:
    """The dots from the first talk to the last planned step, today's place, and both ends."""
    done = [row.at for row in seen.events if row.type in (*HELD, "letter_sent", "call_made", "touch_done_elsewhere")]
    coming = [step.due for step in seen.steps if step.due > now]
    if not done or not coming:
        return [], None, None, None
    begins, ends = min(done), max(coming)

    def place(moment: dt.datetime) -> int:
        return 2 + round(96 * max(0.0, min(1.0, (moment - begins) / (ends - begins))))

    dots = [Dot(place(at), True) for at in done] + [Dot(place(at), False) for at in coming]
    return dots, place(now), begins, ends
