"""What a source is asked, and how an answer is opened."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from afterword.errors import BadInput

MOST = 20
"""Things that one question asks for."""


@dataclass(frozen=True, slots=True)
class Question:
    """Words to look for.

    since: a year, for what ages; language: ISO 639; contact: who asks; key: where each person gets one.
    """

    words: str
    since: int | None = None
    language: str | None = None
    contact: str | None = None
    key: str | None = None


def with_query(base: str, **named: object) -> str:
    """An address with its query; what is None or empty is left out."""
    return f"{base}?{urlencode({name: value for name, value in named.items() if value not in (None, '')})}"


def rows(data: bytes, source: str, *path: str) -> list[dict[str, Any]]:
    """The objects of the list that stands under `path` in a JSON answer. Raises BadInput for another answer."""
    try:
        found = json.loads(data)
        for key in path:
            found = found[key]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadInput("outside.sources.garbled", source=source) from error
    if not isinstance(found, list):
        raise BadInput("outside.sources.garbled", source=source)
    return [row for row in found if isinstance(row, dict)]


def text(row: object, *path: str) -> str | None:
    """The words or number at a place of an object; None where there is nothing of the kind."""
    for key in path:
        row = row.get(key) if isinstance(row, dict) else None
    if isinstance(row, bool) or not isinstance(row, (str, int)):
        return None
    return str(row).strip() or None


def texts(row: dict[str, Any], key: str) -> list[str]:
    """The words of a list at a place of an object."""
    value = row.get(key)
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
