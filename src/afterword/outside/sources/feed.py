"""What is new on a site that the person follows (RSS, Atom, JSON Feed's elder kin). The address is the person's own."""

import io
import time
from typing import Any

from afterword.candidacy.html import to_text
from afterword.errors import BadInput
from afterword.gift import links
from afterword.gift.formats import entry
from afterword.gift.gift import Gift, GiftKind

MOST = 200
"""Entries of one feed."""


def read(data: bytes, *, kind: GiftKind = "article", source: str | None = None) -> tuple[Gift, ...]:
    """The entries of a feed that lead to a page. source: who hands it out, where that is not the site itself."""
    import feedparser

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
    return tuple(gifts)


def _day(moment: time.struct_time | None) -> str | None:
    return entry.date(time.strftime("%Y-%m-%d", moment)) if moment else None
