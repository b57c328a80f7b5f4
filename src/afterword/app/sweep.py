"""Plan again what time alone has changed."""

import datetime as dt

from django.db import transaction

from afterword.app.actions.record import locked
from afterword.app.actions.replan import replan
from afterword.app.models import Candidacy

MOST = 200
"""So many candidacies at once; the rest are found by the next sweep, the longest overdue first."""


def sweep(now: dt.datetime, most: int = MOST) -> int:
    """Replan the candidacies of the owner in scope whose `recheck_at` has passed; return how many.

    Each in a transaction of its own, so that one does not wait for all.
    """
    waiting = Candidacy.objects.filter(recheck_at__lte=now).order_by("recheck_at")
    ids = list(waiting.values_list("id", flat=True)[:most])
    for id in ids:
        with transaction.atomic():
            replan(locked(id), now)
    return len(ids)
