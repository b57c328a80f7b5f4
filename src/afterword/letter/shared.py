"""The runs of words that two letters have in common, where they stand in each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from afterword.letter.brief import Brief
from afterword.letter.checks import panel
from afterword.letter.checks.known import known
from afterword.letter.places import Span, places, united
from afterword.letter.text import parse

RUN = 4
"""Words in a row that a reader would know again."""
FACT = "¤"
"""Stands for a name, a title, a subject: what both letters must call by its name."""


@dataclass(frozen=True, slots=True)
class Shared:
    """share: 0..1 of the word runs of both letters that are in both, as the check counts them; mine, theirs: where."""

    share: float
    mine: tuple[Span, ...]
    theirs: tuple[Span, ...]


def shared(brief: Brief, body: str, other: str) -> Shared:
    """What the letter `body` of `brief` has in common with another one. Raises what `parse` raises."""
    facts = known(brief)
    my_grams, their_grams = (panel.grams(parse(text).body, facts) for text in (body, other))
    every = my_grams | their_grams
    own = {brief.own_words, brief.gift.note if brief.gift else None}  # what the person wrote may differ each time
    strings = [text for text in facts.strings if text not in own]
    mine, theirs = (_words(text, strings) for text in (body, other))
    both = {gram for gram, _ in _runs(mine)} & {gram for gram, _ in _runs(theirs)}
    return Shared(
        len(my_grams & their_grams) / len(every) if every else 0.0,
        tuple(united(span for gram, span in _runs(mine) if gram in both)),
        tuple(united(span for gram, span in _runs(theirs) if gram in both)),
    )


def _words(body: str, strings: Sequence[str]) -> list[tuple[str, Span]]:
    """The words between greeting and closing, each with its place; a fact is one word."""
    longest = sorted({text for text in strings if len(text) > 3}, key=len, reverse=True)
    known = "|".join(
        r"\W+".join(map(re.escape, re.findall(r"\w+", text))) for text in longest if re.search(r"\w", text)
    )
    token = re.compile(rf"\b(?P<fact>{known})\b|\w+" if known else r"(?P<fact>\b\B)|\w+", re.IGNORECASE)
    return [
        (FACT if match["fact"] else match.group().casefold(), match.span())
        for place in places(body, ())
        for match in token.finditer(body, place.start, place.end)
    ]


def _runs(words: Sequence[tuple[str, Span]]) -> Iterator[tuple[tuple[str, ...], Span]]:
    """Every run of words that is more than facts, with where it stands."""
    for at in range(len(words) - RUN + 1):
        run = words[at : at + RUN]
        gram = tuple(word for word, _ in run)
        if gram.count(FACT) <= 1:
            phrase = [span for word, span in run if word != FACT]
            yield gram, (phrase[0][0], phrase[-1][1])
