"""The one safe fetcher: a page of the public web, and nothing else, whatever its address pretends.

Every address that a name resolves to is looked at where the connection is made, and the connection
goes to one of exactly those: a name that changes its mind in between gains nothing. Redirects are
followed by hand and looked at again. Nothing of this computer goes along: no cookies, no passwords,
no proxies from the environment.
"""

import ipaddress
import re
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import httpcore
import httpx

from afterword.errors import BadInput, Refused, TooLarge

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], list[str]]
"""A host and a port to its addresses; raises OSError."""

TYPES = frozenset({
    "text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/json", "application/xml",
    "text/xml", "application/atom+xml", "application/rss+xml", "application/feed+json",
})  # fmt: skip
REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST_REDIRECTS = 5
LONGEST_URL = 2_000
_CHUNK = 65_536

_HOME = re.compile(r"(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|private|onion|home\.arpa)$")
"""Names that lead into somebody's own network."""
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d*))*", re.IGNORECASE)
"""A host that old resolvers read as an IPv4 address: decimal, octal, hexadecimal, short."""
_SPECIAL = tuple(
    ipaddress.ip_network(net)
    # is_global calls these public: protocol assignments, the 6to4 relay, Teredo and its kin, 6to4, documentation.
    for net in ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2002::/16", "3fff::/20")
)
_UNICAST = ipaddress.ip_network("2000::/3")
"""All that is handed out of IPv6; mapped, translated and site-local addresses lie outside."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back. url: after redirects; type: media type, lower case; unchanged: what `etag` or `changed` named."""

    url: str
    type: str
    charset: str | None
    data: bytes
    etag: str | None = None
    changed: str | None = None
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for the connection and for all of it, and bytes after unpacking."""

    connect: float = 5.0
    total: float = 15.0
    size: int = 5_000_000


def is_public(address: Address) -> bool:
    """Whether an address is one of the public internet, for one machine."""
    if isinstance(address, ipaddress.IPv6Address) and address not in _UNICAST:
        return False
    special = any(address in net for net in _SPECIAL if net.version == address.version)
    return address.is_global and not address.is_multicast and not special


def _resolved(host: str, port: int) -> list[str]:
    return list(dict.fromkeys(str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches pages.

    agent: who asks, with a contact, as the User-Agent
    allows, ports, resolve, trust: other rules than those of the public web, for tests
    """

    agent: str
    limits: Limits = field(default_factory=Limits)
    allows: Callable[[Address], bool] = is_public
    ports: frozenset[int] | None = frozenset({80, 443})
    resolve: Resolve = _resolved
    trust: ssl.SSLContext | None = None

    def fetch(
        self, url: str, *, types: frozenset[str] = TYPES, etag: str | None = None, changed: str | None = None
    ) -> Fetched:
        """GET one page, following redirects.

        types: media types that are taken; etag, changed: of the copy at hand, which is not sent again.
        Raises Refused for an address that is not of the public web; BadInput where there is no page,
        with the code telling why ("outside.fetch.gone" is for good); TooLarge over a limit.
        """
        until = time.monotonic() + self.limits.total
        target = self.checked(url)
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._once(target, until, types, _asked(self.agent, types, etag, changed))
            if isinstance(answer, Fetched):
                if answer.unchanged and not (etag or changed):  # nothing is at hand that it could be like
                    raise _no_page(304, target.host, "")
                return answer
            secure = target.scheme == "https"
            target = self.checked(str(_joined(target, answer)))
            if secure and target.scheme != "https":
                raise Refused("outside.fetch.downgrade", host=target.host)
        raise BadInput("outside.fetch.redirects", where=url[:100], most=MOST_REDIRECTS)

    def checked(self, url: str) -> httpx.URL:
        """The address as it will be asked for. Raises BadInput for none, Refused for one that is not public."""
        text = url.strip()
        if len(text) > LONGEST_URL or re.search(r"[\s\\\x00-\x1f\x7f]", text):
            raise BadInput("outside.fetch.no_address", where=text[:100])
        try:
            target = httpx.URL(text)
            host = target.raw_host.decode("ascii").rstrip(".").lower()
        except (httpx.InvalidURL, UnicodeError, ValueError) as error:
            raise BadInput("outside.fetch.no_address", where=text[:100]) from error
        if target.scheme not in {"http", "https"} or not host or "%" in host:
            raise BadInput("outside.fetch.no_address", where=text[:100])
        if target.userinfo:
            raise Refused("outside.fetch.password", host=host)
        if self.ports is not None and _port(target) not in self.ports:
            raise Refused("outside.fetch.port", host=host, port=_port(target))
        if self.allows is is_public and (_HOME.search(host) or "." not in host.strip("[]").replace(":", ".")):
            raise Refused("outside.fetch.home", host=host)
        if _NUMBER.fullmatch(host) and not _is_address(host):
            raise Refused("outside.fetch.number", host=host)
        return target.copy_with(fragment=None)

    def _once(
        self, target: httpx.URL, until: float, types: frozenset[str], headers: list[tuple[bytes, bytes]]
    ) -> Fetched | str:
        """The page, or where it went."""
        # A name may end in a dot, which is the root of all names and not part of what a certificate is made out to.
        host = target.raw_host.rstrip(b".")
        asked = httpcore.URL(scheme=target.raw_scheme, host=host, port=target.port, target=target.raw_path)
        pool = httpcore.ConnectionPool(ssl_context=self.trust, network_backend=_Guarded(self, until), max_connections=1)
        try:
            with pool, pool.stream("GET", asked, headers=[(b"Host", target.netloc), *headers]) as response:
                return self._read(target, response, types)
        except httpcore.TimeoutException as error:
            raise BadInput("outside.fetch.slow", host=target.host, seconds=round(self.limits.total)) from error
        except (httpcore.NetworkError, OSError) as error:
            told = "tls" if isinstance(error.__cause__, ssl.SSLError) or "SSL" in str(error) else "away"
            raise BadInput(f"outside.fetch.{told}", host=target.host) from error
        except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
            raise BadInput("outside.fetch.garbled", host=target.host) from error

    def _read(self, target: httpx.URL, response: httpcore.Response, types: frozenset[str]) -> Fetched | str:
        told = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
        if response.status in REDIRECTS and told.get("location"):
            return told["location"]
        media, charset = _media(told.get("content-type", ""))
        found = Fetched(str(target), media, charset, b"", told.get("etag"), told.get("last-modified"))
        if response.status == 304:
            return replace(found, unchanged=True)
        if response.status != 200:
            raise _no_page(response.status, target.host, told.get("retry-after", ""))
        if media not in types:
            raise BadInput("outside.fetch.type", host=target.host, type=media[:60] or "?")
        length = told.get("content-length", "")
        if length.isdecimal() and int(length[:20]) > self.limits.size:
            raise self._too_large(target)
        data = bytearray()
        for chunk in _unpacked(response.iter_stream(), told.get("content-encoding", ""), target.host):
            data += chunk
            if len(data) > self.limits.size:
                raise self._too_large(target)
        return replace(found, data=bytes(data))

    def _too_large(self, target: httpx.URL) -> TooLarge:
        return TooLarge("outside.fetch.too_large", host=target.host, megabytes=f"{self.limits.size / 1_000_000:g}")


@dataclass(frozen=True, slots=True)
class _Guarded(httpcore.NetworkBackend):
    """Connects only where the rules allow, and ends with the time of the whole."""

    rules: Fetcher
    until: float

    def connect_tcp(self, host: str, port: int, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        try:
            found = [host.strip("[]")] if _is_address(host) else self.rules.resolve(host, port)
        except (OSError, UnicodeError) as error:  # the latter for a name that no name can be
            raise BadInput("outside.fetch.no_host", host=host) from error
        if not found:
            raise BadInput("outside.fetch.no_host", host=host)
        # One address of somebody's own network among public ones is an attempt, not an accident.
        if not all(self.rules.allows(ipaddress.ip_address(address)) for address in found):
            raise Refused("outside.fetch.home", host=host)
        failure: httpcore.NetworkError | httpcore.TimeoutException | None = None
        for address in found[:3]:
            try:
                seconds = min(self.rules.limits.connect, _left(self.until))
                return _Stream(httpcore.SyncBackend().connect_tcp(address, port, seconds), self.until)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        assert failure is not None
        raise failure


class _Stream(httpcore.NetworkStream):
    """A connection on which every read ends with the time of the whole."""

    def __init__(self, inner: httpcore.NetworkStream, until: float) -> None:
        self._inner, self._until = inner, until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(self._until))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(self._until))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, _left(self._until)), self._until)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _left(until: float) -> float:
    """The seconds that are left. Raises httpcore.ReadTimeout when none are."""
    left = until - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time of the whole is up")
    return left


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _port(target: httpx.URL) -> int:
    return target.port or (443 if target.scheme == "https" else 80)


def _joined(target: httpx.URL, location: str) -> httpx.URL:
    try:
        return target.join(location)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise BadInput("outside.fetch.no_address", where=location[:100]) from error


def _asked(agent: str, types: Iterable[str], etag: str | None, changed: str | None) -> list[tuple[bytes, bytes]]:
    told = {"User-Agent": agent, "Accept": ", ".join(sorted(types)), "Accept-Encoding": "gzip", "Connection": "close"}
    told |= {"If-None-Match": etag} if etag else {}
    told |= {"If-Modified-Since": changed} if changed else {}
    return [(name.encode("ascii"), value.encode("latin-1", "replace")) for name, value in told.items()]


def _media(header: str) -> tuple[str, str | None]:
    """The media type and the charset of a Content-Type."""
    media, _, rest = header.partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", rest, re.IGNORECASE)
    return media.strip().lower(), charset[1].lower() if charset else None


def _unpacked(chunks: Iterator[bytes], packing: str, host: str) -> Iterator[bytes]:
    """The body in pieces that stay small however tightly it is packed."""
    packing = packing.strip().lower()
    if packing in {"", "identity"}:
        yield from chunks
        return
    if packing not in {"gzip", "x-gzip"}:
        raise BadInput("outside.fetch.garbled", host=host)
    packed = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        for chunk in chunks:
            rest, piece = chunk, b""
            while rest or len(piece) == _CHUNK:
                piece = packed.decompress(rest, _CHUNK)
                rest = packed.unconsumed_tail
                yield piece
    except zlib.error as error:
        raise BadInput("outside.fetch.garbled", host=host) from error
    if not packed.eof:
        raise BadInput("outside.fetch.garbled", host=host)


def _no_page(status: int, host: str, wait: str) -> BadInput:
    """What a status other than 200 means."""
    if status in {404, 410, 451}:
        return BadInput("outside.fetch.gone", host=host, status=status)
    if status in {401, 402, 403, 407}:
        return BadInput("outside.fetch.closed", host=host, status=status)
    if status in {429, 503}:
        seconds = int(wait[:6]) if wait.isdecimal() else None
        return BadInput("outside.fetch.busy", host=host, status=status, seconds=seconds)
    return BadInput("outside.fetch.status", host=host, status=status)
