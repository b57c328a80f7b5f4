"""Erase somebody: the rows that hold their name, address, words and pictures."""

import datetime as dt
import uuid

from django.db import transaction

from afterword.app.actions.record import locked
from afterword.app.actions.replan import replan
from afterword.app.models import Letter, Mail, Person


def erase_person(now: dt.datetime, person_id: uuid.UUID) -> str:
    """Delete the person with their letters, mail, pictures and subjects, and plan again; return the name.

    Events keep only the id, which then points to nobody. Raises Person.DoesNotExist for one of somebody else.
    """
    with transaction.atomic():
        person = Person.objects.select_for_update().get(id=person_id)
        name, candidacies = person.name, list(person.participations.values_list("candidacy_id", flat=True))
        Letter.objects.filter(person=person).delete()
        Mail.objects.filter(person=person).delete()
        person.interests.all().delete()
        person.given.all().delete()
        person.delete()
        for candidacy_id in candidacies:
            replan(locked(candidacy_id), now)
        return name
