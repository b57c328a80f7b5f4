"""What other programs for reading later hand out as JSON: wallabag, linkding, Karakeep, Omnivore."""

from collections.abc import Mapping, Sequence
from typing import Any

from afterword.candidacy.problem import Problem, problem
from afterword.gift.formats import entry
from afterword.gift.gift import Gift

_MARKS = (
    frozenset({"url", "is_archived"}),  # wallabag, and linkding with tag_names
    frozenset({"url", "slug", "savedAt"}),  # Omnivore
    frozenset({"content", "createdAt", "tags"}),  # Karakeep
)


def knows(entries: Sequence[object]) -> bool:
    """Whether the first of some JSON objects was saved by one of these."""
    first = entries[0] if entries else None
    return isinstance(first, dict) and any(first.keys() >= marks for marks in _MARKS)


def read(entries: Sequence[object], name: str, language: str = "en") -> tuple[tuple[Gift, ...], tuple[Problem, ...]]:
    """The links of a list of JSON objects; what was archived or read to its end counts as read."""
    gifts: list[Gift] = []
    problems: list[Problem] = []
    for number, raw in enumerate(entries[: entry.MOST_ENTRIES]):
        where = f"{name}: [{number}]"
        if not isinstance(raw, dict):
            problems.append(problem("gift.shelf.entry_unreadable", language, where=where))
            continue
        content = raw.get("content")
        address = _text(content, "url") if isinstance(content, dict) else _text(raw, "url")
        if isinstance(content, dict) and address is None:
            continue  # a note or a picture, which leads nowhere
        found = entry.linked(
            _text(raw, "title") or _text(raw, "website_title"), address, where, language,
            labels=[*_labels(raw), *(["read"] if _is_read(raw) else []), *(["starred"] if _is_starred(raw) else [])],
            note=_text(raw, "note") or _text(raw, "notes") or _text(raw, "description"),
            added=_moment(raw),
        )  # fmt: skip
        if isinstance(found, Gift):
            gifts.append(found)
        else:
            problems.append(found)
    return tuple(gifts), tuple(problems)


def _text(raw: Mapping[str, Any], key: str) -> str | None:
    value = raw.get(key)
    return value if isinstance(value, str) and value.strip() else None


def _labels(raw: Mapping[str, Any]) -> list[str]:
    """The tags: words, or objects that are named."""
    found: list[Any] = next((raw[key] for key in ("tag_names", "labels", "tags") if isinstance(raw.get(key), list)), [])
    named = (one.get("label") or one.get("name") if isinstance(one, dict) else one for one in found)
    return [one for one in named if isinstance(one, str)]


def _is_read(raw: Mapping[str, Any]) -> bool:
    told = (
        raw.get("is_archived"),
        raw.get("archived"),
        raw.get("state") == "Archived",
        raw.get("readingProgress") == 100,
    )
    return any(value in (True, 1, "1") for value in told)


def _is_starred(raw: Mapping[str, Any]) -> bool:
    return any(raw.get(key) in (True, 1, "1") for key in ("is_starred", "favourited"))


def _moment(raw: Mapping[str, Any]) -> str | None:
    found = next((raw[key] for key in ("created_at", "date_added", "savedAt", "createdAt") if raw.get(key)), None)
    return str(found) if isinstance(found, (str, int)) else None
