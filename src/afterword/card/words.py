"""The word lists of this room, folded and ready to look up."""

import functools
import re
import unicodedata
from typing import Any

from afterword import tables

_LETTERS = str.maketrans(
    {"đ": "d", "ł": "l", "ø": "o", "ß": "ss", "ı": "i", "æ": "ae", "þ": "th", "ð": "d", "œ": "oe", "’": "'"}
)
_WORD = re.compile(r"[^\W_]+(?:['.&/-][^\W_]+)*", re.UNICODE)


@functools.lru_cache(4096)
def fold(text: str) -> str:
    """Lower case without accents, so that Müller and MULLER are one."""
    spread = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return unicodedata.normalize("NFC", "".join(letter for letter in spread if not unicodedata.combining(letter)))


def squeezed(text: str) -> str:
    """Folded letters and digits only."""
    return "".join(letter for letter in fold(text) if letter.isalnum())


@functools.lru_cache(4096)
def tokens(text: str) -> tuple[str, ...]:
    """The folded words of a text, with inner points and hyphens: "s.r.l", "co-founder"."""
    return tuple(_WORD.findall(fold(text)))


@functools.cache
def words(path: str) -> frozenset[str]:
    """The single words of a list such as "title.heads" in words.toml or "words.particles" in order.toml."""
    return frozenset(fold(word) for word in _list(path) if " " not in word)


@functools.cache
def phrases(path: str) -> tuple[str, ...]:
    """The entries of several words in the same list."""
    return tuple(fold(word) for word in _list(path) if " " in word)


def hits(text: str, path: str) -> int:
    """How many words and phrases of a list stand in a text."""
    found = tokens(text)
    listed = words(path)
    spoken = f" {' '.join(found)} "
    return sum(_bare(token) in listed or token in listed for token in found) + sum(
        f" {phrase} " in spoken for phrase in phrases(path)
    )


def _bare(token: str) -> str:
    return token.removesuffix("'s")


@functools.cache
def names() -> dict[str, str]:
    """The name lexicon: token -> g (given), f (family) or b (both)."""
    entries = (line.partition(" ") for line in tables.lines("card/names.txt"))
    return {token: mark or "f" for token, _, mark in entries}


def _list(path: str) -> list[str]:
    section, _, key = path.partition(".")
    for table in ("card/words.toml", "card/order.toml"):
        found: Any = tables.table(table).get(section, {}).get(key)
        if found is not None:
            return list(found)
    raise KeyError(path)
