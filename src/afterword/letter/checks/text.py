"""Placeholders that nobody filled in, and a letter in two languages."""

import re
from collections.abc import Iterator
from functools import cache

from afterword import tables
from afterword.letter.checks.seen import Found, Seen
from afterword.letter.checks.words import ROOM

_NAMES = {"en": "English", "de": "German", "fr": "French"}


def check_placeholder(seen: Seen) -> Iterator[Found]:
    """Anything a template left open, in the notations of templates, mail merges and programs."""
    told: list[str] = []
    for match in _placeholder().finditer(f"{seen.text.subject or ''}\n{seen.text.raw}"):
        quote = match.group().strip()
        if not seen.in_brief(quote) and not any(quote in other for other in told):
            told.append(quote)
            yield Found("text.placeholder", "block", quote, override=False)


def check_languages(seen: Seen) -> Iterator[Found]:
    """A letter that changes its language half way."""
    if len(seen.tongues) > 1:
        yield Found("text.languages", "warn", params={"languages": [_NAMES[one] for one in seen.tongues]})


@cache
def _placeholder() -> re.Pattern[str]:
    patterns = tables.table(f"{ROOM}/text.toml")
    return re.compile("|".join([*patterns["marked"], *patterns["bare"]]), re.MULTILINE)
