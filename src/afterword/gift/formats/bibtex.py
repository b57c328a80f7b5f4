"""Books and papers from a reference manager (BibTeX, as Zotero, JabRef and Mendeley write it)."""

import logging
import re
import unicodedata

from afterword.candidacy.problem import Problem, problem
from afterword.gift.formats import entry
from afterword.gift.formats.works import Work, gift, turned
from afterword.gift.gift import Gift, GiftKind

_ENTRY = re.compile(r"^\s*@\s*[A-Za-z]+\s*[{(]", re.MULTILINE)
_ACCENT = re.compile(r"\\([`'^\"~=.vucH])\s?\{?\\?([A-Za-z])\}?")
_COMMAND = re.compile(r"\\[A-Za-z]+\s?|\\(?=[&%$#_{}])")
_COMBINING = dict(
    zip(
        "`'^\"~=.vucH",
        "\u0300\u0301\u0302\u0308\u0303\u0304\u0307\u030c\u0306\u0327\u030b",
        strict=True,
    )
)
_LETTERS = {r"\ss": "ß", r"\ae": "æ", r"\o": "ø", r"\aa": "å", r"\l": "ł", r"\oe": "œ"}
_KINDS: dict[str, GiftKind] = {"book": "book", "booklet": "book", "online": "article", "misc": "article"}
_MOST_LETTERS = 4_000_000
_MOST_FAILURES = 1000


def knows(text: str) -> bool:
    """Whether a BibTeX entry stands in the text."""
    return bool(_ENTRY.search(text[:200_000]))


def read(text: str, name: str, language: str = "en") -> tuple[tuple[Gift, ...], tuple[Problem, ...]]:
    """The entries of a BibTeX file. A DOI is the link where no other is given; keywords become tags."""
    from bibtexparser.entrypoint import parse_string  # takes 0.1 s to import

    # What it could not parse becomes problems below, not lines of a log.
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    problems: list[Problem] = []
    if len(text) > _MOST_LETTERS:
        problems.append(problem("gift.shelf.file_cut", language, where=name, letters=_MOST_LETTERS))
    library = parse_string(text[:_MOST_LETTERS])
    gifts: list[Gift] = []
    for found in library.entries:
        fields = {field.key.lower(): plain(str(field.value)) for field in found.fields}
        title = entry.line(fields.get("title"))
        if title is None:
            problems.append(problem("gift.shelf.no_title", language, where=f"{name}: {entry.line(found.key, 60)}"))
            continue
        gifts.append(gift(_work(found.entry_type.lower(), title, fields)))
    problems.extend(
        problem("gift.shelf.entry_unreadable", language, where=f"{name}: {block.start_line + 1}")
        for block in library.failed_blocks[:_MOST_FAILURES]
        if block.start_line is not None
    )
    return tuple(gifts), tuple(problems)


def plain(text: str) -> str:
    """A field without braces and TeX commands."""
    if "\\" in text:
        for command, letter in _LETTERS.items():
            text = re.sub(re.escape(command) + r"(?![A-Za-z])\s?", letter, text)
        text = _ACCENT.sub(lambda found: unicodedata.normalize("NFC", found[2] + _COMBINING[found[1]]), text)
        text = _COMMAND.sub("", text)
    return text.replace("{", "").replace("}", "").replace("~", " ").replace("--", "–").strip()


def _work(entry_type: str, title: str, fields: dict[str, str]) -> Work:
    return Work(
        title=title,
        kind=_KINDS.get(entry_type, "paper"),
        authors=[turned(one) for one in re.split(r"\s+and\s+", fields.get("author", "")) if one],
        publisher=_first(fields, "journaltitle", "journal", "booktitle", "publisher", "institution"),
        date=_first(fields, "date", "year"),
        doi=fields.get("doi"),
        url=fields.get("url"),
        isbn=fields.get("isbn"),
        language=_first(fields, "langid", "language"),
        words=re.split(r"[,;]", fields.get("keywords", "")),
        abstract=fields.get("abstract"),
        note=fields.get("annote") or fields.get("annotation"),
        added=fields.get("urldate") or fields.get("timestamp"),
    )


def _first(fields: dict[str, str], *keys: str) -> str | None:
    return next((fields[key] for key in keys if fields.get(key)), None)
