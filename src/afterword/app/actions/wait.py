"""Begin in the middle: a talk that was held some time ago, and what was sent since."""

import datetime as dt
import uuid

from django.db import transaction

from afterword.app.actions.capture import Talk, capture
from afterword.app.actions.record import record
from afterword.app.models import Candidacy, Event
from afterword.candidacy.events import EventType


def wait(
    now: dt.datetime, talk: Talk, *, thanked: dt.datetime | None, asked: dt.datetime | None, id: uuid.UUID
) -> Candidacy:
    """Keep the talk, and that a thank-you and a question went out by other ways.

    Twice is once, also with another id: who goes back and says the same firm and day means the same talk.
    """
    with transaction.atomic():
        if standing := _same(talk):
            return standing
        known = Event.objects.filter(id=id).exists()
        held = capture(now, talk, id=id)
        touches = [("thank_you", thanked), ("follow_up_1", asked)]
        for step, at in touches if not known else ():
            if at:
                kind: EventType = "touch_done_elsewhere"
                data = {"step": step, "channel": "email"}
                record(held.candidacy_id, kind, now, at=at, who=[uuid.UUID(one) for one in held.who], data=data)
        return Candidacy.objects.get(id=held.candidacy_id)


def _same(talk: Talk) -> Candidacy | None:
    """The candidacy that holds the same talk already, unless it was taken back."""
    rows = Event.objects.filter(type=talk.kind, at=talk.ended, candidacy__company=talk.firm.company or "")
    for row in rows.select_related("candidacy"):
        if not row.candidacy.events.filter(type="retracted", data__event=str(row.id)).exists():
            return row.candidacy
    return None
