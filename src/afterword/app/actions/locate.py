"""Say where somebody works: its days and hours decide when they are written to and called."""

import datetime as dt
import uuid

from django.db import transaction

from afterword.app.actions.record import locked
from afterword.app.actions.replan import replan
from afterword.app.models import Person


def locate(now: dt.datetime, person_id: uuid.UUID, country: str, timezone: str) -> Person:
    """Set country and zone, "" for the firm's own, and plan again where the person takes part.

    Raises Person.DoesNotExist for one of somebody else.
    """
    with transaction.atomic():
        person = Person.objects.select_for_update().get(id=person_id)
        person.country, person.timezone = country, timezone
        person.value = {**person.value, "region": country or None}
        person.save()
        for candidacy_id in person.participations.values_list("candidacy_id", flat=True):
            replan(locked(candidacy_id), now)
        return person
