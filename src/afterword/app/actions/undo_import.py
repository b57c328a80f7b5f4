"""Take back an import: what it brought goes, what stood there before stays."""

import datetime as dt

from django.db import transaction

from afterword.app.models import ShelfItem


def undo_import(came_at: dt.datetime) -> int:
    """Remove the items that came onto the shelf together at this moment; return how many."""
    with transaction.atomic():
        rows = ShelfItem.objects.filter(added_at=came_at)
        count = rows.count()
        rows.delete()
        return count
