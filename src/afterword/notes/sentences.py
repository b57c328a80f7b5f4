"""Sentences with their places, and the stretches of a text that quote somebody."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from afterword import tables
from afterword.notes import patterns

_QUOTED = re.compile(
    r"\"[^\"\n]{1,800}\"|“[^”\n]{1,800}”|„[^“”\n]{1,800}[“”]|«[^»\n]{1,800}»|(?<!\w)['‘][^'‘’\n]{3,60}(?:['’](?=\w)[^'‘’\n]{1,300}){0,8}['’](?!\w)"
)
_END = re.compile(r"[.!?…]+[\"”')\]]*(?=\s)|\n")
_LONGEST = 1000
"""A text without full stops is cut here, so that looking around in a sentence stays cheap."""
_RUNS_ON = 300
_SHORTEST = 30
"""Characters: a sentence longer than the first without a comma runs on; no part is shorter than the second."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, from `start` to before `end`."""

    start: int
    end: int


def quoted(text: str) -> list[Span]:
    """The insides of quotation marks."""
    return [Span(match.start() + 1, match.end() - 1) for match in _QUOTED.finditer(text)]


def sentences(text: str) -> list[Span]:
    """The sentences of `text`; one inside quotation marks ends nothing outside them."""
    quotes = _QUOTED.finditer(text)
    quote = next(quotes, None)
    found: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        while quote and quote.end() <= match.start():
            quote = next(quotes, None)
        inside = quote is not None and quote.start() < match.start() and match.end() < quote.end()
        if inside or _abbreviates(text, match) or _goes_on(text, match):
            continue
        found.append(Span(start, match.end()))
        start = match.end()
    found.append(Span(start, len(text)))
    found = [part for span in found for part in _at_joints(text, span)]
    parts = [
        Span(cut, min(cut + _LONGEST, span.end)) for span in found for cut in range(span.start, span.end, _LONGEST)
    ]
    return [span for span in (_stripped(text, span) for span in parts) if span.start < span.end]


def _at_joints(text: str, span: Span) -> Iterator[Span]:
    """Speech that was written down without stops is cut where it begins anew: "and then", "oh and"."""
    start = span.start
    if span.end - span.start > _RUNS_ON and not re.search(r"[,;:\"“]", text[span.start : span.end]):
        for match in patterns.any_of("grammar", "joints").finditer(text, span.start, span.end):
            if match.start() - start > _SHORTEST:
                yield Span(start, match.start())
                start = match.start()
    yield Span(start, span.end)


def _abbreviates(text: str, end: re.Match[str]) -> bool:
    """Whether the full stop belongs to a word as in "Dr. Carvalho" or "B. got animated"."""
    if end.group() != ".":
        return False
    word = re.split(r"[\s(]", text[max(0, end.start() - 12) : end.start()])[-1].lower()
    if word.isdigit() and len(word) < 3:  # "am 4. Dezember"
        following = re.match(r"\s+(\w+)", text[end.end() : end.end() + 20])
        return following is not None and following[1].lower() in tables.table("notes/dates.toml")["months"]
    return word in patterns.word_set("grammar", "abbreviations") or (len(word) == 1 and word.isalpha() and word != "i")


def _goes_on(text: str, end: re.Match[str]) -> bool:
    """Whether a quotation ends here but not the sentence around it."""
    return end.group()[-1] in "\"”'" and text[end.end() : end.end() + 3].lstrip()[:1].islower()


def _stripped(text: str, span: Span) -> Span:
    inner = text[span.start : span.end]
    return Span(span.start + len(inner) - len(inner.lstrip()), span.end - len(inner) + len(inner.rstrip()))


def masked(text: str, spans: list[Span]) -> str:
    """`text` with the insides of `spans`, in order, blanked, at the same length."""
    parts: list[str] = []
    done = 0
    for span in spans:
        parts += [text[done : span.start], " " * (span.end - span.start)]
        done = span.end
    return "".join([*parts, text[done:]])
