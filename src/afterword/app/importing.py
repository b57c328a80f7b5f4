"""Files brought onto the shelf beside the pages: read whole, then written a part at a time.

A part is short, so that nobody else waits for the database. How far it is stands in a row. Where the program ends
meanwhile, what came so far is on the shelf and can be taken back; bringing the same files again adds only the rest.
"""

import datetime as dt
import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection
from django.utils import timezone

from afterword import api
from afterword.app.actions.bring_in import begin_import, bring_part, end_import
from afterword.app.actions.shelve import Compared, compare
from afterword.app.models import Import
from afterword.app.owner import acting_as
from afterword.candidacy import reason
from afterword.errors import BadInput
from afterword.gift import shelf
from afterword.gift.gift import Gift

A_PART = 1000
"""Things that are written at once."""

AT_ONCE = 200_000
"""Bytes: so much takes well under a second, and nobody is sent to a page that waits."""

PATIENCE = dt.timedelta(minutes=2)
"""One that did not get on for so long never will: the program was closed while it was in hand."""

log = logging.getLogger("afterword.importing")

Files = Sequence[tuple[str, bytes]]
Told = Sequence[tuple[str, str]]
Tell = Callable[[int, int], None]
"""Called with how many of how many things are done."""


def bring(now: dt.datetime, files: Files, language: str) -> Import:
    """Bring files onto the shelf of the owner in scope: small ones at once, others in a thread of their own.

    Return the row that says how far it is.
    """
    row = begin_import(now, [name for name, _ in files])
    if sum(len(data) for _, data in files) > AT_ONCE:
        threading.Thread(target=_beside, args=(row, files, language), name="import", daemon=True).start()
    else:
        carry_out(row, files, language)
        row.refresh_from_db()
    return row


def carry_out(row: Import, files: Files, language: str) -> None:
    """Read the files, then write what stands in them."""
    with _nothing_half_written(row, language):
        gifts, told = _read(files, language)
    if gifts is None:
        end_import(timezone.now(), row.id, told, failed=True)
    else:
        write(row, gifts, language, told)


def write(
    row: Import, gifts: Sequence[Gift], language: str, told: Told = (), tell: Tell = lambda done, total: None
) -> None:
    """Put what was read on the shelf. told: what was wrong with the rest, as (place, words)."""
    done = 0
    with _nothing_half_written(row, language):
        for part, looked_at in _parts(compare(gifts), len(gifts)):
            if not bring_part(timezone.now(), row.id, part, looked_at=looked_at, total=len(gifts)):
                return
            done += looked_at
            tell(done, len(gifts))
        end_import(timezone.now(), row.id, told)
    if connection.vendor == "sqlite":  # PostgreSQL sees by itself how much there is now, and which index pays
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize")


@contextmanager
def _nothing_half_written(row: Import, language: str) -> Iterator[None]:
    try:
        yield
    except Exception:
        told = " ".join(
            filter(None, (said("app.shelf.not_written", {}, language) for said in (reason.message, reason.mend)))
        )
        end_import(timezone.now(), row.id, [("", told)], failed=True)
        raise


def is_lost(row: Import, now: dt.datetime) -> bool:
    """Whether it was in hand when the program ended."""
    return row.state in {Import.State.READING, Import.State.SHELVING} and row.moved_at + PATIENCE < now


def _beside(row: Import, files: Files, language: str) -> None:
    try:
        with acting_as(row.owner_id):
            carry_out(row, files, language)
    except Exception:
        log.exception("an import failed")
    finally:
        connection.close()


def _read(files: Files, language: str) -> tuple[list[Gift] | None, Told]:
    """Return the gifts of all files, and what was wrong as (place, words); None where no file can be read at all."""
    gifts: list[Gift] = []
    unread: list[tuple[str, str]] = []
    told: list[tuple[str, str]] = []
    for name, data in files:
        try:
            found, problems = api.read_shelf([(name, data)], language=language)
        except BadInput as error:
            said = (reason.message(error.code, error.params, language), reason.mend(error.code, error.params, language))
            unread.append((name, " ".join(filter(None, said))))
        else:
            gifts += found
            told += [(problem.where or name, problem.message) for problem in problems]
    if len(unread) == len(files):
        return None, unread
    return list(shelf.once(gifts)) if len(files) > 1 else gifts, [*unread, *told]


def _parts(compared: Compared, total: int) -> Iterator[tuple[Compared, int]]:
    """Yield parts of what is to be written, each with how many things it is; what needs no writing is of the first."""
    changed, added = list(compared.changed), list(compared.added)
    looked_at = total - len(changed) - len(added)
    for start in range(0, max(1, len(changed) + len(added)), A_PART):
        end = start + A_PART
        part = Compared(
            changed[start:end],
            added[max(0, start - len(changed)) : max(0, end - len(changed))],
            compared.own if not start else (),
        )
        yield part, looked_at + len(part.changed) + len(part.added)
        looked_at = 0
