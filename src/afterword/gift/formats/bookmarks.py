"""Bookmarks as all browsers and bookmark services export them (Netscape HTML), and Pocket's list."""

import re
from collections.abc import Iterator

from afterword.candidacy.html import Markup
from afterword.candidacy.problem import Problem, problem
from afterword.errors import BadInput
from afterword.gift.formats import entry
from afterword.gift.gift import Gift

_MARK = re.compile(r"NETSCAPE-Bookmark-file|<DT>\s*<(?:A|H3)\b|<a\s[^<>]{0,4096}\btime_added=", re.IGNORECASE)
_PIECE = re.compile(r"(?=<(?:DT|DD|DL|/DL|LI|H[1-6])\b)", re.IGNORECASE)
_ICON = re.compile(r'\sICON(?:_URI)?="[^"]*"', re.IGNORECASE)
_LONGEST_PIECE = 16_000


def knows(text: str) -> bool:
    """Whether this is a bookmark file."""
    return bool(_MARK.search(text[:20_000]))


def read(text: str, name: str, language: str = "en") -> tuple[tuple[Gift, ...], tuple[Problem, ...]]:
    """The links of a bookmark file; folders become tags, DD texts notes.

    Raises BadInput for HTML that is no bookmark file.
    """
    if not knows(text):
        raise BadInput("gift.shelf.not_bookmarks", where=name)
    links = _Links()
    problems: list[Problem] = []
    for count, piece in enumerate(_pieces(text)):
        if count == entry.MOST_ENTRIES:
            problems.append(problem("gift.shelf.entries_cut", language, where=name, count=count))
            break
        if len(piece) > _LONGEST_PIECE:
            problems.append(problem("gift.shelf.entry_cut", language, where=name, letters=_LONGEST_PIECE))
        # Fed piece by piece, so that a broken tag spoils one entry and costs no more than its own length.
        links.feed(piece[:_LONGEST_PIECE])
        if links.rawdata:
            links.flush()
        links.line += piece.count("\n")
    gifts: list[Gift] = []
    for found in links.finished():
        where = f"{name}: {found.line}"
        gift = entry.linked(
            found.title, found.href, where, language, labels=found.labels, note=found.note, added=found.added
        )
        if isinstance(gift, Gift):
            gifts.append(gift)
        else:
            problems.append(gift)
    return tuple(gifts), tuple(problems)


def _pieces(text: str) -> Iterator[str]:
    start = 0
    text = _ICON.sub("", text)
    for found in _PIECE.finditer(text):
        if found.start() > start:
            yield text[start : found.start()]
        start = found.start()
    yield text[start:]


class _Found:
    """One link while it is read. line: where it stands, from 1."""

    __slots__ = ("added", "href", "labels", "line", "note", "title")

    def __init__(self, attributes: dict[str, str | None], folders: list[str], line: int) -> None:
        self.line = line
        self.href = attributes.get("href")
        self.added = attributes.get("add_date") or attributes.get("time_added")
        self.labels = [*folders, *(attributes.get("tags") or "").split(",")]
        if attributes.get("toread") == "1":
            self.labels.append("unread")
        self.title = ""
        self.note = ""


class _Links(Markup):
    """Collects the links, with the folders they lie in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.line = 1
        self._found: list[_Found] = []
        self._folders: list[str] = []
        self._heading: str | None = None
        self._inside = ""

    def finished(self) -> list[_Found]:
        """All links, in the order of the file."""
        return self._found

    def flush(self) -> None:
        """Give up on a tag that did not end."""
        self.close()
        self.rawdata = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._found.append(_Found(dict(attrs), [folder for folder in self._folders if folder], self.line))
            self._inside = "a"
        elif tag in {"h1", "h3"}:
            self._heading, self._inside = "", tag
        elif tag in {"dl", "ul"}:
            self._folders.append(self._heading or "")
            self._heading, self._inside = None, ""
        elif tag == "dd":
            self._inside = "dd"
        elif tag in {"dt", "li"}:
            self._inside = ""

    def handle_endtag(self, tag: str) -> None:
        if tag in {"dl", "ul"} and self._folders:
            self._folders.pop()
        if tag in {"a", "h1", "h3", "dl", "ul"}:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside in {"h1", "h3"}:
            # The name of the file itself ("Bookmarks") is no folder; Pocket's "Read Archive" says what was read.
            self._heading = (self._heading or "") + (data if self._inside == "h3" else _pocket_state(data))
        elif self._inside == "a":
            self._found[-1].title += data
        elif self._inside == "dd" and self._found:
            self._found[-1].note += data


def _pocket_state(heading: str) -> str:
    return {"unread": "unread", "read archive": "read"}.get(heading.strip().lower(), "")
