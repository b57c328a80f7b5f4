"""Name the model of one's own that may draft letters, or take it away."""

import uuid

from django.db import transaction

from afterword.app.models import OwnModel


def keep_model(address: str, name: str) -> OwnModel:
    """Keep the one model of the candidate in scope. Its key is kept elsewhere, under `secret`."""
    with transaction.atomic():
        row = OwnModel.objects.select_for_update().first() or OwnModel(id=uuid.uuid4())
        row.address, row.name = address, name
        row.secret = f"model-{row.id}"
        row.save()
        return row


def drop_model() -> str | None:
    """Take the model away; letters stay as they are. Returns the name of its secret, None where there was none."""
    with transaction.atomic():
        row = OwnModel.objects.select_for_update().first()
        if row is None:
            return None
        row.delete()
        return row.secret
