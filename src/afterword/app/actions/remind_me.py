"""Choose how to be reminded, and put away what is told of reminders that did not come."""

import datetime as dt
import uuid

from django.db import transaction

from afterword.app.actions.record import locked_candidate
from afterword.app.models import Reminder, Reminding


def remind_me(
    now: dt.datetime, *, digest: bool, hour: int, push: bool, server: str, topic: str, names: bool
) -> Reminding:
    """Keep the one choice of the candidate in scope. Its token is kept elsewhere, under `secret`.

    hour: of the digest, 0 to 23 of the candidate's day. What was due before `now` is not made up for.
    """
    with transaction.atomic():
        locked_candidate()
        row = Reminding.objects.first() or Reminding(id=uuid.uuid4())
        row.digest, row.hour, row.push, row.names = digest, hour, push, names
        row.server, row.topic = server, topic
        row.secret = f"ntfy-{row.id}"
        row.since = now
        row.save()
        return row


def put_reminders_away(now: dt.datetime) -> int:
    """The person has seen which reminders did not come; return how many."""
    gone = (Reminder.State.MISSED, Reminder.State.FAILED)
    return Reminder.objects.filter(state__in=gone, seen_at=None).update(seen_at=now)
