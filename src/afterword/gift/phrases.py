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
    plain = (text or "").replace("’", "'").lower()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(plain.split())


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
    # Where a word begins is looked at once for all phrases, and only a letter that one of them begins with goes on.
    free = [one for one in phrases if one.startswith("%")]
    words = [one for one in phrases if not one.startswith("%")]
    first = "".join(sorted({re.escape(one[0]) for one in words}))
    begun = [rf"(?<!\w)(?=[{first}])(?:{'|'.join(map(_wild, words))})"] if words else []
    return re.compile("(?:" + "|".join([*map(_wild, free), *begun]) + r")(?!\w)")


def _wild(one: str) -> str:
    """A phrase as a pattern: a star inside it is one word, at its end any ending. "% off" may follow a figure."""
    return re.escape(one).replace(r"\ \*\ ", r" \S+ ").replace(r"\*", r"\w*")
