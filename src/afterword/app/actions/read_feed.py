"""Note that a calendar program has read its private address, so that one that is not used can be taken back."""

import datetime as dt
import uuid

from django.db.models import Q

from afterword.app.models import Token

NOTED_EVERY = dt.timedelta(days=1)
"""The day is all that is shown; a calendar that looks each minute writes nothing more."""


def read_feed(now: dt.datetime, id: uuid.UUID) -> None:
    """Note the reading, at most once a day."""
    long_ago = Q(used_at=None) | Q(used_at__lt=now - NOTED_EVERY)
    Token.objects.filter(long_ago, id=id, purpose=Token.Purpose.FEED, revoked_at=None).update(used_at=now)
