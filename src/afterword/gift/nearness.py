"""What words mean, as vectors: two that share no letter may lie side by side. Table: words/vectors.npz.

Vectors of common English words; other languages, and words that are too rare, have none. Made by
tools/make_word_vectors.py. numpy is imported when the first meaning is asked for.
"""

import functools
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from afterword import tables

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

NEAREST, NEAR = 12, 0.4
"""So many neighbours of a word are searched for with it, those at least so near (cosine)."""


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The stems that have a vector, a row of unit length for each, and what each weighs: little if common."""

    rows: dict[str, int]
    stems: list[str]
    vectors: "Vectors"
    weights: "Vectors"


def known(terms: Iterable[str]) -> list[int]:
    """The rows of those terms that have a vector, in their order."""
    rows = _words().rows
    return [rows[term] for term in terms if term in rows]


def mean(rows: Sequence[int]) -> "Vectors":
    """The one direction of some rows, rare words first; nought of none."""
    import numpy as np

    table = _words()
    total = table.weights[list(rows)] @ table.vectors[list(rows)]
    length = np.linalg.norm(total)
    return np.asarray(total / length if length else total, np.float32)


def alike(one: Sequence[int], other: Sequence[int]) -> float:
    """How near two texts lie: -1..1, nought where one says nothing."""
    return float(mean(one) @ mean(other)) if one and other else 0.0


def nearest(one: Sequence[int], other: Sequence[int]) -> "Vectors":
    """For each row of one how near the nearest of the other lies; both hold something."""
    vectors = _words().vectors
    return (vectors[list(one)] @ vectors[list(other)].T).max(axis=1)  # type: ignore[no-any-return]


def weights(rows: Sequence[int]) -> "Vectors":
    """What each row weighs."""
    return _words().weights[list(rows)]


def neighbours(terms: Iterable[str]) -> dict[str, dict[str, float]]:
    """For each term that has a vector the stems nearest to it, with how near they are."""
    import numpy as np

    table = _words()
    asked = [term for term in terms if term in table.rows]
    if not asked:
        return {}
    near: dict[str, dict[str, float]] = {}
    for term in asked:
        # Not BLAS: on a few million products its threads wait longer than they work.
        shares = np.einsum("ij,j->i", table.vectors, table.vectors[table.rows[term]])
        rows = np.flatnonzero(shares > NEAR)
        best = rows[np.argsort(-shares[rows])][:NEAREST].tolist()
        near[term] = {table.stems[row]: float(shares[row]) for row in best}
    return near


@functools.cache
def _words() -> Words:
    import numpy as np

    with np.load(io.BytesIO(tables.data("gift/words/vectors.npz"))) as file:
        stems = file["stems"].tobytes().decode().split("\n")
        vectors = file["vectors"].astype(np.float32)
        weights = file["weights"].astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return Words({stem: row for row, stem in enumerate(stems)}, stems, vectors, weights)
