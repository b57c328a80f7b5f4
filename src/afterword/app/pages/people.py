"""People: everybody who is known."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from afterword.app.queries.people import People
from afterword.app.queries.people import people as found
from afterword.app.request import Request


@dataclass(frozen=True, slots=True)
class Context:
    """words: what is searched for; number: of this page, from 0."""

    people: People
    words: str
    number: int


@require_safe
def people(request: Request) -> HttpResponse:
    """Show the people, or those that fit what is searched for."""
    words = request.GET.get("q", "").strip()[:100]
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0
    return render(request, "people.html", {"page": Context(found(words, number), words, number)})
