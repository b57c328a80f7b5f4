"""Which program serves these data: one at a time, and the next one finds it.

The first holds `running.lock`, an empty SQLite file, locked: that works alike on every system, and a
crash lets go of it. `running.json` says where it listens and the mark it answers at /alive, so that
a file left behind by a crash deceives nobody.
"""

import json
import os
import secrets
import sqlite3
import time
import urllib.request
from pathlib import Path

from afterword.errors import BadInput, Refused

HOST = "127.0.0.1"
PATIENCE = 15.0
"""Seconds that one which is just starting has for its first answer."""

MARK = secrets.token_hex(16)
"""What this process answers at /alive."""

_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def claim(folder: Path) -> sqlite3.Connection | None:
    """Hold the data until the connection is closed; None where another program holds them.

    Raises BadInput where the folder cannot be written.
    """
    path = folder / "running.lock"
    try:
        held = sqlite3.connect(path, timeout=0, isolation_level=None)
        held.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_BUSY:
            return None
        raise BadInput("input.not_writable", where=str(path), detail=str(error)) from error
    return held


def tell(folder: Path, port: int) -> None:
    """Write down where this process listens."""
    part = folder / "running.json.part"
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump({"port": port, "mark": MARK}, file)
    part.replace(folder / "running.json")


def forget(folder: Path) -> None:
    """Take the note of this process away."""
    (folder / "running.json").unlink(missing_ok=True)


def told(folder: Path) -> int | None:
    """Return the port that was written down last, without asking whether anybody answers there."""
    try:
        return int(json.loads((folder / "running.json").read_text(encoding="utf-8"))["port"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def find(folder: Path) -> int | None:
    """Return the port of the program that serves these data, None where none answers with its mark."""
    try:
        told = json.loads((folder / "running.json").read_text(encoding="utf-8"))
        with _DIRECT.open(f"http://{HOST}:{int(told['port'])}/alive", timeout=3) as answer:
            return int(told["port"]) if json.loads(answer.read(1000))["mark"] == told["mark"] else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def wait_for(folder: Path, patience: float = PATIENCE) -> int:
    """Return the port of the program that holds these data, as soon as it answers.

    Raises Refused where it stays silent.
    """
    until = time.monotonic() + patience
    while True:
        if port := find(folder):
            return port
        if time.monotonic() > until:
            raise Refused("app.server.silent", where=str(folder))
        time.sleep(0.2)
