"""Bring files of saved things onto the shelf: begun, written a part at a time, and ended; each step is kept."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction

from afterword.app.actions.shelve import Compared, put_on
from afterword.app.models import Import, ShelfItem

MOST_TOLD = 40
"""Problems of an import that are kept."""


def begin_import(now: dt.datetime, names: Sequence[str]) -> Import:
    """Note that files are being read."""
    with transaction.atomic():
        return Import.objects.create(names=[name[:200] for name in names], at=now, moved_at=now)


def bring_part(now: dt.datetime, import_id: uuid.UUID, part: Compared, *, looked_at: int, total: int) -> bool:
    """Put a part of what was read on the shelf. looked_at: how many of all `total` things that is.

    Return whether to go on: not where it was taken back meanwhile.
    """
    with transaction.atomic():
        row = Import.objects.select_for_update().filter(id=import_id).first()
        if row is None:
            return False
        row.new += put_on(part, now=row.at)
        row.done += looked_at
        row.state, row.total, row.moved_at = Import.State.SHELVING, total, now
        row.save()
        return True


def end_import(
    now: dt.datetime, import_id: uuid.UUID, told: Sequence[tuple[str, str]], *, failed: bool = False
) -> None:
    """Note what came of it. failed: nothing of it stays on the shelf. One that was taken back changes nothing."""
    with transaction.atomic():
        row = Import.objects.select_for_update().filter(id=import_id).first()
        if row is None:
            return
        if failed:
            ShelfItem.objects.filter(added_at=row.at).delete()
            row.new = 0
        row.state = Import.State.FAILED if failed else Import.State.DONE
        row.told = [list(one) for one in told[:MOST_TOLD]]
        row.moved_at = now
        row.save()
