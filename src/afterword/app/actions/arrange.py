"""An interview is arranged, moved or called off."""

import datetime as dt
import uuid

from django.db import transaction

from afterword.app.actions.begin import add_person, begin
from afterword.app.actions.record import record
from afterword.app.models import Candidacy, Event
from afterword.candidacy import candidacy as noun
from afterword.candidacy.contact import Contact


def arrange(
    now: dt.datetime,
    firm: noun.Candidacy,
    *,
    starts: dt.datetime,
    ends: dt.datetime,
    format: str,
    contact: Contact | None,
    standing: uuid.UUID | None = None,
    id: uuid.UUID,
) -> Event:
    """Record that an interview is arranged, in a standing candidacy or in a new one. The same id twice is once.

    Raises Candidacy.DoesNotExist for a standing one of somebody else.
    """
    with transaction.atomic():
        known = Event.objects.filter(id=id).first()
        if known:
            return known
        row = Candidacy.objects.get(id=standing) if standing else begin(now, firm)
        who = [add_person(now, row.id, contact, ["interviewer"]).id] if contact else []
        data = {"interview": str(id), "from": starts.isoformat(), "to": ends.isoformat(), "format": format}
        return record(row.id, "interview_scheduled", now, who=who, data=data, id=id)


def move(now: dt.datetime, arranged: Event, starts: dt.datetime, ends: dt.datetime, *, id: uuid.UUID) -> Event:
    """Record another time for an arranged interview; the same id twice is once."""
    data = {"interview": _key(arranged), "from": starts.isoformat(), "to": ends.isoformat()}
    who = [uuid.UUID(one) for one in arranged.who]
    return record(arranged.candidacy_id, "interview_moved", now, who=who, data=data, id=id)


def call_off(now: dt.datetime, arranged: Event) -> Event:
    """Record that an arranged interview does not take place; none stands after it."""
    return record(arranged.candidacy_id, "interview_cancelled", now, data={"interview": _key(arranged)})


def _key(arranged: Event) -> str:
    return str(arranged.data.get("interview") or arranged.id)
