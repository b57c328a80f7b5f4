"""One stretch of a talk or of notes: who, what, and where it stands in the source."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from afterword.notes.interest import At


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that stands in one line of the source, word for word."""

    text: str
    at: At
    line: int


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker said without a break, or one entry of notes (speaker None: the note-taker).

    text: its pieces joined by one space; at: where it begins; line: the source line, from 1.
    """

    speaker: str | None
    pieces: tuple[Piece, ...]
    text: str

    @classmethod
    def of(cls, speaker: str | None, pieces: Sequence[Piece]) -> "Turn":
        """The turn of one speaker with these pieces, of which there is at least one."""
        return cls(speaker, tuple(pieces), " ".join(piece.text for piece in pieces))

    @property
    def at(self) -> At:
        """Where it begins."""
        return self.pieces[0].at

    @property
    def line(self) -> int:
        """The source line where it begins, from 1."""
        return self.pieces[0].line

    def quote(self, start: int, end: int) -> tuple[str, At]:
        """The longest part of `text[start:end]` that stands word for word in one line, and its place."""
        best, place = "", self.at
        begin = 0
        for piece in self.pieces:
            part = piece.text[max(0, start - begin) : max(0, end - begin)].strip()
            if len(part) > len(best):
                best, place = part, piece.at
            begin += len(piece.text) + 1
        return best, place


@dataclass(frozen=True, slots=True)
class Source:
    """A text as it was read. header: the lines of notes above the first entry."""

    kind: Literal["notes", "transcript"]
    turns: tuple[Turn, ...]
    header: tuple[Piece, ...] = ()
