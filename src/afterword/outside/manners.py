"""How to ask the servers of others: not often, not twice for the same, and not at all while they are ill.

Holds what a polite guest remembers, in this process: when each host was asked last, how it felt, what
it answered, and what its robots.txt lets a program do by itself. The fetcher is handed in.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from afterword.errors import AfterwordError, BadInput

if TYPE_CHECKING:
    from protego import Protego

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
NAME = "Afterword"
"""What a robots.txt calls this program."""
_LONGEST_RULES = 500_000
"""Letters of a robots.txt that are read, as the standard asks for (RFC 9309, 2.5)."""

Fetch = Callable[..., Any]
"""The `fetch` of a fetcher: an address, and the etag and date of the copy at hand, to a page."""

_ILL = frozenset({f"outside.fetch.{key}" for key in ("away", "busy", "garbled", "no_host", "slow", "status", "tls")})
"""What says something of the host; that a page is gone says nothing."""


_NO_RULES = frozenset({f"outside.fetch.{key}" for key in ("closed", "gone", "type")})
"""What a robots.txt that is not there answers: the site has no rules (RFC 9309, 2.3.1.3)."""


@dataclass(slots=True)
class _Host:
    """asked: when last; failures: in a row; until: left alone till then; one: who asks it holds it.

    rules: of its robots.txt, None where it has none; ruled: when they were read
    """

    asked: float = float("-inf")
    failures: int = 0
    until: float = float("-inf")
    one: threading.Lock = field(default_factory=threading.Lock)
    rules: "Protego | None" = None
    ruled: float = float("-inf")


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
        self._memory = threading.Lock()

    def ask(self, url: str) -> bytes:
        """The answer to an address, from memory where it is fresh.

        Waits its turn. Raises BadInput "outside.manners.resting" for a host that is left alone, and what
        fetching raises.
        """
        with self._host(url).one:
            kept = self._kept.get(url)
            if kept and self._now() - kept[0] < FRESH:
                return bytes(kept[1].data)
            known = {"etag": kept[1].etag, "changed": kept[1].changed} if kept else {}
            found = self._visited(url, **known)
            if kept and found.unchanged:
                found = kept[1]
            self._keep(url, found)
            return bytes(found.data)

    def visit(self, url: str, *, by_itself: bool = False, etag: str | None = None, changed: str | None = None) -> Any:
        """The page at an address as the fetcher gives it; who asks remembers it, by its etag and date.

        by_itself: nobody clicked, so the robots.txt of the site is obeyed. Raises what `ask` raises, and
        BadInput "outside.manners.robots" where a program must not look by itself.
        """
        with self._host(url).one:
            if by_itself:
                self._obey(url)
            known = {"etag": etag, "changed": changed} if etag or changed else {}
            return self._visited(url, **known)

    def _host(self, url: str) -> _Host:
        with self._memory:
            return self._hosts.setdefault(urlsplit(url).netloc.lower(), _Host())

    def _keep(self, url: str, found: Any) -> None:
        with self._memory:
            self._kept[url] = (self._now(), found)
            self._kept.move_to_end(url)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)

    def _visited(self, url: str, **known: str | None) -> Any:
        """What the fetcher gives, in turn, where the host is not left alone."""
        name = urlsplit(url).hostname or ""
        host = self._host(url)
        if self._now() < host.until:
            minutes = max(1, round((host.until - self._now()) / 60))
            raise BadInput("outside.manners.resting", host=name, minutes=minutes)
        self._sleep(max(0.0, host.asked + PAUSES.get(name, PAUSE) - self._now()))
        try:
            found = self._fetch(url, **known)
        except AfterwordError as error:
            self._failed(host, error)
            raise
        finally:
            host.asked = self._now()
        host.failures = 0
        return found

    def _obey(self, url: str) -> None:
        """Raise where the site asks programs not to look at this address by themselves, or cannot say."""
        from protego import Protego

        host, parts = self._host(url), urlsplit(url)
        if self._now() - host.ruled >= _DAY:
            try:
                found = self._visited(f"{parts.scheme}://{parts.netloc}/robots.txt")
                host.rules = Protego.parse(found.data.decode("utf-8", "replace")[:_LONGEST_RULES])
            except AfterwordError as error:
                if not _without_rules(error):
                    raise
                host.rules = None
            host.ruled = self._now()
        if host.rules and not host.rules.can_fetch(url, NAME):
            raise BadInput("outside.manners.robots", host=parts.hostname)

    def _failed(self, host: _Host, error: AfterwordError) -> None:
        if error.code not in _ILL or _without_rules(error):
            return
        host.failures += 1
        wanted = error.params.get("seconds") if error.code == "outside.fetch.busy" else None
        rest = float(wanted) if isinstance(wanted, int) else 0.0
        if host.failures >= PATIENCE:
            rest = max(rest, REST * 2 ** (host.failures - PATIENCE))
        host.until = self._now() + min(rest, _DAY)


def _without_rules(error: AfterwordError) -> bool:
    """Whether an error says that there is no such page, and nothing of the host's health."""
    status = error.params.get("status")
    refused = error.code == "outside.fetch.status" and isinstance(status, int) and 400 <= status < 500
    return error.code in _NO_RULES or refused
