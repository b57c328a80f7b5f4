"""Delete photos of cards that nobody claimed: their form was never sent."""

import datetime as dt

from afterword.app.actions.hold_picture import HOLDS
from afterword.app.models import Picture


def drop_unclaimed(now: dt.datetime) -> None:
    """Delete what was held too long for the candidate in scope."""
    waiting = Picture.objects.filter(person=None, candidacy=None, added_at__lt=now - HOLDS)
    if waiting.exists():  # a look that finds nothing takes no write lock
        waiting.delete()
