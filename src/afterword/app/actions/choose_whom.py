"""The candidate chooses whom to ask."""

import datetime as dt
import uuid

from afterword.app.actions.record import record
from afterword.app.models import Candidacy, Event


def choose_whom(now: dt.datetime, candidacy_id: uuid.UUID, person_id: uuid.UUID, *, id: uuid.UUID) -> Event:
    """Ask this person from now on, as long as the round lasts; the same id twice is once.

    Raises Candidacy.DoesNotExist and Person.DoesNotExist for what is somebody else's or takes no part.
    """
    person = Candidacy.objects.get(id=candidacy_id).people.get(id=person_id)
    return record(candidacy_id, "setting_changed", now, data={"key": "ask", "value": str(person.id)}, id=id)
