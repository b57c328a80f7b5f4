"""Package data: TOML tables beside the code that uses them, each read once."""

import functools
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent


@functools.cache
def table(name: str) -> dict[str, Any]:
    """The table `name`, a path below the package such as "followup/plan.toml".

    The same object is given to every caller: treat it as read only.
    Raises FileNotFoundError for a table that does not exist.
    """
    with (ROOT / name).open("rb") as file:
        return tomllib.load(file)


@functools.cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a plain word list below the package, without comments and empty ones."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
