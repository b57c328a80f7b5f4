"""Letters: the drafts, what waits to leave, and what has left."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from afterword.app.models import Letter
from afterword.app.pages.letter_words import KINDS, STATES
from afterword.app.queries.letters import letters as all_letters
from afterword.app.request import Request


@dataclass(frozen=True, slots=True)
class Line:
    """A letter of the list. address: the page where it goes on."""

    letter: Letter
    kind: str
    state: str
    address: str
    gift: str


@dataclass(frozen=True, slots=True)
class Context:
    """The letters by how far they are. first: where the page's one filled button leads."""

    drafts: list[Line]
    waiting: list[Line]
    gone: list[Line]
    first: str


@require_safe
def letters(request: Request) -> HttpResponse:
    """List the letters."""
    found = all_letters()
    drafts, waiting, gone = _lines(found.drafts), _lines(found.waiting, "sending"), _lines(found.gone)
    first = next((line.address for line in [*waiting, *drafts]), "")
    return render(request, "letters.html", {"page": Context(drafts, waiting, gone, first)})


def _lines(rows: Sequence[Letter], leads_to: str = "letter") -> list[Line]:
    return [
        Line(
            row,
            str(KINDS[row.kind]),
            str(STATES[row.state]),
            reverse(leads_to, args=[row.id]),
            (row.brief.get("gift") or {}).get("title") or "",
        )
        for row in rows
    ]
