"""Slips of the pen: a word nobody knows beside one that everybody uses, a word said twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import count

from afterword import tables
from afterword.letter.checks import words
from afterword.letter.checks.seen import Found, Seen

TONGUES = ("en", "de", "fr")
_PROBES = 7
"""Places of a word in the filter."""
_REACH = {4: 300, 5: 3000}
"""How common the word must be that was meant, by the length of what stands there; else any common word."""
_ALPHABET = {"en": "", "de": "äöüß", "fr": "àâçèéêëîïôùûœ"}
_ENDINGS = ("s", "ly", "ness", "less", "wise", "like", "able")
_BEGINNINGS = ("un", "re", "non", "pre", "mis", "over", "under", "out")
_WORD = re.compile(r"(?<![\w@./-])[a-zß-öø-ÿœ]{4,24}(?![\w@/-]|[.'’]\w)")
_TWICE_RIGHT = frozenset([
    "that", "had", "very", "so", "bye", "no", "long", "really", "far", "many", "ha", "tut", "hush", "blah",
    "die", "der", "das", "den", "dem", "sie", "ihr", "nous", "vous", "faire",
])  # fmt: skip
_TWICE = re.compile(r"(?<![\w'’-])([^\W\d_]{2,})\s+\1(?![\w'’-])")


def check_spelling(seen: Seen) -> Iterator[Found]:
    """A word that no dictionary has, one letter away from a common one; never a name or a word of the brief."""
    counts = Counter(words.tokens(seen.text.raw))
    capitals = {word.casefold() for word in re.findall(r"(?<!\w)[^\W\d_a-zß-ÿ]\w+", seen.text.raw)}
    told = seen.known.words | seen.known.stems if seen.known else frozenset()
    for line in seen.lines:
        for match in _WORD.finditer(line):
            word = match.group()
            if counts[word] > 1 or word in capitals or word in told or words.stem(word) in told:
                continue
            if not _known(word, seen.tongues) and (meant := _meant(word, seen.tongues[0])):
                yield Found("style.spelling", "warn", word, params={"meant": meant})


def check_slips(seen: Seen) -> Iterator[Found]:
    """A word twice in a row, and turns that only look right ("for you time", "look forward to hear")."""
    for line in seen.lines:
        for match in _TWICE.finditer(line):
            if match[1].casefold() not in _TWICE_RIGHT and not match[1].istitle():
                yield Found("style.spelling", "warn", match.group(), "style.spelling.twice", {"word": match[1]})
    for match in seen.hits("style", "slips"):
        if not seen.in_brief(match.group()):
            yield Found("style.spelling", "warn", match.group(), "style.spelling.slip")


def places(word: str, bits: int) -> Iterator[int]:
    """Where a word is marked in a filter of so many bits (FNV-1a, hashed twice)."""
    value = 0xCBF29CE484222325
    for byte in word.encode():
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    first, step = value & 0xFFFFFFFF, value >> 32 | 1
    return ((first + turn * step) % bits for turn in range(_PROBES))


def _known(word: str, tongues: tuple[str, ...]) -> bool:
    """Whether a language of the letter has the word, plain or derived; common English words are at home anywhere."""
    stems = [word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending) and len(word) - len(ending) > 4]
    stems += [
        word.removeprefix(start) for start in _BEGINNINGS if word.startswith(start) and len(word) - len(start) > 5
    ]
    if any(_listed(form, tongue) for tongue in tongues for form in (word, *stems)):
        return True
    return "en" not in tongues and word in _common("en")


@lru_cache(maxsize=20_000)
def _listed(word: str, tongue: str) -> bool:
    bits = tables.data(f"{words.ROOM}/lexicon/{tongue}.bits")
    return all(bits[place >> 3] >> (place & 7) & 1 for place in places(word, len(bits) * 8))


def _meant(word: str, tongue: str) -> str | None:
    """The most common word one letter away: one left out, put in, changed, or two that changed places."""
    common = _common(tongue)
    letters = "abcdefghijklmnopqrstuvwxyz" + _ALPHABET[tongue]
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    near = {head + tail[1:] for head, tail in cuts if tail}
    near |= {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    near |= {head + letter + tail[1:] for head, tail in cuts if tail for letter in letters}
    near |= {head + letter + tail for head, tail in cuts for letter in letters}
    reach = _REACH.get(len(word), len(common))
    meant = [other for other in near & common.keys() if common[other] < reach and len(other) > 3]
    return min(meant, key=lambda other: common[other], default=None)


@cache
def _common(tongue: str) -> dict[str, int]:
    """The common words with their ranks; two lines of comment go first and are no words."""
    return dict(zip(tables.data(f"{words.ROOM}/lexicon/{tongue}.txt").decode().splitlines(), count(), strict=False))
