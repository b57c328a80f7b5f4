"""Why the program says something: a code with its parameters, rendered per language.

Codes are stable and free of language; their texts stand in `<room>/says/<language>.toml`:

    not_an_image = {message = "{name} is not an image.", mend = "Give a jpg, png, webp or heic."}

    [follow_up_1]
    date_passed = "They named {date} and it has passed."

read as "card.not_an_image" and "followup.follow_up_1.date_passed"; what has no room of its own
stands in `says/<language>.toml` under its whole code. A text is a string, or a table of `message`
and `mend`. A language without a text for a code falls back to English.
"""

import datetime as dt
import functools
import re
from collections.abc import Mapping
from typing import Any

from afterword import tables

LANGUAGES = ("en", "de", "fr")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?")


def message(code: str, params: Mapping[str, object], language: str = "en") -> str:
    """The sentence for `code`, with `params` filled in.

    Dates and times, also as ISO 8601 text, are written the way the language writes them.
    Raises KeyError for a code that no table has: a fault of this program, never of its input.
    """
    text = _text(code, language)
    return _fill(text if isinstance(text, str) else text["message"], params, language)


def mend(code: str, params: Mapping[str, object], language: str = "en") -> str | None:
    """What the person can do about `code`, or None where its text names no mend."""
    text = _text(code, language)
    if isinstance(text, str) or "mend" not in text:
        return None
    return _fill(text["mend"], params, language)


@functools.cache
def _text(code: str, language: str) -> Any:
    room, _, rest = code.partition(".")
    for tongue in (language, "en"):
        for table, key in ((f"{room}/says/{tongue}.toml", rest), (f"says/{tongue}.toml", code)):
            found = _look_up(table, key)
            if found is not None:
                return found
    raise KeyError(code)


def _look_up(table: str, key: str) -> Any:
    first, *rest = key.split(".")
    try:
        node = tables.section(table, first)
    except FileNotFoundError:
        return None
    for part in rest:
        node = node.get(part) if isinstance(node, dict) else None
    return node


def _fill(text: str, params: Mapping[str, object], language: str) -> str:
    return text.format_map({key: _written(value, language) for key, value in params.items()})


def _written(value: object, language: str) -> object:
    if isinstance(value, (list, tuple)):
        return ", ".join(str(_written(item, language)) for item in value)
    if isinstance(value, str):
        if _ISO_DATE.fullmatch(value):
            value = dt.date.fromisoformat(value)
        elif _ISO_TIME.fullmatch(value):
            value = dt.datetime.fromisoformat(value)
    if isinstance(value, dt.datetime):
        from babel.dates import format_datetime  # babel takes 0.1 s to import

        return format_datetime(value, f"{_day(language)}, HH:mm", locale=language)
    if isinstance(value, dt.date):
        from babel.dates import format_date

        return format_date(value, f"{_day(language)} y", locale=language)
    return value


def _day(language: str) -> str:
    return "EEE d. MMM" if language == "de" else "EEE d MMM"
