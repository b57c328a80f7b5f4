"""Put a thing that was taken off the shelf back as it was."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from afterword import shapes
from afterword.app.actions.record import locked_candidate
from afterword.app.actions.shelve import fill, index
from afterword.app.models import ShelfItem
from afterword.gift.gift import Gift


def put_back(kept: Mapping[str, Any]) -> ShelfItem:
    """Put a dropped thing back in its place. Twice is once, and so is one that came in anew meanwhile.

    kept: what `drop_gift` returned
    """
    row = ShelfItem(
        id=uuid.UUID(kept["id"]), sample=kept["sample"], added_at=dt.datetime.fromisoformat(kept["added_at"])
    )
    fill(row, shapes.convert(kept["value"], Gift, "gift")[0])
    with transaction.atomic():
        locked_candidate()
        standing = ShelfItem.objects.filter(id=row.id).first() or ShelfItem.objects.filter(key=row.key).first()
        if standing:
            return standing
        row.save()
        index([], [row])
        return row
