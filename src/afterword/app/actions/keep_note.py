"""Keep a note and the ledger that was read from it."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace

import msgspec
from django.db import transaction

from afterword import shapes
from afterword.app.actions.record import add_event, locked
from afterword.app.actions.replan import replan
from afterword.app.models import Candidacy, Interest, Interview, Note
from afterword.notes.interest import Interest as Line
from afterword.notes.ledger import Ledger
from afterword.notes.ranking import MAX_EVIDENCE
from afterword.notes.words import stems


def keep_note(
    now: dt.datetime,
    candidacy_id: uuid.UUID,
    text: str,
    ledger: Ledger,
    *,
    name: str = "",
    person_id: uuid.UUID | None = None,
    id: uuid.UUID | None = None,
    panel: Sequence[tuple[Line, uuid.UUID | None]] = (),
) -> Note:
    """Add the note and its interests. A line of the ledger that the person judged stays as they left it.

    panel: what the note shows and of whom, in place of the ledger's, where it was read for several people.
    """
    with transaction.atomic():
        candidacy = locked(candidacy_id)
        known = Note.objects.filter(id=id).first() if id else None
        if known:
            return known
        interview = candidacy.interviews.order_by("-at", "-round").first()
        note = Note.objects.create(
            id=id or uuid.uuid4(), candidacy=candidacy, interview=interview, name=name, text=text, written_at=now
        )
        for line, whose in panel or [(line, person_id) for line in ledger.interests]:
            keep_interests(candidacy, [line], note=note, interview=interview, person_id=whose)
        add_event(candidacy, "note_written", now, who=[person_id] if person_id else [])
        replan(candidacy, now)
        return note


def keep_interests(
    candidacy: Candidacy,
    lines: Iterable[Line],
    *,
    note: Note | None,
    interview: Interview | None,
    person_id: uuid.UUID | None = None,
    by_hand: bool = False,
) -> None:
    """Add lines to the end of the ledger, inside the transaction of what brings them.

    by_hand: they are the person's own word. What they judged before stays as they left it, and a subject that
    stands already gets the new evidence.
    """
    standing = list(candidacy.interests.order_by("rank", "id"))
    judged = {row.subject.casefold() for row in standing if row.judged}
    rank = standing[-1].rank if standing else -1
    for line in lines:
        if line.subject.casefold() in judged:
            continue
        same = next((row for row in standing if row.person_id == person_id and _alike(row, line)), None)
        if same:
            same.value = msgspec.to_builtins(_strengthened(same, line))
            same.save()
            continue
        rank += 1
        Interest.objects.create(
            candidacy=candidacy,
            note=note,
            interview=interview,
            person_id=person_id,
            subject=line.subject,
            rank=rank,
            judged=by_hand,
            value=msgspec.to_builtins(replace(line, id=f"i{rank + 1}")),  # a letter names it by this id
        )


def _alike(row: Interest, line: Line) -> bool:
    return not row.judged and stems(row.subject) == stems(line.subject)


def _strengthened(row: Interest, line: Line) -> Line:
    """The line that stands, with what another talk shows of the same subject."""
    old = shapes.convert(row.value, Line, "interest")[0]
    stronger = max(old, line, key=lambda one: one.confidence)
    evidence = {item.quote: item for item in (*line.evidence, *old.evidence)}
    return replace(stronger, id=old.id, subject=old.subject, evidence=tuple(evidence.values())[:MAX_EVIDENCE])
