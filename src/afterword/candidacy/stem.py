"""The Snowball stem of a word, in the languages that letters are written in."""

import functools

LANGUAGES = ("en", "de", "fr")
_NAMES = {"en": "english", "de": "german", "fr": "french"}


@functools.lru_cache(maxsize=200_000)
def stem(word: str, language: str = "en") -> str:
    """The stem of one lower-case word. language: one of LANGUAGES."""
    import snowballstemmer  # takes longer to load than a letter to check

    # A stemmer keeps its word inside itself: one a call, so that threads never share it.
    stemmed: str = snowballstemmer.stemmer(_NAMES[language]).stemWord(word)
    return stemmed
