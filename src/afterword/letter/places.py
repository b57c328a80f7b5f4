"""The sentences of a letter where they stand, each with the moves that the composer declared for it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from afterword.letter.letter import MoveText
from afterword.letter.text import parse

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """One sentence, or the few that one wording holds. start, end: in the body; text: verbatim.

    moves: what the composer declared here; as_composed: every word is still the composer's.
    """

    start: int
    end: int
    text: str
    moves: tuple[MoveText, ...] = ()
    as_composed: bool = False


def places(body: str, moves: Sequence[MoveText]) -> tuple[Place, ...]:
    """The sentences between greeting and closing, in order. Raises what `parse` raises."""
    sentences = list(_found(body, parse(body).sentences))
    declared = [(span, moves[at]) for at, span in _found(body, [move.text for move in moves])]
    found = []
    for start, end in united([*(span for _, span in sentences), *(span for span, _ in declared)]):
        here = tuple(move for (at, _), move in declared if start <= at < end)
        text = body[start:end]
        whole = " ".join(" ".join(move.text for move in here).split()) == " ".join(text.split())
        found.append(Place(start, end, text, here, bool(here) and whole))
    return tuple(found)


def _found(body: str, texts: Sequence[str]) -> Iterator[tuple[int, Span]]:
    """Where each text stands, whatever the white space in it; those that do not stand are left out."""
    cursor = 0
    for at, text in enumerate(texts):
        words = text.split()
        pattern = re.compile(r"\s+".join(map(re.escape, words)))
        match = (pattern.search(body, cursor) or pattern.search(body)) if words else None
        if match:
            cursor = match.end()
            yield at, match.span()


def united(spans: Iterable[Span]) -> list[Span]:
    """Spans that overlap as one, in order."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
