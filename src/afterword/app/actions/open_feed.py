"""Make a private address of the calendar: shown once, kept as its digest alone."""

import datetime as dt
import uuid

from django.db import transaction

from afterword.app.access import digest, new_key
from afterword.app.models import Token


def open_feed(now: dt.datetime, *, id: uuid.UUID) -> str:
    """Return the key of a new address for the candidate in scope. The same id twice is one address, the later key."""
    key = new_key()
    with transaction.atomic():
        row = Token.objects.filter(id=id, purpose=Token.Purpose.FEED).first()
        row = row or Token(id=id, purpose=Token.Purpose.FEED, created_at=now)
        row.digest = digest(key)
        row.save()
    return key
