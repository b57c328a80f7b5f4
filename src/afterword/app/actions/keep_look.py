"""Keep what stood behind a link, and tell the shelf of it."""

import datetime as dt
from dataclasses import replace

from django.db import transaction

from afterword import shapes
from afterword.app.actions.record import locked_candidate
from afterword.app.actions.shelve import fill, index
from afterword.app.models import Look, ShelfItem
from afterword.gift import look as noun
from afterword.gift.gift import Gift


def keep_look(now: dt.datetime, url: str, look: noun.Look) -> Look:
    """Write the last look at an address, in place of the one before; what is gone or paid for is tagged so.

    A site that was not reached says nothing of its page: the shelf keeps what it knew.
    """
    with transaction.atomic():
        locked_candidate()
        row = Look.objects.filter(url=url).first() or Look(url=url)
        row.outcome, row.told, row.at = look.outcome, look.told, now
        row.save()
        if look.outcome != "unreachable":
            _tag(url, noun.AGAINST.get(look.outcome))
        return row


def _tag(url: str, tag: str | None) -> None:
    for row in ShelfItem.objects.select_for_update().filter(url=url):
        gift = shapes.convert(row.value, Gift, "gift")[0]
        tags = (*(one for one in gift.tags if one not in noun.AGAINST.values()), *((tag,) if tag else ()))
        if tags != gift.tags:
            fill(row, replace(gift, tags=tags)).save()
            index([row], [])
