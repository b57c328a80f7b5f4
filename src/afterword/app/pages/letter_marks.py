"""A letter with its margin: what the notes back is underlined by the pen, what is to be checked in amber."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from afterword.app.queries.review import Review
from afterword.errors import BadInput
from afterword.letter.letter import Finding, Own
from afterword.letter.text import parse

WORDS_A_MINUTE = 200
OWN = 0.5
"""A sentence with so large a share of its own could only come from this person."""

Look = Literal["backed", "doubtful"]


@dataclass(frozen=True, slots=True)
class Note:
    """One note in the margin. number: from 1, in the order of the text."""

    number: int
    look: Look
    title: str
    text: str
    mend: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Some words of a paragraph, and the note on them."""

    text: str
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and the notes that stand beside it."""

    segments: tuple[Segment, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    look: Look
    title: str
    text: str
    mend: str = ""


def paragraphs(body: str, review: Review | None) -> list[Paragraph]:
    """The body in paragraphs, each with its marks and their notes."""
    marks = _apart([*_doubts(body, review.checked.findings), *_backed(body, review)]) if review else []
    found: list[Paragraph] = []
    number = 0
    for start, end in _blocks(body):
        segments: list[Segment] = []
        notes: list[Note] = []
        at = start
        for mark in marks:
            if not start <= mark.start < end:
                continue
            number += 1
            note = Note(number, mark.look, mark.title, mark.text, mark.mend)
            segments += [Segment(body[at : mark.start]), Segment(body[mark.start : min(mark.end, end)], note)]
            notes.append(note)
            at = min(mark.end, end)
        segments.append(Segment(body[at:end]))
        found.append(Paragraph(tuple(segment for segment in segments if segment.text), tuple(notes)))
    return found


def reading_time(text: str) -> str:
    """How many words a letter has between greeting and name, and how long they take to read."""
    try:
        words = parse(text).words
    except BadInput:  # the checks say what it is instead
        words = 0
    told = ngettext("%(words)d word", "%(words)d words", words) % {"words": words}
    seconds = max(5, 5 * round(words * 60 / WORDS_A_MINUTE / 5))
    if seconds < 90:
        return _("%(words)s, %(seconds)d seconds to read") % {"words": told, "seconds": seconds}
    return _("%(words)s, %(minutes)d minutes to read") % {"words": told, "minutes": round(seconds / 60)}


def own_share(own: Own) -> str:
    """How much of a letter could only come from this person, in words."""
    every = len(own.sentences)
    mine = sum(sentence.own >= OWN for sentence in own.sentences)
    if not every:
        return ""
    if not mine:
        return _("No sentence could only come from you.")
    if mine == every:
        return _("Every sentence could only come from you.")
    return _("%(mine)s of %(every)s sentences could only come from you.") % {
        "mine": _in_words(mine).capitalize(),
        "every": _in_words(every),
    }


def to_check(findings: Sequence[Finding]) -> str:
    """How much there is to look at, in words."""
    blocks = sum(finding.severity == "block" for finding in findings)
    warns = sum(finding.severity == "warn" for finding in findings)
    if blocks:
        return (
            ngettext("%(count)s thing stands in the way", "%(count)s things stand in the way", blocks)
            % {"count": _in_words(blocks)}
        ).capitalize()
    if warns:
        return (
            ngettext("%(count)s thing to check", "%(count)s things to check", warns) % {"count": _in_words(warns)}
        ).capitalize()
    return _("Nothing to check")


def _in_words(number: int) -> str:
    names = (
        _("no"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"),
        _("seven"), _("eight"), _("nine"), _("ten"), _("eleven"), _("twelve"),
    )  # fmt: skip
    return names[number] if number < len(names) else str(number)


def _blocks(body: str) -> Iterator[tuple[int, int]]:
    """Where each paragraph begins and ends."""
    at = 0
    for gap in re.finditer(r"\n[ \t]*\n\s*|\Z", body):
        if gap.start() > at:
            yield at, gap.start()
        at = gap.end()


def _doubts(body: str, findings: Sequence[Finding]) -> Iterator[_Mark]:
    for finding in findings:
        at = body.find(finding.quote) if finding.quote else -1
        if finding.severity != "info" and finding.quote and at >= 0:
            title = _("Stands in the way") if finding.severity == "block" else _("One to check")
            yield _Mark(at, at + len(finding.quote), "doubtful", title, finding.message, finding.mend or "")


def _backed(body: str, review: Review) -> Iterator[_Mark]:
    topics = {topic.id: topic for topic in review.brief.topics}
    gift = review.brief.gift
    told: set[str] = set()
    for move in review.moves:
        at = body.find(move.text)
        used = next((id for id in move.uses if id not in told and (id in topics or (gift and id == gift.id))), None)
        if at < 0 or used is None:
            continue
        told.add(used)
        if used in topics:
            yield _Mark(at, at + len(move.text), "backed", *_of_topic(topics[used].words, topics[used].quote))
        elif gift:
            read = _("You have read it.") if gift.read else _("Not marked as read, and the letter does not say so.")
            yield _Mark(at, at + len(move.text), "backed", _("Enclosed"), f"{gift.title or ''}. {read}".lstrip(". "))


def _of_topic(words: str, quote: str | None) -> tuple[str, str]:
    if words == "said" and quote:
        return _("Their own words"), f"“{quote}”"
    if words == "observed":
        return _("You noticed it"), quote or _("It stands in your notes as seen, not talked about.")
    return _("From your notes"), quote or _("You noted it when you talked.")


def _apart(marks: Sequence[_Mark]) -> list[_Mark]:
    """Marks in the order of the text, none within another; a doubt goes before what is backed."""
    kept: list[_Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.look != "doubtful", mark.end - mark.start)):
        if all(mark.end <= other.start or mark.start >= other.end for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda mark: mark.start)
