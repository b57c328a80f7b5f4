"""Files in, words out: what every command reads and prints."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from afterword.cli.options import Terms
from afterword.errors import AfterwordError, BadInput, TooLarge

if TYPE_CHECKING:
    from afterword.candidacy.problem import Problem

T = TypeVar("T")

LIMIT_MB = 64
"""No command reads a larger file."""

_UNSEEN = {
    mark: None
    for marks in (range(9), range(11, 32), range(127, 160), range(0x202A, 0x202F), range(0x2066, 0x206A))
    for mark in marks
}
"""Marks that steer a terminal or turn the direction of writing: no file's text may bring them to a person's screen."""


def read(path: str) -> tuple[str, bytes]:
    """Return the name and the bytes of a file, or of standard input for "-".

    Raises BadInput where it is not there or not readable, TooLarge above LIMIT_MB.
    """
    if path == "-":
        return "-", _limited("-", sys.stdin.buffer.read(LIMIT_MB * 1_000_000 + 1))
    try:
        with open(path, "rb") as stream:
            if os.fstat(stream.fileno()).st_size > LIMIT_MB * 1_000_000:  # what has no size, as a pipe, is cut below
                raise _too_large(path)
            return path, _limited(path, stream.read(LIMIT_MB * 1_000_000 + 1))
    except IsADirectoryError as error:
        raise BadInput("input.is_folder", where=path) from error
    except FileNotFoundError as error:
        raise BadInput("input.no_file", where=path) from error
    except OSError as error:
        raise BadInput("input.not_readable", where=path, detail=error.strerror or str(error)) from error


def _limited(name: str, data: bytes) -> bytes:
    if len(data) > LIMIT_MB * 1_000_000:
        raise _too_large(name)
    return data


def _too_large(name: str) -> TooLarge:
    return TooLarge("input.too_large", where=name, megabytes=f"over {LIMIT_MB}", limit=LIMIT_MB)


@contextmanager
def named(path: str) -> Iterator[None]:
    """Let an error inside name the file it is about, before the place in it."""
    try:
        yield
    except AfterwordError as error:
        if error.where is None or not error.where.startswith(path):
            error.where = f"{path}: {error.where}" if error.where else path
        raise


def read_shape(path: str, shape: type[T], language: str) -> T:
    """Return a JSON file as `shape`; unknown keys are told on standard error and ignored."""
    return shape_of(*read(path), shape, language)


def shape_of(name: str, data: bytes, shape: type[T], language: str) -> T:
    """Return JSON that was read already as `shape`; unknown keys are told and ignored."""
    from afterword import shapes

    value, problems = shapes.read(data, shape, name, language)
    tell(problems)
    return value


def write(path: str, data: bytes) -> None:
    """Write a new file, whole or not at all.

    Raises BadInput where it exists or cannot be written.
    """
    from pathlib import Path

    target = Path(path)
    if target.exists():
        raise BadInput("input.exists", where=path)
    part = target.with_name(target.name + ".part")
    try:
        part.write_bytes(data)
        part.rename(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise BadInput("input.not_writable", where=path, detail=error.strerror or str(error)) from error


def document(value: Any) -> None:
    """Print one JSON document."""
    from afterword import shapes

    sys.stdout.write(shapes.write(value).decode() + "\n")


def one_line(text: str) -> str:
    """Return `text` as one line that is safe on a terminal."""
    return " ".join(text.translate(_UNSEEN).split()) + "\n"


def tell(problems: Iterable["Problem"]) -> None:
    """Print each problem in one line on standard error."""
    for found in problems:
        where = f"{found.where}: " if found.where else ""
        sys.stderr.write(one_line(f"{where}{found.message}"))


def show(terms: Terms, value: Any, lines: Iterable[str], problems: Iterable["Problem"] = ()) -> None:
    """Print `value` as JSON or as `lines`, and its problems on standard error."""
    tell(problems)
    if terms.as_json:
        document(value)
    else:
        sys.stdout.write("".join(f"{line}\n" for line in lines).translate(_UNSEEN))
