"""A brief without what says nothing: blank texts, "..." in a field's place, signs that nobody sees."""

import dataclasses
from typing import Any
from unicodedata import category, normalize

from afterword.letter.brief import Brief

_UNITS = "%‰°€$£¥"
"""Signs that say something by themselves: the unit of a figure."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
_JOINERS = frozenset("\u200c\u200d")


def plain(brief: Brief) -> Brief:
    """The brief with each text that holds no letter and no digit taken for unknown, its signs composed (NFC).

    An item whose own text is unknown (a topic, a fact, an interviewer) is left out.
    """
    told = _told(brief)
    assert isinstance(told, Brief), "a brief whose candidate has a name says something"
    return told


def _told(value: Any) -> Any:
    """What a value says; None for nothing."""
    if isinstance(value, str):
        return _seen(value) if any(sign.isalnum() or sign in _UNITS for sign in value) else None
    if isinstance(value, tuple):
        return tuple(item for item in map(_told, value) if item is not None)
    return _of_its_fields(value) if dataclasses.is_dataclass(value) else value


def _of_its_fields(value: Any) -> Any:
    """A shape with what its fields say; one that says nothing takes its default, and without one all of it is None."""
    changed: dict[str, Any] = {}
    for field in dataclasses.fields(value):
        given = getattr(value, field.name)
        said = _told(given)
        if said is None and given is not None:
            said = field.default
        if said is dataclasses.MISSING:
            return None
        if said is not given:
            changed[field.name] = said
    return dataclasses.replace(value, **changed) if changed else value


def _seen(text: str) -> str:
    """A text without signs that nobody sees, and without the comma of a list that it was taken from."""
    if not text.isprintable():
        text = "".join(sign for sign in text if sign.isspace() or sign in _JOINERS or category(sign) not in _UNSEEN)
    return normalize("NFC", text.rstrip(" ,;"))
