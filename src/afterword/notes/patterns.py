"""Patterns that are data: lists of regular expressions in the tables of this room."""

import functools
import re

from afterword import tables


@functools.cache
def any_of(name: str, key: str) -> re.Pattern[str]:
    """One pattern for the list `key` of `notes/<name>.toml`, letter case ignored."""
    return re.compile("|".join(f"(?:{row})" for row in tables.table(f"notes/{name}.toml")[key]), re.IGNORECASE)


@functools.cache
def word_set(name: str, key: str) -> frozenset[str]:
    """The words of the list `key`, whose rows hold words between spaces."""
    return frozenset(word for row in tables.table(f"notes/{name}.toml")[key] for word in row.split())
