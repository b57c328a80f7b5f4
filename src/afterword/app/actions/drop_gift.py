"""Take a thing off the shelf; what is needed to put it back goes with the answer and is not kept here."""

import uuid

from django.core import signing
from django.db import transaction

from afterword.app import owner
from afterword.app.models import ShelfItem

SALT = "afterword.shelf.dropped"


def drop_gift(item_id: uuid.UUID) -> tuple[str, str]:
    """Remove an item; return its title and the signed text that `put_back` takes. Nothing of it is kept here.

    Raises ShelfItem.DoesNotExist where it is not there, or somebody else's.
    """
    with transaction.atomic():
        row = ShelfItem.objects.select_for_update().get(id=item_id)
        kept = {
            "owner": str(owner.current()),
            "id": str(row.id),
            "value": row.value,
            "sample": row.sample,
            "added_at": row.added_at.isoformat(),
        }
        title = row.title or row.url
        row.delete()
    return title, signing.dumps(kept, salt=SALT, compress=True)
