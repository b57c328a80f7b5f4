"""Put a thing that was taken off the shelf back as it was."""

import datetime as dt
import uuid

from django.core import signing
from django.db import transaction

from afterword import shapes
from afterword.app import owner
from afterword.app.actions.drop_gift import SALT
from afterword.app.actions.shelve import fill, index
from afterword.app.models import ShelfItem
from afterword.errors import BadInput
from afterword.gift.gift import Gift


def put_back(dropped: str) -> ShelfItem:
    """Put a dropped thing back in its place. Twice is once, and so is one that came in anew meanwhile.

    Raises BadInput for a text that `drop_gift` did not write for this owner.
    """
    try:
        kept = signing.loads(dropped, salt=SALT)
    except signing.BadSignature as error:
        raise BadInput("app.shelf.damaged") from error
    if kept["owner"] != str(owner.current()):
        raise BadInput("app.shelf.damaged")
    row = ShelfItem(
        id=uuid.UUID(kept["id"]), sample=kept["sample"], added_at=dt.datetime.fromisoformat(kept["added_at"])
    )
    fill(row, shapes.convert(kept["value"], Gift, "gift")[0])
    with transaction.atomic():
        standing = ShelfItem.objects.filter(id=row.id).first() or ShelfItem.objects.filter(key=row.key).first()
        if standing:
            return standing
        row.save()
        index([], [row])
        return row
