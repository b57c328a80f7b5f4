"""Who is named in notes, and who holds an interest: the interviewer, the writer, or a third person."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from afterword import tables
from afterword.notes import patterns, words

Holder = Literal["theirs", "mine", "third"]

_RELATIVES = "|".join(tables.table("notes/people.toml")["relatives"])
_DOES = "|".join(sorted(patterns.word_set("people", "does")))
THIRD = re.compile(rf"(?:\b(?:her|his|their|my)|\w['’]s)\s+(?:\w+\s+)?(?P<who>{_RELATIVES})\b", re.IGNORECASE)
_CAPITAL = r"[^\W\d_a-z][^\W\d_]+(?:[-’'][^\W\d_]+)?"
_NAMED = re.compile(
    rf"\b(?P<name>{_CAPITAL}(?:\s+(?:de|van|von|der|la|den)){{0,2}}(?:\s+{_CAPITAL}){{0,2}})\s+(?:{_DOES})\b"
)
_WITH_ROLE = re.compile(
    rf"(?P<name>{_CAPITAL}(?:\s+(?:(?:de|van|von|der|la|den)\s+)*{_CAPITAL}){{0,3}})\s*\((?P<role>[^\W\d_][^)]{{1,39}})\)"
)
_HEAD = re.compile(rf"(?P<name>{_CAPITAL}(?:\s+{_CAPITAL}){{0,2}})(?:\s*:|\s+[-–—]\s|\s*$)")
_INSIDE = re.compile(rf"(?<=[a-z,&]\s)(?P<name>{_CAPITAL})")


@dataclass(frozen=True, slots=True)
class People:
    """The plain words by which the people of some notes are named."""

    interviewer: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        """All of them: words that name no subject."""
        return self.interviewer | self.others


def named(texts: Iterable[str]) -> list[str]:
    """The people that do something in the texts, as written, in order of appearance."""
    found: dict[str, None] = {}
    for text in texts:
        matches = [*_WITH_ROLE.finditer(text[:5000]), *_NAMED.finditer(text[:5000])]
        for match in sorted(matches, key=lambda match: match.start()):
            name = " ".join(match["name"].split())
            first = name.split()[0].lower()
            if first not in patterns.word_set("people", "no_names") and not words.stop() & {first} and _is_name(name):
                found.setdefault(name)
    return list(found)


def heading(texts: Sequence[str], known: frozenset[str]) -> list[str]:
    """The names that only head what a person said, as "Ash: asked ..." or "Amira" on a line of its own.

    A head is a name where it is one of the `known` words, or stands with a capital inside a sentence and never small.
    """
    seen = {match.group() for text in texts for match in words.WORD.finditer(text[:5000])}
    inside = known | {match["name"].lower() for text in texts for match in _INSIDE.finditer(text[:5000])}
    heads = [match["name"] for match in map(_HEAD.match, texts) if match]
    return [
        head
        for head in dict.fromkeys(heads)
        if tokens(head)
        and tokens(head) <= inside
        and not any(word in seen or word.upper() in seen for word in tokens(head))
    ]


def _is_name(name: str) -> bool:
    """A word of general English is no name, unless a name stands beside it; nor are initials as "CRM"."""
    parts = name.split()
    return not any(part.isupper() or "'" in part for part in parts) and any(
        words.keyness(part.lower()) == 1.0 for part in parts
    )


def tokens(name: str | None) -> frozenset[str]:
    """The plain words of a name."""
    return frozenset(word for word in words.words(name or "") if len(word) > 1)


def holder(before: str, people: People) -> Holder:
    """Who a cue belongs to, by the words of its sentence that stand before it: the nearest decides."""
    third = max(THIRD.finditer(before), key=lambda match: match.start(), default=None)
    for match in reversed(list(words.WORD.finditer(before))):
        word = match.group().lower().replace("’", "'")
        plain = words.plain(word)
        if third and match.start() <= third.start("who"):
            return "third"
        if word in {"i", "i'm", "i'd", "i've", "i'll", "me"}:
            return "mine"
        if word.split("'")[0] in {"he", "she", "they", "who"} or plain in people.interviewer:
            return "theirs"
        if plain in people.others:
            return "third"
    return "theirs"
