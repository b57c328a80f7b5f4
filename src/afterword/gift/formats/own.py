"""JSON: a list of gifts in the published shape, or what another program saved."""

import datetime as dt
import json
import re
from collections.abc import Callable
from dataclasses import fields
from typing import Any, TypeVar, get_args

from afterword.candidacy.problem import Problem, problem
from afterword.errors import BadInput
from afterword.gift import links
from afterword.gift.formats import csl, entry, saved
from afterword.gift.gift import Consent, Figure, Gift, GiftItem, GiftKind, Passage

T = TypeVar("T")

_BEGIN = re.compile(r"""\s*(?:\[\s*[\[{"\]]|\{\s*["}])""")
"""How JSON of lists and objects begins; one that was cut off is told as such."""
_KINDS = frozenset(get_args(GiftKind))
_LISTS = ("gifts", "bookmarks", "results", "items")
"""Under which key a list stands: ours, Karakeep's, linkding's, of reference managers."""


def knows(text: str) -> bool:
    """Whether this is JSON."""
    return bool(_BEGIN.match(text))


def read(text: str, name: str, language: str = "en") -> tuple[tuple[Gift, ...], tuple[Problem, ...]]:
    """The gifts of a JSON document: a list of them, one, or `{"gifts": [...]}`; or what another program saved.

    A value of the wrong type is left out with a problem, an entry without title and link too.
    Raises BadInput where the JSON is broken.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput("gift.shelf.not_json", where=name, detail=str(error)) from error
    if isinstance(found, dict):
        found = next((found[key] for key in _LISTS if isinstance(found.get(key), list)), [found])
    entries: list[object] = found if isinstance(found, list) else []
    if csl.knows(entries):
        return csl.read(entries, name, language)
    if saved.knows(entries):
        return saved.read(entries, name, language)
    problems: list[Problem] = []
    gifts: list[Gift] = []
    for number, raw in enumerate(entries):
        where = f"{name}: [{number}]"
        if isinstance(raw, dict):
            gifts.extend(_gift(_Object(raw, where, language, problems)))
        else:
            problems.append(problem("gift.shelf.entry_unreadable", language, where=where))
    return tuple(gifts), tuple(problems)


class _Object:
    """A JSON object read key by key; what does not fit is told and left out."""

    def __init__(self, raw: dict[str, Any], where: str, language: str, problems: list[Problem]) -> None:
        self.raw, self.where = raw, where
        self._language, self._problems = language, problems

    def tell(self, code: str, **params: object) -> None:
        self._problems.append(problem(code, self._language, where=self.where, **params))

    def text(self, key: str, most: int = entry.MOST_LETTERS) -> str | None:
        value = self.raw.get(key)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            value = str(value)
        if value is None or isinstance(value, str):
            return entry.line(value, most)
        self.tell("gift.shelf.wrong_type", key=key)
        return None

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.raw.get(key)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        self.tell("gift.shelf.wrong_type", key=key)
        return default

    def count(self, key: str) -> int | None:
        value = self.raw.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and value > 0):
            return value
        self.tell("gift.shelf.wrong_type", key=key)
        return None

    def date(self, key: str) -> str | None:
        return entry.date(self.text(key))

    def link(self, key: str = "url") -> str | None:
        text = self.text(key, links.LONGEST)
        if text is None:
            return None
        # Kept as written, so that the gate can tell what was wrong with it; only other schemes go.
        if links.clean(text) is None:
            self.tell("gift.shelf.no_link", title=entry.line(text, 60) or "?")
            return None
        return text

    def inner(self, key: str) -> "_Object | None":
        value = self.raw.get(key)
        if isinstance(value, dict):
            return _Object(value, f"{self.where}.{key}", self._language, self._problems)
        if value is not None:
            self.tell("gift.shelf.wrong_type", key=key)
        return None

    def each(self, key: str) -> "list[_Object]":
        value = self.raw.get(key) or []
        if not isinstance(value, list):
            self.tell("gift.shelf.wrong_type", key=key)
            return []
        return [
            _Object(raw, f"{self.where}.{key}[{number}]", self._language, self._problems)
            for number, raw in enumerate(value)
            if isinstance(raw, dict)
        ]

    def texts(self, key: str) -> list[str]:
        value = self.raw.get(key) or []
        return [word for word in value if isinstance(word, str)] if isinstance(value, list) else []


def _gift(found: _Object) -> list[Gift]:
    """The gift of an object as a list of one; empty where it has neither title, link nor rows."""
    for key in sorted(found.raw.keys() - {field.name for field in fields(Gift)}):
        found.tell("gift.shelf.unknown_key", key=entry.line(key, 60) or "?")
    title, url, items = found.text("title"), found.link(), tuple(map(_item, found.each("items")))
    if not (title or url or items):
        found.tell("gift.shelf.no_title")
        return []
    labels = entry.tags(found.texts("tags"))
    return [
        Gift(
            id=found.text("id", 80) or entry.gift_id(links.same_page(url) if url else title),
            kind=_kind(found, url, labels),
            title=title,
            url=url,
            author=found.text("author"),
            publisher=found.text("publisher"),
            date=found.date("date"),
            language=found.text("language", 20),
            read=found.flag("read"),
            note=found.text("note", 2 * entry.MOST_LETTERS),
            passage=_inner(found, "passage", _passage),
            place=found.text("place"),
            phone=found.text("phone", 40),
            source=found.text("source"),
            consent=_inner(found, "consent", _consent),
            items=items,
            figure=_inner(found, "figure", _figure),
            self=found.flag("self"),
            tags=labels,
            text=found.text("text", entry.MOST_TEXT),
            added=found.date("added"),
            passages=tuple(passage for inner in found.each("passages") if (passage := _passage(inner))),
            minutes=found.count("minutes"),
        )
    ]


def _kind(found: _Object, url: str | None, labels: tuple[str, ...]) -> GiftKind:
    named = found.raw.get("kind")
    if isinstance(named, str) and named in _KINDS:
        known: GiftKind = named  # type: ignore[assignment]  # checked against the same list
        return known
    if named is not None:
        found.tell("gift.shelf.unknown_kind", kind=entry.line(str(named), 40) or "?", kinds=sorted(_KINDS))
    return entry.kind(url, labels, found.text("title")) if url else "note"


def _inner(found: _Object, key: str, build: Callable[[_Object], T | None]) -> T | None:
    inner = found.inner(key)
    return build(inner) if inner else None


def _passage(found: _Object) -> Passage | None:
    text = found.text("text", entry.MOST_TEXT)
    return Passage(text, found.text("where"), found.text("why")) if text else None


def _consent(found: _Object) -> Consent | None:
    by, on = found.text("by"), found.date("on")
    return Consent(by, dt.date.fromisoformat(on) if on and len(on) == len("2026-11-17") else None) if by else None


def _figure(found: _Object) -> Figure | None:
    value, year = found.text("value", 60), found.text("year", 4)
    return Figure(value, found.text("unit", 60), int(year) if year and year.isdecimal() else None) if value else None


def _item(found: _Object) -> GiftItem:
    return GiftItem(
        name=found.text("name") or "?",
        note=found.text("note"),
        business=found.flag("business", default=True),
        address=found.text("address"),
        url=found.link(),
        phone=found.text("phone", 40),
        kind=found.text("kind", 40),
        source=found.text("source"),
        consent=_inner(found, "consent", _consent),
    )
