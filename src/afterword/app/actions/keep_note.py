"""Keep a note and the ledger that was read from it."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import replace

import msgspec
from django.db import transaction

from afterword.app.actions.record import add_event, locked
from afterword.app.actions.replan import replan
from afterword.app.models import Candidacy, Interest, Interview, Note
from afterword.notes.interest import Interest as Line
from afterword.notes.ledger import Ledger


def keep_note(
    now: dt.datetime,
    candidacy_id: uuid.UUID,
    text: str,
    ledger: Ledger,
    *,
    name: str = "",
    person_id: uuid.UUID | None = None,
    id: uuid.UUID | None = None,
) -> Note:
    """Add the note and its interests. A line of the ledger that the person judged stays as they left it."""
    with transaction.atomic():
        candidacy = locked(candidacy_id)
        known = Note.objects.filter(id=id).first() if id else None
        if known:
            return known
        interview = candidacy.interviews.order_by("-at", "-round").first()
        note = Note.objects.create(
            id=id or uuid.uuid4(), candidacy=candidacy, interview=interview, name=name, text=text, written_at=now
        )
        keep_interests(candidacy, ledger.interests, note=note, interview=interview, person_id=person_id)
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
    judged: bool = False,
) -> None:
    """Add lines to the end of the ledger, inside the transaction of what brings them.

    judged: they are the person's own word. What they judged before stays as they left it.
    """
    known = {row.subject.casefold() for row in candidacy.interests.filter(judged=True)}
    last = candidacy.interests.order_by("-rank").values_list("rank", flat=True).first()
    for rank, line in enumerate(lines, start=0 if last is None else last + 1):
        if line.subject.casefold() not in known:
            Interest.objects.create(
                candidacy=candidacy,
                note=note,
                interview=interview,
                person_id=person_id,
                subject=line.subject,
                rank=rank,
                judged=judged,
                value=msgspec.to_builtins(replace(line, id=f"i{rank + 1}")),  # a letter names it by this id
            )
