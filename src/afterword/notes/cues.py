"""Cues: the phrases that show interest, or the lack of it, found in a stretch of text.

The phrases are data (`cues.toml`); what is here finds them, keeps the longest where two overlap,
and turns a cue that is denied ("not really interested") into its negative.
"""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, cast

from afterword import tables
from afterword.notes.interest import Cue

Voice = Literal["noted", "said"]
AGAINST: frozenset[Cue] = frozenset({"polite_only", "negated", "not_theirs", "checklist"})
_DENIES = re.compile(
    r"(?:\bnot|n't|\b(?:do|does|did|is|was|were|could|would)nt"
    r"|\bnever|\bhardly|\bbarely|\bno longer|\bneither|\bnobody|\bno one|\bnothing|\bwithout)"
    r"(?:\s+(?:really|very|so|that|too|all|quite|at|exactly|particularly|be|been|a|much|seem|seemed|look|looked))*\s*$"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue at its place. follows: its subject stands behind it, otherwise before it."""

    cue: Cue
    start: int
    end: int
    follows: bool


def find(text: str, voice: Voice, start: int = 0, end: int | None = None) -> list[Hit]:
    """The cues in `text[start:end]`, in order, none overlapping."""
    stretch = text[start:end]
    lowered = stretch.lower().replace("’", "'").replace("‘", "'")
    if len(lowered) != len(stretch):  # a letter whose small form is longer: keep places true
        lowered = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in stretch)
    hits = [
        Hit(_denied(cue, lowered, match.start()), start + match.start(), start + match.end(), follows)
        for cue, follows, pattern in _patterns(voice)
        for match in pattern.finditer(lowered)
    ]
    return sorted(_longest(hits), key=lambda hit: hit.start)


@functools.cache
def _patterns(voice: Voice) -> tuple[tuple[Cue, bool, re.Pattern[str]], ...]:
    """One pattern for each cue and direction."""
    found = []
    for cue, rows in tables.table("notes/cues.toml").items():
        for follows, key in ((True, f"{voice}_after"), (False, f"{voice}_before")):
            if rows.get(key):
                found.append((cast("Cue", cue), follows, re.compile(_union(rows[key]))))
    return tuple(found)


def _union(phrases: list[str]) -> str:
    """All phrases as one pattern. Most begin at the start of a word, which is looked for once, to be quick."""
    phrases = [phrase.replace("n't", "n'?t") for phrase in phrases]  # typed on a phone: "didnt"
    free = [phrase for phrase in phrases if phrase[0] in "^[\\:"]
    bound = [phrase for phrase in phrases if phrase not in free]
    words = [rf"(?<![\w'])(?=\w)(?:{'|'.join(f'(?:{phrase})' for phrase in bound)})(?!\w)"] if bound else []
    return "|".join([*words, *(f"(?:{phrase})" for phrase in free)])


def _denied(cue: Cue, lowered: str, at: int) -> Cue:
    return "negated" if cue not in AGAINST and _DENIES.search(lowered, max(0, at - 40), at) else cue


def _longest(hits: Iterable[Hit]) -> list[Hit]:
    """Of overlapping hits the longest."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start)):
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return kept
