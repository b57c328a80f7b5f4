"""Keep the picture of a card beside the person it names, and delete it with them."""

import uuid

from django.db import transaction

from afterword.app.models import Picture


def keep_picture(data: bytes, width: int, height: int, *, candidacy_id: uuid.UUID, person_id: uuid.UUID) -> Picture:
    """Keep an upright, freshly encoded JPEG. The same picture of the same person is kept once."""
    with transaction.atomic():
        for standing in Picture.objects.filter(person=person_id, width=width, height=height):
            if bytes(standing.data) == data:
                return standing
        return Picture.objects.create(
            candidacy_id=candidacy_id,
            person_id=person_id,
            state=Picture.State.READ,
            data=data,
            width=width,
            height=height,
        )
