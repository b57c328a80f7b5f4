"""A call was made: what came of it, and what was said."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from django.db import transaction

from afterword.app.actions.begin import add_person
from afterword.app.actions.record import locked_candidate, record
from afterword.app.models import Event, Note
from afterword.candidacy.candidacy import Role
from afterword.candidacy.contact import Contact
from afterword.candidacy.events import EventType

Outcome = Literal["spoke", "voicemail", "no_answer", "call_back", "wrong_person"]
Said = Literal["offer", "rejection", "no_contact_asked"]


@dataclass(frozen=True, slots=True)
class Instead:
    """Who it is that handles the hiring, as the call told: somebody known by id, or a contact with a role."""

    person: uuid.UUID | None = None
    contact: Contact = field(default_factory=Contact)
    role: Role = "hr"


@dataclass(frozen=True, slots=True)
class Call:
    """who: None for the switchboard; back_on: when they call back; until: how long they want no contact.

    named: a date they decide by; decider: who decides, where they said so; said: what it came to at once;
    instead: who is to be asked instead. A call that only found out whom to ask spends nothing.
    """

    step: str
    outcome: Outcome
    who: uuid.UUID | None
    back_on: dt.date | None = None
    named: dt.date | None = None
    decider: uuid.UUID | None = None
    note: str = ""
    said: Said | None = None
    until: dt.date | None = None
    instead: Instead | None = None


def log_call(now: dt.datetime, candidacy_id: uuid.UUID, call: Call, *, id: uuid.UUID) -> Event:
    """Record the call with what was said in it, all or nothing; the same id twice is once.

    What the call brought names it (`data.call`), so that it is taken back with it.
    """
    who = [call.who] if call.who else []
    brought = {"call": str(id)}
    with transaction.atomic():
        locked_candidate()
        if known := Event.objects.filter(id=id).first():
            return known
        kind: EventType = "voicemail_left" if call.outcome == "voicemail" else "call_made"
        event = record(candidacy_id, kind, now, who=who, data=_data(call), id=id)
        decider = _found(now, candidacy_id, call.instead, brought) if call.instead else call.decider
        if call.named:
            date = {"date": call.named.isoformat(), **brought}
            record(candidacy_id, "decision_date_named", now, who=who, data=date)
        if decider:
            record(candidacy_id, "decider_named", now, who=[decider], data=brought)
        if call.said:
            until = {"until": call.until.isoformat() if call.until else None} if call.said == "no_contact_asked" else {}
            record(candidacy_id, call.said, now, who=who, data={**until, **brought})
        if call.note.strip():
            Note.objects.create(candidacy_id=candidacy_id, text=call.note, written_at=now)
        return event


def _data(call: Call) -> dict[str, object]:
    """What the event of the call keeps: one that reached the wrong person was not answered by the right one."""
    if call.outcome == "voicemail":
        return {"step": call.step}
    if call.instead and call.who is None:
        return {"step": "whom", "outcome": "spoke"}
    if call.outcome == "wrong_person":
        return {"step": call.step, "outcome": "no_answer", "wrong": True}
    back = {"date": call.back_on.isoformat()} if call.outcome == "call_back" and call.back_on else {}
    return {"step": call.step, "outcome": call.outcome, **back}


def _found(now: dt.datetime, candidacy_id: uuid.UUID, instead: Instead, brought: Mapping[str, object]) -> uuid.UUID:
    if instead.person:
        return instead.person
    return add_person(now, candidacy_id, instead.contact, [instead.role], brought=brought).id
