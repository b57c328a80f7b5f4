"""The noun phrase a stretch of text is about, cut so that it stands after "about".

No tagger: a phrase is a run of words that carry meaning, with small connecting words inside, that
ends at punctuation, at a pronoun, an auxiliary or a conjunction. Word lists do the rest.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from afterword import tables
from afterword.notes import patterns, words

MAX_CARRYING = 4
"""Words with meaning in one phrase; beyond it a name turns into a sentence."""

_INSIDE = patterns.word_set("grammar", "inside")
_PARTICLES = patterns.word_set("grammar", "particles")
_HARD = re.compile(r"[.,;:!?()\[\]{}\"“”„«»\n=>|…]|\s[-–—]+\s|\s-$")
_OPENING = re.compile(r"[\s:=>(\"“\-–—]*")
_FINITE = re.compile(r".{3,}ed$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase and its place in the text it was cut from."""

    text: str
    start: int
    end: int


@functools.cache
def _light() -> frozenset[str]:
    return frozenset(word for line in tables.lines("notes/light.txt") for word in line.split())


def names_something(word: str) -> bool:
    """Whether a plain word can be part of a subject's name."""
    return (words.carries(word) or _telling_short(word)) and word not in _light()


def _telling_short(word: str) -> bool:
    """Words as "c++", "r&d" or "a/b" that the stop list would drop for their letters."""
    return len(word) > 1 and any(sign in word for sign in "+&#/") and word[0].isalpha()


def first(text: str, start: int = 0, end: int | None = None, skip: frozenset[str] = frozenset()) -> Phrase | None:
    """The first phrase of `text[start:end]`; words of `skip` (plain: names of people) end a phrase."""
    return next(phrases(text, start, end, skip), None)


def following(text: str, start: int, end: int | None = None, skip: frozenset[str] = frozenset()) -> Phrase | None:
    """The first phrase after `start` before the clause ends; a colon, a dash or a bracket may stand before it."""
    opening = _OPENING.match(text, start, len(text) if end is None else end)
    begin = opening.end() if opening else start
    stretch = next(_stretches(text, begin, end), None)
    return first(text, *stretch, skip) if stretch and stretch[0] == begin else None


def phrases(text: str, start: int = 0, end: int | None = None, skip: frozenset[str] = frozenset()) -> Iterator[Phrase]:
    """All phrases of `text[start:end]`, in order."""
    for begin, stop in _stretches(text, start, end):
        run: list[re.Match[str]] = []
        for match in words.WORD.finditer(text, begin, stop):
            word = words.plain(match.group())
            particle = word in _PARTICLES and len(run) == 1 and run[0].group().lower().endswith("ing")
            if word in skip or not (names_something(word) or (run and word in _INSIDE) or particle):
                yield from _closed(text, run)
                run = []
            else:
                run.append(match)
        yield from _closed(text, run)


def _stretches(text: str, start: int, end: int | None) -> Iterator[tuple[int, int]]:
    """Between the hard breaks."""
    limit = len(text) if end is None else end
    for match in _HARD.finditer(text, start, limit):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < limit:
        yield start, limit


def _closed(text: str, run: list[re.Match[str]]) -> Iterator[Phrase]:
    """The run without a verb in front and connecting words behind, cut to length; nothing if empty."""
    while len(run) > 1 and _FINITE.fullmatch(run[0].group().lower()) and words.plain(run[1].group()) in _INSIDE:
        run = run[1:]
        while run and words.plain(run[0].group()) in _INSIDE:
            run = run[1:]
    carrying = 0
    for index, match in enumerate(run):
        carrying += names_something(words.plain(match.group()))
        if carrying == MAX_CARRYING:
            run = run[: index + 1]
            break
    while run and words.plain(run[-1].group()) in _INSIDE:
        run = run[:-1]
    if run:
        yield Phrase(text[run[0].start() : run[-1].end()], run[0].start(), run[-1].end())


def with_article(text: str, phrase: Phrase) -> str:
    """The phrase, with the word "the" where the text has it right before."""
    before = text[: phrase.start].rstrip().rsplit(None, 1)
    return f"the {phrase.text}" if before and before[-1].lower() == "the" else phrase.text
