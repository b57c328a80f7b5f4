"""While this program was closed, or the computer slept: which steps had their best time then.

The runner touches `last-look` in the data folder each time it looks. Where the last look is long ago,
the steps that had their time since are kept in `missed.json`, as ids alone, until the person has seen them.
"""

import datetime as dt
import json
import os
import threading
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

GAP = dt.timedelta(hours=1)
"""A shorter pause is none."""

_writing = threading.Lock()


@dataclass(frozen=True, slots=True)
class Kept:
    """A step that had its time meanwhile. to: a person id, "candidate" or ""; until: the end of its best time."""

    candidacy: uuid.UUID
    step: str
    to: str
    until: dt.datetime


@dataclass(frozen=True, slots=True)
class Pause:
    """From the last look before to the first one after it, with what had its time in between."""

    closed_at: dt.datetime
    opened_at: dt.datetime
    steps: tuple[Kept, ...]


def closed_since(folder: Path, now: dt.datetime) -> dt.datetime | None:
    """Return when the last look was, None where that is not long ago; and remember this look.

    A clock that was set back makes no pause.
    """
    mark = folder / "last-look"
    last = dt.datetime.fromtimestamp(mark.stat().st_mtime, dt.UTC) if mark.exists() else now
    mark.touch(mode=0o600)
    os.utime(mark, (now.timestamp(), now.timestamp()))
    return last if now - last > GAP else None


def keep(folder: Path, owner: uuid.UUID, closed_at: dt.datetime, now: dt.datetime, steps: Sequence[Kept]) -> None:
    """Keep what a candidate missed, with what they have not seen yet of an earlier pause."""
    with _writing:
        everybody = _read(folder)
        earlier = everybody.get(str(owner))
        everybody[str(owner)] = {
            "closed_at": earlier["closed_at"] if earlier else closed_at.isoformat(),
            "opened_at": now.isoformat(),
            "steps": [
                *(earlier["steps"] if earlier else []),
                *([str(one.candidacy), one.step, one.to, one.until.isoformat()] for one in steps),
            ],
        }
        _write(folder, everybody)


def kept(folder: Path, owner: uuid.UUID) -> Pause | None:
    """Return what a candidate missed and has not seen yet."""
    row = _read(folder).get(str(owner))
    if row is None:
        return None
    steps = (
        Kept(uuid.UUID(candidacy), step, to, dt.datetime.fromisoformat(until))
        for candidacy, step, to, until in row["steps"]
    )
    return Pause(dt.datetime.fromisoformat(row["closed_at"]), dt.datetime.fromisoformat(row["opened_at"]), tuple(steps))


def put_away(folder: Path, owner: uuid.UUID) -> None:
    """Forget what a candidate has seen."""
    with _writing:
        everybody = _read(folder)
        if everybody.pop(str(owner), None):
            _write(folder, everybody)


def _read(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / "missed.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(folder: Path, everybody: dict[str, Any]) -> None:
    part = folder / "missed.json.part"
    part.write_text(json.dumps(everybody), encoding="utf-8")
    part.replace(folder / "missed.json")
