"""A person's own word on a line of the ledger, which no later reading overwrites."""

import uuid

from django.db import transaction

from afterword.app.models import Interest


def judge(
    interest_id: uuid.UUID, *, subject: str | None = None, rank: int | None = None, hidden: bool | None = None
) -> Interest:
    """Rename, move or hide an interest. Raises Interest.DoesNotExist for one of somebody else."""
    with transaction.atomic():
        row = Interest.objects.select_for_update().get(id=interest_id)
        row.subject = subject or row.subject
        row.rank = row.rank if rank is None else rank
        row.hidden = row.hidden if hidden is None else hidden
        row.judged = True
        row.save()
        return row
