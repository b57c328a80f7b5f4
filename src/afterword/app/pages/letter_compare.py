"""A letter beside the candidate's other letters to the same firm: what a reader of two would know again."""

import uuid
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from afterword.app.models import Letter
from afterword.app.pages.letter_marks import Mark, Paragraph, laid_out
from afterword.app.queries.review import review
from afterword.app.request import Request
from afterword.errors import BadInput
from afterword.letter.brief import Brief
from afterword.letter.places import Place, Span, places
from afterword.letter.shared import shared

MOST = 10
"""Letters that are laid beside one."""

LITTLE, MUCH = 0.05, 0.25
"""Shares of word runs in common: below, two letters; above, the check asks to change one."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Both letters with what they share marked. told: how much, in words; alike: too much."""

    other: Letter
    mine: list[Paragraph]
    theirs: list[Paragraph]
    told: str
    alike: bool


@dataclass(frozen=True, slots=True)
class Context:
    """The page. left_out: further letters; can_change: whether it is still a draft."""

    letter: Letter
    pairs: list[Pair]
    left_out: int
    can_change: bool


@require_safe
def letter_compare(request: Request, letter_id: uuid.UUID) -> HttpResponse:
    """Show a letter beside each letter to somebody else of the candidacy and round, the likest first."""
    row = Letter.objects.select_related("candidacy", "person", "owner").get(id=letter_id)
    others = row.candidacy.letters.exclude(person=row.person_id).exclude(state=Letter.State.CANCELLED)
    here = [other for other in others.select_related("person").order_by("-changed_at") if _same_round(row, other)]
    over = review(row, request.now)
    stands = places(row.body, over.moves)
    pairs = [pair for other in here[:MOST] if (pair := _pair(row, stands, over.brief, other))]
    context = Context(row, pairs, max(0, len(here) - MOST), row.state == Letter.State.DRAFT)
    return render(request, "letter_compare.html", {"page": context})


def _same_round(one: Letter, other: Letter) -> bool:
    """Whether both are of one round, as far as both know theirs."""
    rounds = {(row.brief.get("interview") or {}).get("round") for row in (one, other)} - {None}
    return bool(other.body.strip()) and len(rounds) < 2


def _pair(row: Letter, stands: tuple[Place, ...], brief: Brief, other: Letter) -> Pair | None:
    try:
        found = shared(brief, row.body, other.body)
        theirs = places(other.body, ())
    except BadInput:  # a text that is no letter has nothing in common with one
        return None
    return Pair(
        other,
        laid_out(row.body, _marks(found.mine), stands),
        laid_out(other.body, _marks(found.theirs), theirs),
        _told(found.share, len(found.mine)),
        found.share > MUCH,
    )


def _marks(spans: tuple[Span, ...]) -> list[Mark]:
    return [Mark(start, end, "shared") for start, end in spans]


def _told(share: float, runs: int) -> str:
    """How much two letters have in common, as people say it."""
    percent = {"percent": max(1, round(share * 100))}
    if not runs:
        return _("Beyond names and facts they have nothing in common.")
    if share > MUCH:
        return _("They are much alike: %(percent)d in 100 of their turns of phrase stand in both.") % percent
    if share < LITTLE:
        return _("They are two letters. What stands in both is marked.")
    return _("%(percent)d in 100 of their turns of phrase stand in both. They are marked.") % percent
