"""Search by meaning, where the person names a sentence model: the shelf is read little by little, and asked.

Nothing here runs inside a transaction. A model that cannot be used is told once in the log and on the
page of the setting, and left alone until its files change; the words alone are searched meanwhile.
"""

import datetime as dt
import logging
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from afterword.app.actions.keep_vectors import keep_vectors
from afterword.app.config import chosen
from afterword.app.models import ShelfItem
from afterword.app.queries.vectors import read_count, shelf_of, unread
from afterword.errors import AfterwordError
from afterword.gift import meaning
from afterword.gift.search import Hits
from afterword.outside import vectors

AT_ONCE, BATCH = 64, 16
"""Things in one go of the sweep, behind which letters wait, and in one question, behind which a page waits."""
PATIENCE = 15.0
"""Seconds that a page waits for the model, which may have to be loaded first."""

Near = Callable[[Hits[uuid.UUID]], Hits[uuid.UUID]]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of how many things are read; fault: why it does not go on."""

    read: int
    total: int
    fault: AfterwordError | None = None

    @property
    def waiting(self) -> int:
        """How many things are still to be read."""
        return max(0, self.total - self.read)


log = logging.getLogger("afterword.meaning")
_failed: dict[str, AfterwordError] = {}
"""What was wrong with a model, by its mark."""


def folder() -> Path | None:
    """The folder of the model that the person names."""
    return Path(chosen.sentence_model).expanduser() if chosen.sentence_model else None


def progress() -> Progress | None:
    """How far the model has read the shelf of the owner in scope; None where no model is named."""
    where = folder()
    if where is None:
        return None
    total = ShelfItem.objects.count()
    wrong = _fault(where)
    return Progress(0 if wrong else read_count(vectors.mark(where)), total, wrong)


def try_again(where: Path) -> None:
    """Ask the model of a folder one line. Raises as `outside.vectors.vectors` does."""
    _failed.clear()
    vectors.vectors(where, ["One line."], PATIENCE)


def near(subject: str, quotes: Sequence[str]) -> Near | None:
    """The search of the shelf by what a subject means; None where no model can be asked or it has read nothing.

    quotes: what was said about the subject.
    """
    where = folder()
    shelf = shelf_of(vectors.mark(where)) if where and not _fault(where) else None
    if where is None or shelf is None:
        return None
    try:
        rows = vectors.vectors(where, [subject, *([" ".join(quotes)] if quotes else [])], PATIENCE)
    except AfterwordError:
        log.exception("the words alone are searched")
        return None
    asked = meaning.asked(rows[0], rows[1] if quotes else None)
    return lambda hits: shelf.nearest(asked, hits)


def read_on(now: dt.datetime, *, ending: Callable[[], bool] = lambda: False) -> bool:
    """Have the model read the next things of the owner's shelf; return whether more wait.

    ending: asked between the questions whether to leave off.
    """
    where = folder()
    if where is None or _fault(where):
        return False
    model = vectors.mark(where)
    waiting = unread(model, AT_ONCE + 1)
    for at in range(0, min(len(waiting), AT_ONCE), BATCH):
        if ending():
            return False
        part = waiting[at : min(at + BATCH, AT_ONCE)]
        try:
            rows = vectors.vectors(where, [meaning.told(gift) for _, gift in part])
        except AfterwordError as error:
            log.warning("the sentence model is left alone: %s", error)
            _failed[model] = error
            return False
        kept = zip(part, meaning.packed(rows), strict=True)
        keep_vectors(now, model, {item: (meaning.mark(gift), value) for (item, gift), value in kept})
    return len(waiting) > AT_ONCE


def _fault(where: Path) -> AfterwordError | None:
    """What is wrong with the model of a folder, as far as it is known."""
    try:
        return _failed.get(vectors.mark(where))
    except AfterwordError as error:
        return error
