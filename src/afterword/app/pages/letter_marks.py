"""A letter with its margin: what the notes back is underlined by the pen, what is to be checked in amber.

Or whose each sentence is: what anyone could send is grey, what only this person could is dark.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from afterword.app.pages.letter_words import MOVES
from afterword.app.queries.review import Review
from afterword.errors import BadInput
from afterword.letter.brief import RESERVED_IDS
from afterword.letter.checks import facts
from afterword.letter.letter import Finding, MoveText, Own
from afterword.letter.places import Place
from afterword.letter.text import parse

WORDS_A_MINUTE = 200
OWN = 0.5
"""A sentence with so large a share of its own could only come from this person."""

Look = Literal["backed", "doubtful", "grey", "shared"]


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
class Ink:
    """Whose a sentence is. own: 0..1 of it could stand in no other letter; why: what makes it so, or would."""

    own: float
    why: str

    @property
    def is_mine(self) -> bool:
        """Whether it could only come from this person."""
        return self.own >= OWN


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence, or what stands between two. place: its number in the letter from 0, None for no sentence."""

    segments: tuple[Segment, ...]
    notes: tuple[Note, ...] = ()
    place: int | None = None
    ink: Ink | None = None

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(segment.text for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in stretches. does: its moves, in the words of the margin."""

    stretches: tuple[Stretch, ...]
    does: tuple[str, ...] = ()

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes that stand beside it."""
        return tuple(note for stretch in self.stretches for note in stretch.notes)


@dataclass(frozen=True, slots=True)
class Mark:
    """Some words of the body that a note is on. start, end: in the body."""

    start: int
    end: int
    look: Look
    title: str = ""
    text: str = ""
    mend: str = ""


def paragraphs(body: str, review: Review | None, stands: Sequence[Place] = (), *, ink: bool = False) -> list[Paragraph]:
    """The body with what the checks doubt and what the notes back. stands: its `places`.

    ink: with whose each sentence is instead.
    """
    if review is None:
        return laid_out(body, (), stands)
    inks = inked(stands, review.checked.own)
    if ink:
        grey = [(stands[at], one) for at, one in inks.items() if not one.is_mine]
        titles = {True: _("Little of it is yours"), False: _("Anyone could send this")}
        marks = [Mark(p.start, p.end, "grey", titles[one.own > 0], one.why) for p, one in grey]
        return laid_out(body, marks, stands, inks)
    return laid_out(body, _apart([*_doubts(body, review.checked.findings), *_backed(body, review)]), stands)


def laid_out(
    body: str, marks: Sequence[Mark], stands: Sequence[Place], inks: Mapping[int, "Ink"] = MappingProxyType({})
) -> list[Paragraph]:
    """The body in paragraphs and sentences with these marks, which stand in order and apart."""
    noted = [(mark, Note(at, mark.look, mark.title, mark.text, mark.mend)) for at, mark in enumerate(marks, 1)]
    found = []
    for start, end in _blocks(body):
        inside = [(at, place) for at, place in enumerate(stands) if place.start < end and place.end > start]
        stretches, at = [], start
        for number, place in inside:
            first, last = max(start, place.start), min(end, place.end)
            stretches.append(_stretch(body, at, first, noted))
            stretches.append(_stretch(body, first, last, noted, number, inks.get(number)))
            at = last
        stretches.append(_stretch(body, at, end, noted))
        told = [str(MOVES[move.move]) for _, place in inside for move in place.moves if _is_told(move)]
        shown = tuple(stretch for stretch in stretches if stretch.segments)
        found.append(Paragraph(shown, tuple(dict.fromkeys(told))))
    return found


def inked(stands: Sequence[Place], own: Own) -> dict[int, Ink]:
    """Whose each sentence is, by its number; a link alone is nobody's."""
    found = {}
    for at, place in enumerate(stands):
        inside = [one for one in own.sentences if facts.loosely(one.text) in facts.loosely(place.text)]
        if inside and not place.text.startswith("http"):
            best = max(inside, key=lambda one: one.own)
            found[at] = Ink(best.own, best.why)
    return found


def _stretch(
    body: str,
    start: int,
    end: int,
    noted: Sequence[tuple[Mark, Note]],
    place: int | None = None,
    ink: Ink | None = None,
) -> Stretch:
    """A part of the body with the marks in it; a note stands where its mark begins."""
    segments, notes, at = [], [], start
    for mark, note in noted:
        if mark.start >= end or mark.end <= start:
            continue
        first, last = max(start, mark.start), min(end, mark.end)
        segments += [Segment(body[at:first]), Segment(body[first:last], note)]
        notes += [note] if mark.start >= start else []
        at = last
    segments.append(Segment(body[at:end]))
    return Stretch(tuple(segment for segment in segments if segment.text), tuple(notes), place, ink)


def _is_told(move: MoveText) -> bool:
    """Whether the margin names it: a note does only where the person wrote it."""
    return move.move != "note" or "candidate" in move.uses or bool(set(move.uses) - set(RESERVED_IDS))


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
    return own_in_words(sum(sentence.own >= OWN for sentence in own.sentences), len(own.sentences))


def own_in_words(mine: int, every: int) -> str:
    """So many of so many sentences, in words."""
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


def _doubts(body: str, findings: Sequence[Finding]) -> Iterator[Mark]:
    for finding in findings:
        at = body.find(finding.quote) if finding.quote else -1
        if finding.severity != "info" and finding.quote and at >= 0:
            title = _("Stands in the way") if finding.severity == "block" else _("One to check")
            yield Mark(at, at + len(finding.quote), "doubtful", title, finding.message, finding.mend or "")


def _backed(body: str, review: Review) -> Iterator[Mark]:
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
            yield Mark(at, at + len(move.text), "backed", *_of_topic(topics[used].words, topics[used].quote))
        elif gift:
            read = _("You have read it.") if gift.read else _("Not marked as read, and the letter does not say so.")
            yield Mark(at, at + len(move.text), "backed", _("Enclosed"), f"{gift.title or ''}. {read}".lstrip(". "))


def _of_topic(words: str, quote: str | None) -> tuple[str, str]:
    if words == "said" and quote:
        return _("Their own words"), f"“{quote}”"
    if words == "observed":
        return _("You noticed it"), quote or _("It stands in your notes as seen, not talked about.")
    return _("From your notes"), quote or _("You noted it when you talked.")


def _apart(marks: Sequence[Mark]) -> list[Mark]:
    """Marks in the order of the text, none within another; a doubt goes before what is backed."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.look != "doubtful", mark.end - mark.start)):
        if all(mark.end <= other.start or mark.start >= other.end for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda mark: mark.start)
