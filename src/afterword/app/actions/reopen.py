"""Take the approval of a letter back, so that it can be changed again."""

import datetime as dt
import uuid

from django.db import transaction

from afterword.app.actions.record import add_event, locked
from afterword.app.actions.replan import replan
from afterword.app.models import Letter, Outbox
from afterword.errors import Refused

WAITING = (Outbox.State.QUEUED, Outbox.State.HELD)
ON_ITS_WAY = (Outbox.State.CLAIMED, Outbox.State.DOUBT, Outbox.State.UNSURE, Outbox.State.SENT)


def reopen(now: dt.datetime, letter_id: uuid.UUID) -> Letter:
    """Make an approved letter a draft again; what waits in the outbox is cancelled. Twice is once.

    Raises Refused for a letter that has left or is just leaving.
    """
    with transaction.atomic():
        letter = Letter.objects.select_for_update().get(id=letter_id)
        if letter.state == Letter.State.DRAFT:
            return letter
        left = letter.state != Letter.State.APPROVED or letter.outbox.filter(state__in=ON_ITS_WAY).exists()
        if left:
            raise Refused("app.reopen.has_left")
        candidacy = locked(letter.candidacy_id)
        letter.outbox.filter(state__in=WAITING).update(state=Outbox.State.CANCELLED)
        letter.approvals.filter(taken_back_at=None).update(taken_back_at=now)
        letter.state = Letter.State.DRAFT
        letter.changed_at = now
        letter.save()
        taken_back = set(candidacy.events.filter(type="retracted").values_list("data__event", flat=True))
        for event in candidacy.events.filter(type="letter_approved", data__letter=str(letter.id)):
            if str(event.id) not in taken_back:
                add_event(candidacy, "retracted", now, data={"event": str(event.id)})
        replan(candidacy, now)
        return letter
