"""When they decide, and until when they want no word: the day that a sentence means, of all that it names."""

import datetime as dt
import re
from dataclasses import dataclass

from afterword.notes import dates
from afterword.notes.dates import Named
from afterword.notes.facts_words import Sentence, matches, pattern


@dataclass(frozen=True, slots=True)
class Moment:
    """A sentence with the one before it, and from where its days count. anchor: the last day named before."""

    sentence: Sentence
    before: Sentence
    said_on: dt.date | None
    country: str | None
    anchor: dt.date | None

    @property
    def named(self) -> list[Named]:
        """The days it names; looked for only where they matter."""
        return dates.find(self.sentence.text, self.said_on, self.country, self.anchor)


def decision(at: Moment, *, known: bool) -> tuple[dt.date | None] | None:
    """The last day by which they decide, (None,) where none can be told; None if the sentence says nothing of it.

    known: a day was told before, which "moved to the 30th" changes.
    """
    text = at.sentence.text
    if text.endswith("?") or matches("not_decision", text):
        return None
    if not (matches("decision", text) or _answers(at) or (known and matches("moved", text))):
        return None
    meant = [named for named in _after_correction(text, at.named) if _is_meant(at.sentence, named)]
    if not meant:
        return None
    told = [named for named in meant if matches("decision", _clause(text, named))]
    by = [named for named in told or meant if _LATEST.search(text[max(0, named.start - 20) : named.end + 20])]
    chosen = (by or told or meant)[-1]
    return (chosen.day,)


_LATEST = re.compile(r"\b(?:by|latest|until|spätestens|bis|au plus tard|d'ici|binnen|within)\b", re.IGNORECASE)


def _answers(at: Moment) -> bool:
    """Whether the sentence goes on with what the one before said of the decision, without a day of its own."""
    before = at.before.text
    if matches("asked_when", at.sentence.text) or (before.endswith("?") and matches("asked_when", before)):
        return True
    return (
        matches("decision", before)
        and not matches("not_decision", before)
        and not dates.find(before, at.said_on)
        and matches("goes_on", at.sentence.text)
    )


def _after_correction(text: str, named: list[Named]) -> list[Named]:
    """What was put right later in the sentence: "the 23rd, no, the 30th"."""
    for match in reversed(list(pattern("corrected").finditer(text))):
        later = [one for one in named if one.start >= match.start()]
        if later and later != named:
            return later
    return named


def _is_meant(sentence: Sentence, named: Named) -> bool:
    """Whether a day is neither a bound ("not before"), nor another matter's, nor hearsay, nor a guess."""
    text = sentence.text
    begin = next((start for start, end in sentence.thoughts() if start <= named.start < end), 0)
    thought = text[begin : named.start]
    whole = text[begin : next(end for start, end in sentence.thoughts() if start == begin)]
    clause = _clause(text, named)
    near = re.split(r"[,:.;]\s", thought)[-1]
    head = re.match(r"\w+", text[named.start :])
    if matches("not_before", near) or (head and matches("not_before", near + head.group())):
        return False
    if matches("next_round", clause) and not matches("decision", clause):
        return False
    if matches("other_date", clause) and not matches("decision", near):
        return False
    guessed = matches("guess", whole) and not matches("said", text[begin : named.start])
    return not guessed and not matches("hearsay", whole)


def _clause(text: str, named: Named) -> str:
    """The words around a day between commas."""
    start = max((match.end() for match in _COMMA.finditer(text, 0, named.start)), default=0)
    end = _COMMA.search(text, named.end)
    return text[start : end.start() if end else len(text)]


_COMMA = re.compile(r"[,:;]\s|\s[–—-]\s|\.\s")


def forbids(text: str) -> bool:
    """Whether they ask not to be approached; with another way left open ("better by mail") they do not."""
    return matches("no_contact", text) and not matches("no_ban", text) and not text.endswith("?")


def until(at: Moment, decided: dt.date | None) -> str | None:
    """The day until which no word is wanted, None for good. decided: what "before that" points to."""
    text = at.sentence.text
    for named in at.named:
        if named.day and matches("until", text[: named.start] + _head(text, named)):
            return named.day.isoformat()
    own = decision(at, known=True)
    day = own[0] if own and own[0] else decided
    return day.isoformat() if day and matches("till_then", text) else None


def _head(text: str, named: Named) -> str:
    """The small words that the name of a day begins with: "before the"."""
    match = re.match(
        r"(?:before|until|till|by|vor|bis|avant)?\s*(?:the |dem |den |zum |le )?", text[named.start : named.end]
    )
    return match.group() if match else ""
