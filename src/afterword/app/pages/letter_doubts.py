"""A pasted letter with what its brief does not bear out, marked where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from afterword.app.pages.letter_marks import Mark, Segment, laid_out
from afterword.letter.letter import Finding

UNSUPPORTED = "truth.unsupported"
ADDABLE = (UNSUPPORTED, "truth.facts", "truth.mentioned", "names.right-company")
"""What ceases to be a doubt once the notes have it."""


@dataclass(slots=True)
class Doubt:
    """Some words and what is wrong with them. number: from 1; addable: the notes may just lack it."""

    number: int
    start: int
    end: int
    text: str
    findings: list[Finding] = field(default_factory=list)

    @property
    def blocks(self) -> bool:
        """Whether one of them stands in the way."""
        return any(finding.severity == "block" for finding in self.findings)

    @property
    def addable(self) -> bool:
        """Whether it ceases to be a doubt once the notes have it."""
        return any(finding.id in ADDABLE for finding in self.findings)

    @property
    def mend(self) -> str:
        """What to do about it, in one line."""
        if any(finding.id == UNSUPPORTED for finding in self.findings):
            return _("Take it out, or add it to your notes if it is true.")
        return next((finding.mend for finding in self.findings if finding.mend), "")


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph and the doubts that begin in it."""

    segments: tuple[Segment, ...]
    doubts: tuple[Doubt, ...]


def doubts(body: str, findings: Sequence[Finding]) -> tuple[list[Doubt], list[Finding]]:
    """The doubts in the order of the text, and the findings that belong to no words of it."""
    found: list[Doubt] = []
    loose: list[Finding] = []
    longest_first = sorted(findings, key=lambda finding: -len(finding.quote or ""))
    for finding in longest_first:
        at = body.find(finding.quote) if finding.quote else -1
        if at < 0 or not finding.quote:
            loose.append(finding)
            continue
        end = at + len(finding.quote)
        over = next((one for one in found if one.start < end and one.end > at), None)
        if over is None:
            over = Doubt(0, at, end, finding.quote)
            found.append(over)
        if finding.message not in {one.message for one in over.findings}:
            over.findings.append(finding)
    found.sort(key=lambda one: one.start)
    for number, one in enumerate(found, 1):
        one.number = number
    return found, loose


def in_place(body: str, found: Sequence[Doubt]) -> list[Part]:
    """The body in paragraphs with the doubts marked."""
    marks = [Mark(one.start, one.end, "doubtful") for one in found]
    parts = []
    for paragraph in laid_out(body, marks, ()):
        segments = tuple(segment for stretch in paragraph.stretches for segment in stretch.segments)
        parts.append(Part(segments, tuple(found[note.number - 1] for note in paragraph.notes)))
    return parts
