"""The hunt: when the shelf has nothing, searches to open at places that are free to read.

The queries come from the subject and the interviewer's own quotes, the places from outlets.toml:
those of the subject's field first, then the general ones. Nothing is asked of the network here;
the person opens the searches in their own browser.
"""

import functools
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote_plus

from afterword import tables
from afterword.gift import fit
from afterword.gift.gift import Search
from afterword.gift.search import stem, terms, words
from afterword.gift.tongue import languages
from afterword.notes import words as general

MOST_QUERIES = 5
MOST_SEARCHES = 10
_SHORT, _MOST_WORDS = 3, 5
"""Words of a first query, and of any."""
_SOMEWHAT_RARE = 0.65
_LONG = 5
"""Letters of what is no small word, in a language whose everyday words are not known."""
_BETWEEN = re.compile(r"[\s–—]+|(?<=\w)-(?=\w)")
_AROUND = "\"'“”‘’„«».,;:!?()[]"
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
    """Up to five queries as a person would type them: the subject, then it with a telling word of theirs or its kin.

    Many search pages want every word of a query, so the first ones are short.
    """
    asked = fit.asked(subject, quotes)
    head, tail = ([word for word in half if _stems(word) & asked.subject.keys()] for half in _halves(subject))
    if len(head) > 1 and len(head + tail) > 2 and head[0].endswith("ing") and _stems(head[0]).isdisjoint(asked.telling):
        head = head[1:]  # "rolling out passkeys"
    whole = list(dict.fromkeys(head + tail))[:_MOST_WORDS]
    if not whole:
        return ()
    short = whole if len(whole) <= _SHORT or len(head) < 2 else head[:_SHORT]
    about = short if len(short) < _SHORT else (head if len(head) > 1 else short)[:2]
    table, fields = tables.table("gift/outlets.toml"), _fields(asked)
    tongue = _tongue(subject, quotes) or ("" if _foreign(quotes) else "en")
    known = frozenset().union(*map(_stems, whole))
    found = [short[:_SHORT], whole, *([*about, *told] for told in _telling(quotes, tongue, known)[:2])]
    best = max(fields, key=lambda name: fields[name], default="")
    more = table["more"][tongue or "en"]["work" if not best or best in table["work_fields"] else "leisure"]
    found += [[*short[:_SHORT], *words.split()] for words in more]
    return tuple(dict.fromkeys(" ".join(query) for query in found))[:MOST_QUERIES]


def _halves(subject: str) -> tuple[list[str], list[str]]:
    """The words of a subject as they are written, before and after what joins its two parts ("leaks in old pipes")."""
    written = [word.strip(_AROUND) for word in subject.split()]
    joins = tables.table("gift/outlets.toml")["joins"].split()
    place = next((place for place, word in enumerate(written) if place and word.lower() in joins), len(written))
    return written[:place], written[place:]


def _telling(quotes: Sequence[str], tongue: str, known: frozenset[str]) -> list[list[str]]:
    """What in their words one would search for: rare words, each with what stands beside it and is not everyday.

    known: stems that the subject has already. A name after nothing that stands before places and things may be
    somebody's, and is nobody's business in a search.
    """
    found: list[list[str]] = []
    for quote in quotes:
        run: list[tuple[str, float]] = []
        before = ""
        for raw in [*_BETWEEN.split(quote), ""]:
            word = raw.strip(_AROUND)
            worth = 0.0 if _stems(word) & known else _worth(word, before, tongue)
            if worth:
                run.append((word, worth))
            if run and (not worth or raw[-1:] in ".,;:!?"):
                rare = next((place for place, (_, worth) in enumerate(run) if worth == 1.0), None)
                if rare is not None:
                    found.append([word for word, _ in run[max(0, rare - 1) :][:2]])
                run = []
            before = word
    return found


def _foreign(quotes: Sequence[str]) -> bool:
    """Whether two of the small words of a quote are German or French ones."""
    small = tables.table("gift/outlets.toml")["not_english"].split()
    return any(sum(word in small for word in set(words(quote))) > 1 for quote in quotes)


def _worth(word: str, before: str, tongue: str) -> float:
    """How much a word tells, 0 for nothing. Which words are rare is known of English; of German the nouns are taken."""
    table, plain = tables.table("gift/outlets.toml"), "".join(words(word))
    if not tongue or plain in table["never"].split() or not general.carries(general.plain(word)):
        return 0.0
    if tongue == "de":
        return 1.0 if before and word[0].isupper() else 0.0
    if tongue == "fr":
        return 1.0 if len(word) > _LONG and not word[0].isupper() else 0.0
    if word[0].isupper() and before.lower() not in table["before_things"].split() and not before[:1].isupper():
        return 0.0
    keyness = general.keyness(general.plain(word))
    return keyness if keyness >= _SOMEWHAT_RARE else 0.0


def _stems(word: str) -> frozenset[str]:
    return frozenset(map(stem, words(word)))


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
    return Search(
        where=outlet["name"],
        query=query,
        url=outlet["search"].replace("{query}", quote_plus(query)),
        good=outlet["good"],
        free="free" not in outlet,
    )
