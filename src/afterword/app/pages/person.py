"""One person: how to reach them, what they cared about, what they were given and what they were asked."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from afterword.app.actions.erase_person import erase_person
from afterword.app.models import Step
from afterword.app.pages.words import ROLES, STEPS
from afterword.app.queries.people import Whole, whole
from afterword.app.request import Request

SURE = 0.9
"""From this confidence on a detail of a card needs no second look."""


@dataclass(frozen=True, slots=True)
class Detail:
    """A number or an address. doubtful: whether it is one to check."""

    value: str
    kind: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Context:
    """asks: when, what and by what means; next: the steps that wait for them."""

    whole: Whole
    emails: list[Detail]
    phones: list[Detail]
    parts: list[tuple[uuid.UUID, str, str]]
    asks: list[tuple[object, str, str]]
    next: list[tuple[Step, str]]
    erasing: bool


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: Request, person_id: uuid.UUID) -> HttpResponse:
    """Show the person. Erasing is asked for on a page of its own (`?erase`), which says what goes."""
    if request.method == "POST" and request.POST.get("do") == "erase":
        name = erase_person(request.now, person_id)
        messages.success(request, _("%(name)s is erased.") % {"name": name or _("This person")})
        return redirect("people")
    seen = whole(person_id)
    value = seen.person.value
    context = Context(
        seen,
        [_detail(email) for email in value.get("emails", [])],
        [_detail(phone) for phone in value.get("phones", [])],
        [
            (part.candidacy_id, part.candidacy.company, ", ".join(str(ROLES[role]) for role in part.roles))
            for part in seen.parts
        ],
        [(ask.at, str(STEPS.get(ask.kind, ask.kind)), ask.company) for ask in seen.both.asks],
        [(step, str(STEPS[step.step])) for step in seen.steps],
        "erase" in request.GET,
    )
    return render(request, "person.html", {"page": context})


def _detail(row: dict[str, object]) -> Detail:
    confidence = row.get("confidence")
    doubtful = isinstance(confidence, (int, float)) and confidence < SURE
    return Detail(str(row["value"]), str(row.get("kind") or ""), doubtful)
