"""Whose rows are read and written: one context scopes them all, and without it nothing is seen."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_current: ContextVar[uuid.UUID | None] = ContextVar("owner", default=None)


class NoOwnerError(RuntimeError):
    """Rows were asked for outside of `acting_as`: a fault of the program, never of its input."""


@contextmanager
def acting_as(owner: uuid.UUID) -> Iterator[None]:
    """Read and write the rows of this candidate alone, until the block ends."""
    token = _current.set(owner)
    try:
        yield
    finally:
        _current.reset(token)


def current() -> uuid.UUID:
    """Return the candidate whose rows are in scope.

    Raises NoOwnerError outside of `acting_as`.
    """
    owner = _current.get()
    if owner is None:
        raise NoOwnerError("no owner: use acting_as(candidate)")
    return owner
