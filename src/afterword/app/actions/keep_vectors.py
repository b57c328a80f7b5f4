"""Keep what things mean, as a sentence model told it."""

import datetime as dt
import uuid
from collections.abc import Mapping

import msgspec
from django.db import transaction

from afterword.app import owner
from afterword.app.models import ShelfItem, Vector
from afterword.gift.gift import Gift
from afterword.gift.meaning import mark

Read = tuple[str, bytes]
"""The mark of the text that was read, and its vector."""


def keep_vectors(now: dt.datetime, model: str, found: Mapping[uuid.UUID, Read]) -> int:
    """Keep vectors by the thing they belong to; return how many.

    What is off the shelf or says something else meanwhile is left out, and found again. model: its mark.
    """
    with transaction.atomic():
        values = ShelfItem.objects.select_for_update().filter(id__in=found).values_list("id", "value")
        rows = [
            Vector(owner_id=owner.current(), item_id=item, model=model, text=text, value=value, made_at=now)
            for item, standing in values
            for text, value in [found[item]]
            if mark(msgspec.convert(standing, Gift)) == text
        ]
        Vector.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["item"], update_fields=["model", "text", "value", "made_at"]
        )
    return len(rows)
