"""Sign a browser in by a link: single use, ten minutes; the browser is then known for a year."""

import datetime as dt

from django.db import transaction

from afterword.app.access import digest, new_key
from afterword.app.models import Token
from afterword.app.owner import acting_as

LINK_HOLDS = dt.timedelta(minutes=10)
BROWSER_HOLDS = dt.timedelta(days=365)


def make_link(now: dt.datetime) -> str:
    """Return the key of a new login link for the candidate in scope."""
    key = new_key()
    with transaction.atomic():
        Token.objects.filter(purpose=Token.Purpose.LOGIN, expires_at__lte=now).delete()
        Token.objects.create(purpose=Token.Purpose.LOGIN, digest=digest(key), expires_at=now + LINK_HOLDS)
    return key


def sign_in(link: str, now: dt.datetime, label: str = "") -> str | None:
    """Spend a login link and return the key of the browser that came with it; None for one that holds no more.

    label: what the browser calls itself, shown where browsers are signed out
    """
    with transaction.atomic():
        rows = Token.everyone.select_for_update().filter(digest=digest(link), purpose=Token.Purpose.LOGIN)
        token = rows.filter(used_at=None, expires_at__gt=now).first()
        if token is None:
            return None
        key = new_key()
        with acting_as(token.owner_id):
            token.used_at = now
            token.save()
            Token.objects.create(
                purpose=Token.Purpose.DEVICE, digest=digest(key), label=label[:100], expires_at=now + BROWSER_HOLDS
            )
        return key
