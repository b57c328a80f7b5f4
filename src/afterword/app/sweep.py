"""Plan again what time alone has changed."""

import datetime as dt
import logging
from collections.abc import Callable

from django.db import transaction

from afterword.app.actions.record import locked
from afterword.app.actions.replan import replan
from afterword.app.models import Candidacy

MOST = 200
"""So many candidacies at once; the rest are found by the next sweep, the longest overdue first."""

log = logging.getLogger("afterword.sweep")


def sweep(now: dt.datetime, most: int = MOST, *, ending: Callable[[], bool] = lambda: False) -> int:
    """Replan the candidacies of the owner in scope whose `recheck_at` has passed; return how many.

    Each in a transaction of its own, so that one does not wait for all, and one that fails stops no
    other: it is told in the log and found again. ending: asked between them whether to leave off.
    """
    waiting = Candidacy.objects.filter(recheck_at__lte=now).order_by("recheck_at")
    done = 0
    for id in list(waiting.values_list("id", flat=True)[:most]):
        if ending():
            break
        try:
            with transaction.atomic():
                replan(locked(id), now)
        except Candidacy.DoesNotExist:
            continue  # removed meanwhile
        except Exception:
            log.exception("a candidacy could not be planned again")
        else:
            done += 1
    return done
