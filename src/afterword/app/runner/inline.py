"""The runner of a laptop: one thread that looks for what is due, when woken and at least once a minute."""

import datetime as dt
import logging
import threading
import uuid
from collections.abc import Callable
from pathlib import Path

from django.db import close_old_connections
from django.db.models import Min

from afterword.app import pause, reminders
from afterword.app.actions.drop_unclaimed import drop_unclaimed
from afterword.app.delivery import remind_all
from afterword.app.following import ask_feeds
from afterword.app.looking import look_at_links
from afterword.app.meaning import read_on
from afterword.app.models import Candidacy, Candidate, Outbox
from afterword.app.owner import acting_as
from afterword.app.queries.feed import prepare
from afterword.app.queries.missed import passed
from afterword.app.sending import send_all
from afterword.app.sweep import sweep

LOOK_EVERY = 60.0
"""Seconds. What waits is a row, so a look that comes late loses nothing."""

log = logging.getLogger("afterword.runner")
_awake = threading.Event()


def wake() -> None:
    """Look now instead of within a minute."""
    _awake.set()


def _clock() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Inline:
    """A daemon thread beside the web threads. folder: of the data; clock: the moment, aware."""

    def __init__(self, folder: Path, clock: Callable[[], dt.datetime] = _clock) -> None:
        self._folder = folder
        self._clock = clock
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="runner", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """End after what is in hand: at most a candidacy's plan or a letter. What it leaves is found again."""
        self._ending.set()
        wake()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        while not self._ending.is_set():
            _awake.clear()
            now = self._clock()
            try:
                look(now, self._folder, self._ending.is_set)
                rest = until_next(now)
            except Exception:
                log.exception("a look failed")
                rest = LOOK_EVERY
            finally:
                close_old_connections()
            _awake.wait(rest)


def look(now: dt.datetime, folder: Path, ending: Callable[[], bool] = lambda: False) -> None:
    """Do what is due for everybody; what fails for one is told in the log, and found again next time."""
    closed_at = pause.closed_since(folder, now)
    for candidate in list(Candidate.objects.values_list("id", flat=True)):
        if ending():
            return
        try:
            with acting_as(candidate):
                _look_for(candidate, now, closed_at, folder, ending)
        except Exception:
            log.exception("what was due failed")


def until_next(now: dt.datetime) -> float:
    """Return the seconds until a plan changes by time or a letter is due, at most a minute.

    What is past already and still waits did not go: it is tried within a minute, not at once.
    """
    plans = Candidacy.everyone.filter(recheck_at__gt=now).aggregate(moment=Min("recheck_at"))["moment"]
    queued = Outbox.everyone.filter(state=Outbox.State.QUEUED, send_at__gt=now)
    letters = queued.aggregate(moment=Min("send_at"))["moment"]
    moments = [(moment - now).total_seconds() for moment in (plans, letters) if moment]
    return min(LOOK_EVERY, *moments) if moments else LOOK_EVERY


def _look_for(
    candidate: uuid.UUID, now: dt.datetime, closed_at: dt.datetime | None, folder: Path, ending: Callable[[], bool]
) -> None:
    if closed_at and (steps := passed(closed_at, now)):
        pause.keep(folder, candidate, closed_at, now, steps)
    reminders.plan(now)
    sweep(now, ending=ending)
    look_at_links(now, ending=ending)
    send_all(now, folder)
    remind_all(now, folder)
    ask_feeds(now, ending=ending)
    prepare(now)
    drop_unclaimed(now)
    if read_on(now, ending=ending):
        wake()  # the rest is read in the next look, after what is due by then
