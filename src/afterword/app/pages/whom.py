"""Whom to ask how things stand: the ranked answer with its reasons, and another choice in one tap."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from afterword.app.actions.choose_whom import choose_whom
from afterword.app.models import Candidacy, Person
from afterword.app.pages.fields import id_of
from afterword.app.pages.words import STEPS
from afterword.app.queries.asking import Whom, whom
from afterword.app.request import Request
from afterword.followup.asking import Asked

CHANGES = 2
"""So many people are asked in a round; one more would go round the house."""


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody with the reason. at: when the plan asks them, None where it does not; choose: whether they may be.

    url: where they are asked.
    """

    id: str
    name: str
    why: str
    step: str
    at: dt.datetime | None
    choose: bool
    url: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """many: whether two people were asked in this round already; new_id: of the choice, so that twice is once."""

    candidacy: Candidacy
    planned: list[Line]
    others: list[Line]
    barred: list[Line]
    many: bool
    new_id: uuid.UUID


@require_http_methods(["GET", "HEAD", "POST"])
def whom_to_ask(request: Request, candidacy_id: uuid.UUID) -> HttpResponse:
    """Show the answer, and take another choice."""
    if request.method == "POST":
        person = _person(request)
        id = id_of(request.POST.get("id", "")) or uuid.uuid4()
        event = choose_whom(request.now, candidacy_id, person.id, id=id)
        told = _("From now on %(name)s is asked.") % {"name": person.name or person.email or _("this person")}
        messages.success(request, told, extra_tags=f"undo:{event.id}")
        return redirect("whom", candidacy_id)
    seen = whom(candidacy_id, request.now, request.candidate.language)
    return render(request, "whom.html", {"page": _context(seen)})


def _person(request: Request) -> Person:
    """The person that the button names. Raises Person.DoesNotExist where there is none."""
    id = id_of(request.POST.get("person", ""))
    if id is None:
        raise Person.DoesNotExist
    return Person.objects.get(id=id)


def _context(seen: Whom) -> Context:
    names, asking = seen.names, seen.asking
    return Context(
        candidacy=seen.candidacy,
        planned=[_planned(seen, one) for one in asking.planned],
        others=[Line(one.to or "", names.get(one.to or "", ""), one.why, "", None, True) for one in asking.others],
        barred=[Line(one.to, names.get(one.to, ""), one.why, "", None, one.by_choice) for one in asking.barred],
        many=asking.asked >= CHANGES,
        new_id=uuid.uuid4(),
    )


def _planned(seen: Whom, one: Asked) -> Line:
    name = seen.names.get(one.to, "") if one.to else _("The switchboard")
    place = [seen.candidacy.id, one.step]
    url = reverse("call", args=place) if one.by_call else reverse("write", args=[*place, one.to])
    return Line(one.to or "", name, one.why, str(STEPS[one.step or ""]), one.at, False, url)
