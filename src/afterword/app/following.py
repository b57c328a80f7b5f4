"""Ask the feeds that the owner follows what is new, outside of any transaction."""

import datetime as dt
import logging
from collections.abc import Callable

from django.db.models import Q

from afterword import api
from afterword.app.actions.follow import follow
from afterword.app.actions.keep_entries import keep_entries
from afterword.app.models import Feed
from afterword.errors import AfterwordError
from afterword.outside.fetch import Fetched
from afterword.outside.sources.feed import MOST
from afterword.outside.sources.feed import Feed as Read

EVERY = dt.timedelta(minutes=30)
"""No feed is asked more often, however often one clicks."""
DAILY = dt.timedelta(days=1)
"""So often a feed is asked by itself."""
AT_ONCE = 3
"""Feeds in one look; the others have their turn in the next."""

log = logging.getLogger("afterword.following")


def add_feed(now: dt.datetime, address: str) -> Feed:
    """Follow the feed at an address, or the one that its page names, and keep what is new in it.

    Raises what `api.visit_feed` raises, and then nothing is kept.
    """
    page, found = api.visit_feed(address)
    assert found
    follow(now, [(found.title or "", page.url)], on=True)
    row = Feed.objects.get(address=page.url)
    return _kept(row, now, page, found) or row


def ask_feed(row: Feed, now: dt.datetime, *, by_itself: bool = False) -> Feed | None:
    """Ask one feed, unless it was asked just before, and keep what it says; return how it stands then."""
    if row.asked_at and abs(now - row.asked_at) < EVERY:
        return row
    try:
        page, found = api.visit_feed(
            row.address, by_itself=by_itself, etag=row.etag or None, changed=row.changed or None
        )
    except AfterwordError as error:
        return keep_entries(now, row.id, None, told={"code": error.code, "params": dict(error.params)})
    except Exception:  # a feed that nobody thought of must not keep the others waiting
        log.exception("a feed could not be read")
        return keep_entries(
            now, row.id, None, told={"code": "outside.sources.garbled", "params": {"source": row.title}}
        )
    if found is None:
        return keep_entries(now, row.id, None)
    return _kept(row, now, page, found)


def ask_feeds(now: dt.datetime, *, ending: Callable[[], bool] = lambda: False) -> int:
    """Ask the feeds that are on and were not asked within the day, a few at once; return how many."""
    due = Feed.objects.filter(Q(asked_at=None) | Q(asked_at__lte=now - DAILY), on=True).order_by("asked_at", "added_at")
    done = 0
    for row in due[:AT_ONCE]:
        if ending():
            break
        ask_feed(row, now, by_itself=True)
        done += 1
    return done


def _kept(row: Feed, now: dt.datetime, page: Fetched, found: Read) -> Feed | None:
    told = {"code": "outside.sources.cut", "params": {"count": MOST}} if found.cut else None
    return keep_entries(
        now, row.id, found.gifts, title=found.title, address=page.url, etag=page.etag, changed=page.changed, told=told
    )
