"""Which of its meanings a word has: told by the walk of life that the words around it belong to.

A crane on the marsh and a tower crane share a word and nothing else. Table: words/fields.toml.
"""

import functools
from collections.abc import Iterable

from afterword import tables
from afterword.gift.search import stem


def clash(shared: Iterable[str], subject: Iterable[str], quotes: Iterable[str], thing: Iterable[str]) -> bool | None:
    """Whether the words that a subject and a thing share mean something else there: None where nothing shows.

    All are stems: shared, those in both; subject, quotes and thing, those around them. Quotes only
    tell which of its meanings a word has; in a talk much else is said.
    """
    shared = set(shared)
    meanings, around, beyond = fields(shared), fields(subject), fields(thing)
    here, there = meanings & (around | fields(quotes)), meanings & beyond
    common = (here or around) & (there or beyond)
    if common:
        return False
    told = (here or around) and (there or beyond) and (here or there) and ambiguous(shared)
    apart = (here or _akin(around)).isdisjoint(there or _akin(beyond))
    return True if told and apart else None


def ambiguous(terms: Iterable[str]) -> bool:
    """Whether some words have meanings in walks of life that do not lie beside one another."""
    left = set(fields(terms))
    reached = {left.pop()} if left else set()
    while met := left & _akin(frozenset(reached)):
        reached |= met
        left -= met
    return bool(left)


def fields(terms: Iterable[str]) -> frozenset[str]:
    """The walks of life that some stems belong to."""
    return frozenset().union(*(_fields_of().get(term, ()) for term in terms))


def _akin(names: frozenset[str]) -> frozenset[str]:
    """Some walks of life and those that lie beside them."""
    groups = [set(group.split()) for group in tables.table("gift/words/fields.toml")["beside"]]
    return names.union(*(group for group in groups if not names.isdisjoint(group)))


@functools.cache
def _fields_of() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    table = tables.table("gift/words/fields.toml")
    for name, told in (*table["fields"].items(), *table["more"].items()):
        for word in told.split():
            found.setdefault(stem(word), set()).add(name)
    return {term: frozenset(names) for term, names in found.items()}
