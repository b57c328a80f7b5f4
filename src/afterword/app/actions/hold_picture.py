"""Hold a photo of a card until it is known whose it is."""

import datetime as dt
import uuid

from django.db import transaction

from afterword.app.models import Picture

HOLDS = dt.timedelta(days=2)
"""What nobody claimed by then was a form that was never sent."""


def hold_picture(now: dt.datetime, data: bytes, width: int, height: int) -> uuid.UUID:
    """Keep an upright JPEG that belongs to nobody yet and return its id; the same twice is one."""
    with transaction.atomic():
        for standing in Picture.objects.filter(person=None, candidacy=None, width=width, height=height):
            if bytes(standing.data) == data:
                return standing.id
        return Picture.objects.create(data=data, width=width, height=height, added_at=now).id
