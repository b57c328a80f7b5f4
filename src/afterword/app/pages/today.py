"""Today: what to do now."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from afterword.app.models import Candidacy
from afterword.app.queries.today import Line
from afterword.app.queries.today import today as due
from afterword.app.request import Request


@dataclass(frozen=True, slots=True)
class Context:
    """The lines of Today, the first of them with the page's one filled button."""

    lines: list[Line]


@require_safe
def today(request: Request) -> HttpResponse:
    """Show what is due; whoever has nothing yet gets the four doors."""
    if not Candidacy.objects.exists():
        return redirect("start")
    return render(request, "today.html", {"page": Context(due(request.now, language=request.candidate.language))})
