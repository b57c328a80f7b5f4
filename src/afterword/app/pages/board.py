"""The board: all candidacies along one line of time, and the same in words."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from afterword.app.pages.picture import Label, Row, row, shared_axis, ticks
from afterword.app.queries.board import board as asked
from afterword.app.request import Request

MOST_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class Context:
    """today: percent of the width; before, after: numbers of the pages beside this one, None where there is none."""

    rows: list[Row]
    ticks: list[Label]
    today: float
    before: int | None
    after: int | None


@require_safe
def board(request: Request) -> HttpResponse:
    """Show the candidacies that go on, the most wanted first, then the closed ones."""
    given = request.GET.get("page", "")
    number = min(int(given), MOST_PAGES) if given.isascii() and given.isdecimal() and len(given) < 9 else 0
    seen = asked(number)
    axis = shared_axis(seen.lines, request.now)
    page = Context(
        rows=[row(line, request.now, axis) for line in seen.lines],
        ticks=ticks(axis, request.now),
        today=axis.at(request.now),
        before=number - 1 if number else None,
        after=number + 1 if seen.more else None,
    )
    return render(request, "board.html", {"page": page})
