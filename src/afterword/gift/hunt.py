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
from afterword.gift.tongue import languages

MOST_QUERIES = 5
MOST_SEARCHES = 10
_SHORT_WORDS, _QUERY_WORDS = 2, 5
_OF_THE_FIELD = 0.25
"""Share of the subject's weight that a field must hold to be the subject's."""


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
    written = list(dict.fromkeys(word for word in words(subject) if asked.subject.get(stem(word))))
    if not written:
        return ()
    weighty = sorted(written, key=lambda word: -asked.subject[stem(word)])
    # Many search pages want every word: few words first, the telling ones, in the order of the subject.
    short = [word for word in written if word in weighty[:_SHORT_WORDS]]
    found = [short, written[:_QUERY_WORDS]]
    counts = Counter(word for one in quotes for word in words(one) if stem(word) in asked.quotes and len(word) > 3)
    most = max(asked.quotes.values(), default=0.0)
    telling = [word for word, _ in counts.most_common() if asked.quotes[stem(word)] == most]
    found += [[weighty[0], *telling[place : place + 2]] for place in (0, 2) if telling[place : place + 2]]
    table, fields = tables.table("gift/outlets.toml"), _fields(asked)
    work = max(fields, key=lambda name: fields[name], default="") in table["work_fields"]
    more = table["more"][_tongue(subject, quotes) or "en"]["work" if work else "leisure"]
    found += [[*short, *words.split()] for words in more]
    return tuple(dict.fromkeys(" ".join(query) for query in found))[:MOST_QUERIES]


def places(subject: str, quotes: Sequence[str] = (), country: str | None = None) -> list[dict[str, Any]]:
    """The outlets for a subject: those whose fields it names, most and narrowest first, then the general ones.

    One that serves some countries only is left out elsewhere. Where the subject is surely of one language, a
    German or French place needs that very one, and an English one comes last for others.
    """
    fields = _fields(fit.asked(subject, quotes))
    tongue = _tongue(subject, quotes)
    ranked = []
    for place, outlet in enumerate(tables.table("gift/outlets.toml")["outlet"]):
        if country not in outlet.get("countries", [country]):
            continue
        foreign = bool(tongue) and outlet.get("language", "en") not in {tongue, "any"}
        if foreign and "language" in outlet:
            continue
        general = "general" in outlet["fields"]
        named = [(-fields[name], len(_field(name))) for name in outlet["fields"] if name in fields]
        if named or general:
            ranked.append((foreign, general, *min(named, default=(0.0, 0)), len(outlet["fields"]), place, outlet))
    return [outlet for *_, outlet in sorted(ranked, key=lambda row: row[:-1])]


def _tongue(subject: str, quotes: Sequence[str]) -> str | None:
    """The language of a subject, where it is surely one that places are known in."""
    told = languages(" ".join((subject, *quotes))).intersection(tables.table("gift/outlets.toml")["more"])
    return told.pop() if len(told) == 1 else None


def _fields(asked: fit.Asked) -> dict[str, float]:
    """The fields a subject belongs to, with how much of what is asked lies in each."""
    shares = {
        name: sum(weight for term, weight in (asked.subject | asked.quotes).items() if term in _field(name))
        for name in tables.table("gift/outlets.toml")["field"]
    }
    return {name: share for name, share in shares.items() if share >= _OF_THE_FIELD}


@functools.cache
def _field(name: str) -> frozenset[str]:
    return frozenset(terms(tables.table("gift/outlets.toml")["field"][name]))


def _search(outlet: dict[str, Any], query: str) -> Search:
    return Search(where=outlet["name"], query=query, url=outlet["search"].replace("{query}", quote_plus(query)))
