"""The service log: what happened and where it failed, never a key, a query or anybody's words.

Only this program, Django and waitress write to it: a library that reads a person's file may
quote from it. Of an error it keeps the kind and the places it came through, not its message.
"""

import logging
import logging.handlers
import re
import traceback
from pathlib import Path

from afterword.errors import BadInput

NAME = "service.log"
WRITERS = {"afterword": logging.INFO, "django": logging.WARNING, "waitress": logging.WARNING}
_KEYS = re.compile(r"/(login|feed)/[^\s'\"?]+")
_QUERY = re.compile(r"\?[^\s'\"]+")


class Redacted(logging.Formatter):
    """Lines without keys and queries. places: whether those of an error stand below its line."""

    def __init__(self, *, places: bool) -> None:
        super().__init__()
        self._places = places

    def format(self, record: logging.LogRecord) -> str:
        """Return one line, and the places of an error below it."""
        told = _QUERY.sub("?…", _KEYS.sub(r"/\1/…", record.getMessage()))
        line = " ".join(f"{self.formatTime(record)} {record.levelname} {record.name}: {told}".split())
        if not record.exc_info or record.exc_info[0] is None:
            return line
        line = f"{line} ({record.exc_info[0].__name__})"
        if not self._places:
            return line
        return "\n".join([line, *(f"  {p.filename}:{p.lineno}" for p in traceback.extract_tb(record.exc_info[2]))])


def keep(folder: Path) -> None:
    """Write to a file of at most a megabyte and two older ones in the data folder, and errors to standard error.

    Raises BadInput where the file cannot be written.
    """
    try:
        file = logging.handlers.RotatingFileHandler(folder / NAME, maxBytes=2**20, backupCount=2, encoding="utf-8")
    except OSError as error:
        raise BadInput("input.not_writable", where=str(folder / NAME), detail=error.strerror) from error
    file.setFormatter(Redacted(places=True))
    screen = logging.StreamHandler()
    screen.setFormatter(Redacted(places=False))
    screen.setLevel(logging.ERROR)
    for name, level in WRITERS.items():
        writer = logging.getLogger(name)
        writer.setLevel(level)
        writer.handlers = [file, screen]
        writer.propagate = False
    logging.raiseExceptions = False  # a screen that has gone must not bring forth the words of an error
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a browser that asks for everything at once is usual
    logging.getLogger().addHandler(logging.NullHandler())
