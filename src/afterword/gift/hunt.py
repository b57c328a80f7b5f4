"""The hunt: when the shelf has nothing, searches to open at places that are free to read.

The queries come from the subject and the interviewer's own quotes, the places from outlets.toml:
those of the subject's field first, then the general ones. Nothing is asked of the network here;
the person opens the searches in their own browser.
"""

import functools
from collections import Counter
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote_plus

from afterword import tables
from afterword.gift import fit
from afterword.gift.gift import Search
from afterword.gift.search import stem, terms, words

MOST_QUERIES = 5
MOST_SEARCHES = 10
_QUERY_WORDS = 5


def hunt(subject: str, quotes: Sequence[str] = (), country: str | None = None) -> tuple[Search, ...]:
    """Searches for a subject, the best first. country: ISO 3166, for places that serve one country."""
    asked = queries(subject, quotes)
    if not asked:
        return ()
    outlets = places(subject, quotes, country)
    searches = [_search(outlet, asked[0]) for outlet in outlets[: MOST_SEARCHES - 4]]
    # The other queries go to the first places of the field, each to another one.
    searches += [_search(outlet, query) for outlet, query in zip(outlets, asked[1:], strict=False)]
    return tuple(searches[:MOST_SEARCHES])


def queries(subject: str, quotes: Sequence[str] = ()) -> tuple[str, ...]:
    """Up to five queries: the telling words of the subject, then these with what the quotes and their kin add."""
    asked = fit.asked(subject, quotes)
    head = _written(subject, asked.subject)
    if not head:
        return ()
    strong = [word for word in head if asked.subject[stem(word)] >= max(asked.subject.values()) / 2] or head
    found = [head[:_QUERY_WORDS], strong[:_QUERY_WORDS]]
    counts = Counter(word for one in quotes for word in words(one) if stem(word) in asked.quotes and len(word) > 3)
    most = max(asked.quotes.values(), default=0.0)
    telling = [word for word, _ in counts.most_common() if asked.quotes[stem(word)] == most]
    found += [[*strong[:2], *telling[place : place + 2]] for place in (0, 2) if telling[place : place + 2]]
    work = any(set(terms(subject)) & _field(name) for name in tables.table("gift/outlets.toml")["work_fields"])
    found += [
        [*strong[:3], *more.split()]
        for more in tables.table("gift/outlets.toml")["more"]["work" if work else "leisure"]
    ]
    return tuple(dict.fromkeys(" ".join(query) for query in found))[:MOST_QUERIES]


def places(subject: str, quotes: Sequence[str] = (), country: str | None = None) -> list[dict[str, Any]]:
    """The outlets for a subject: those whose fields it names, most first, then the general ones."""
    table = tables.table("gift/outlets.toml")
    asked = fit.asked(subject, quotes)
    telling = {
        name: sum(weight for term, weight in (asked.subject | asked.quotes).items() if term in _field(name))
        for name in table["field"]
    }
    ranked = []
    for place, outlet in enumerate(table["outlet"]):
        if outlet.get("country") not in {None, country}:
            continue
        value = max((telling[name] for name in outlet["fields"] if name != "general"), default=0)
        general = "general" in outlet["fields"]
        if value or general:
            ranked.append((-value, general, place, outlet))
    return [outlet for *_, outlet in sorted(ranked, key=lambda row: row[:3])]


@functools.cache
def _field(name: str) -> frozenset[str]:
    return frozenset(terms(tables.table("gift/outlets.toml")["field"][name]))


def _search(outlet: dict[str, Any], query: str) -> Search:
    return Search(where=outlet["name"], query=query, url=outlet["search"].replace("{query}", quote_plus(query)))


def _written(subject: str, weights: dict[str, float]) -> list[str]:
    """The subject's own words that tell something, in its order."""
    return list(dict.fromkeys(word for word in words(subject) if weights.get(stem(word))))
