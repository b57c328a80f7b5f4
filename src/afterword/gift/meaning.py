"""Things by what they mean: one matrix of their vectors, one row each, searched by a vector.

A sentence model (`afterword.outside.vectors`) turns texts into vectors of length 1 that lie close
where the texts mean the like; how close is their product. Feedback (Rocchio): the vector that is
asked moves towards those of the best hits.
"""

import hashlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from afterword.gift.choose import LOOKED_AT, Ranked, named
from afterword.gift.fit import told_text
from afterword.gift.gift import Gift
from afterword.gift.search import FEEDBACK, QUOTES_SHARE, Hits, Index, together

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[np.float32]]

MOVED, MOVED_BY = 0.5, 3
"""How far the asked vector moves towards the mean of so many best hits."""


def told(gift: Gift) -> str:
    """The text of a thing that a sentence model reads."""
    return f"{named(gift)}. {told_text(gift)}".strip()


def mark(gift: Gift) -> str:
    """What tells its text from another, 16 hex digits: another text wants another vector."""
    return hashlib.blake2b(told(gift).encode("utf-8", "replace"), digest_size=8).hexdigest()


def asked(subject: "Array", quotes: "Array | None" = None) -> "Array":
    """The vector of a subject, a little moved towards that of what was said about it."""
    return subject if quotes is None else _unit(subject + QUOTES_SHARE * quotes)


class Vectors:
    """The vectors of things. A thing is known by its place."""

    def __init__(self, rows: "Array") -> None:
        """rows: one vector of length 1 a thing."""
        self._rows = rows

    @classmethod
    def unpacked(cls, rows: Sequence[bytes]) -> "Vectors":
        """The vectors that `packed` wrote, all of one model; at least one."""
        import numpy as np

        flat = np.frombuffer(b"".join(rows), "<f2").astype(np.float32)
        return cls(flat.reshape(len(rows), -1))

    def nearest(self, asked: "Array", hits: Sequence[int] = (), limit: int = LOOKED_AT) -> list[tuple[int, float]]:
        """The best `limit` things, best first. hits: the best so far, which move what is asked."""
        import numpy as np

        if hits:
            asked = _unit(asked + MOVED * self._rows[list(hits[:MOVED_BY])].mean(axis=0))
        near = self._rows @ asked
        found = np.argpartition(-near, limit)[:limit] if len(near) > limit else np.arange(len(near))
        best = found[np.lexsort((found, -near[found]))]
        return list(zip(best.tolist(), near[best].tolist(), strict=True))


def packed(rows: "Array") -> list[bytes]:
    """Vectors as they are kept: two bytes a number."""
    return [row.tobytes() for row in rows.astype("<f2")]


def indexed(shelf: Sequence[Gift], rows: "Array", asked: "Array") -> Ranked:
    """The search of a shelf in memory by words and by meaning.

    rows: the vectors of its things; asked: that of the subject.
    """
    index = Index((named(gift), told_text(gift)) for gift in shelf)
    vectors = Vectors(rows)

    def ranked(wanted: Any) -> list[tuple[Gift, float]]:
        def words(hits: Hits[int]) -> Hits[int]:
            return index.score(index.expand(wanted, hits, FEEDBACK) if hits else wanted, LOOKED_AT)

        hits = together(words, by_meaning(vectors, asked))
        return [(shelf[place], points) for place, points in hits[:LOOKED_AT]]

    return ranked


def by_meaning(vectors: Vectors, asked: "Array") -> Callable[[Hits[int]], Hits[int]]:
    """The search by meaning, as `together` wants it."""
    return lambda hits: vectors.nearest(asked, [place for place, _ in hits])


def _unit(vector: "Array") -> "Array":
    import numpy as np

    length = float(np.linalg.norm(vector))
    return vector / length if length else vector
