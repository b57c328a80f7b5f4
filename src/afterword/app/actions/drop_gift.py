"""Take a thing off the shelf; what is needed to put it back goes with the answer and is not kept here."""

import uuid
from typing import Any

from django.db import transaction

from afterword.app.models import ShelfItem


def drop_gift(item_id: uuid.UUID) -> dict[str, Any]:
    """Remove an item; return what `put_back` takes, as plain JSON values.

    Raises ShelfItem.DoesNotExist where it is not there, or somebody else's.
    """
    with transaction.atomic():
        row = ShelfItem.objects.select_for_update().get(id=item_id)
        kept = {
            "id": str(row.id),
            "value": row.value,
            "sample": row.sample,
            "added_at": row.added_at.isoformat(),
        }
        row.delete()
        return kept
