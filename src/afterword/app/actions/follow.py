"""Follow a feed, leave it alone for a while, or stop following it."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction

from afterword.app.actions.record import locked_candidate
from afterword.app.models import Feed
from afterword.errors import Refused

MOST = 200
"""Feeds of one candidate."""


def follow(now: dt.datetime, feeds: Sequence[tuple[str, str]], *, on: bool) -> int:
    """Add feeds, each once; return how many are new. feeds: (name, address); on: they may be asked.

    Raises Refused above `MOST` in all.
    """
    with transaction.atomic():
        locked_candidate()
        known = set(Feed.objects.values_list("address", flat=True))
        fresh = {address: name for name, address in feeds if address not in known}
        if len(known) + len(fresh) > MOST:
            raise Refused("app.follow.too_many", most=MOST)
        for address, name in fresh.items():
            Feed.objects.create(address=address[:2000], title=name[:300], on=on, added_at=now)
        if on:
            Feed.objects.filter(address__in=[address for _, address in feeds]).update(on=True)
        return len(fresh)


def turn(feed_id: uuid.UUID, *, on: bool) -> Feed:
    """Let a feed be asked, or not. Raises Feed.DoesNotExist for one of somebody else."""
    with transaction.atomic():
        row = Feed.objects.select_for_update().get(id=feed_id)
        row.on = on
        row.save(update_fields=["on"])
        return row


def unfollow(feed_id: uuid.UUID) -> tuple[str, str]:
    """Take a feed away with what was new in it; return its name and address. What is on the shelf stays there."""
    with transaction.atomic():
        row = Feed.objects.select_for_update().get(id=feed_id)
        row.delete()
        return row.title, row.address
