"""Move a line of the ledger up or down by one place."""

import uuid
from typing import Literal

from django.db import transaction

from afterword.app.models import Interest


def move_interest(interest_id: uuid.UUID, way: Literal["up", "down"]) -> Interest:
    """Change places with the visible neighbour; at the end of the list nothing moves.

    Raises Interest.DoesNotExist for a line of somebody else.
    """
    with transaction.atomic():
        row = Interest.objects.get(id=interest_id)
        lines = list(
            Interest.objects.select_for_update().filter(candidacy=row.candidacy_id, hidden=False).order_by("rank", "id")
        )
        at = next((place for place, line in enumerate(lines) if line.id == row.id), None)
        other = None if at is None else at + (1 if way == "down" else -1)
        if at is None or other is None or not 0 <= other < len(lines):
            return row
        lines[at], lines[other] = lines[other], lines[at]
        for rank, line in enumerate(lines):
            line.rank = rank
        Interest.objects.bulk_update(lines, ["rank"])
        return lines[other]
