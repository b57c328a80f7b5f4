"""Change what is known of a thing on the shelf: that it was read, a passage of it, how long it takes."""

import uuid
from dataclasses import replace
from typing import Any

from django.db import transaction

from afterword import shapes
from afterword.app.actions.shelve import fill, index
from afterword.app.models import ShelfItem
from afterword.gift.gift import Gift


def change_gift(item_id: uuid.UUID, **fields: Any) -> ShelfItem:
    """Write fields of the gift anew and index it. Raises ShelfItem.DoesNotExist for one of somebody else."""
    with transaction.atomic():
        row = ShelfItem.objects.select_for_update().get(id=item_id)
        gift = shapes.convert(row.value, Gift, "gift")[0]
        fill(row, replace(gift, **fields)).save()
        index([row], [])
        return row
