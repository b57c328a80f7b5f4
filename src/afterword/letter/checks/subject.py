"""The subject line: what decides whether the letter is opened."""

import re
from collections.abc import Iterator

from afterword import tables
from afterword.letter.checks import facts, words
from afterword.letter.checks.seen import SPOKEN, THANKS, Found, Seen

FITS = 60
"""Characters that an inbox shows of a subject line."""
_PARTICULAR = 2
"""So many words that few letters have make a subject line particular, though not by the brief."""
_ANSWERS = {"rejection_thanks", "offer_answer", "withdrawal", "competing_offer"}
"""Letters that mostly answer one, whose subject may stay what it is."""


def check_missing(seen: Seen) -> Iterator[Found]:
    """An e-mail without a subject. A pasted text may have lost its own."""
    if seen.text.subject or seen.kind in SPOKEN | {"short_message"}:
        return
    if seen.brief is None:
        yield Found("subject.missing", "info")
    elif seen.brief.channel == "email":
        yield Found("subject.missing", "warn")


def check_length(seen: Seen) -> Iterator[Found]:
    """A subject line longer than an inbox shows."""
    subject = seen.text.subject
    if subject and len(subject) > FITS:
        shown = subject[:FITS].rstrip()
        yield Found("subject.length", "warn", subject, params={"characters": len(subject), "shown": shown})


def check_generic(seen: Seen) -> Iterator[Found]:
    """A subject line that any candidate could have written, or a reply that answers nothing."""
    subject = seen.text.subject
    if not subject:
        return
    bare = facts.loosely(re.sub(r"^(?:(?:re|aw|fwd?|wg|tr)\s*:\s*)+", "", subject, flags=re.IGNORECASE))
    names = seen.known.person_words if seen.known else frozenset()
    rest = " ".join(word for word in bare.split() if word not in names)
    if bare in _generic() or rest in _generic():
        yield Found("subject.generic", "warn", subject, params={"idea": _idea(seen)})
    elif seen.brief and re.match(r"re\s*:", subject, re.IGNORECASE) and not seen.brief.previous and seen.kind in THANKS:
        yield Found("subject.generic", "info", subject, "subject.generic.reply")


def check_specific(seen: Seen) -> Iterator[Found]:
    """The subject line has one word that only this letter can have."""
    subject, known = seen.text.subject, seen.known
    if not subject or known is None or seen.kind in _ANSWERS:
        return
    stems = frozenset(words.content(subject))
    particular = known.own_stems | known.merge_stems | known.gift_stems
    dated = any(True for _ in facts.dates(subject)) or any(True for _ in facts.weekdays(subject))
    if not stems & particular and not dated and len(stems - words.stock()) < _PARTICULAR:
        yield Found("subject.specific", "warn", subject, params={"idea": _idea(seen)})


def _generic() -> frozenset[str]:
    return frozenset(tables.lines(f"{words.ROOM}/subjects.txt"))


def _idea(seen: Seen) -> str:
    """What the subject could name."""
    brief = seen.brief
    if brief and brief.topics:
        return brief.topics[0].text
    return (brief and brief.role) or "what you talked about"
