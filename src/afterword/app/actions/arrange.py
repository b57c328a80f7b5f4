"""An interview is arranged, moved or called off."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from afterword.app.actions.begin import add_person, begin
from afterword.app.actions.record import locked_candidate, record
from afterword.app.models import Candidacy, Event
from afterword.candidacy import candidacy as noun
from afterword.candidacy.candidacy import Role
from afterword.candidacy.contact import Contact


@dataclass(frozen=True, slots=True)
class When:
    """The time of a talk, with offset.

    interview, sequence: what an invitation is known by and how often it was changed, None for one typed by hand.
    """

    starts: dt.datetime
    ends: dt.datetime
    interview: str | None = None
    sequence: int | None = None

    def data(self, interview: str) -> dict[str, object]:
        """Return the data of an event about it."""
        told: dict[str, object] = {
            "interview": interview, "from": self.starts.isoformat(), "to": self.ends.isoformat()
        }  # fmt: skip
        return told if self.sequence is None else {**told, "sequence": self.sequence}


def arrange(
    now: dt.datetime,
    firm: noun.Candidacy,
    when: When,
    *,
    format: str,
    people: Sequence[tuple[Contact, Role]] = (),
    standing: uuid.UUID | None = None,
    id: uuid.UUID,
) -> Event:
    """Record that an interview is arranged, in a standing candidacy or in a new one. The same id twice is once.

    people: whom it names; the interviewers among them are met there.
    Raises Candidacy.DoesNotExist for a standing one of somebody else.
    """
    with transaction.atomic():
        locked_candidate()
        known = Event.objects.filter(id=id).first()
        if known:
            return known
        row = Candidacy.objects.get(id=standing) if standing else begin(now, firm)
        added = [(add_person(now, row.id, contact, [role]).id, role) for contact, role in people]
        who = [person for person, role in added if role == "interviewer"]
        data = {**when.data(when.interview or str(id)), "format": format}
        return record(row.id, "interview_scheduled", now, who=who, data=data, id=id)


def move(now: dt.datetime, arranged: Event, when: When, *, id: uuid.UUID) -> Event:
    """Record another time for an arranged interview; the same id twice is once."""
    who = [uuid.UUID(one) for one in arranged.who]
    return record(arranged.candidacy_id, "interview_moved", now, who=who, data=when.data(_key(arranged)), id=id)


def call_off(now: dt.datetime, arranged: Event) -> Event:
    """Record that an arranged interview does not take place."""
    return record(arranged.candidacy_id, "interview_cancelled", now, data={"interview": _key(arranged)})


def _key(arranged: Event) -> str:
    return str(arranged.data.get("interview") or arranged.id)
