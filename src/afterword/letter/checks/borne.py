"""Whether a brief bears out what a clause says.

A letter says what it knows, or it is polite; words of courtesy state nothing. Any other word must be in
the brief, or stand among twice as many that are: that is how a true thing is said in other words.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from afterword import tables
from afterword.candidacy.stem import stem
from afterword.letter.checks import facts, words

if TYPE_CHECKING:
    from afterword.letter.checks.known import Known

_JOINT = re.compile(
    r"[,;]?\s+(?:and|but)\s+(?=(?:I|my|we|our|you|your|there)\b)|[,;]?\s+(?:und|aber)\s+(?=(?:ich|mein|wir|unser|Sie|Ihr))"
    r"|[,;]?\s+(?:et|mais)\s+(?=(?:j['’]|je|mon|ma|mes|nous|vous|votre|vos)\b)|;\s+|\s[–—]\s"
)
"""Where a sentence takes up something else."""
_ASIDE = re.compile(r"\b(?:that|dass|daß|que|qu['’])\s*$", re.IGNORECASE)
"""Before a wish that is told, not wished: "we agreed that I would"."""
_QUALITIES = ("ful", "abl", "able", "ibl", "ible", "ous", "less")
"""How English words end, stemmed or whole, that say how a thing is and not what it is."""
_LIGHT = 0.25
"""What a general word weighs beside one that names a thing."""
_MOST = {"soft": 2.0, "nobody": 1.75, "people": 1.0}
"""From which weight on strange words make a clause doubtful, by what the clause does."""
_ABSTRACT = {
    "en": re.compile(r"(?:ness|ity|ence|ance|[ts]ion|ment|ship|ive|ism|ing)s?$"),
    "de": re.compile(r"(?:heit|keit|schaft|nis|isch|los|bar|sam|haft|voll|wert)(?:e[nmrs]?)?$"),
    "fr": re.compile(r"(?:té|ance|ence|ment|esse|isme|ude|eux|euse|ible|able)s?$"),
}
"""How words end that name no thing, most of the time."""
_SEPARABLE = re.compile(r"(?:davon|zurück|zuruck|weiter|ab|an|auf|aus|ein|hin|her|los|mit|nach|um|vor|weg|zu)(?=\w{4})")
_ELISION = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'")


def strange_words(known: Known, clause: str, tongue: str) -> list[str]:
    """The words that make a clause doubtful; none where it is borne out, or only polite."""
    borne: set[str] = set()
    strange: dict[str, str] = {}
    facts_of, every = _roots(known, tongue)
    for match in words.word_or_number(_without_what_others_check(clause)):
        written = match.group().replace("’", "'")
        word = written.casefold()
        word = _ELISION.sub("", word, count=1) if tongue == "fr" else word.removesuffix("'s")
        if _says_nothing(word, tongue):
            continue
        root = stem(word, tongue)
        if _meets(root, facts_of) or (tongue == "de" and _compound(root, facts_of)):
            borne.add(root)
        elif not _is_harmless(root, tongue) and not (
            _meets(root, every) or (tongue == "de" and _compound(root, every))
        ):
            strange[root] = written
    plain = _without_what_others_check(clause)
    if len(borne) < 2 and (told := words.find("verify", "plain-claim", (tongue,), plain)):
        return list(strange.values()) or [told[0].group()]
    if strange and _doubtful(plain, tongue, len(borne), strange):
        return list(strange.values())
    return []


def is_known(known: Known, word: str, tongue: str) -> bool:
    """Whether a word is one of the brief, in any form, or one of courtesy."""
    root = stem(word.casefold(), tongue)
    every = frozenset().union(*_roots(known, tongue))
    ordinary = _is_harmless(root, tongue) or _is_general(root, word, tongue)
    return ordinary or _meets(root, every) or _compound(root, every)


def clauses(sentence: str) -> list[str]:
    """The parts of a sentence that each say something, without links and addresses."""
    ends = [0]
    for finder in (facts.links, facts.emails):
        ends += [place for match in finder(sentence) for place in match.span()]
    ends = sorted([*ends, len(sentence)])
    parts = [sentence[start:end] for start, end in zip(ends[::2], ends[1::2], strict=True)]
    return [clause.strip() for part in parts for clause in _JOINT.split(part) if any(map(str.isalnum, clause))]


def _says_nothing(word: str, tongue: str) -> bool:
    """Whether a word is none of those that carry meaning: a function word, a number, an adverb, a day."""
    return (
        len(word) < 2
        or word[0].isdigit()
        or word.endswith("n't")
        or (tongue == "en" and word.endswith("ly") and len(word) > 5)
        or word in words.stop_words(tongue)
        or facts.month_number(word) is not None
        or facts.weekday_number(word) is not None
    )


def _weight(root: str, written: str, tongue: str, *, claims: bool) -> float:
    """How much a strange word weighs: in no claim, a general one less, and of German ones those that are no nouns."""
    if claims:
        return 1.0
    weight = _LIGHT if _is_general(root, written, tongue) else 1.0
    return weight * 0.4 if tongue == "de" and written[:1].islower() else weight


def _doubtful(clause: str, tongue: str, borne: int, strange: dict[str, str]) -> bool:
    """Whether so many strange words are too many beside so many that are borne out.

    Wishes and thanks take most, then what speaks of nobody; claims about us and you take least.
    """
    claims = bool(words.find("verify", "claim", (tongue,), clause))
    weight = sum(_weight(root, written, tongue, claims=claims) for root, written in strange.items())
    soft = next(iter(words.find("verify", "soft", (tongue,), clause)), None)
    if soft and not claims and not _ASIDE.search(clause[: soft.start()]):
        return weight >= _MOST["soft"] and borne < weight
    people = any(words.find("verify", name, (tongue,), clause) for name in ("people", "there"))
    return weight >= _MOST["people" if people or claims else "nobody"] and borne < 2 * weight


def _without_what_others_check(clause: str) -> str:
    """The clause without quotations, dates, times and numbers, which have checks of their own."""
    spans = [match.span() for match in facts.quotations(clause)] + [date.span for date in facts.dates(clause)]
    spans += [match.span() for _, match in facts.clock_times(clause)] + [span for _, _, span in facts.numbers(clause)]
    return facts.masked(clause, spans)


@lru_cache(maxsize=16)
def _roots(known: Known, tongue: str) -> tuple[frozenset[str], frozenset[str]]:
    """The roots of what bears a sentence out; and of all else that may be named: people, firm, role, kind of gift."""
    gift = known.brief.gift
    things = tables.table("letter/checks/harmless.toml")["things"][gift.kind].split() if gift else []
    telling = (word for word in known.fact_words if len(word) > 1 and word not in words.stop_words(tongue))
    return (
        frozenset(stem(_ELISION.sub("", word, count=1), tongue) for word in telling),
        frozenset(stem(word, tongue) for word in [*known.words, *things]),
    )


@cache
def _harmless(tongue: str) -> frozenset[str]:
    polite = tables.table("letter/checks/harmless.toml")[tongue].split()
    return frozenset(
        stem(word, tongue) for word in [*polite, *(one for one in words.stop_words(tongue) if len(one) > 3)]
    )


@lru_cache(maxsize=50_000)
def _is_harmless(root: str, tongue: str) -> bool:
    """German and French bend their verbs, English compares, more than a stemmer undoes."""
    harmless = _harmless(tongue)
    if tongue == "en":
        return root.endswith(_QUALITIES) or bool({root, root.removesuffix("er"), root.removesuffix("est")} & harmless)
    return _meets(root, harmless, 4)


@cache
def _general(tongue: str) -> frozenset[str]:
    return frozenset(stem(word, tongue) for word in tables.table("letter/checks/general.toml")[tongue].split())


@cache
def _named(tongue: str) -> frozenset[str]:
    named = tables.table("letter/checks/general.toml")["named"][tongue]
    return frozenset(stem(word, tongue) for word in named.split())


@lru_cache(maxsize=50_000)
def _is_general(root: str, written: str, tongue: str) -> bool:
    """Whether a word is everybody's: one of the list, or one that ends as abstract words do."""
    general = _general(tongue)
    if root in general or (_meets(root, general, 4) if tongue != "en" else written.casefold().endswith(_QUALITIES)):
        return True
    return bool(_ABSTRACT[tongue].search(written.casefold())) and root not in _named(tongue)


def _compound(root: str, roots: frozenset[str]) -> bool:
    """Whether a German word is made with one of these: "davonlaufen", "Nachtschichten"."""
    if _SEPARABLE.sub("", root) in roots:
        return True
    return any(_holds(root, one) or _holds(one, root) for one in roots)


def _holds(word: str, part: str) -> bool:
    return len(part) > 4 and (word.endswith(part) or word.startswith(part))


def _meets(root: str, roots: frozenset[str], fifths: int = 3) -> bool:
    """Whether a root is one of these, or begins as one of them does: "translat", "translation"."""
    return root in roots or any(_akin(root, other, fifths) for other in _by_start(roots).get(root[:5], ()))


@lru_cache(maxsize=64)
def _by_start(roots: frozenset[str]) -> dict[str, list[str]]:
    """The roots by their first five letters, which akin ones share."""
    found: dict[str, list[str]] = {}
    for root in roots:
        found.setdefault(root[:5], []).append(root)
    return found


@lru_cache(maxsize=50_000)
def _akin(one: str, other: str, fifths: int = 3) -> bool:
    if len(one) < 5 or len(other) < 5 or one[:5] != other[:5]:
        return False
    pairs = enumerate(zip(one, other, strict=False))
    shared = next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))
    return shared * 5 >= max(len(one), len(other)) * fifths
