"""Words: how a text is cut into them, which of them carry meaning, and their stems."""

import functools
import re
from collections.abc import Collection, Iterator

from afterword import tables
from afterword.candidacy.stem import stem

WORD = re.compile(r"[^\W_]+(?:[’'\-&/+.][^\W_]+)*[+#]*")
"""A word with what may stand inside one: "don't", "log-in", "R&D", "C++", "node.js"."""

_UNKNOWN = 1.0
_COMMON = {"10": 0.5, "20": 0.65}
"""How much a word of a class of general English tells about a text, against one of none."""
_LONGEST_KEPT = 60
"""Names of subjects are looked up again and again: the stems of texts up to this length are kept."""


@functools.cache
def stop() -> frozenset[str]:
    """The words that carry no subject."""
    return frozenset(word for line in tables.lines("notes/stop.txt") for word in line.split())


@functools.cache
def _commonness() -> dict[str, float]:
    weights: dict[str, float] = {}
    for line in tables.lines("notes/general.txt"):
        size, *words = line.split()
        weights.update(dict.fromkeys(words, _COMMON[size]))
    return weights


def words(text: str) -> list[str]:
    """The words of `text` in lower case, a possessive 's taken off."""
    return [plain(match.group()) for match in WORD.finditer(text)]


def plain(word: str) -> str:
    """A word as it is looked up: lower case, straight apostrophe, no possessive."""
    return word.lower().replace("’", "'").removesuffix("'s")


def carries(word: str) -> bool:
    """Whether a plain word can carry a subject: no stop word, no number, more than one letter."""
    return len(word) > 1 and word not in stop() and not word[0].isdigit() and "'" not in word


def stems(text: str) -> frozenset[str]:
    """The stems of the words of `text` that carry meaning, parts of hyphenated words apart.

    A name of small words alone is kept whole: "no-shows".
    """
    return _stems_kept(text) if len(text) <= _LONGEST_KEPT else _stems(text)


@functools.lru_cache(maxsize=20_000)
def _stems_kept(text: str) -> frozenset[str]:
    return _stems(text)


def _stems(text: str) -> frozenset[str]:
    found = {stem(part) for word in words(text) for part in word.split("-") if carries(part)}
    return frozenset(found or {word for word in words(text) if "-" in word})


def keyness(word: str) -> float:
    """How much the plain word tells about a text, 0..1, against general English."""
    return _commonness().get(word, _UNKNOWN)


def runs(text: str, breaks: str = r"[.,;:!?()\[\]{}\"“”\n]|\s[-–—]\s") -> Iterator[list[str]]:
    """The words of `text`, between its punctuation."""
    for part in re.split(breaks, text):
        found = words(part)
        if found:
            yield found


def worth_shared(one: Collection[str], other: Collection[str]) -> float:
    """What the shared stems tell, over what the smaller set tells; 0 where one is empty."""
    smaller = min(sum(map(keyness, one)), sum(map(keyness, other)))
    return sum(map(keyness, set(one) & set(other))) / smaller if smaller else 0.0
