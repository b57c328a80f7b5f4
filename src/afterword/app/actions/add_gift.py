"""Put one thing on the shelf by hand."""

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import Q

from afterword import shapes
from afterword.app.actions.record import locked_candidate
from afterword.app.actions.shelve import fill, index
from afterword.app.models import ShelfItem
from afterword.gift import links, same, shelf
from afterword.gift.gift import Gift


def add_gift(now: dt.datetime, gift: Gift, *, id: uuid.UUID) -> tuple[ShelfItem, bool]:
    """Return the row of a gift and whether it is new. The same id twice is once.

    A thing that stands on the shelf already takes over what is new about it.
    """
    with transaction.atomic():
        locked_candidate()
        known = ShelfItem.objects.filter(id=id).first()
        if known:
            return known, True
        for row in ShelfItem.objects.filter(_alike(gift)).order_by("added_at", "id"):
            standing = shapes.convert(row.value, Gift, "gift")[0]
            both = shelf.once([standing, gift])
            if len(both) == 1:
                row.sample = False  # what one adds oneself stays when the sample goes
                fill(row, both[0]).save()
                index([row], [])
                return row, False
        row = fill(ShelfItem(id=id, added_at=now), gift)
        row.save()
        index([], [row])
        return row, True


def _alike(gift: Gift) -> Q:
    """Return where its double could stand: by the same key, host or number, or a title with its longest word."""
    found = Q(key__in=same.keys(gift))
    if gift.url:
        found |= Q(url__icontains=links.same_page(gift.url).partition("|")[0])
    if gift.phone:
        found |= Q(value__phone=gift.phone)
    if words := same.own_title(gift):
        found |= Q(title__icontains=max(words, key=len))
    return found
