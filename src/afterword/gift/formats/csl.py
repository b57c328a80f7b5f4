"""Books and papers in CSL-JSON, as Zotero and other reference managers export them."""

from collections.abc import Sequence
from typing import Any

from afterword.candidacy.problem import Problem, problem
from afterword.gift.formats import entry
from afterword.gift.formats.works import Work, gift
from afterword.gift.gift import Gift, GiftKind

_KINDS: dict[str, GiftKind] = {
    "book": "book", "webpage": "article", "post": "article", "post-weblog": "article", "article-newspaper": "article",
    "article-magazine": "article", "motion_picture": "video", "broadcast": "video", "song": "podcast",
    "software": "tool",
}  # fmt: skip


def knows(entries: Sequence[object]) -> bool:
    """Whether the first of some JSON objects is a work."""
    first = entries[0] if entries else None
    return (
        isinstance(first, dict)
        and isinstance(first.get("type"), str)
        and bool(first.keys() & {"issued", "DOI", "URL", "container-title", "ISBN", "citation-key"})
    )


def read(entries: Sequence[object], name: str, language: str = "en") -> tuple[tuple[Gift, ...], tuple[Problem, ...]]:
    """The works of a list of JSON objects."""
    gifts: list[Gift] = []
    problems: list[Problem] = []
    for number, raw in enumerate(entries):
        title = entry.line(_text(raw, "title")) if isinstance(raw, dict) else None
        if isinstance(raw, dict) and title:
            gifts.append(gift(_work(title, raw)))
        else:
            problems.append(problem("gift.shelf.no_title", language, where=f"{name}: [{number}]"))
    return tuple(gifts), tuple(problems)


def _work(title: str, raw: dict[str, Any]) -> Work:
    return Work(
        title=title,
        kind=_KINDS.get(raw.get("type", ""), "paper"),
        authors=[name for one in _list(raw, "author") if (name := _name(one))],
        publisher=_text(raw, "container-title") or _text(raw, "publisher"),
        date=_date(raw.get("issued")),
        doi=_text(raw, "DOI"),
        url=_text(raw, "URL"),
        isbn=_text(raw, "ISBN"),
        language=_text(raw, "language"),
        words=(_text(raw, "keyword") or "").replace(";", ",").split(","),
        abstract=_text(raw, "abstract"),
        note=_text(raw, "annote"),
        added=_date(raw.get("accessed")),
    )


def _text(raw: dict[str, Any], key: str) -> str | None:
    value = raw.get(key)
    if isinstance(value, list):
        value = next(iter(value), None)
    return value if isinstance(value, str) else None


def _list(raw: dict[str, Any], key: str) -> list[Any]:
    value = raw.get(key)
    return value if isinstance(value, list) else []


def _name(raw: object) -> str | None:
    if not isinstance(raw, dict):
        return None
    parts = [raw.get(key) for key in ("given", "non-dropping-particle", "family")]
    return " ".join(part for part in parts if isinstance(part, str)) or _text(raw, "literal")


def _date(raw: object) -> str | None:
    """The day of {"date-parts": [[2025, 3]]}, or of what was written instead."""
    if not isinstance(raw, dict):
        return None
    parts = next(iter(_list(raw, "date-parts")), None)
    if isinstance(parts, list) and all(str(part).isdigit() for part in parts):
        return "-".join(str(part).zfill(2) for part in parts[:3]) or None
    return _text(raw, "raw") or _text(raw, "literal")
