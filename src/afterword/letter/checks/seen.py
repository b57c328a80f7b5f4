"""What a check sees, and what it gives back."""

from dataclasses import dataclass, field
from typing import Any

from afterword.letter.brief import Brief, Kind
from afterword.letter.letter import MoveText, Severity
from afterword.letter.text import LetterText


@dataclass(frozen=True, slots=True)
class Found:
    """One fault. say: the text in says/ where a check has several ("names.right-person.near")."""

    id: str
    severity: Severity
    quote: str | None = None
    say: str | None = None
    params: dict[str, Any] = field(default_factory=dict)
    override: bool = True


@dataclass(frozen=True, slots=True)
class Seen:
    """A letter, what is known about it, and what it says it does.

    tongues: the languages the letter is written in, the main one first; moves: None for a letter
    from elsewhere, whose moves are found by its words.
    """

    text: LetterText
    brief: Brief | None
    kind: Kind
    locale: str
    tongues: tuple[str, ...] = ("en",)
    moves: tuple[MoveText, ...] | None = None
