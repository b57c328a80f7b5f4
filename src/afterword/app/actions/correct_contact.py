"""Correct what is known of somebody, and plan again where they take part."""

import datetime as dt
import uuid

import msgspec
from django.db import transaction

from afterword.app.actions.record import locked
from afterword.app.actions.replan import replan
from afterword.app.models import Person
from afterword.candidacy.contact import Contact


def correct_contact(now: dt.datetime, person_id: uuid.UUID, contact: Contact) -> Person:
    """Put `contact` in the place of what was known. Raises Person.DoesNotExist for one of somebody else."""
    with transaction.atomic():
        person = Person.objects.select_for_update().get(id=person_id)
        person.name = contact.name or ""
        person.email = contact.emails[0].value.lower() if contact.emails else ""
        person.company = contact.company or ""
        person.country = contact.region or ""
        person.value = msgspec.to_builtins(contact)
        person.save()
        for candidacy_id in person.participations.values_list("candidacy_id", flat=True):
            replan(locked(candidacy_id), now)
        return person
