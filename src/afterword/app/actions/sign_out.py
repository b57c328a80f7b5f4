"""Sign a browser out."""

import datetime as dt
import uuid

from django.db import transaction

from afterword.app.models import Token


def sign_out(token_id: uuid.UUID, now: dt.datetime) -> None:
    """Let the key of a browser open nothing any more. Raises Token.DoesNotExist for one of somebody else."""
    with transaction.atomic():
        token = Token.objects.select_for_update().get(id=token_id, purpose=Token.Purpose.DEVICE)
        token.revoked_at = token.revoked_at or now
        token.save()
