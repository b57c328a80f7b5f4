"""A letter, what was found wrong with one, and how much of it is nobody else's."""

from dataclasses import dataclass, field
from typing import Any, Literal

from afterword.letter.kinds import Kind, Move

Severity = Literal["block", "warn", "info"]


@dataclass(frozen=True, slots=True)
class MoveText:
    """One move as it stands in the letter. uses: ids of the brief it draws on."""

    move: Move
    text: str
    uses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found. override: whether one click sends the letter anyway; params: for other languages."""

    id: str
    severity: Severity
    override: bool
    quote: str | None
    message: str
    mend: str | None
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Letter:
    """A composed letter. own: 0..1, the share that could stand in no other letter."""

    subject: str
    body: str
    moves: tuple[MoveText, ...] = ()
    checks: tuple[Finding, ...] = ()
    own: float = 0.0


@dataclass(frozen=True, slots=True)
class OwnSentence:
    """One sentence and how much of it is this candidate's after this talk, 0..1.

    why_code, params: of the reason, for other languages.
    """

    text: str
    own: float
    why: str
    why_code: str = "own.plain"
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Own:
    """How much of a letter could stand in no other letter."""

    share: float = 0.0
    sentences: tuple[OwnSentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A letter after the checks."""

    kind: Kind
    locale: str
    findings: tuple[Finding, ...] = ()
    own: Own = field(default_factory=Own)
