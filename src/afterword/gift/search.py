"""The search formula: BM25 over a posting table, with feedback from the best hits and from the quotes.

A query becomes weights, one per term; the score of an item is the sum over its terms of

    weight * idf(term) * tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / average length))

Only that sum needs the postings: it is done here in memory, and a database that keeps
(item, term, tf, length) can do the same sum with the same weights. Feedback (relevance model on
the best hits, twice) finds the words that the query did not use. A shelf with few words per item
gains most from it, because a title rarely repeats the words of a talk.

Where there is a sentence model, a second search goes by meaning (`meaning.py`). `together` lets the
two hear each other: the best of both feed both, by reciprocal ranks, which need no common scale.
"""

import functools
import heapq
import math
import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from afterword import tables
from afterword.candidacy.stem import stem as snowball

Key = TypeVar("Key", bound=Hashable)
Hits = Sequence[tuple[Key, float]]
"""What was found, best first, with its scores."""

K1, B = 1.6, 0.7
TITLE_WEIGHT = 3
"""A title's word counts as often as this many words of the text."""
QUOTES_SHARE = 0.3
"""What all quotes together weigh beside the query, which weighs 1."""
RANK = 20
"""Of reciprocal ranks: the larger, the less the first few places are ahead of the next."""

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")
_MOST_LETTERS = 40


@dataclass(frozen=True, slots=True)
class Feedback:
    """How much the best hits may add. own: the share the asked terms keep of the weight."""

    items: int = 5
    terms: int = 20
    own: float = 0.6
    rounds: int = 2


FEEDBACK = Feedback()


def terms(text: str) -> list[str]:
    """The search terms of a text in its order, with repeats: folded, stemmed (English), stop words out.

    Chinese, Japanese and Korean text gives one term per character.
    """
    stop = _stop_words()
    return [stem(word) for word in words(text) if word not in stop]


def words(text: str) -> list[str]:
    """The words of a text in lower case, without accents and apostrophes; those longer than 40 letters are no words."""
    folded = text.replace("'", "").replace("’", "").lower()
    if not folded.isascii():
        folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return [word for word in _WORD.findall(folded) if len(word) <= _MOST_LETTERS]


@functools.lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The Snowball stem of one lower-case word; for a few words that it would mix up, that of stems.toml."""
    told = tables.table("gift/words/stems.toml").get(word)
    return str(told) if told else snowball(word)


def weights(query: str, quotes: Sequence[str] = ()) -> dict[str, float]:
    """The weight of each term of a query: 1 shared by its own words, QUOTES_SHARE by those of the quotes."""
    found: dict[str, float] = {}
    for text, share in ((query, 1.0), (" ".join(quotes), QUOTES_SHARE)):
        counts = Counter(terms(text))
        total = counts.total()
        for term, count in counts.items():
            found[term] = found.get(term, 0.0) + share * count / total
    return found


def fused(one: Hits[Key], other: Hits[Key]) -> list[tuple[Key, float]]:
    """Two rankings as one, by reciprocal ranks; equal scores in the order of `one`, then of `other`."""
    found: dict[Key, float] = {}
    for ranking in (one, other):
        for rank, (key, _) in enumerate(ranking, start=1):
            found[key] = found.get(key, 0.0) + 1 / (RANK + rank)
    return sorted(found.items(), key=lambda hit: -hit[1])


def together(
    words: Callable[[Hits[Key]], Hits[Key]], meaning: Callable[[Hits[Key]], Hits[Key]], by: Feedback = FEEDBACK
) -> list[tuple[Key, float]]:
    """What two searches find that feed each other: each is asked again with the best hits of both.

    words, meaning: from the best hits so far, none at first, to a ranking.
    """
    hits = fused(words(()), meaning(()))
    for _ in range(by.rounds if hits else 0):
        best = hits[: by.items]
        hits = fused(words(best), meaning(best))
    return hits


class Index:
    """Items in memory, searched by weights. An item is known by its place in what was given."""

    def __init__(self, items: Iterable[tuple[str, str]]) -> None:
        """Index items of (title, other text)."""
        self._terms: list[tuple[tuple[str, ...], array[int]]] = []
        lengths: list[int] = []
        places: dict[str, array[int]] = {}
        counts: dict[str, array[int]] = {}
        for place, (title, text) in enumerate(items):
            count = Counter(terms(text))
            for term in terms(title):
                count[term] += TITLE_WEIGHT
            for term, times in count.items():
                if term not in places:
                    places[term], counts[term] = array("l"), array("l")
                places[term].append(place)
                counts[term].append(times)
            self._terms.append((tuple(count), array("l", count.values())))
            lengths.append(count.total())
        average = sum(lengths) / max(1, len(lengths)) or 1.0
        self._norms = array("d", (K1 * (1 - B + B * length / average) for length in lengths))
        self._postings = {
            term: (where, array("d", map(self._saturated, where, counts[term]))) for term, where in places.items()
        }

    def __len__(self) -> int:
        return len(self._norms)

    def idf(self, term: str) -> float:
        """How much a term tells: large for a rare one."""
        holders = len(self._postings[term][0]) if term in self._postings else 0
        return math.log(1 + (len(self) - holders + 0.5) / (holders + 0.5))

    def score(self, wanted: Mapping[str, float], limit: int = 10) -> list[tuple[int, float]]:
        """The best `limit` items with their scores, best first; equal scores in the order of the items."""
        import numpy as np

        sums = np.zeros(len(self))
        for term, weight in wanted.items():
            if term in self._postings:
                places, parts = map(np.asarray, self._postings[term])
                sums[places] += weight * self.idf(term) * parts
        found = np.flatnonzero(sums)
        if len(found) > limit:
            found = found[sums[found] >= np.partition(sums[found], -limit)[-limit]]  # all that share the last place
        best = found[np.argsort(-sums[found], kind="stable")][:limit]
        return list(zip(best.tolist(), sums[best].tolist(), strict=True))

    def expand(self, wanted: Mapping[str, float], hits: Sequence[tuple[int, float]], by: Feedback) -> dict[str, float]:
        """`wanted` with the telling terms of the hits added, each hit heard by its share of the scores."""
        total = sum(score for _, score in hits)
        found: dict[str, float] = {}
        for place, score in hits:
            for term, times in zip(*self._terms[place], strict=True):
                found[term] = found.get(term, 0.0) + score / total * self._saturated(place, times) * self.idf(term)
        best = heapq.nlargest(by.terms, found.items(), key=lambda pair: (pair[1], pair[0]))
        asked, added = sum(wanted.values()), sum(weight for _, weight in best)
        expanded = {term: by.own * weight / asked for term, weight in wanted.items()}
        for term, weight in best:
            expanded[term] = expanded.get(term, 0.0) + (1 - by.own) * weight / added
        return expanded

    def search(
        self, query: str, quotes: Sequence[str] = (), limit: int = 10, by: Feedback = FEEDBACK
    ) -> list[tuple[int, float]]:
        """The best `limit` items for a query, with feedback."""
        asked = wanted = weights(query, quotes)
        for _ in range(by.rounds):
            hits = self.score(wanted, by.items)
            if not hits:
                return []
            wanted = self.expand(asked, hits, by)
        return self.score(wanted, limit)

    def _saturated(self, place: int, times: int) -> float:
        return times * (K1 + 1) / (times + self._norms[place])


@functools.cache
def _stop_words() -> frozenset[str]:
    return frozenset(tables.lines("gift/words/stop.txt"))
