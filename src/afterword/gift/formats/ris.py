"""Books and papers in RIS, the exchange format of libraries and publishers (RefMan, Zotero, EndNote)."""

import re
from collections.abc import Mapping
from typing import Any

from afterword.candidacy.problem import Problem, problem
from afterword.gift.formats import entry
from afterword.gift.formats.works import Work, gift, turned
from afterword.gift.gift import Gift, GiftKind

_START = re.compile(r"^TY  ?- ?[A-Z]{2,8}\s*$", re.MULTILINE)
_KINDS: dict[str, GiftKind] = {
    "BOOK": "book", "EBOOK": "book", "EDBOOK": "book", "ELEC": "article", "BLOG": "article", "NEWS": "article",
    "MGZN": "article", "WEB": "article", "VIDEO": "video", "MPCT": "video", "SOUND": "podcast", "COMP": "tool",
}  # fmt: skip
_LONGEST_ENTRY = 60_000


def knows(text: str) -> bool:
    """Whether a RIS entry begins in the text."""
    return bool(_START.search(text[:20_000]))


def read(text: str, name: str, language: str = "en") -> tuple[tuple[Gift, ...], tuple[Problem, ...]]:
    """The entries of a RIS file."""
    import rispy

    gifts: list[Gift] = []
    problems: list[Problem] = []
    starts = [found.start() for found in _START.finditer(text)][: entry.MOST_ENTRIES]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        where = f"{name}: {text.count(chr(10), 0, start) + 1}" if len(problems) < _TOLD else name
        # Read one by one, so that an entry without its end costs only itself.
        found = rispy.loads(f"{text[start : min(end, start + _LONGEST_ENTRY)].rstrip()}\nER  - \n")
        title = entry.line(_first(found[0], "title", "primary_title", "short_title")) if found else None
        if title is None:
            problems.append(problem("gift.shelf.no_title", language, where=where))
        else:
            gifts.append(gift(_work(title, found[0])))
    return tuple(gifts), tuple(problems)


_TOLD = 1000
"""Of so many problems the line is looked up."""


def _work(title: str, fields: Mapping[str, Any]) -> Work:
    return Work(
        title=title,
        kind=_KINDS.get(fields.get("type_of_reference", ""), "paper"),
        authors=[turned(one) for one in fields.get("authors") or fields.get("first_authors") or ()],
        publisher=_first(fields, "journal_name", "alternate_title3", "secondary_title", "publisher"),
        date=_dashed(_first(fields, "date", "year", "publication_year")),
        doi=_first(fields, "doi"),
        url=next(iter(fields.get("urls") or ()), None) or _first(fields, "url"),
        isbn=_isbn(_first(fields, "issn")),
        language=_first(fields, "language"),
        words=fields.get("keywords") or (),
        abstract=_first(fields, "abstract", "notes_abstract"),
        note=" ".join(fields.get("notes") or ()) or None,
        added=_dashed(_first(fields, "access_date")),
    )


def _first(fields: Mapping[str, Any], *keys: str) -> str | None:
    return next((fields[key] for key in keys if isinstance(fields.get(key), str) and fields[key].strip()), None)


def _dashed(date: str | None) -> str | None:
    """`YYYY-MM-DD` of RIS's `YYYY/MM/DD/other`, of which any part but the first may be missing."""
    return "-".join(part for part in date.split("/")[:3] if part.strip().isdigit()) if date else None


def _isbn(number: str | None) -> str | None:
    """The number of SN where it is one of a book, not of a journal."""
    return number if number and len(re.sub(r"\D", "", number)) >= 9 else None
