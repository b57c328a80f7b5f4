"""A letter read over: checked on a brief of today's rows."""

import datetime as dt
from dataclasses import dataclass

import msgspec

from afterword import api
from afterword.app.models import Letter
from afterword.app.queries.brief import rebuilt
from afterword.letter.brief import Brief
from afterword.letter.letter import Checked, MoveText


@dataclass(frozen=True, slots=True)
class Review:
    """brief: what is true today; checked: what the checks find; moves: what the composer declared."""

    brief: Brief
    checked: Checked
    moves: tuple[MoveText, ...]


def review(letter: Letter, send_at: dt.datetime) -> Review:
    """Check a letter as it stands for the moment it would leave.

    Raises BadInput for an empty letter, Refused for one with nobody to go to.
    """
    brief = rebuilt(letter, send_at)
    moves = msgspec.convert(letter.moves, tuple[MoveText, ...])
    text = f"Subject: {letter.subject}\n\n{letter.body}"
    return Review(brief, api.check_letter(text, brief, moves=moves, language=letter.owner.language), moves)
