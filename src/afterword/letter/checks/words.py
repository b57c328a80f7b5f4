"""Words of a letter: tokens, plain stems, the words every letter has, the language."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from afterword import tables

ROOM = "letter/checks"
Needs = tuple[tuple[str, ...], ...]
"""One of each part must stand in a text before a phrase is looked for."""
TONGUES = ("en", "de", "fr")

_WORD_OR_NUMBER = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
_MARKS = re.compile(r"\[[^\]]*\]| \?|[ ']")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ENDINGS = (
    "izations", "ization", "isations", "isation", "ations", "ation", "ments", "ment", "nesses", "ness", "ings", "ing",
    "ingly", "edly", "ally", "ably", "ies", "ied", "ungen", "ung", "lichen", "liche", "lich", "keiten", "keit", "iques",
    "ique", "ement", "ers", "er", "ed", "es", "ly", "en", "em", "s", "e", "n", "y",
)  # fmt: skip


def tokens(text: str) -> list[str]:
    """The words of a text in lower case, with a plain apostrophe, without numbers."""
    return [token.replace("’", "'").casefold() for token in _TOKEN.findall(text)]


def word_or_number(text: str) -> Iterator[re.Match[str]]:
    """Every word and every number, as written."""
    return _WORD_OR_NUMBER.finditer(text)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The word without its endings: "passkeys" and "passkey" meet, so do "sailing" and "sails".

    Cruder than Snowball and at home in three languages at once; Snowball's import alone would cost a
    tenth of the time a check may take.
    """
    for tail in ("'s", "'"):
        word = word.removesuffix(tail)
    if "'" in word:  # l'entreprise, d'une
        word = word.rpartition("'")[2]
    while word.endswith(_ENDINGS):
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= (3 if ending in {"s", "y", "n"} else 4):
                word = word[: -len(ending)]
                break
        else:
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def content(text: str) -> list[str]:
    """The stems of the words that carry meaning, in order."""
    return [stem(token) for token in tokens(text) if len(token) > 1 and not is_function_word(token)]


def telling(text: str) -> frozenset[str]:
    """The stems of a text that not every letter has."""
    return frozenset(content(text)) - stock()


def is_function_word(word: str) -> bool:
    """Whether a word carries no meaning of its own, in any of its forms."""
    word = word.replace("’", "'").casefold()
    return word in stop_words() or stem(word) in _stop_stems()


@cache
def _stop_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in stop_words() if len(word) > 3)


@cache
def stop_words(tongue: str | None = None) -> frozenset[str]:
    """The function words of a language, of all without one."""
    lists = {line.split(" ", 1)[0]: line.split() for line in tables.lines(f"{ROOM}/stop.txt")}
    chosen = [tongue] if tongue else list(lists)
    return frozenset(word for one in chosen for word in lists[one][1:])


@cache
def stock() -> frozenset[str]:
    """The stems of the words that letters after an interview are made of."""
    return frozenset(stem for line in tables.lines(f"{ROOM}/stock.txt") for stem in line.split())


def tongues_of(paragraphs: Iterable[str], least: int = 8) -> tuple[str, ...]:
    """The languages of a letter, the one with most words first; a second one has paragraphs of `least` words."""
    words: dict[str, int] = {}
    for paragraph in paragraphs:
        found = tokens(paragraph)
        hits = {tongue: sum(1 for token in found if token in stop_words(tongue)) for tongue in TONGUES}
        best = max(TONGUES, key=lambda tongue: hits[tongue])
        if hits[best] >= 2:
            words[best] = words.get(best, 0) + len(found)
    ranked = sorted(words, key=lambda tongue: -words[tongue])
    return tuple(tongue for tongue in ranked if words[tongue] >= least or tongue == ranked[0]) or ("en",)


def find(family: str, name: str, tongues: tuple[str, ...], text: str) -> list[re.Match[str]]:
    """Where phrases of a list in `<family>.txt` stand in a text, from left to right, none inside another."""
    return _apart([match for one in likely(family, name, tongues, text) for match in one.finditer(text)])


def likely(family: str, name: str, tongues: tuple[str, ...], text: str) -> list[re.Pattern[str]]:
    """The phrases of a list whose words a text holds, so that only they are looked for in its sentences."""
    lowered = text.casefold()
    return [
        pattern(phrase)
        for tongue in (*tongues, "any")
        for needs, phrase in phrases(family, f"{name} {tongue}")
        if _holds(lowered, needs)
    ]


def open_places(text: str) -> list[re.Match[str]]:
    """Everything in a text that a template left open; capitals count."""
    lowered = text.casefold()
    return _apart(
        [
            match
            for needs, notation in (*phrases("text", "marked"), *phrases("text", "bare"))
            if _holds(lowered, needs)
            for match in _as_it_stands(notation).finditer(text)
        ]
    )


def _holds(lowered: str, needs: Needs) -> bool:
    return all(any(part in lowered for part in parts) for parts in needs)


def _apart(found: list[re.Match[str]]) -> list[re.Match[str]]:
    """From left to right, the longest of those that begin together, none inside another."""
    if len(found) < 2:
        return found
    found.sort(key=lambda match: (match.start(), -match.end()))
    kept: list[re.Match[str]] = []
    for match in found:
        if not kept or match.start() >= kept[-1].end():
            kept.append(match)
    return kept


@cache
def phrases(family: str, name: str) -> list[tuple[Needs, str]]:
    """A list of a family by "name tongue": (what a text must hold, one of each; the phrase as a pattern).

    Only phrases whose words are there are compiled: compiling them all takes longer than the rest of
    the program.
    """
    found: list[tuple[Needs, str]] = []
    for line in lists(family).get(name, ()):
        needs, _, phrase = line.partition(" = ")
        parts = () if needs == "-" else tuple(tuple(part.split("/")) for part in needs.casefold().split(" + "))
        found.append((parts, phrase))
    return found


@cache
def lists(family: str) -> dict[str, list[str]]:
    """The lines of each list of a family, by "name tongue"."""
    found: dict[str, list[str]] = {}
    for line in tables.lines(f"{ROOM}/{family}.txt"):
        if line.startswith("[") and " = " not in line:
            current = found.setdefault(line.strip("[]"), [])
        else:
            current.append(line)
    return found


@cache
def pattern(phrase: str) -> re.Pattern[str]:
    """A phrase as whole words: a space matches any white space, ' any apostrophe."""
    return re.compile(rf"(?<!\w)(?:{_MARKS.sub(_loosened, phrase)})(?!\w)", re.IGNORECASE)


def _loosened(mark: re.Match[str]) -> str:
    """A space, an apostrophe or a set of signs of a phrase, as it is looked for."""
    if mark.group().startswith("["):
        return mark.group().replace("'", "'’")
    return {" ?": r"\s*", " ": r"\s+", "'": "['’]"}[mark.group()]


@cache
def _as_it_stands(notation: str) -> re.Pattern[str]:
    return re.compile(notation, re.MULTILINE)
