"""A backup that is consistent while the program runs, and proven before it is called one."""

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection, connections

from afterword.app.schema import NAMES
from afterword.errors import BadInput, NotSupported


def backup(target: Path) -> dict[str, int]:
    """Copy the living database to `target`, prove the copy, and return its rows by table.

    Raises NotSupported on PostgreSQL (its own tools do it better), BadInput where `target` exists
    or cannot be written. A copy that fails is removed: nothing half-written stays.
    """
    source = _sqlite()
    if target.exists():
        raise BadInput("app.backup.exists", where=str(target))
    part = target.with_name(target.name + ".part")
    try:
        with closing(sqlite3.connect(source)) as living, closing(sqlite3.connect(part)) as copy:
            living.backup(copy)
        counts = prove(part)
        part.rename(target)
    except (sqlite3.Error, OSError) as error:
        part.unlink(missing_ok=True)
        raise BadInput("app.backup.failed", where=str(target), detail=str(error)) from error
    return counts


def prove(file: Path) -> dict[str, int]:
    """Open a backup, check every page of it, and return its rows by table.

    Raises BadInput for a file that is no whole backup of this program or comes from a newer version.
    """
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as copy:
            if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise BadInput("app.backup.damaged", where=str(file))
            tables = [name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            if "django_migrations" not in tables or "afterword_candidate" not in tables:
                raise BadInput("app.backup.not_ours", where=str(file))
            applied = {name for (name,) in copy.execute("SELECT name FROM django_migrations WHERE app = 'afterword'")}
            if applied - set(NAMES):
                raise BadInput("app.schema.newer", where=str(file), step=max(applied - set(NAMES)))
            own = sorted(name for name in tables if name.startswith("afterword_"))
            return {name: copy.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in own}  # noqa: S608 - names from the schema
    except sqlite3.Error as error:
        raise BadInput("app.backup.damaged", where=str(file)) from error


def restore(file: Path, now: dt.datetime) -> Path | None:
    """Put a proven backup in the place of the database; return where the old one is kept.

    The copy is made beside the database and moved over it in one step. Raises BadInput for a backup
    that cannot be proven, or a database that something is writing to.
    """
    target = _sqlite()
    prove(file)
    connections.close_all()
    part = target.with_name(target.name + ".part")
    try:
        with (
            closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(part)) as copy,
        ):
            source.backup(copy)
        kept = _set_aside(target, now) if target.exists() else None
        part.rename(target)
    except (sqlite3.Error, OSError) as error:
        part.unlink(missing_ok=True)
        raise BadInput("app.backup.failed", where=str(target), detail=str(error)) from error
    return kept


def _set_aside(target: Path, now: dt.datetime) -> Path:
    kept = target.with_name(f"{target.stem}-before-{now:%Y%m%d-%H%M%S}{target.suffix}")
    with closing(sqlite3.connect(target, timeout=2)) as living:
        living.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # so that the one file holds everything
        living.execute("BEGIN EXCLUSIVE")  # fails while somebody writes
        living.rollback()
    target.rename(kept)
    for suffix in ("-wal", "-shm"):
        target.with_name(target.name + suffix).unlink(missing_ok=True)
    return kept


def _sqlite() -> Path:
    if connection.vendor != "sqlite":
        raise NotSupported("app.backup.not_sqlite")
    return Path(str(connection.settings_dict["NAME"]))


def living() -> bool:
    """Whether a database stands where a restored one would go."""
    return _sqlite().exists()
