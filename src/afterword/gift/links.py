"""Web addresses as data: what is left without tracking, which host, and when two are the same page."""

import functools
import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from afterword import tables

LONGEST = 4096
"""Longer addresses are dropped, as browsers do not open them reliably."""

_REFUSED = re.compile(r"[\"<>\\]")
_ESCAPED = re.compile(r"[ ^`{|}]")
_DATE_IN_PATH = re.compile(r"/(20\d\d)/(0[1-9]|1[0-2])(?:/(0[1-9]|[12]\d|3[01]))?(?=/|$)")


@dataclass(frozen=True, slots=True)
class Link:
    """An address made clean. tracked: something that follows the reader was taken off."""

    url: str
    tracked: bool = False


@functools.lru_cache(maxsize=50_000)
def clean(text: str | None) -> Link | None:
    """An http or https address without tracking, wrappers and credentials; None for anything else."""
    parts = _split(text)
    if parts is None:
        return None
    target = _target(parts)
    if target is not None:
        inner = clean(target)
        return Link(inner.url, tracked=True) if inner else None
    pairs = parse_qsl(parts.query, keep_blank_values=True) if parts.query else []
    kept = [(key, value) for key, value in pairs if not _tracks(key)]
    query = urlencode(kept) if len(kept) < len(pairs) else parts.query
    netloc = parts.netloc.rpartition("@")[2]
    url = urlunsplit(parts._replace(scheme=parts.scheme.lower(), netloc=netloc.lower(), query=query))
    return Link(url, tracked=len(kept) < len(pairs))


def host(url: str | None) -> str:
    """The host of an address in lower case without "www."; "" when there is none."""
    parts = _split(url)
    return (parts.hostname or "").removeprefix("www.").rstrip(".") if parts else ""


def at_home(url: str | None) -> bool:
    """Whether an address opens only on one computer or in one network: its host is such a number or such a name."""
    name = host(url)
    try:
        return not ipaddress.ip_address(name).is_global
    except ValueError:
        return within(name, hosts("at_home"))


def path(url: str | None) -> str:
    """The path of an address; "" when there is none."""
    parts = _split(url)
    return parts.path if parts else ""


def query(url: str | None) -> dict[str, str]:
    """The query of an address by key, keys in lower case."""
    parts = _split(url)
    return {key.lower(): value for key, value in parse_qsl(parts.query)} if parts else {}


def within(name: str, hosts: frozenset[str]) -> bool:
    """Whether a host is one of `hosts` or below one of them."""
    labels = name.split(".")
    return any(".".join(labels[start:]) in hosts for start in range(len(labels)))


@functools.lru_cache(maxsize=50_000)
def same_page(url: str) -> str:
    """A key that is equal for addresses of one page, whatever device, view, spelling and order they stand for."""
    cleaned = clean(url)
    parts = _split(cleaned.url if cleaned else url)
    if parts is None:
        return url.strip().lower()
    name, path = _plain_host(parts.hostname or ""), _plain_path(parts.path)
    query = parse_qsl(parts.query) if parts.query else []
    if name in {"youtube.com", "youtu.be"} and (video := _VIDEO.fullmatch(path)):
        path, query = "/watch", [("v", video[1])] if video[1] else [pair for pair in query if pair[0] == "v"]
    views = tables.table("gift/words/hosts.toml")["tracking"]["views"]
    ordered = urlencode(sorted(pair for pair in query if pair[0].lower() not in views)) if query else ""
    fragment = parts.fragment if parts.fragment.startswith(("/", "!")) else ""
    return "|".join((name.replace("youtu.be", "youtube.com"), path, ordered, fragment))


_VIDEO = re.compile(r"/(?:watch|(?:shorts/|embed/|live/)?([\w-]{11}))")
_INDEX = re.compile(r"(?<=[^/])/amp/?$|/(?:index|default)\.(?:html?|php|aspx?)$|/+$", re.IGNORECASE)
_OTHER_WINDOWS = frozenset({"www", "m", "mobile", "amp"})
"""Labels of a host that shows the same pages to other devices."""


def _plain_host(name: str) -> str:
    """A host without what stands for a device: en.m.wikipedia.org, m.example.org."""
    labels = name.split(".")
    kept = [label for place, label in enumerate(labels) if place > 1 or label not in _OTHER_WINDOWS]
    return ".".join(kept if len(kept) > 1 else labels)


def _plain_path(path: str) -> str:
    """A path in letters, without an index page's name, a mark of another view and a final slash."""
    if not path.isascii() or "%" in path:
        path = unicodedata.normalize("NFC", unquote(path))
    return _INDEX.sub("", path) or "/"


def date_in(url: str) -> str | None:
    """The date that many news addresses carry, as YYYY-MM or YYYY-MM-DD."""
    found = _DATE_IN_PATH.search(path(url))
    return "-".join(part for part in found.groups() if part) if found else None


def publisher(url: str) -> str | None:
    """Who publishes at an address, where that is known for certain."""
    known: dict[str, str] = tables.table("gift/words/hosts.toml")["publishers"]
    name = host(url)
    first = path(url).split("/")[1:2]
    return known.get(name) or known.get("/".join((name, *first)))


@functools.cache
def hosts(group: str) -> frozenset[str]:
    """The hosts of one group of hosts.toml."""
    return frozenset(tables.table("gift/words/hosts.toml")[group])


@functools.lru_cache(maxsize=50_000)
def _split(text: str | None) -> SplitResult | None:
    if not text or len(text) > LONGEST:
        return None
    text = text.strip()
    if not text.isprintable() or _REFUSED.search(text):
        return None
    text = _ESCAPED.sub(lambda found: f"%{ord(found[0]):02X}", text)
    try:
        parts = urlsplit(text)
        hostname, _ = parts.hostname, parts.port
    except ValueError:
        return None
    return parts if parts.scheme.lower() in {"http", "https"} and hostname and "." in hostname else None


def _target(parts: SplitResult) -> str | None:
    """Where a known wrapper (a search engine's or a mail filter's redirect) leads, as it says itself."""
    name = (parts.hostname or "").removeprefix("www.")
    for wrapper in tables.table("gift/words/hosts.toml")["wrappers"]:
        if name.endswith(wrapper["host"]) and parts.path.startswith(wrapper["path"]):
            return dict(parse_qsl(parts.query)).get(wrapper["key"])
    return None


def _tracks(key: str) -> bool:
    table = tables.table("gift/words/hosts.toml")["tracking"]
    key = key.lower()
    return key in table["keys"] or key.startswith(tuple(table["beginnings"]))
