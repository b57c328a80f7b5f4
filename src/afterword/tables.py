"""Package data: TOML tables beside the code that uses them, each read once."""

import functools
import os.path
import re
import tomllib
from typing import Any

ROOT = os.path.dirname(__file__)  # pathlib would take a thirtieth of the start of `afterword check`


@functools.cache
def table(name: str) -> dict[str, Any]:
    """The table `name`, a path below the package such as "followup/plan.toml".

    The same object is given to every caller: treat it as read only.
    Raises FileNotFoundError for a table that does not exist.
    """
    with open(f"{ROOT}/{name}", "rb") as file:
        return tomllib.load(file)


@functools.cache
def section(name: str, key: str) -> Any:
    """What stands below one of the first keys of a table, None for nothing; the rest of the table is not read."""
    with open(f"{ROOT}/{name}", encoding="utf-8") as file:
        top, *sections = re.split(r"^(?=\[)", file.read(), flags=re.MULTILINE)
    below = [one for one in sections if one.startswith((f"[{key}]", f"[{key}."))]
    return tomllib.loads("".join(below) if below else top).get(key)


@functools.cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a plain word list below the package, without comments and empty ones."""
    with open(f"{ROOT}/{name}", encoding="utf-8") as file:
        return tuple(line.strip() for line in file if line.strip() and not line.startswith("#"))


@functools.cache
def data(name: str) -> bytes:
    """A file below the package as it stands."""
    with open(f"{ROOT}/{name}", "rb") as file:
        return file.read()
