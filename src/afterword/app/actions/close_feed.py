"""Take a private address of the calendar back: from now on it answers nobody."""

import datetime as dt
import uuid

from afterword.app.models import Token


def close_feed(now: dt.datetime, id: uuid.UUID) -> None:
    """Revoke the address; one that is revoked already stays so."""
    Token.objects.filter(id=id, purpose=Token.Purpose.FEED, revoked_at=None).update(revoked_at=now)
