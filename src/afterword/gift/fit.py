"""How well a thing fits a subject: the share of the subject's telling words that it speaks of.

The head of a subject ("rolling out passkeys" of "rolling out passkeys to the warehouse crew")
weighs more than what only narrows it, a weak word ("new", "guide", "team") little, and a word that
came back in the person's own quotes more. A kindred word ("webauthn" for "passkeys") stands for the word itself
in part. What their quotes say beyond the subject adds a little and cannot carry a fit alone.
"""

import functools
import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from afterword import tables
from afterword.gift import nearness, senses
from afterword.gift.gift import Gift
from afterword.gift.search import QUOTES_SHARE, stem, terms, words
from afterword.gift.tongue import languages

PARTS_SHARE = 0.2
"""What the parts of compounds weigh together in the search, where a subject weighs 1."""
NEAR_SHARE = 0.3
"""What a word that means the same weighs in the search beside the word itself."""
LONG_WORD, SHORT_PART = 9, 3
"""Letters of a word that may be a compound, and of its shortest part."""
_MOST_COMPOUNDS = 4
_LONG = 100
"""Terms of a text in which a single mention may be by the way."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A subject as weights of its terms.

    subject: they share 1, the head more; even: the same without a head, for places, where the
    narrowing word is the place itself; quotes: the other terms of the quotes, which share
    QUOTES_SHARE; words: the subject's terms as written; telling: those that are not weak, or all
    where all are; names: those of a name; parts: what may be parts of a German compound; pairs,
    quoted_pairs: terms that stand side by side in the subject and in the quotes ("cold store");
    sequence, quoted: the terms of both in their order; head, tail: those of the subject's two halves
    that are not weak, all of the head where all are; english: nothing shows another language.
    """

    subject: dict[str, float]
    even: dict[str, float]
    quotes: dict[str, float]
    words: dict[str, str]
    telling: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    parts: tuple[str, ...] = ()
    pairs: frozenset[tuple[str, str]] = frozenset()
    quoted_pairs: frozenset[tuple[str, str]] = frozenset()
    sequence: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    english: bool = True

    def terms(self) -> dict[str, float]:
        """Everything to search for: kindred words of the subject, and those that mean nearly the same."""
        found = dict(self.subject)
        for term, near in nearness.neighbours(sorted(self.telling) if self.english else ()).items():
            for one, share in near.items():
                found[one] = max(found.get(one, 0.0), NEAR_SHARE * share * self.subject.get(term, 0.0))
        for term, weight in self.subject.items():
            for kin, credit in _kin().get(term, {}).items():
                found[kin] = max(found.get(kin, 0.0), weight * credit)
        for term, weight in self.quotes.items():
            found.setdefault(term, weight)
        for part in self.parts:
            found.setdefault(part, PARTS_SHARE / len(self.parts))
        return found


@dataclass(frozen=True, slots=True)
class Fit:
    """share: 0..1; matched: the subject's telling words that were found, as the subject has them, weightiest first."""

    share: float
    matched: tuple[str, ...] = ()


def asked(subject: str, quotes: Sequence[str] = ()) -> Asked:
    """The weights of a subject, read in the light of the quotes."""
    table = tables.table("gift/words/fit.toml")
    heard = set(terms(" ".join(quotes)))
    head, tail = _halves(words(subject))
    names = _names(subject)
    main = _raw(terms(" ".join(head)), heard) | dict.fromkeys(sorted(names), table["name"])
    rest = _raw([term for term in terms(" ".join(tail)) if term not in main], heard)
    most = sum(main.values()) * table["tail"] / (1 - table["tail"])
    part = min(table["tail_word"], most / (sum(rest.values()) or 1.0))
    narrowed = {term: part * weight for term, weight in rest.items()}
    others = _raw(sorted(heard - main.keys() - rest.keys()))
    return Asked(
        subject=_shared(main | narrowed, 1.0),
        even=_shared(main | rest, 1.0),
        quotes=_shared(others, QUOTES_SHARE),
        words={term: word for word in reversed(head + tail) for term in terms(word)},
        telling=frozenset((main | rest).keys() - _weak() or main | rest),
        names=names,
        sequence=tuple(terms(subject)),
        quoted=tuple(terms(" ".join(quotes))),
        head=_sound(terms(" ".join(head))) or tuple(terms(subject)),
        tail=tuple(term for term in terms(" ".join(tail)) if term not in _weak()),
        english=not languages(f"{subject} {' '.join(quotes)}") - {"en"},
        parts=() if "en" in languages(f"{subject} {' '.join(quotes)}") else _compound_parts(head + tail),
        pairs=_pairs(subject),
        quoted_pairs=frozenset().union(*map(_pairs, quotes)),
    )


def fit(asked: Asked, gift: Gift) -> Fit:
    """How well a gift fits what is asked."""
    table = tables.table("gift/words/fit.toml")
    title = without_idioms(gift.title or "")
    tagged = set(terms(" ".join(filter(None, (gift.place, *gift.tags)))))
    named = (set(terms(title)) | _joined(title)) - _small(asked.names, gift.title or "")
    told = _said(without_idioms(told_text(gift)))
    parts: dict[str, float] = {}
    others = asked.subject.keys()
    german = bool(asked.parts) and "de" in ({gift.language} if gift.language else languages(gift.title or ""))
    for term, weight in (asked.even if gift.kind == "places" else asked.subject).items():
        spoken = max(
            credit(term, tagged, others),
            table["in_title"] * credit(term, named, others),
            table["in_text"] * credit(term, told, others),
        )
        if german:
            spoken = max(spoken, table["in_title"] * _covered(asked.words[term], title.split()))
        if spoken:
            parts[term] = weight * spoken
    both = tagged | named | told
    more = sum(weight * (term in both) for term, weight in asked.quotes.items())
    share = sum(parts.values())
    telling = [term for term in parts if term in asked.telling]
    if not telling:
        share = 0.0
    if len(telling) == 1:
        share *= _meant(asked, telling[0], both)
    beside = frozenset().union(*map(_pairs, (title, *gift.tags, told_text(gift))))
    if not asked.pairs.isdisjoint(beside):
        share = max(share, table["pair"])
    elif not asked.quoted_pairs.isdisjoint(beside):
        share = max(share, table["quoted_pair"])
    heard = asked.quotes.keys() - _weak()
    echoed = len(heard & (tagged | named))
    if echoed > 1 and echoed >= table["echo_part"] * len(heard):
        share = max(share, table["echoed"])
    matched = tuple(asked.words[term] for term in sorted(telling, key=lambda term: (-parts[term], term)))
    return Fit(min(1.0, share + min(more, share)), matched)


def credit(term: str, present: Collection[str], others: Collection[str]) -> float:
    """How far a term is spoken of, by itself or by a kindred one that is no other term of the subject."""
    if term in present:
        return 1.0
    kin = _kin().get(term, {}).items()
    return max((share for one, share in kin if one in present and one not in others), default=0.0)


@functools.lru_cache(maxsize=20_000)
def without_idioms(text: str) -> str:
    """The words of a text without figures of speech, whose words are not about what they name."""
    return _idioms().sub(" ", " ".join(words(text)))


def _meant(asked: Asked, term: str, present: set[str]) -> float:
    """What a word that is found alone is worth: little where it means something else there, more where it does not."""
    found = ({term} | _kin().get(term, {}).keys()) & present
    others = asked.subject.keys() - found - {term}
    clash = senses.clash(found, others, asked.quotes.keys() - found, present - found)
    table = tables.table("gift/words/fit.toml")
    if clash is not None:
        return float(table["other_meaning" if clash else "same_meaning"])
    if found <= asked.names:
        return 1.0
    if len(found) == 1 and (others & asked.telling or senses.fields(others)) and senses.ambiguous(found):
        return float(table["any_meaning"])
    return float(table["unsure"] if others & asked.telling else 1.0)


def told_text(gift: Gift) -> str:
    """All a gift says beyond its title, place and tags."""
    passage = gift.passage.text if gift.passage else None
    rows = (f"{item.name} {item.note or ''} {item.kind or ''}" for item in gift.items)
    return " ".join(filter(None, (gift.note, passage, gift.publisher, gift.author, gift.text, *rows)))


def _halves(told: list[str]) -> tuple[list[str], list[str]]:
    """The words of a subject before the first preposition that follows a telling word, and the rest."""
    prepositions = tables.table("gift/words/fit.toml")["prepositions"]
    for place, word in enumerate(told):
        if word in prepositions and not _weak().issuperset(terms(" ".join(told[:place]))):
            return told[:place], told[place:]
    return told, []


def _sound(found: list[str]) -> tuple[str, ...]:
    """Those of some terms that are not weak, or all where all are."""
    return tuple(term for term in found if term not in _weak()) or tuple(found)


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    """The terms that stand side by side in a text, at least one of them telling."""
    found = [_term(word) for word in words(text)]
    dull = _weak() | _counting()
    return frozenset(pair for pair in itertools.pairwise(found) if all(pair) and not dull.issuperset(pair))


@functools.lru_cache(maxsize=50_000)
def _term(word: str) -> str:
    """The term of one word; "" for a stop word."""
    return next(iter(terms(word)), "")


def _compound_parts(told: list[str]) -> tuple[str, ...]:
    """The beginnings and ends of the first long words, one of which may be a word that a thing uses."""
    long = [word for word in told if len(word) >= LONG_WORD][:_MOST_COMPOUNDS]
    cuts = [(word, place) for word in long for place in range(SHORT_PART, len(word) - SHORT_PART + 1)]
    return tuple(dict.fromkeys(stem(part) for word, place in cuts for part in (word[:place], word[place:])))


def _covered(word: str, told: list[str]) -> float:
    """The share of a long word that words of a text make up from both its ends: "Texte im Museum" of "Museumstexte"."""
    if len(word) < LONG_WORD:
        return 0.0
    bare = {one.removesuffix("s") for one in told if len(one) >= SHORT_PART} - {word}
    first = max((len(one) for one in bare if word.startswith(one)), default=0)
    last = max((len(one) for one in bare if word.endswith(one)), default=0)
    return min(1.0, (first + last) / len(word))


def _joined(text: str) -> set[str]:
    """The nouns that verbs of a text make with their particles: "handover" of "handing over"."""
    particles = tables.table("gift/words/fit.toml")["particles"]
    told = itertools.pairwise(words(text))
    return {stem(stem(verb) + particle) for verb, particle in told if particle in particles}


def _names(subject: str) -> frozenset[str]:
    """What is named inside a subject ("holidays in Turkey"): written large where not every noun is."""
    told = subject.split()
    large = [word for word in told[1:] if word[:1].isupper()]
    if len(large) == len(told) - 1 or "de" in languages(subject):
        return frozenset()
    return frozenset(term for word in large for term in terms(word))


def _small(names: frozenset[str], title: str) -> set[str]:
    """Which names a title has as common words alone: a python is not Python."""
    large = {term for word in title.split() if word[:1].isupper() for term in terms(word)}
    return set(names - large)


def _raw(stems: Iterable[str], heard: Collection[str] = ()) -> dict[str, float]:
    """What each term weighs by itself: a weak one little, one that was heard in the quotes more."""
    table = tables.table("gift/words/fit.toml")
    return {
        term: (table["weak"] if term in _weak() else 1.0) * (table["heard"] if term in heard else 1.0) for term in stems
    }


def _said(text: str) -> set[str]:
    """What a text speaks of: all its terms, but of a long one only those that come back."""
    counts = Counter(terms(text))
    fewest = 2 if counts.total() > _LONG else 1
    return {term for term, count in counts.items() if count >= fewest}


def _shared(raw: dict[str, float], whole: float) -> dict[str, float]:
    total = sum(raw.values())
    return {term: whole * weight / total for term, weight in raw.items()}


@functools.cache
def _idioms() -> re.Pattern[str]:
    """Figures of speech, whose words are not about what they name."""
    phrases = sorted(tables.lines("gift/words/idioms.txt"), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b")


@functools.cache
def _weak() -> frozenset[str]:
    return frozenset(map(stem, tables.lines("gift/words/weak.txt")))


@functools.cache
def _counting() -> frozenset[str]:
    return frozenset(map(stem, tables.lines("gift/words/counting.txt")))


@functools.cache
def _kin() -> dict[str, dict[str, float]]:
    """The kindred terms of each term, with how far each stands for it."""
    credits = tables.table("gift/words/fit.toml")
    table = tables.table("gift/words/kin.toml")
    kin: dict[str, dict[str, float]] = {}
    for row in table["near"]:
        first, *others = map(stem, row.split())
        kin.setdefault(first, {}).update(dict.fromkeys(others, credits["near"]))
    for row in table["close"]:
        group = set(map(stem, row.split()))
        for term in group:
            kin.setdefault(term, {}).update(dict.fromkeys(group - {term}, credits["close"]))
    return kin
