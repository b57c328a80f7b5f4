"""Hold a photo of a card until it is known whose it is."""

import datetime as dt
import uuid

from django.db import transaction

from afterword.app.models import Picture

HOLDS = dt.timedelta(days=2)
"""What nobody claimed by then was a form that was never sent."""


def hold_picture(now: dt.datetime, data: bytes, width: int, height: int) -> uuid.UUID:
    """Keep an upright JPEG that belongs to nobody yet and return its id; what waited too long goes."""
    with transaction.atomic():
        waiting = Picture.objects.filter(person=None, candidacy=None)
        waiting.filter(added_at__lt=now - HOLDS).delete()
        for standing in waiting.filter(width=width, height=height):
            if bytes(standing.data) == data:
                return standing.id
        return Picture.objects.create(data=data, width=width, height=height, added_at=now).id
