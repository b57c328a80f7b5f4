"""A call was made: what came of it, and what was said."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import transaction

from afterword.app.actions.record import record
from afterword.app.models import Event, Note
from afterword.candidacy.events import EventType


@dataclass(frozen=True, slots=True)
class Call:
    """outcome: spoke, voicemail, no_answer or call_back; back_on: when they call back.

    named: a date they decide by; decider: who decides, where they said so.
    """

    step: str
    outcome: str
    who: uuid.UUID | None
    back_on: dt.date | None = None
    named: dt.date | None = None
    decider: uuid.UUID | None = None
    note: str = ""


def log_call(now: dt.datetime, candidacy_id: uuid.UUID, call: Call, *, id: uuid.UUID) -> Event:
    """Record the call with what was said in it, all or nothing; the same id twice is once."""
    who = [call.who] if call.who else []
    with transaction.atomic():
        if known := Event.objects.filter(id=id).first():
            return known
        kind: EventType = "voicemail_left" if call.outcome == "voicemail" else "call_made"
        data: dict[str, object] = {"step": call.step}
        if kind == "call_made":
            data["outcome"] = call.outcome
        if call.outcome == "call_back" and call.back_on:
            data["date"] = call.back_on.isoformat()
        event = record(candidacy_id, kind, now, who=who, data=data, id=id)
        if call.named:
            record(candidacy_id, "decision_date_named", now, who=who, data={"date": call.named.isoformat()})
        if call.decider:
            record(candidacy_id, "decider_named", now, who=[call.decider])
        if call.note.strip():
            Note.objects.create(candidacy_id=candidacy_id, text=call.note, written_at=now)
        return event
