"""Words as a talk and an article have them: stems of a language, and what may stand for one another.

Table: words/spoken.toml.
"""

import functools
import re

from afterword import tables
from afterword.candidacy.stem import LANGUAGES, stem
from afterword.gift.search import words
from afterword.gift.tongue import languages


def language_of(text: str, told: str | None = None) -> str:
    """The one of `LANGUAGES` to read a text in: `told` where it is one of them, else as its small words show."""
    if told in LANGUAGES:
        return told
    shown = languages(text[:5000]).intersection(LANGUAGES)
    return shown.pop() if len(shown) == 1 else "en"


def stems(text: str, language: str) -> list[str]:
    """The stems of a text in its order, with repeats, stop words out."""
    if language == "fr":
        text = re.sub(r"\b(?:qu|[cdjlmnst])[’']", "", text, flags=re.IGNORECASE)
    stop = _stop_words()
    return [stem(word, language) for word in words(text) if word not in stop]


def kin(root: str, language: str) -> frozenset[str]:
    """The stems that may stand for `root`."""
    return _kin(language).get(root, frozenset())


@functools.cache
def _kin(language: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in tables.table("gift/words/spoken.toml")[language]:
        group = frozenset(stems(row, language))
        for root in group:
            found[root] = found.get(root, frozenset()) | group - {root}
    return found


@functools.cache
def _stop_words() -> frozenset[str]:
    return frozenset(tables.lines("gift/words/stop.txt"))
