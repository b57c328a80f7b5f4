"""Which notes of a brief a letter leaves unsaid: each would make a sentence of it nobody else's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from afterword.letter.checks import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterword.letter.brief import Brief
    from afterword.letter.text import LetterText

LONGEST = 110
"""Characters of a note that a hint shows."""

Kind = Literal["quote", "topic", "observed", "detail", "fact", "gift"]


@dataclass(frozen=True, slots=True)
class Note:
    """A note in the words of the brief. kind: quote, topic, observed, detail (of the talk), gift, fact (about me)."""

    kind: Kind
    text: str

    @property
    def is_about_me(self) -> bool:
        """Whether it is of the candidate and not of the talk."""
        return self.kind == "fact"


def unsaid(text: LetterText, brief: Brief) -> list[Note]:
    """The notes with none of their telling words in the letter, the most telling kind first."""
    said = frozenset(words.content(text.raw))
    found = []
    for note in _notes(brief):
        telling = words.telling(note.text)
        if telling and len(telling & said) * 3 < len(telling):
            found.append(Note(note.kind, _short(note.text)))
    return found


def _notes(brief: Brief) -> Iterator[Note]:
    open_to_all = [topic for topic in brief.topics if not topic.sensitive and topic.said_by != "candidate"]
    for topic in open_to_all:
        if topic.words == "said" and topic.quote:
            yield Note("quote", topic.quote)
    for topic in open_to_all:
        if not (topic.words == "said" and topic.quote):
            yield Note("observed" if topic.words == "observed" else "topic", topic.text)
    if brief.interview and brief.interview.detail:
        yield Note("detail", brief.interview.detail)
    if brief.gift and brief.gift.note:
        yield Note("gift", brief.gift.note)
    for proof in brief.evidence:
        yield Note("fact", proof.text)


def _short(text: str) -> str:
    text = " ".join(text.split()).rstrip(".")
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]}…"
