"""Sites whose feeds somebody reads (OPML, as every feed reader exports it)."""

import re
from html.parser import HTMLParser

from afterword.candidacy.problem import Problem, problem
from afterword.gift import links
from afterword.gift.formats import entry
from afterword.gift.gift import Gift

MOST_FEEDS = 200
"""Feeds that are taken from one list; nobody follows more."""

_OPML = re.compile(r"<opml[\s>]", re.IGNORECASE)
_TAG = re.compile(r"<(/?)outline\b([^<>]{0,8000})>", re.IGNORECASE)


def knows(text: str) -> bool:
    """Whether this is an OPML file."""
    return bool(_OPML.search(text[:20_000]))


def read(text: str, name: str, language: str = "en") -> tuple[tuple[Gift, ...], tuple[Problem, ...]]:
    """The sites of a list of feeds; folders become tags. A feed without a page of its own stands for its site."""
    gifts: list[Gift] = []
    problems: list[Problem] = []
    folders: list[str] = []
    line, last = 1, 0
    for found in _TAG.finditer(text):
        line, last = line + text.count("\n", last, found.start()), found.start()
        if found[1]:
            folders = folders[:-1]
            continue
        outline = _attributes(found[2])
        title, closed = outline.get("title") or outline.get("text") or "", found[2].rstrip().endswith("/")
        address = outline.get("htmlurl") or outline.get("url") or outline.get("xmlurl")
        if address:
            labels = [*filter(None, folders), *outline.get("category", "").replace("/", ",").split(",")]
            gift = entry.linked(title, address, f"{name}: {line}", language, labels=labels)
            if isinstance(gift, Gift):
                gifts.append(gift)
            else:
                problems.append(gift)
        if not closed:
            folders.append("" if address else title)
        if len(gifts) == entry.MOST_ENTRIES:
            problems.append(problem("gift.shelf.entries_cut", language, where=name, count=len(gifts)))
            break
    return tuple(gifts), tuple(problems)


def feeds(text: str) -> tuple[tuple[str, str], ...]:
    """The feeds of such a list: (name, address), each once, those that lead nowhere left out."""
    found: dict[str, str] = {}
    for tag in _TAG.finditer(text):
        outline = {} if tag[1] else _attributes(tag[2])
        link = links.clean(outline.get("xmlurl"))
        if link:
            found.setdefault(link.url, entry.line(outline.get("title") or outline.get("text")) or "")
        if len(found) == MOST_FEEDS:
            break
    return tuple((name, address) for address, name in found.items())


class _Attributes(HTMLParser):
    """Reads the attributes of one tag as browsers do: nothing in it is followed, and no entity is defined by a file."""

    found: dict[str, str]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found = {key: value or "" for key, value in attrs}

    handle_startendtag = handle_starttag


def _attributes(text: str) -> dict[str, str]:
    reader = _Attributes()
    reader.found = {}
    reader.feed(f"<outline {text}>")
    return reader.found
