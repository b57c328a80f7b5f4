"""Keys that open the app: unguessable, shown once, and kept as their SHA-256 alone."""

import datetime as dt
import hashlib
import secrets
from zoneinfo import ZoneInfo

from django.conf import settings

from afterword.app.models import Candidate, Token

COOKIE = "afterword"


def new_key() -> str:
    """Return a key of 256 random bits, safe in a link."""
    return secrets.token_urlsafe(32)


def digest(key: str) -> str:
    """Return what is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def device(key: str, now: dt.datetime) -> Token | None:
    """Return the standing token of a signed-in browser with its candidate, None for any other key."""
    if not key:
        return None
    rows = Token.everyone.filter(digest=digest(key), purpose=Token.Purpose.DEVICE, revoked_at=None, expires_at__gt=now)
    return rows.select_related("owner").first()


def feed(key: str) -> Token | None:
    """Return the standing token of a calendar's private address with its candidate, None for any other key."""
    rows = Token.everyone.filter(digest=digest(key), purpose=Token.Purpose.FEED, revoked_at=None)
    return rows.select_related("owner").first()


def zone_of(candidate: Candidate) -> ZoneInfo:
    """Return the zone the candidate lives in: what they said, else that of this machine."""
    return ZoneInfo(candidate.timezone or settings.TIME_ZONE)
