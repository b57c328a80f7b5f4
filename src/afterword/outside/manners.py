"""How to ask the servers of others: not often, not twice for the same, and not at all while they are ill.

Holds what a polite guest remembers, in this process: when each host was asked last, how it felt, and
what it answered. The fetcher is handed in.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from afterword.errors import AfterwordError, BadInput

PAUSES = {"export.arxiv.org": 3.0, "nominatim.openstreetmap.org": 1.1, "overpass-api.de": 5.0}
"""Seconds between two questions where a host says more than one."""
PAUSE = 1.0
KEPT = 200
"""Answers that are remembered, the last ones."""
FRESH = 3600.0
"""Seconds for which an answer is taken again without asking."""
PATIENCE = 3
"""Failures in a row after which a host is left alone."""
REST = 600.0
"""Seconds that it is left alone then; each further failure doubles it, up to a day."""
_DAY = 86_400.0

Fetch = Callable[..., Any]
"""The `fetch` of a fetcher: an address, and the etag and date of the copy at hand, to a page."""

_ILL = frozenset({f"outside.fetch.{key}" for key in ("away", "busy", "garbled", "no_host", "slow", "status", "tls")})
"""What says something of the host; that a page is gone says nothing."""


@dataclass(slots=True)
class _Host:
    """asked: when last; failures: in a row; until: left alone till then."""

    asked: float = float("-inf")
    failures: int = 0
    until: float = float("-inf")


class Guest:
    """Asks with manners. now, sleep: of a clock that never goes back, for tests."""

    def __init__(
        self,
        fetch: Fetch,
        *,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._fetch, self._now, self._sleep = fetch, now, sleep
        self._hosts: dict[str, _Host] = {}
        self._kept: OrderedDict[str, tuple[float, Any]] = OrderedDict()
        self._one = threading.Lock()

    def ask(self, url: str) -> bytes:
        """The answer to an address, from memory where it is fresh.

        Waits its turn. Raises BadInput "outside.manners.resting" for a host that is left alone, and what
        fetching raises.
        """
        with self._one:
            kept = self._kept.get(url)
            if kept and self._now() - kept[0] < FRESH:
                return bytes(kept[1].data)
            name = urlsplit(url).hostname or ""
            host = self._hosts.setdefault(name, _Host())
            if self._now() < host.until:
                minutes = max(1, round((host.until - self._now()) / 60))
                raise BadInput("outside.manners.resting", host=name, minutes=minutes)
            self._sleep(max(0.0, host.asked + PAUSES.get(name, PAUSE) - self._now()))
            try:
                found = self._asked(url, kept[1] if kept else None)
            except AfterwordError as error:
                self._failed(host, error)
                raise
            finally:
                host.asked = self._now()
            host.failures = 0
            self._kept[url] = (self._now(), found)
            self._kept.move_to_end(url)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return bytes(found.data)

    def _asked(self, url: str, kept: Any) -> Any:
        if kept is None:
            return self._fetch(url)
        found = self._fetch(url, etag=kept.etag, changed=kept.changed)
        return kept if found.unchanged else found

    def _failed(self, host: _Host, error: AfterwordError) -> None:
        if error.code not in _ILL:
            return
        host.failures += 1
        wanted = error.params.get("seconds") if error.code == "outside.fetch.busy" else None
        rest = float(wanted) if isinstance(wanted, int) else 0.0
        if host.failures >= PATIENCE:
            rest = max(rest, REST * 2 ** (host.failures - PATIENCE))
        host.until = self._now() + min(rest, _DAY)
