"""Names of the world: what belongs to a name, which part is given and which is the family's.

The order is judged from evidence only: capitals (DUPONT Jean), a comma (Smith, John), the e-mail
address, the tradition a whole name belongs to (Nguyen Thi Minh Khai, Tanaka Hiroshi) and the
country. An honorific is kept where it is printed; the sex of a person is never guessed.
"""

import functools
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from afterword import tables
from afterword.candidacy.contact import NameOrder
from afterword.card.words import fold, names, squeezed, words

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK_NAME = re.compile(
    r"[\u3400-\u9fff々\uac00-\ud7af]{2,4}|[\u3400-\u9fff々]{1,3}\s[\u3400-\u9fff々\u3040-\u30ff]{1,4}|[\uac00-\ud7af]{1,2}\s[\uac00-\ud7af]{1,3}"
)
_INNER_CAPITAL = re.compile(r"(?<=[a-zà-ÿ]{2})(?=[A-ZÀ-Þ][a-zà-ÿ]{2})")
_KEPT_WHOLE = ("mac", "fitz", "mc", "des", "del", "van", "von", "le", "la", "de", "di", "du", "o'")
_INITIAL = re.compile(r"[^\W\d_]\.?(?:[^\W\d_]\.?)?", re.UNICODE)
_FAMILY_FIRST_COUNTRIES = {
    "HU": "hungarian",
    "VN": "vietnamese",
    "KR": "korean",
    "CN": "chinese",
    "JP": "japanese",
    "TW": "chinese",
    "HK": "chinese",
}


_TWO_FAMILIES = {"ES", "MX", "AR", "CO", "CL", "PE", "VE", "UY", "EC", "GT"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name told apart. name: as it is written, without honorific and credentials."""

    name: str
    given: str | None
    family: str | None
    order: NameOrder
    honorific: str | None = None
    credentials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bare:
    """A printed name without what stands around it."""

    core: str
    honorific: str | None
    credentials: tuple[str, ...]


def bare(text: str) -> Bare:
    """A printed name without honorifics before and credentials after it."""
    text = re.sub(r"^\W*(?:name|nom|nombre|contact person|attn)\s*[:.]\s*", "", text, flags=re.IGNORECASE)
    text = re.sub(r"(?<=[^\W\d_]),(?=[^\W\d_])", ", ", text.strip(" ,.;:|()[]*_-–—“”\"'"))
    spoken = text.split()
    start = 0
    while (
        start < len(spoken) - 1 and _key(spoken[start]) in words("words.honorifics") and not _is_initial(spoken, start)
    ):
        start += 1
    end, credentials = len(spoken), []
    while end > start + 1 and _is_credential(spoken[end - 1], spoken[end - 2], end - start):
        end -= 1
        credentials.append(spoken[end].strip(",()"))
    core = " ".join(spoken[start:end]).strip(" ,")
    return Bare(core, " ".join(spoken[:start]) or None, tuple(reversed(credentials)))


def _key(word: str) -> str:
    """A word as the lists have it: "Dr.-Ing." as dr-ing, "M.B.A." as mba."""
    return re.sub(r"[.,()]", "", fold(word))


def _is_initial(spoken: Sequence[str], at: int) -> bool:
    """Whether a letter is an initial, as in "M. Poole": it is an honorific only before a whole name."""
    return len(_key(spoken[at])) == 1 and len(spoken) - at != 3


def _is_credential(word: str, before: str, left: int) -> bool:
    key = _key(word)
    if key not in words("words.credentials"):
        return False
    # two letters could be a family name ("Ma", "Do"): capitals, points or a comma before must say so
    return (
        before.endswith(",")
        or "." in word.strip(",")
        or (word.strip(",()").isupper() and not before.isupper())
        or len(key) > 3
        or (left > 2 and word != word.title() and not before.isupper())
    )


def is_east_asian(text: str) -> bool:
    """Whether a text has Chinese characters, kana or Hangul in it."""
    return _CJK.search(text) is not None


def spaced(core: str) -> str:
    """A name that OCR ran together, with its space again: BadoMnthali, DONNIEHANSEN."""
    if " " in core or len(core) < 7 or not core.isalpha():
        return core
    parts = _INNER_CAPITAL.split(core)
    if len(parts) == 2 and not core.lower().startswith(_KEPT_WHOLE):
        return " ".join(parts)
    plain = fold(core)
    if plain in names() or len(plain) != len(core):
        return core
    cuts = [
        cut
        for cut in range(4, len(plain) - 3)
        if names().get(plain[:cut], "f") in {"g", "b"} and names().get(plain[cut:], "g") in {"f", "b"}
    ]
    return f"{core[: cuts[-1]]} {core[cuts[-1] :]}" if cuts else core


def cased(core: str) -> str:
    """A name in capitals written as names are: O'BRIEN-MCKAY becomes O'Brien-McKay."""
    return " ".join(_cased_word(word) for word in core.split())


def _cased_word(word: str) -> str:
    letters = [letter for letter in word if letter.isalpha()]
    if len(letters) < 2 or not word.isupper() or (len(letters) < 3 and "." in word):
        return word
    if fold(word) in words("words.particles") and len(letters) < 4:
        return word.lower()
    if fold(word) in {"ii", "iii", "iv"}:
        return word
    lower = "".join(part.capitalize() if part.isalpha() else part for part in re.split(r"([-'’.])", word.lower()))
    return re.sub(r"\bMc([a-z])", lambda match: "Mc" + match[1].upper(), lower)


def parse(text: str, *, region: str | None = None, locals_: Sequence[str] = ()) -> Name:
    """The parts of a printed name.

    region: the country of the card; locals_: the local parts of its e-mail addresses.
    """
    stripped = bare(text)
    core = spaced(stripped.core)
    if _CJK.search(core):
        return _of_script(core, stripped)
    if "," in core:
        family, _, given = core.partition(",")
        if given.strip() and _key(given) not in words("words.suffixes"):
            given, family = cased(given.strip()), cased(family.strip())
            return Name(f"{given} {family}", given, family, "given_first", stripped.honorific, stripped.credentials)
    spoken = core.replace(",", " ").split()
    suffix = [spoken.pop()] if len(spoken) > 2 and _key(spoken[-1]) in words("words.suffixes") else []
    written = cased(" ".join([*spoken, *suffix]))
    if len(spoken) < 2:
        return Name(written, written or None, None, "single", stripped.honorific, stripped.credentials)
    first = _family_length_first(spoken, region, locals_)
    if first:
        family, given = cased(" ".join(spoken[:first])), cased(" ".join(spoken[first:]))
        return Name(written, given, family, "family_first", stripped.honorific, stripped.credentials)
    last = _family_length_last(spoken, region)
    family, given = cased(" ".join([*spoken[-last:], *suffix])), cased(" ".join(spoken[:-last]))
    return Name(written, given, family, "given_first", stripped.honorific, stripped.credentials)


def _of_script(core: str, stripped: Bare) -> Name:
    """Names in Chinese characters, kana or Hangul: the family stands first, without a space too."""
    spoken = core.split()
    if len(spoken) == 2 and not re.search(r"[a-z]", core, re.IGNORECASE):
        return Name(core, spoken[1], spoken[0], "family_first", stripped.honorific, stripped.credentials)
    families: list[str] = tables.table("card/order.toml")["script"]["families"]
    for family in sorted(families, key=len, reverse=True):
        if core.startswith(family) and len(core) > len(family) and " " not in core:
            return Name(core, core[len(family) :], family, "family_first", stripped.honorific, stripped.credentials)
    return Name(core, core, None, "single", stripped.honorific, stripped.credentials)


def _family_length_first(spoken: Sequence[str], region: str | None, locals_: Sequence[str]) -> int:
    """How many words at the start are the family name where it evidently stands first; 0 where it does not."""
    capitals = [word.isupper() and len(word.strip(".")) > 1 for word in spoken]
    if capitals[0] and not any(capitals[1:]) and len(spoken[0]) > 2:
        return 1
    keys = [fold(word.split("-")[0]) for word in spoken]
    traditions = [tradition for tradition, families in _families().items() if keys[0] in families]
    if any(_given_first_by_email(spoken, local) for local in locals_):
        return 0 if keys[0] not in _families()["vietnamese"] or len(spoken) < 3 else 1
    for tradition in traditions:
        if _is_of(tradition, spoken, keys, region):
            return 1
    return 0


def _given_first_by_email(spoken: Sequence[str], local: str) -> bool:
    """Whether the address tells that the last word is the family: mpoole, tom.reed of Tom Reed."""
    first, last, plain = squeezed(spoken[0]), squeezed(spoken[-1]), squeezed(local)
    if not first or not last or len(plain) < 4:
        return False
    return (
        plain in {first + last, first[0] + last, last + first[0]}
        and plain not in {last[0] + first, first + last[0]}
        and _western(first)
    )


def _western(token: str) -> bool:
    """Whether a word is a given name that no family-first tradition has as family name."""
    return not any(token in families for families in _families().values())


@functools.cache
def _families() -> dict[str, frozenset[str]]:
    return {
        tradition: frozenset(families)
        for tradition, families in tables.table("card/order.toml")["family_first"].items()
    }


def _is_of(tradition: str, spoken: Sequence[str], keys: Sequence[str], region: str | None) -> bool:
    """Whether the rest of a name fits the tradition of its first word."""
    rest = keys[1:]
    home = _FAMILY_FIRST_COUNTRIES.get(region or "") == tradition
    given = tables.table("card/order.toml")["given"]
    western = any(names().get(word) in {"g", "b"} and not _asian(word) for word in rest)
    if tradition == "vietnamese":
        return home or (len(spoken) >= 3 and all(_VIETNAMESE.fullmatch(word) for word in rest))
    if tradition == "korean":
        hyphened = any("-" in word for word in spoken[1:])
        return (hyphened or home or (len(spoken) == 3 and all(_syllable(word) for word in rest))) and not western
    if tradition == "chinese":
        syllables = all(_syllable(part) for word in spoken[1:] for part in fold(word).split("-"))
        if rest[-1] in _families()["chinese"] and len(spoken) == 2 and not home:
            return names().get(keys[0]) == "f" and names().get(rest[-1]) in {"g", "b"}
        return (syllables or home) and not western
    return any(word in given[tradition] for word in rest) and (keys[0] not in given[tradition] or home)


def _asian(word: str) -> bool:
    return any(word in families for families in _families().values()) or _syllable(word)


_VIETNAMESE = re.compile(
    r"(?:b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|ph|qu|r|s|t|th|tr|v|x)?[aeiouy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?"
)
_SYLLABLE = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxryw]|zh|ch|sh|z|c|s|kw|hy|ky|my|ts|hs)?(?:a|ai|an|ang|ao|ae|ah|e|ei|en|eng|eo|eon|eong|eun|er|i|ia|ian|iang|iao|ie|in|ing|iong|iu|o|ong|ou|oo|oon|ook|u|ua|uai|uan|uang|ue|ui|un|uo|yu|yeon|yeong|young|yun|yung|uk|il|ok|ol|ee|ik|im|in|won|wan|wook|woo|eok|eol|ak|am)){1,2}"
)


def _syllable(word: str) -> bool:
    """Whether a word sounds as one or two syllables of Mandarin or Korean."""
    return len(word) < 10 and _SYLLABLE.fullmatch(fold(word)) is not None


def _family_length_last(spoken: Sequence[str], region: str | None) -> int:
    """How many words at the end are the family name: one, its particles, or two in Spanish use."""
    middle = fold(spoken[-2])
    two = len(spoken) > 2 and middle in words("words.two_families")
    two |= len(spoken) > 3 and region in _TWO_FAMILIES and names().get(middle) in {"f", "b"}
    length = 2 if two else 1
    starts = [
        at for at in range(1, len(spoken) - 1) if fold(spoken[at]) in words("words.particles") and len(spoken[at]) > 1
    ]
    return max(length, len(spoken) - starts[0]) if starts else length


def looks(core: str) -> float:
    """How far the words of a text are those of a name, by shape and lexicon: about -3 to 3."""
    if _CJK.search(core):
        return _looks_in_script(core)
    spoken = spaced(core).replace(",", " ").split()
    if not spoken or any(letter.isdigit() for letter in core):
        return -3.0
    keys = [squeezed(word) for word in spoken]
    marks = [_mark(key) for key in keys]
    long = [mark for key, mark in zip(keys, marks, strict=True) if len(key) > 1]
    score = {1: -1.2, 2: 0.9, 3: 0.8, 4: 0.2}.get(len(spoken), -1.5)
    score += 0.5 if all(_capital(word) for word in spoken) else -1.5
    if not any(long):
        return score - 0.7
    given = any(mark in {"g", "b"} for mark in long[:-1] or long)
    family = any(mark in {"f", "b"} for mark in (long[1:] or long))
    return score + 1.1 * given + 0.9 * family + 0.4 * all(long)


def _looks_in_script(core: str) -> float:
    families: list[str] = tables.table("card/order.toml")["script"]["families"]
    if not _CJK_NAME.fullmatch(core):
        return -1.5
    return 1.8 if any(core.startswith(family) for family in families) else -0.5


def _mark(key: str) -> str | None:
    return names().get(key)


def _capital(word: str) -> bool:
    return word[:1].isupper() or fold(word) in words("words.particles")


def fits_email(core: str, local: str) -> float:
    """How far a local part is made of a name, 0..1: jane.doe, jdoe, doej, jane, jd."""
    parts = [part for part in re.split(r"[\W\d_]+", fold(local)) if part]
    tokens = [squeezed(word) for word in spaced(core).replace(",", " ").split() if squeezed(word)]
    plain = "".join(parts)
    if not tokens or plain in words("email.nobody") or len(plain) < 2:
        return 0.0
    full = [token for token in tokens if len(token) > 1]
    if len(full) >= 2 and any(plain in {a + b, b + a} for a, b in itertools.permutations(full, 2)):
        return 1.0
    if len(full) >= 1 and len(tokens) >= 2:
        for family, other in itertools.permutations(tokens, 2):
            if len(family) > 2 and plain in {other[0] + family, family + other[0]}:
                return 0.95
    if len(full) >= 2 and sum(token in plain for token in full if len(token) > 2) >= 2:
        return 0.9
    if plain in full:
        return 0.85
    initials = "".join(token[0] for token in tokens)
    if len(initials) >= 2 and plain == initials:
        return 0.6
    inside = [token for token in full if len(token) > 3 and token in plain]
    if any(token in names() or len(plain) - len(token) < 4 for token in inside):
        return 0.7
    return 0.5 if any(_nearly(plain, token, tokens) for token in full) else 0.0


def _nearly(plain: str, token: str, tokens: Sequence[str]) -> bool:
    """A shortened or misspelt family after an initial: tmurakam of Tomokazu Marakami."""
    import difflib

    if len(token) < 5 or len(plain) < 5:
        return False
    heads = {other[0] for other in tokens}
    rest = plain[1:] if plain[0] in heads else plain
    return difflib.SequenceMatcher(None, rest, token).ratio() >= 0.8
