"""Allow a private subject that the person of the firm raised themselves."""

import datetime as dt
import uuid

from django.db import transaction

from afterword.app.actions.record import record
from afterword.app.models import Event, Interest
from afterword.app.queries.gift import ALLOWED, may_allow
from afterword.errors import Refused


def allow_subject(now: dt.datetime, candidacy_id: uuid.UUID, interest_id: uuid.UUID, *, id: uuid.UUID) -> Event:
    """Record that gifts may take up this line of the ledger. The same id twice is once.

    Raises Refused for health and for what they did not speak of, DoesNotExist for a line of another candidacy.
    """
    with transaction.atomic():
        line = Interest.objects.get(id=interest_id, candidacy=candidacy_id)
        if not may_allow(line):
            raise Refused("app.allow.never")
        return record(candidacy_id, "setting_changed", now, data={"key": ALLOWED, "value": str(line.id)}, id=id)
