"""The service log: what went wrong and where, never a key, a query or anybody's words."""

import logging
import logging.handlers
import re
import traceback
from pathlib import Path

NAME = "service.log"
_KEYS = re.compile(r"/(login|feed)/[^\s'\"?]+")
_QUERY = re.compile(r"\?[^\s'\"]+")


class Redacted(logging.Formatter):
    """Lines without keys and queries; of an error its kind and the places it came through."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line, and the places of an error below it."""
        told = _QUERY.sub("?…", _KEYS.sub(r"/\1/…", record.getMessage()))
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {told}"
        if not record.exc_info or record.exc_info[0] is None:
            return line
        places = traceback.extract_tb(record.exc_info[2])
        return "\n".join([f"{line} ({record.exc_info[0].__name__})", *(f"  {p.filename}:{p.lineno}" for p in places)])


def keep(folder: Path) -> None:
    """Write warnings and errors to standard error, and to a file of at most three megabytes in the data folder."""
    file = logging.handlers.RotatingFileHandler(folder / NAME, maxBytes=2**20, backupCount=2, encoding="utf-8")
    for handler in (file, logging.StreamHandler()):
        handler.setFormatter(Redacted())
        logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.WARNING)
