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
    meanings, around, beyond = fields(shared), fields(subject), fields(thing)
    here = meanings & (around | fields(quotes)) or around
    there = meanings & beyond
    if not here.isdisjoint(there or beyond):
        return False
    return True if here and there and len(meanings) > 1 else None


def fields(terms: Iterable[str]) -> frozenset[str]:
    """The walks of life that some stems belong to."""
    return frozenset().union(*(_fields_of().get(term, ()) for term in terms))


@functools.cache
def _fields_of() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    table = tables.table("gift/words/fields.toml")
    for name, told in (*table["fields"].items(), *table["more"].items()):
        for word in told.split():
            found.setdefault(stem(word), set()).add(name)
    return {term: frozenset(names) for term, names in found.items()}
