"""What is wrong with this installation, looked at one thing after another."""

import importlib.util
import shutil
import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection

from afterword.app.schema import NAMES

LOW_DISK_MB = 200


@dataclass(frozen=True, slots=True)
class Look:
    """One thing looked at. needed: the program does not work without it."""

    what: str
    well: bool
    needed: bool = True
    params: dict[str, object] = field(default_factory=dict)


def examine(folder: Path) -> list[Look]:
    """Look at everything, in the order in which a person would mend it."""
    return [*_folder(folder), *_database(), *_parts()]


def _folder(folder: Path) -> Iterator[Look]:
    mode = stat.S_IMODE(folder.stat().st_mode)
    private = sys.platform == "win32" or mode & 0o077 == 0
    yield Look("folder", private, params={"path": str(folder), "mode": f"{mode:o}"})
    free = shutil.disk_usage(folder).free // 1_000_000
    yield Look("disk", free >= LOW_DISK_MB, params={"free": free})


def _database() -> Iterator[Look]:
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite":
        yield Look("database", True, params={"name": name, "state": "PostgreSQL"})
        return
    if not Path(name).exists():
        yield Look("database", True, params={"name": name, "state": "none yet"})
        return
    try:
        with closing(sqlite3.connect(f"file:{name}?mode=ro", uri=True)) as file:
            state = file.execute("PRAGMA integrity_check").fetchone()[0]
            applied = {row[0] for row in file.execute("SELECT name FROM django_migrations WHERE app = 'afterword'")}
    except sqlite3.Error as error:
        yield Look("database", False, params={"name": name, "state": str(error)})
        return
    yield Look("database", state == "ok", params={"name": name, "state": state})
    yield Look("version", not applied - set(NAMES), params={"version": max(applied, default="none")})


def _parts() -> Iterator[Look]:
    has_ocr = all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))
    yield Look("ocr", bool(has_ocr), needed=False)
