"""One entry of a shelf: whatever a format found becomes a Gift, with clean text, link and kind."""

import datetime as dt
import functools
import hashlib
import re
import unicodedata
from collections.abc import Sequence

from afterword import tables
from afterword.candidacy.problem import Problem, problem
from afterword.gift import links
from afterword.gift.gift import Gift, GiftKind

MOST_LETTERS = 300
"""Of a title or a name; a longer one is cut."""
MOST_ENTRIES = 200_000
"""Of one file; nobody reads more, and a hostile file ends."""
MOST_TEXT = 20_000
"""Of the text kept for searching."""

_SPACE = re.compile(r"\s+")
_INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Cn"}
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?!\d)")


def line(text: str | None, most: int = MOST_LETTERS) -> str | None:
    """One line of visible text, cut after `most` letters; None where nothing is left.

    Control and direction marks go, so that a title can neither start a mail header nor turn round.
    """
    if not text:
        return None
    text = text[: most * 8]
    if not text.isascii() or not text.isprintable():
        text = "".join(c if unicodedata.category(c) not in _INVISIBLE else " " if c in "\t\n\r" else "" for c in text)
    text = _SPACE.sub(" ", text).strip()
    if len(text) > most:
        return text[: most - 1].rstrip() + "…"
    return text or None


def date(text: str | None) -> str | None:
    """A date as YYYY, YYYY-MM or YYYY-MM-DD of an ISO date or a Unix time in seconds, milli- or microseconds."""
    text = (text or "").strip()
    if text.isascii() and text.isdigit() and len(text) >= 9:
        seconds = int(text[:10]) if len(text) in {10, 13, 16} else int(text[:12])
        if 0 < seconds < 4_102_444_800:  # 2100
            return dt.datetime.fromtimestamp(seconds, dt.UTC).date().isoformat()
        return None
    found = _ISO.match(text)
    if not found:
        return None
    year, month, day = found.groups()
    try:
        dt.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(part for part in (year, month, day) if part)


def gift_id(*parts: str | None) -> str:
    """An id that is the same whenever the same thing is read again."""
    text = "|".join(part or "" for part in parts)
    return "g" + hashlib.sha1(text.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()[:10]


def tags(words: Sequence[str]) -> tuple[str, ...]:
    """Tags in lower case, each once, at most 30."""
    cleaned = (line(word, 60) for word in words)
    return tuple(dict.fromkeys(word.lower() for word in cleaned if word))[:30]


def kind(url: str | None, labels: Sequence[str], title: str | None = None) -> GiftKind:
    """What a thing is: as its tags and folders say, else as its title or its host shows."""
    table = tables.table("gift/words/hosts.toml")
    for label in labels:
        if label in table["tags"]:
            named: GiftKind = table["tags"][label]
            return named
    told = (title or "").lower()
    shown: GiftKind | None = next((kind for words, kind in table["titles"].items() if words in told), None)
    return shown or _kind_of_host(links.host(url))


@functools.lru_cache(maxsize=10_000)
def _kind_of_host(name: str) -> GiftKind:
    kinds: dict[str, GiftKind] = tables.table("gift/words/hosts.toml")["kinds"]
    labels = name.split(".")
    for start in range(len(labels)):
        if ".".join(labels[start:]) in kinds:
            return kinds[".".join(labels[start:])]
    return "article"


def linked(
    title: str | None,
    href: str | None,
    where: str,
    language: str,
    *,
    labels: Sequence[str] = (),
    note: str | None = None,
    added: str | None = None,
) -> Gift | Problem:
    """A saved link. labels: its folders, then its tags; "read" among them means that the person has read it.

    An address that is no http or https link gives a problem instead.
    """
    link = links.clean(href)
    if link is None:
        return problem("gift.shelf.no_link", language, where=where, title=line(title, 60) or line(href, 60) or "?")
    named = tags(labels)
    return Gift(
        id=gift_id(links.same_page(link.url)),
        kind=kind(link.url, named[::-1], title),
        title=line(title) or link.url,
        url=link.url,
        publisher=links.publisher(link.url),
        date=links.date_in(link.url),
        read=bool(READ.intersection(named)),
        note=line(note, 2 * MOST_LETTERS),
        tags=tuple(tag for tag in named if tag not in READ | UNREAD),
        added=date(added),
    )


READ = frozenset({"read", "gelesen", "lu", "archive", "archived"})
UNREAD = frozenset({"unread", "toread", "to read", "to-read", "ungelesen"})
