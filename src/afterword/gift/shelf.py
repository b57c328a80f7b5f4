"""The shelf: what the candidate has saved, read from any of its formats, each thing once."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from afterword.candidacy.plain_text import decoded
from afterword.candidacy.problem import Problem, problem
from afterword.errors import BadInput, TooLarge
from afterword.gift import same
from afterword.gift.formats import bibtex, bookmarks, opml, own, packed, ris, rows, vcards
from afterword.gift.gift import Gift

MOST_MEGABYTES = 32
MOST_PROBLEMS = 20
"""Told one by one in each file; the rest are counted."""
_COMPARED = 8
"""Titles with the same longest word that one is compared with: a site's name may end thousands of titles."""


def read(data: bytes, name: str, language: str = "en") -> tuple[tuple[Gift, ...], tuple[Problem, ...]]:
    """The gifts of one file, its format known by what stands in it, never by its name.

    Bookmarks (HTML), tables (CSV), BibTeX, RIS, OPML, address books (.vcf), JSON of ours or of other
    programs, and any of these packed (ZIP). An empty file is an empty shelf. Raises TooLarge above
    32 MB, packed or not, and BadInput for a file of no known format.
    """
    if len(data) > MOST_MEGABYTES * 1_000_000:
        raise TooLarge("gift.shelf.too_large", where=name, megabytes=MOST_MEGABYTES)
    found, problems = (_unpacked if packed.knows(data) else _listed)(data, name, language)
    return once(found), _few(problems, name, language)


def _unpacked(data: bytes, name: str, language: str) -> tuple[list[Gift], list[Problem]]:
    """The gifts of all lists in an archive; what in it is no list is told."""
    gifts: list[Gift] = []
    problems: list[Problem] = []
    read = 0
    for part in packed.unpacked(data, name, MOST_MEGABYTES, language):
        if isinstance(part, Problem):
            problems.append(part)
            continue
        where, content = part
        try:
            found, told = _listed(content, where, language)
        except BadInput as error:
            problems.append(problem(error.code, language, where=where, **error.params))
        else:
            read += 1
            gifts += found
            problems += told
    if not read:
        raise BadInput("gift.shelf.nothing_inside", where=name)
    return gifts, problems


def _listed(data: bytes, name: str, language: str) -> tuple[Sequence[Gift], Sequence[Problem]]:
    """The gifts of one list, its format known by what stands in it."""
    text = decoded(data)
    if not text.strip():
        return (), (problem("gift.shelf.empty", language, where=name),)
    if vcards.knows(text):
        return vcards.read(data, name, language)
    if own.knows(text):
        return own.read(text, name, language)
    if opml.knows(text):
        return opml.read(text, name, language)
    if bookmarks.knows(text) or re.match(r"\s*<(?:!doctype|html|\?xml|head|body)\b", text, re.IGNORECASE):
        return bookmarks.read(text, name, language)
    if bibtex.knows(text):
        return bibtex.read(text, name, language)
    if ris.knows(text):
        return ris.read(text, name, language)
    if rows.knows(text):
        return rows.read(text, name, language)
    raise BadInput("gift.shelf.unknown", where=name)


def read_all(files: Sequence[tuple[str, bytes]], language: str = "en") -> tuple[tuple[Gift, ...], tuple[Problem, ...]]:
    """The gifts of several files, given as (name, content), each thing once."""
    gifts: list[Gift] = []
    problems: list[Problem] = []
    for name, data in files:
        found, told = read(data, name, language)
        gifts += found
        problems += told
    return once(gifts) if len(files) > 1 else tuple(gifts), tuple(problems)


def once(gifts: Iterable[Gift], standing: Sequence[Gift] = ()) -> tuple[Gift, ...]:
    """Each thing once, at its first place, with what its doubles know besides.

    standing: what comes first and keeps its places, each by itself, even where two of it are alike
    """
    kept: list[Gift] = []
    by_key: dict[str, int] = {}
    by_word: dict[str, list[int]] = defaultdict(list)
    by_title: dict[frozenset[str], list[int]] = {}
    titles: list[frozenset[str]] = []
    for number, gift in enumerate((*standing, *gifts)):
        keys, title = same.keys(gift), same.own_title(gift)
        place = None if number < len(standing) else next((by_key[key] for key in keys if key in by_key), None)
        if place is None and title and number >= len(standing):
            alike = (*by_title.get(title, ())[-_COMPARED:], *by_word[_sign(title)][-_COMPARED:])
            place = next((p for p in alike if same.near(titles[p], title) and same.same_work(kept[p], gift)), None)
        if place is None:
            place = len(kept)
            kept.append(gift)
            titles.append(title)
            if title:
                by_word[_sign(title)].append(place)
                by_title.setdefault(title, []).append(place)
        else:
            kept[place] = _joined(kept[place], gift)
        for key in keys:
            by_key.setdefault(key, place)
    return tuple(kept)


def _sign(title: frozenset[str]) -> str:
    return max(title, key=lambda word: (len(word), word))


def _joined(one: Gift, other: Gift) -> Gift:
    """`one` with its gaps filled from its double."""
    fields = ("url", "author", "publisher", "date", "language", "note", "passage", "phone", "source", "consent", "text")
    gaps = {field: getattr(other, field) for field in fields if getattr(one, field) is None}
    tags = tuple(dict.fromkeys(one.tags + other.tags))
    return replace(one, read=one.read or other.read, tags=tags, items=one.items or other.items, **gaps)


def _few(problems: Sequence[Problem], name: str, language: str) -> tuple[Problem, ...]:
    if len(problems) <= MOST_PROBLEMS:
        return tuple(problems)
    rest = len(problems) - MOST_PROBLEMS
    return (*problems[:MOST_PROBLEMS], problem("gift.shelf.more_problems", language, where=name, count=rest))
