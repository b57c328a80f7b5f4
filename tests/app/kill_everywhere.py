"""Runs actions on a database of their own, and sees at each statement what a kill would leave.

    python kill_everywhere.py FOLDER

Reads names of actions, a line each, and answers each with a line of JSON: what stands before and after the
whole action, what a kill before each of its statements leaves, and what two real kills left.

A kill leaves the files as they are at that moment and nothing else. So one run is enough for all statements: before
each of them the files are copied, as somebody who comes after the kill finds them. The real kills show that this is so.
"""

import json
import os
import shutil
import signal
import sqlite3
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import django

django.setup()

from django.db import connection, transaction  # noqa: E402 - Django is set up first

from afterword.app.me import me  # noqa: E402
from afterword.app.owner import acting_as  # noqa: E402
from afterword.app.schema import ensure  # noqa: E402
from app.killed import ACTIONS, PREPARED, SEVERAL, seed  # noqa: E402

Execute = Callable[..., Any]
WORK = ACTIONS | SEVERAL


class Watch:
    """Looks at the files of a database before each statement."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.left: list[str] = []
        self.known: dict[tuple[bytes, ...], str] = {}

    def __call__(self, execute: Execute, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.left.append(self.standing())
        return execute(sql, params, many, context)

    def standing(self) -> str:
        """What somebody finds who comes after a kill at this moment."""
        # reading gives up this process's locks on the files, and nobody else is there to take them
        files = tuple(path.read_bytes() for path in parts(self.file))
        if files not in self.known:
            self.known[files] = found(self.file)
        return self.known[files]


def parts(file: Path) -> list[Path]:
    """The files that a database consists of; its index of the log is made anew by whoever comes next."""
    return [path for path in sorted(file.parent.glob(f"{file.name}*")) if not path.name.endswith("-shm")]


def found(file: Path) -> str:
    """Every row and every page of a copy, checked and in short."""
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        for path in parts(file):
            shutil.copy(path, folder)
        with closing(sqlite3.connect(Path(folder) / file.name)) as copy:
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            return sha256("\n".join(copy.iterdump()).encode()).hexdigest()


def use(file: Path) -> None:
    connection.close()  # which also moves what stands in the log into the file
    connection.settings_dict["NAME"] = str(file)


def killed(file: Path, work: Callable[[], object]) -> str:
    """Run `work` in a child that kills itself in it; return what it left."""
    connection.close()
    child = os.fork()
    if child == 0:
        try:
            use(file)
            with acting_as(me()):
                work()
        finally:
            os._exit(0)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
    return found(file)


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def before_statement(action: str, statement: int) -> None:
    """Die before the given statement, counted from 1."""
    seen = 0

    def count(execute: Execute, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen == statement:
            die()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        WORK[action]()


def before_commit(action: str) -> None:
    """Die when everything was executed and nothing is kept yet."""
    with transaction.atomic():
        WORK[action]()
        die()


def watched(action: str, seeded: Path, folder: Path) -> dict[str, object]:
    """Run the action whole, then kill it before its last statement, and before its commit."""
    start, whole = folder / "start.sqlite3", folder / "whole.sqlite3"
    shutil.copy(seeded, start)
    use(start)
    with acting_as(me()):
        PREPARED.get(action, lambda: None)()
    connection.close()
    before = found(start)
    shutil.copy(start, whole)
    use(whole)
    watch = Watch(whole)
    with acting_as(me()), connection.execute_wrapper(watch):
        WORK[action]()
    connection.close()
    at_last, at_commit = (Path(shutil.copy(start, folder / name)) for name in ("last.sqlite3", "commit.sqlite3"))
    return {
        "before": before,
        "after": found(whole),
        "left": watch.left,
        "killed_at_last": killed(at_last, lambda: before_statement(action, len(watch.left))),
        "killed_at_commit": killed(at_commit, lambda: before_commit(action)),
    }


def main() -> None:
    folder = Path(sys.argv[1])
    seeded = folder / "seed.sqlite3"
    use(seeded)
    ensure()
    with acting_as(me()):
        seed()
    connection.close()
    for line in sys.stdin:
        with tempfile.TemporaryDirectory(dir=folder) as own:
            try:
                seen = watched(line.strip(), seeded, Path(own))
            except Exception:
                seen = {"failed": traceback.format_exc()}
        print(json.dumps(seen), flush=True)


if __name__ == "__main__":
    main()
