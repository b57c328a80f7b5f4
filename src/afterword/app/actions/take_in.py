"""Take in a whole candidacy, as a file holds it."""

import datetime as dt
import uuid
from dataclasses import replace

from django.db import transaction

from afterword import api
from afterword.app.actions.begin import add_person, begin
from afterword.app.actions.record import add_event, locked
from afterword.app.actions.replan import replan
from afterword.candidacy.candidacy import Candidacy, Person
from afterword.candidacy.contact import Contact, Email, Phone
from afterword.candidacy.events import Event


def take_in(now: dt.datetime, value: Candidacy) -> int:
    """Add a candidacy with its people and events, all or none; return how many events.

    The ids of the file become ids of rows; whoever an event names and the file does not list stays unnamed.
    Raises BadInput for a time or a zone that cannot be read.
    """
    api.next_steps(value, now)  # what no plan can be made of is refused before anything is written
    with transaction.atomic():
        row = begin(now, replace(value, events=(), people=()))
        people = {person.id: add_person(now, row.id, _contact(person), person.roles).id for person in value.people}
        candidacy = locked(row.id)
        given = [(event, uuid.uuid4()) for event in value.events]  # a file may name one id twice
        ids = {event.id: id for event, id in given}
        for event, id in given:
            add_event(
                candidacy,
                event.type,
                event.recorded_at or now,
                at=event.at,
                who=[people[person] for person in event.who if person in people],
                data=_data(event, ids),
                id=id,
            )
        replan(candidacy, now)
        return len(value.events)


def _data(event: Event, ids: dict[str, uuid.UUID]) -> dict[str, object]:
    if event.type == "retracted" and event.data.get("event") in ids:
        return {**event.data, "event": str(ids[event.data["event"]])}
    return dict(event.data)


def _contact(person: Person) -> Contact:
    return Contact(
        name=person.name,
        emails=(Email(person.email),) if person.email else (),
        phones=tuple(Phone(phone.value, raw=phone.value, kind=phone.kind) for phone in person.phones),
        region=person.country,
    )
