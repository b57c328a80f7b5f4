"""The first screen: four ways in, and none of them needs data."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from afterword.app.models import Candidacy
from afterword.app.request import Request


@dataclass(frozen=True, slots=True)
class Context:
    """own: whether there is a candidacy of one's own; sample: whether the sample stands."""

    own: bool
    sample: bool


@require_safe
def start(request: Request) -> HttpResponse:
    """Show the four doors."""
    kinds = set(Candidacy.objects.order_by().values_list("sample", flat=True).distinct())
    return render(request, "start.html", {"page": Context(own=False in kinds, sample=True in kinds)})
