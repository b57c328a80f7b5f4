"""What a check sees, and what it gives back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from afterword.letter.checks import facts, words
from afterword.letter.checks.known import Known, known
from afterword.letter.kinds import Kind, Move
from afterword.letter.letter import MoveText, Severity
from afterword.letter.text import LetterText

if TYPE_CHECKING:
    from afterword.letter.brief import Brief

THANKS: frozenset[Kind] = frozenset({"thank_you", "phone_screen_thanks", "one_way_note", "next_round_thanks"})
"""The letters that thank for a talk."""
ASKS: frozenset[Kind] = frozenset({"follow_up_1", "follow_up_2", "follow_up_3"})
"""The letters that ask how things stand."""
SPOKEN: frozenset[Kind] = frozenset({"call_script", "voicemail"})
"""What is said and has no subject line."""


@dataclass(frozen=True)
class Found:
    """One fault. say: the text in says/ where a check has several ("names.right-person.near")."""

    id: str
    severity: Severity
    quote: str | None = None
    say: str | None = None
    params: dict[str, Any] = field(default_factory=dict)
    override: bool = True


@dataclass(frozen=True)
class Seen:
    """A letter, what is known about it, and what it says it does.

    tongues: the languages the letter is written in, the main one first; moves: None for a letter
    from elsewhere, whose moves are found by its words.
    """

    text: LetterText
    brief: Brief | None
    kind: Kind
    locale: str
    tongues: tuple[str, ...] = ("en",)
    moves: tuple[MoveText, ...] | None = None

    @cached_property
    def known(self) -> Known | None:
        """What the brief knows; None without one."""
        return known(self.brief) if self.brief else None

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Subject, salutation and sentences: all that this letter says in its own words."""
        return tuple(part for part in (self.text.subject, self.text.salutation, *self.text.sentences) if part)

    @cached_property
    def stems(self) -> tuple[frozenset[str], ...]:
        """The stems of each sentence."""
        return tuple(frozenset(words.content(sentence)) for sentence in self.text.sentences)

    def hits(self, family: str, name: str) -> list[re.Match[str]]:
        """Where phrases of this list stand in the body."""
        return words.find(family, name, self.tongues, self.text.body)

    def says(self, family: str, name: str, sentence: str) -> re.Match[str] | None:
        """Where a phrase of this list stands in one sentence."""
        return next(iter(words.find(family, name, self.tongues, sentence)), None)

    def declared(self, move: Move) -> tuple[MoveText, ...]:
        """The moves of this kind that the composer says it made."""
        return tuple(one for one in self.moves or () if one.move == move)

    def in_brief(self, phrase: str) -> bool:
        """Whether the brief itself has these words."""
        return self.known is not None and self.known.quoted(phrase)

    @cached_property
    def thanks_at(self) -> int | None:
        """The number of the first sentence that thanks."""
        return self._first(self.declared("thanks"), lambda sentence: bool(self.says("move", "thanks", sentence)))

    @cached_property
    def gift_at(self) -> int | None:
        """The number of the first sentence that names the gift."""
        return self._first(self.declared("gift"), self.names_gift)

    def _first(self, declared: tuple[MoveText, ...], test: Any) -> int | None:
        if declared:
            start = facts.loosely(declared[0].text)
            for at, sentence in enumerate(self.text.sentences):
                plain = facts.loosely(sentence)
                if plain and (plain in start or start in plain):
                    return at
        return next((at for at, sentence in enumerate(self.text.sentences) if test(sentence)), None)

    def names_gift(self, sentence: str) -> bool:
        """Whether this sentence speaks of the gift: its link, its title, or what such gifts are called."""
        if self.known is None:
            return bool(self.says("gift", "gives", sentence))
        gift = self.known.brief.gift
        if gift is None:
            return False
        if any(facts.same_link(match.group()) in self.known.links for match in facts.links(sentence)):
            return True
        if gift.title and facts.loosely(gift.title) in facts.loosely(sentence):
            return True
        title = self.known.gift_stems
        shared = title & frozenset(words.content(sentence))
        return bool(self.says("gift", "gives", sentence)) or (len(title) > 1 and len(shared) * 3 >= len(title) * 2)
