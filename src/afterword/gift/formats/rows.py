"""Lists of links as tables (CSV with comma, semicolon, tab or bar), columns known by their headers."""

import csv
import io
from collections.abc import Iterator

from afterword.candidacy.problem import Problem, problem
from afterword.errors import BadInput
from afterword.gift.formats import entry
from afterword.gift.gift import Gift

_COLUMNS = {
    "url": ("url", "link", "href", "address"),
    "title": ("title", "name", "headline"),
    "tags": ("tags", "labels", "tag", "label"),
    "added": ("created", "time_added", "timestamp", "created_at", "date_added", "added", "saved_at", "date"),
    "folder": ("folder", "collection", "list"),
    "status": ("status", "state"),
    "note": ("note", "notes", "comment", "description"),
    "text": ("excerpt", "selection", "highlights"),
    "read": ("read",),
}
_READ_STATES = {"archive", "archived", "read", "1", "true", "yes", "x"}


def knows(text: str) -> bool:
    """Whether the first line names a column of addresses."""
    return "url" in _columns(_first_row(text))


def read(text: str, name: str, language: str = "en") -> tuple[tuple[Gift, ...], tuple[Problem, ...]]:
    """The links of a table with headers.

    Raises BadInput where no column holds addresses.
    """
    columns = _columns(_first_row(text))
    if "url" not in columns:
        raise BadInput("gift.shelf.no_columns", where=name)
    gifts: list[Gift] = []
    problems: list[Problem] = []
    for count, (number, row) in enumerate(_rows(text)):
        if count == entry.MOST_ENTRIES:
            problems.append(problem("gift.shelf.entries_cut", language, where=name, count=count))
            break
        where = f"{name}: {number}"
        if row is None:
            problems.append(problem("gift.shelf.row_unreadable", language, where=where))
            continue
        cells = {field: row[place].strip() for field, place in columns.items() if place < len(row)}
        if not cells.get("url") and not cells.get("title"):
            continue
        gift = entry.linked(
            cells.get("title"), cells.get("url"), where, language,
            labels=_labels(cells), note=cells.get("note"), added=cells.get("added"),
        )  # fmt: skip
        if isinstance(gift, Gift):
            gifts.append(gift)
        else:
            problems.append(gift)
    return tuple(gifts), tuple(problems)


def _labels(cells: dict[str, str]) -> list[str]:
    read = {cells.get("status", "").lower(), cells.get("read", "").lower()} & _READ_STATES
    between = "|" if "|" in cells.get("tags", "") else ","
    return [
        *cells.get("folder", "").split("/"),
        *cells.get("tags", "").strip("[]").replace('"', "").split(between),
        *(["read"] if read else []),
    ]


def _rows(text: str) -> Iterator[tuple[int, list[str] | None]]:
    """Each row after the first with its line number; None for one that cannot be read."""
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=_delimiter(text))
    next(reader, None)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield reader.line_num, None
        else:
            if row:
                yield reader.line_num, row


def _first_row(text: str) -> list[str]:
    first = text[:4096].splitlines()[:1]
    try:
        return next(csv.reader(first, delimiter=_delimiter(text)), [])
    except csv.Error:
        return []


def _delimiter(text: str) -> str:
    first = (text[:4096].splitlines() or [""])[0]
    return max(",;\t|", key=first.count)


def _columns(header: list[str]) -> dict[str, int]:
    """The place of each known column."""
    places = {cell.strip().lower().replace(" ", "_"): place for place, cell in reversed(list(enumerate(header)))}
    return {
        field: next(places[spelling] for spelling in spellings if spelling in places)
        for field, spellings in _COLUMNS.items()
        if any(spelling in places for spelling in spellings)
    }
