"""A letter read over: checked on a brief of today's rows."""

import datetime as dt
from dataclasses import dataclass, replace

import msgspec

from afterword import api
from afterword.app.models import Approval, Letter
from afterword.app.queries.brief import rebuilt
from afterword.letter.brief import Brief
from afterword.letter.letter import Checked, Finding, MoveText


@dataclass(frozen=True, slots=True)
class Review:
    """brief: what is true today; checked: what the checks find; moves: what the composer declared."""

    brief: Brief
    checked: Checked
    moves: tuple[MoveText, ...]


def review(letter: Letter, send_at: dt.datetime) -> Review:
    """Check a letter as it stands for the moment it would leave.

    A text that the composer did not write is held against the brief sentence by sentence as well.
    Raises BadInput for an empty letter, Refused for one with nobody to go to.
    """
    brief = rebuilt(letter, send_at)
    moves = msgspec.convert(letter.moves, tuple[MoveText, ...])
    text = f"Subject: {letter.subject}\n\n{letter.body}"
    language = letter.owner.language
    checked = api.check_letter(text, brief, moves=moves, language=language)
    if not moves:
        found = sorted((*checked.findings, *_unsupported(text, brief, language)), key=_rank)
        checked = replace(checked, findings=tuple(found))
    return Review(brief, checked, moves)


def standing(letter: Letter, approval: Approval, now: dt.datetime) -> tuple[Finding, ...]:
    """What blocks an approved letter today and was not passed."""
    blocks = (found for found in review(letter, now).checked.findings if found.severity == "block")
    return tuple(found for found in blocks if not (found.override and found.id in approval.overridden))


def _unsupported(text: str, brief: Brief, language: str) -> list[Finding]:
    """What the brief does not bear out: a doubt only, since the person may know more than their notes."""
    found = api.verify_letter(text, brief, language=language)
    return [replace(finding, severity="warn") for finding in found if finding.id == "truth.unsupported"]


def _rank(finding: Finding) -> int:
    return ("block", "warn", "info").index(finding.severity)
