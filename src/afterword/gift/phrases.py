"""The phrase lists of words/gates.toml, matched on folded text."""

import functools
import re
import unicodedata
from typing import Any

from afterword import tables


def table(section: str) -> dict[str, Any]:
    """One section of the gates' table."""
    found: dict[str, Any] = tables.table("gift/words/gates.toml")[section]
    return found


def folded(text: str | None) -> str:
    """Lower case, no accents, single spaces: what the phrases of the table are matched on."""
    decomposed = unicodedata.normalize("NFKD", (text or "").replace("’", "'").lower())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def phrase(section: str, key: str, folded_text: str) -> str | None:
    """The first words of a list (`key` may be a path, "matters.health") that stand in a folded text."""
    found = _pattern(section, key).search(folded_text)
    return found[0] if found else None


def left_without(section: str, key: str, folded_text: str) -> str:
    """A folded text without the words of a list."""
    return _pattern(section, key).sub(" ", folded_text)


@functools.cache
def _pattern(section: str, key: str) -> re.Pattern[str]:
    phrases: Any = table(section)
    for part in key.split("."):
        phrases = phrases[part]
    return re.compile("(?:" + "|".join(map(_wild, phrases)) + r")(?!\w)")


def _wild(one: str) -> str:
    """A phrase as a pattern: a star inside it is one word, at its end any ending. "% off" may follow a figure."""
    pattern = re.escape(one).replace(r"\ \*\ ", r" \S+ ").replace(r"\*", r"\w*")
    return pattern if one.startswith("%") else r"(?<!\w)" + pattern
