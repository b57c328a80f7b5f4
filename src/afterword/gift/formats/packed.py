"""Files that come packed together (ZIP), as Pocket and Omnivore hand them out."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from afterword.candidacy.problem import Problem, problem
from afterword.errors import BadInput, TooLarge

MOST_FILES = 2_000
"""Of one archive, in its list; what it names beyond is not looked at."""

_LISTS = (".csv", ".json", ".html", ".htm", ".opml", ".xml", ".bib", ".ris")
_ARTICLES = ("content/", "highlights/", "__macosx/")
"""Folders that hold the saved pages themselves, not the list of them."""

_DAMAGED = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, ValueError, OSError, EOFError)
"""What the library raises for an archive that is damaged, locked, or not what it says."""


def knows(data: bytes) -> bool:
    """Whether this is an archive."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def unpacked(
    data: bytes, name: str, most_megabytes: int, language: str = "en"
) -> Iterator[tuple[str, bytes] | Problem]:
    """Yield each list of an archive as (name, content), at most `most_megabytes` of them in all.

    What an archive says of its sizes is not believed: no more is unpacked than that, and TooLarge raised where there
    is more. A file that is damaged or locked is a problem; BadInput is raised for an archive that cannot be opened.
    """
    left = most_megabytes * 1_000_000
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGED as error:
        raise BadInput("gift.shelf.broken_archive", where=name) from error
    with archive:
        for member in archive.infolist()[:MOST_FILES]:
            path = member.filename.lower()
            if not path.endswith(_LISTS) or any(part in path for part in _ARTICLES):
                continue
            where = f"{name}/{member.filename[:200]}"
            try:
                if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                    raise zipfile.BadZipFile("no method that these programs use")
                with archive.open(member) as stream:
                    content = stream.read(left + 1)
            except _DAMAGED:
                yield problem("gift.shelf.packed_unreadable", language, where=where)
                continue
            if len(content) > left:
                raise TooLarge("gift.shelf.too_large_inside", where=name, megabytes=most_megabytes)
            left -= len(content)
            yield where, content
