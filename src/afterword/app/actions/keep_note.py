"""Keep a note and the ledger that was read from it."""

import datetime as dt
import uuid

import msgspec
from django.db import transaction

from afterword.app.actions.record import add_event, locked
from afterword.app.actions.replan import replan
from afterword.app.models import Candidacy, Interest, Note
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
        _keep_interests(candidacy, note, ledger, person_id)
        add_event(candidacy, "note_written", now, who=[person_id] if person_id else [])
        replan(candidacy, now)
        return note


def _keep_interests(candidacy: Candidacy, note: Note, ledger: Ledger, person_id: uuid.UUID | None) -> None:
    judged = {row.subject.casefold() for row in candidacy.interests.filter(judged=True)}
    start = candidacy.interests.count()
    for rank, interest in enumerate(ledger.interests, start=start):
        if interest.subject.casefold() not in judged:
            Interest.objects.create(
                candidacy=candidacy,
                note=note,
                interview=note.interview,
                person_id=person_id,
                subject=interest.subject,
                rank=rank,
                value=msgspec.to_builtins(interest),
            )
