"""The texts that a draft had: which can be stepped back and forward to."""

from dataclasses import dataclass

from afterword.app.models import Letter, Revision


@dataclass(frozen=True, slots=True)
class Revisions:
    """rows: the newest first, without their texts; back, on: the one before and after what stands, None at an end."""

    rows: list[Revision]
    back: Revision | None
    on: Revision | None


def revisions(letter: Letter) -> Revisions:
    """Return the kept texts of a letter, in one query."""
    rows = list(letter.revisions.defer("subject", "body", "moves").order_by("-number"))
    before = [row for row in rows if row.number < letter.revision]
    after = [row for row in rows if row.number > letter.revision]
    return Revisions(rows, before[0] if before else None, after[-1] if after else None)
