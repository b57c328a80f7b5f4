"""Whether a thing is about a subject: what words say together with what they mean.

Ten numbers are weighed by a logistic regression (words/evidence.toml, learnt by
tools/train_gift_evidence.py). Words alone (fit.py) cannot tell a welding robot from a picking robot
nor see bees in a hive; vectors alone (nearness.py) find something near to everything. Where a
subject's words have no vector, as in German and French, the words decide alone.
"""

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from afterword import tables
from afterword.gift import fit, nearness, search
from afterword.gift.fit import Asked, Fit
from afterword.gift.gift import Gift
from afterword.gift.search import terms
from afterword.gift.tongue import languages

TOLD_TERMS = 60
"""So many terms of a thing's text say what it means."""
LEARNT = 0.7
"""How much the learnt likelihood counts beside the share of words."""
FOUND = 0.8
"""A word counts as found from here."""
SAID = 2
"""So many words of a thing are named where it shares none with the subject."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a thing, each about 0..1.

    shared: the share of the subject's words that it speaks of (fit.py); alike: how near its title and
    tags lie to subject and quotes; around: how near what is left of both lies when shared words are
    out, which tells a crane on the marsh from a tower crane; alone: 1 where nothing is left to
    compare; back: how far the title's words lie near the subject's; noun, others: how far the last
    word of the subject's head and the words before it are found; worst: the word of the subject
    least found; named: the share of its telling words that are found; both: worst again, where the noun is found.
    """

    shared: float
    alike: float
    around: float
    alone: float
    back: float
    noun: float
    others: float
    worst: float
    named: float
    both: float


def weigh(asked: Asked, gift: Gift) -> Fit:
    """How likely a gift is about what is asked, on the scale of `fit.fit`, and the words that say so."""
    found = fit.fit(asked, gift)
    told = evidence(asked, gift, found)
    if told is None:
        return found
    table = tables.table("gift/words/evidence.toml")
    total = sum(weight * getattr(told, name) for name, weight in table["weights"].items())
    share = blended(total + table["bias"], told.shared)
    return Fit(share, found.matched or _nearest_words(asked, gift))


def blended(score: float, shared: float) -> float:
    """The likelihood of a score, held towards the share of words, which knows the words of trades that are too rare."""
    return LEARNT / (1 + math.exp(-score)) + (1 - LEARNT) * shared


def evidence(asked: Asked, gift: Gift, found: Fit) -> Evidence | None:
    """The evidence for a gift of which `fit.fit` found this; None where vectors know nothing of one of them."""
    subject = nearness.known(asked.sequence)
    named, told = _terms(gift)
    title, thing = nearness.known(named), nearness.known((*named, *told))
    if (
        not asked.english
        or _foreign(gift.language, gift.title or "")
        or not title
        or 2 * len(subject) < len(asked.sequence)
    ):
        return None
    present = frozenset((*named, *told))
    quotes = nearness.known(asked.quoted)
    soft = dict(zip(subject, nearness.nearest(subject, thing).tolist(), strict=True))
    rows = dict(zip(asked.sequence, (nearness.known([term]) for term in asked.sequence), strict=True))
    heard = {
        term: max(fit.credit(term, present, asked.subject.keys()), max((soft[row] for row in rows[term]), default=0.0))
        for term in asked.sequence
    }
    *others, noun = [heard[term] for term in asked.head]
    rest = [heard[term] for term in asked.tail]
    shared_rows = {row for row in subject if soft[row] >= 0.95}
    left = [row for row in (*subject, *quotes) if row not in shared_rows]
    beyond = [row for row in thing if row not in shared_rows]
    worst = min((noun, *others, *rest))
    return Evidence(
        shared=found.share,
        alike=nearness.alike((*subject, *subject, *quotes), title),
        around=nearness.alike(left, beyond),
        alone=float(not (left and beyond)),
        back=_weighted(title, nearness.nearest(title, (*subject, *quotes)).tolist()),
        noun=noun,
        others=sum(others) / len(others) if others else noun,
        worst=worst,
        named=len(found.matched) / len(asked.telling),
        both=worst * (noun >= FOUND and bool(others or rest)),
    )


@functools.lru_cache(maxsize=20_000)
def _foreign(language: str | None, title: str) -> bool:
    """Whether a thing is surely not in English."""
    return language not in {None, "en"} or bool(languages(title) - {"en"})


def _terms(gift: Gift) -> tuple[list[str], list[str]]:
    """The terms of a gift's name and the first of its text."""
    named = fit.without_idioms(gift.title or "")
    return terms(" ".join((named, gift.place or "", *gift.tags))), terms(fit.told_text(gift)[:2000])[:TOLD_TERMS]


def _weighted(rows: Sequence[int], values: Sequence[float]) -> float:
    """The mean of some values, each counting what its row weighs."""
    weights: list[float] = nearness.weights(rows).tolist()
    return sum(weight * value for weight, value in zip(weights, values, strict=True)) / sum(weights)


def _nearest_words(asked: Asked, gift: Gift) -> tuple[str, ...]:
    """The words of a gift that lie nearest to the subject, as it has them."""
    subject = nearness.known(asked.sequence)
    words = {term: word for word in search.words(" ".join((gift.title or "", *gift.tags))) for term in terms(word)}
    rows = {nearness.known([term])[0]: word for term, word in words.items() if nearness.known([term])}
    if not rows or not subject:
        return ()
    near = dict(zip(rows.values(), nearness.nearest(list(rows), subject).tolist(), strict=True))
    return tuple(sorted(near, key=lambda word: (-near[word], word))[:SAID])
