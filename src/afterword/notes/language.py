"""Which language a text is in, by its small words: enough to say so when it is not English."""

from collections import Counter

from afterword import tables
from afterword.notes import patterns, words

_ENOUGH = 5
"""Small words of the other language before it is told: names and single quotations say nothing."""
_LOOK = 20_000
READ = ("en", "de", "fr")
"""The languages whose signs of interest are known; of equals the first."""


def other_than_english(text: str) -> str | None:
    """The ISO 639 code of the language that has more of its small words here than English has; else None."""
    counts = Counter(words.words(text[:_LOOK]))
    shares = {
        language: sum(counts[word] for word in patterns.word_set("language", language))
        for language in tables.table("notes/language.toml")
    }
    most = max(shares, key=lambda language: (shares[language], language == "en"))
    return most if most != "en" and shares[most] >= _ENOUGH and shares[most] > 2 * shares["en"] else None


def of(text: str) -> str:
    """The language a note is read in: "en", "de" or "fr", whichever has most of its small words here."""
    counts = Counter(words.words(text[:_LOOK]))
    return max(READ, key=lambda language: sum(counts[word] for word in patterns.word_set("language", language)))
