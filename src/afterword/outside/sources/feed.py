"""What is new on a site that the person follows (RSS, Atom, JSON Feed's elder kin). The address is the person's own."""

import io
import itertools
import re
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from afterword.candidacy.html import Markup, to_text
from afterword.errors import BadInput
from afterword.gift import links
from afterword.gift.formats import entry
from afterword.gift.gift import Gift, GiftKind

MOST = 200
"""Entries of one feed."""
LONGEST = 2_000_000
"""Bytes of one feed."""
DEEPEST = 300
"""Elements within each other; an entry has some ten, and a parser gets slow on a tower."""

_ENTITY = re.compile(rb"<!ENTITY[^>]{0,10000}>?", re.IGNORECASE)
_END = re.compile(rb"</(?:item|entry)\s*>", re.IGNORECASE)
_BEGIN = re.compile(rb"<(?:item|entry)[\s>]", re.IGNORECASE)
_TAG = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<(/?)[a-zA-Z][^<>]*?(/?)>", re.DOTALL)
_FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it was read. title: of the site; cut: there was more of it than is read."""

    title: str | None
    gifts: tuple[Gift, ...]
    cut: bool = False


def read(data: bytes, *, kind: GiftKind = "article", source: str | None = None) -> tuple[Gift, ...]:
    """The entries of a feed that lead to a page. source: who hands it out, where that is not the site itself."""
    return parse(data, kind=kind, source=source).gifts


def parse(data: bytes, *, kind: GiftKind = "article", source: str | None = None) -> Feed:
    """A feed with its entries, the first `MOST` of them. Raises BadInput for what is none."""
    import feedparser

    data, cut = _bounded(data, source)
    # Bytes alone: given a text it would take for an address, feedparser would fetch it.
    found: Any = feedparser.parse(io.BytesIO(data), sanitize_html=True, resolve_relative_uris=False)
    if not found.entries and not found.get("version"):
        raise BadInput("outside.sources.garbled", source=source or "feed")
    site = source or entry.line(found.feed.get("title"))
    gifts = []
    for one in found.entries[:MOST]:
        title, link = entry.line(to_text(one.get("title") or "")), links.clean(one.get("link"))
        if not title or not link:
            continue
        named = entry.tags([tag.get("term") or "" for tag in one.get("tags") or ()])
        gifts.append(
            Gift(
                id=entry.gift_id(links.same_page(link.url)),
                kind=kind if source else entry.kind(link.url, named, title),
                title=title,
                url=link.url,
                author=entry.line(", ".join(filter(None, (who.get("name") for who in one.get("authors") or ())))),
                publisher=site,
                date=_day(one.get("published_parsed") or one.get("updated_parsed")),
                language=(found.feed.get("language") or "")[:2] or None,
                tags=named,
                text=entry.line(to_text(one.get("summary") or ""), entry.MOST_TEXT),
            )
        )
    return Feed(site, tuple(gifts), cut)


def address_in(data: bytes, page: str) -> str | None:
    """The feed that a web page names as its own, None where it names none. page: its address."""
    reader = _Alternates()
    reader.feed(data[:200_000].decode("utf-8", "replace"))
    link = links.clean(urljoin(page, reader.found[0])) if reader.found else None
    return link.url if link else None


class _Alternates(Markup):
    """Collects the addresses of feeds that the links of a page's head name."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {key: value or "" for key, value in attrs}
        is_feed = told.get("type", "").lower() in _FEEDS and "alternate" in told.get("rel", "").lower().split()
        if tag == "link" and is_feed and told.get("href"):
            self.found.append(told["href"])


def _bounded(data: bytes, source: str | None) -> tuple[bytes, bool]:
    """What is read of a feed: no entities of its own, so many entries and bytes; and whether that is not all.

    Raises BadInput for a tower of elements.
    """
    length = len(data)
    data = _ENTITY.sub(b"", data[:LONGEST])
    cut = length > LONGEST
    last = next(itertools.islice(_END.finditer(data), MOST - 1, None), None)
    if last and _BEGIN.search(data, last.end()):
        data, cut = data[: last.end()], True
    depth = 0
    for tag in _TAG.finditer(data):
        depth += 0 if tag[1] is None or tag[2] else -1 if tag[1] else 1
        if depth > DEEPEST:
            raise BadInput("outside.sources.garbled", source=source or "feed")
    return data, cut


def _day(moment: time.struct_time | None) -> str | None:
    return entry.date(time.strftime("%Y-%m-%d", moment)) if moment else None
