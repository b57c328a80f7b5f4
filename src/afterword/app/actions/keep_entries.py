"""Keep what was new in a feed, or why it did not answer."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence

import msgspec
from django.db import transaction

from afterword.app.models import Feed
from afterword.gift.gift import Gift

KEPT = 60
"""Entries that are kept, the first ones; a feed begins with what is new."""


def keep_entries(
    now: dt.datetime,
    feed_id: uuid.UUID,
    entries: Sequence[Gift] | None,
    *,
    title: str | None = None,
    address: str | None = None,
    etag: str | None = None,
    changed: str | None = None,
    told: Mapping[str, object] | None = None,
) -> Feed | None:
    """Write the last answer in place of the one before; None where the feed was taken away meanwhile.

    entries: None leaves those that are kept; title: only where the feed has none yet; address: where it stands now;
    etag, changed: of this answer; told: code and params of what there is to say, such as why it did not answer.
    """
    with transaction.atomic():
        row = Feed.objects.select_for_update().filter(id=feed_id).first()
        if row is None:
            return None
        row.asked_at, row.told = now, dict(told or {})
        if entries is not None:
            row.entries = [msgspec.to_builtins(gift) for gift in entries[:KEPT]]
            row.title = row.title or (title or "")[:300]
            if address and not Feed.objects.filter(address=address).exists():  # two that moved to one place stay two
                row.address = address[:2000]
            row.etag, row.changed = (etag or "")[:500], (changed or "")[:100]
        row.save()
        return row
