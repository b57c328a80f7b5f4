"""Words as a talk and an article have them: stems of a language, and what may stand for one another.

Table: words/spoken.toml.
"""

import functools
import re

from afterword import tables
from afterword.gift.search import words
from afterword.gift.tongue import languages

STEMMED = ("en", "de", "fr")


def language_of(text: str, told: str | None = None) -> str:
    """The one of `STEMMED` to read a text in: `told` where it is one of them, else as its small words show."""
    if told in STEMMED:
        return told
    shown = languages(text[:5000]).intersection(STEMMED)
    return shown.pop() if len(shown) == 1 else "en"


def stems(text: str, language: str) -> list[str]:
    """The stems of a text in its order, with repeats, stop words out."""
    if language == "fr":
        text = re.sub(r"\b(?:qu|[cdjlmnst])[’']", "", text, flags=re.IGNORECASE)
    stop = _stop_words()
    return [_stem(word, language) for word in words(text) if word not in stop]


def kin(stem: str, language: str) -> frozenset[str]:
    """The stems that may stand for `stem`."""
    return _kin(language).get(stem, frozenset())


@functools.lru_cache(maxsize=100_000)
def _stem(word: str, language: str) -> str:
    import snowballstemmer

    # A stemmer keeps its word inside itself: one per call, so that threads never share it.
    stemmed: str = snowballstemmer.stemmer(_NAMES[language]).stemWord(word)
    return stemmed


_NAMES = {"en": "english", "de": "german", "fr": "french"}


@functools.cache
def _kin(language: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in tables.table("gift/words/spoken.toml")[language]:
        group = frozenset(stems(row, language))
        for stem in group:
            found[stem] = found.get(stem, frozenset()) | group - {stem}
    return found


@functools.cache
def _stop_words() -> frozenset[str]:
    return frozenset(tables.lines("gift/words/stop.txt"))
