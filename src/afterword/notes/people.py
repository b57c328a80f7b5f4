"""Who is named in notes, and who holds an interest: the interviewer, the writer, or a third person."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from afterword.notes import words

Holder = Literal["theirs", "mine", "third"]

RELATIVES = (
    "daughter|son|wife|husband|partner|girlfriend|boyfriend|brother|sister|mother|father|mum|mom|dad|kids?|children|niece|nephew|cousin|uncle|"
    "aunt|friend|neighbou?r|ex|boss|predecessor|colleague|assistant|brother-in-law|sister-in-law|mother-in-law|father-in-law|grandmother|grandfather|in-laws"
)
THIRD = re.compile(rf"(?:\b(?:her|his|their|my)|\w['’]s)\s+(?:\w+\s+)?(?P<who>{RELATIVES})\b", re.IGNORECASE)
_PERSON_VERB = (
    "lit|lights|asked|asks|said|says|told|tells|wants|wanted|cares|cared|came|comes|kept|keeps|loves|loved|likes|liked|showed|"
    "drew|laughed|smiled|mentioned|nodded|did|worries|worried|leaned|perked|sat|got|is|was|has|will|herself|himself|hates|spoke|talked"
)
_CAPITAL = r"[^\W\d_a-z][^\W\d_]+(?:[-’'][^\W\d_]+)?"
_NAMED = re.compile(
    rf"\b(?P<name>{_CAPITAL}(?:\s+(?:de|van|von|der|la|den)){{0,2}}(?:\s+{_CAPITAL}){{0,2}})\s+(?:{_PERSON_VERB})\b"
)
_WITH_ROLE = re.compile(
    rf"(?P<name>{_CAPITAL}(?:\s+(?:(?:de|van|von|der|la|den)\s+)*{_CAPITAL}){{0,3}})\s*\((?P<role>[^)\d]{{2,40}})\)"
)
_NOT_NAMES = frozenset(
    "he she they it we i you this that these those there here what who how when where why which then next also both nobody everybody "
    "everyone someone somebody hr job said small talk office the a an in on at my our her his their no not yes next notes".split()
)


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
            if first not in _NOT_NAMES and not words.stop() & {first} and _is_name(name):
                found.setdefault(name)
    return list(found)


def _is_name(name: str) -> bool:
    """A word of general English is no name, unless a name stands beside it."""
    return any(words.keyness(word.lower()) == 1.0 for word in name.split())


def tokens(name: str | None) -> frozenset[str]:
    """The plain words of a name."""
    return frozenset(word for word in words.words(name or "") if len(word) > 1)


def holder(before: str, people: People) -> Holder:
    """Who a cue belongs to, by the words of its sentence that stand before it: the nearest decides."""
    third = None
    for third in THIRD.finditer(before):
        pass
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
