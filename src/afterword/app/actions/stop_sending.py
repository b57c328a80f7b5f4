"""Take a letter out of the outbox while it has not left, and say what became of one that nobody knows of."""

import datetime as dt
import uuid

from django.db import transaction

from afterword.app.actions.pass_over import pass_over
from afterword.app.actions.reopen import reopen
from afterword.app.actions.sent import sent
from afterword.app.models import Outbox
from afterword.errors import Refused

WAITING = (Outbox.State.QUEUED, Outbox.State.HELD)


def stop_sending(outbox_id: uuid.UUID) -> Outbox:
    """Cancel it; the letter stays approved. Twice is once. Raises Refused for one that is leaving or has left."""
    with transaction.atomic():
        row = Outbox.objects.select_for_update().get(id=outbox_id)
        if row.state == Outbox.State.CANCELLED:
            return row
        if row.state not in WAITING:
            raise Refused("app.outbox.has_left")
        row.state = Outbox.State.CANCELLED
        row.save()
        return row


def release(outbox_id: uuid.UUID, now: dt.datetime) -> Outbox:
    """Let a held one go after all: the person has looked at it, and passes what a click may pass.

    Raises Refused for one that is not held.
    """
    with transaction.atomic():
        row = Outbox.objects.select_for_update().get(id=outbox_id)
        if row.state == Outbox.State.QUEUED:
            return row
        if row.state not in {Outbox.State.HELD, Outbox.State.FAILED}:
            raise Refused("app.outbox.not_held")
        if ids := row.told.get("params", {}).get("ids"):
            pass_over(row.letter_id, now, ids)
        row.state, row.send_at, row.told = Outbox.State.QUEUED, now, {}
        row.attempts = 0
        row.save()
        return row


def settle(outbox_id: uuid.UUID, now: dt.datetime, *, left: bool) -> Outbox:
    """Keep what the person found in their Sent folder for one that is unsure.

    One that did not leave is a draft again: it goes once more only by a new approval.
    Raises Refused for a letter that is not unsure.
    """
    with transaction.atomic():
        row = Outbox.objects.select_for_update().get(id=outbox_id)
        done = Outbox.State.SENT if left else Outbox.State.CANCELLED
        if row.state == done:
            return row
        if row.state != Outbox.State.UNSURE:
            raise Refused("app.outbox.not_unsure")
        row.state = done
        row.save()
        if left:
            sent(row.letter_id, now, at=row.dated_at)
        else:
            reopen(now, row.letter_id)
        return row
