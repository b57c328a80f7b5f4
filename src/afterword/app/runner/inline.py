"""The runner of a laptop: one thread that looks for what is due, when woken and at least once a minute."""

import datetime as dt
import logging
import threading

from django.db import close_old_connections

from afterword.app.models import Candidate
from afterword.app.owner import acting_as
from afterword.app.sweep import sweep

LOOK_EVERY = 60.0
"""Seconds. What waits is a row, so a look that comes late loses nothing."""

log = logging.getLogger("afterword.runner")
_awake = threading.Event()


def wake() -> None:
    """Look now instead of within a minute."""
    _awake.set()


class Inline:
    """A daemon thread beside the web threads."""

    def __init__(self) -> None:
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="runner", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """End after what is in hand."""
        self._ending.set()
        wake()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        while not self._ending.is_set():
            _awake.clear()
            look(dt.datetime.now(dt.UTC))
            _awake.wait(LOOK_EVERY)


def look(now: dt.datetime) -> None:
    """Do what is due for everybody; what fails is told in the log and found again next time."""
    try:
        for candidate in Candidate.objects.values_list("id", flat=True).iterator():
            with acting_as(candidate):
                sweep(now)
    except Exception:
        log.exception("the sweep failed")
    finally:
        close_old_connections()
