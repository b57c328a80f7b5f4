"""A name spelled on the telephone, in the alphabet of the country that is called."""

import string
import unicodedata
from typing import Any

from afterword import tables
from afterword.letter.locales import nearest

Spelled = tuple[str, tuple[str, ...]]
"""A word, and what is said for each of its letters."""


def spell(name: str, locale: str) -> tuple[Spelled, ...]:
    """Each word of a name with its letters; a word in another script than the Latin is left out."""
    alphabet = _alphabet(locale)
    words = unicodedata.normalize("NFC", name).replace("’", "'").split()
    return tuple((word, tuple(_said(letter, alphabet) for letter in word)) for word in words if _is_latin(word))


def _alphabet(locale: str) -> dict[str, Any]:
    """What is said for each letter, and what for a mark on one. locale: "de_AT", or the nearest that has letters."""
    rows = tables.table("letter/spelling.toml")
    language = rows[nearest(locale)[:2]]
    country: dict[str, Any] = rows.get(locale, {})
    words = country.get("letters", language["letters"]).split()
    letters = dict(zip(string.ascii_lowercase, words, strict=True))
    own = language["own"] | country.get("own", {})
    return {**language, "letters": letters | own}


def _said(letter: str, alphabet: dict[str, Any]) -> str:
    letters: dict[str, str] = alphabet["letters"]
    if found := letters.get(letter.lower()):
        return found
    parts = unicodedata.normalize("NFD", letter.lower())
    base, marks = parts[:1], parts[1:]
    if base not in letters:
        return letter
    text = letters[base]
    for mark in marks:
        text = alphabet["marks"].get(mark, alphabet["other_mark"]).format(letter=text)
    return text


def _is_latin(word: str) -> bool:
    return any("LATIN" in unicodedata.name(letter, "") for letter in word)
