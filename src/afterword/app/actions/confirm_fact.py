"""Record what a note says, because the person confirmed it."""

import datetime as dt
import uuid

from django.db import transaction

from afterword.app.actions.begin import add_person
from afterword.app.actions.record import locked, record
from afterword.app.models import Candidacy, Event, Note, Person
from afterword.app.queries.ledger import facts_of
from afterword.candidacy.contact import Contact
from afterword.card import typed
from afterword.errors import Refused

RECORDS = ("decision_date", "decider", "no_contact")
"""Facts that change the plan; the others are for the eye."""


def confirm_fact(now: dt.datetime, note_id: uuid.UUID, index: int, *, id: uuid.UUID) -> Event:
    """Record the fact with this number in a note as an event, once for the same id.

    Raises Note.DoesNotExist for a note of somebody else, Refused for what the note does not say (any more).
    """
    with transaction.atomic():
        note = Note.objects.select_related("candidacy", "interview").get(id=note_id)
        facts = facts_of(note)
        if not 0 <= index < len(facts) or facts[index].kind not in RECORDS:
            raise Refused("app.confirm.not_said")
        fact = facts[index]
        candidacy = locked(note.candidacy_id)
        at = note.interview.at if note.interview and note.interview.at else note.written_at
        said_by = candidacy.people.filter(attendances__interview=note.interview).order_by("created_at").first()
        met = [said_by.id] if said_by else []
        if fact.kind == "decision_date":
            if fact.value is None:
                return record(candidacy.id, "will_contact_named", now, at=at, who=met, data={"date": None}, id=id)
            return record(candidacy.id, "decision_date_named", now, at=at, who=met, data={"date": fact.value}, id=id)
        if fact.kind == "decider":
            decider = _person(now, candidacy, fact.value or "")
            return record(candidacy.id, "decider_named", now, at=at, who=[decider.id], id=id)
        return record(candidacy.id, "no_contact_asked", now, at=at, who=met, data={"until": fact.value}, id=id)


def _person(now: dt.datetime, candidacy: Candidacy, name: str) -> Person:
    """Whoever of the candidacy is called so, else somebody new of HR."""
    words = set(name.casefold().split())
    for person in candidacy.people.order_by("created_at"):
        if words and words <= set(person.name.casefold().split()):
            return person
    contact = typed.with_name(Contact(company=candidacy.company or None), name)
    return add_person(now, candidacy.id, contact, ["hr"])
