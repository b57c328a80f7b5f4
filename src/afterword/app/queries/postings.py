"""The search formula of `afterword.gift.search` over the posting table: the same sum, done by the database.

Plain SQL that SQLite and PostgreSQL both know; weights and expansion are computed in Python, so the
answers are the same on both.
"""

import heapq
import math
import uuid
from collections.abc import Mapping, Sequence

from django.db import connection
from django.db.models import Avg, Count

from afterword.app import owner
from afterword.app.models import Posting, ShelfItem
from afterword.gift.search import K1, B, Feedback

Hit = tuple[uuid.UUID, float]

_SCORE = """
WITH wanted (term, factor) AS (VALUES {values})
SELECT posting.item_id AS item,
       ROUND(CAST(SUM(wanted.factor * posting.frequency * {k1_plus_1}
             / (posting.frequency + {k1} * ({one_less_b} + {b} * item.length / {average}))) AS numeric), 9) AS score
FROM afterword_posting posting
JOIN wanted ON wanted.term = posting.term
JOIN afterword_shelfitem item ON item.id = posting.item_id
WHERE posting.owner_id = %s
GROUP BY posting.item_id, item.key
ORDER BY score DESC, item.key
LIMIT %s
"""


class Postings:
    """The shelf of the owner in scope, searched by weights. An item is known by its id."""

    def __init__(self) -> None:
        """Look at how many items there are and how long they are."""
        seen = ShelfItem.objects.aggregate(count=Count("*"), average=Avg("length"))
        self._count: int = seen["count"]
        self._average: float = float(seen["average"] or 1.0) or 1.0

    def score(self, wanted: Mapping[str, float], limit: int = 10) -> list[Hit]:
        """The best `limit` items with their scores, best first; equal scores in the order of their keys."""
        holders = self._holders(wanted)
        factors = [(term, weight * self._idf(holders[term])) for term, weight in wanted.items() if term in holders]
        if not factors:
            return []
        values = ", ".join(["(CAST(%s AS text), CAST(%s AS double precision))"] * len(factors))
        numbers = {"k1": K1, "k1_plus_1": K1 + 1, "b": B, "one_less_b": 1 - B, "average": self._average}
        query = _SCORE.format(values=values, **numbers)
        scope = ShelfItem._meta.pk.get_db_prep_value(owner.current(), connection)
        with connection.cursor() as cursor:
            cursor.execute(query, [part for factor in factors for part in factor] + [scope, limit])
            return [(uuid.UUID(str(item)), float(score)) for item, score in cursor.fetchall()]

    def expand(self, wanted: Mapping[str, float], hits: Sequence[Hit], by: Feedback) -> dict[str, float]:
        """`wanted` with the telling terms of the hits added, each hit heard by its share of the scores."""
        share = {item: score / sum(score for _, score in hits) for item, score in hits}
        # The hits are the owner's. Asked for the owner once more, SQLite would walk through the whole shelf.
        rows = list(
            Posting.everyone.filter(item__in=share)
            .values_list("item_id", "item__length", "term", "frequency")
            .order_by("item__key", "term")
        )
        holders = self._holders({term for _, _, term, _ in rows})
        found: dict[str, float] = {}
        for item, length, term, frequency in rows:
            norm = K1 * (1 - B + B * length / self._average)
            part = share[item] * frequency * (K1 + 1) / (frequency + norm) * self._idf(holders[term])
            found[term] = found.get(term, 0.0) + part
        best = heapq.nlargest(by.terms, found.items(), key=lambda pair: (round(pair[1], 12), pair[0]))
        asked, added = sum(wanted.values()), sum(weight for _, weight in best)
        expanded = {term: by.own * weight / asked for term, weight in wanted.items()}
        for term, weight in best:
            expanded[term] = expanded.get(term, 0.0) + (1 - by.own) * weight / added
        return expanded

    def _holders(self, terms: Mapping[str, float] | set[str]) -> dict[str, int]:
        # Counting rows, not ids: the index on the terms alone answers.
        rows = Posting.objects.filter(term__in=list(terms)).values("term").annotate(holders=Count("*"))
        return {row["term"]: row["holders"] for row in rows}

    def _idf(self, holders: int) -> float:
        return math.log(1 + (self._count - holders + 0.5) / (holders + 0.5))
