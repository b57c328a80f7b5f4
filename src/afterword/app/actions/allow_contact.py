"""They wrote again after they had asked for no contact, and the person takes it as leave to answer."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction

from afterword.app.actions.record import add_event, locked
from afterword.app.actions.replan import replan
from afterword.app.models import Event


def allow_contact(
    now: dt.datetime, candidacy_id: uuid.UUID, *, at: dt.datetime, who: Sequence[uuid.UUID], id: uuid.UUID
) -> Event:
    """Record their new word and what it allows, all or nothing; return the event that an undo takes back.

    The same id twice is once. Raises Candidacy.DoesNotExist for a candidacy of somebody else.
    """
    with transaction.atomic():
        candidacy = locked(candidacy_id)
        known = candidacy.events.filter(id=id).first()
        if known:
            return known
        add_event(candidacy, "reply_received", now, at=at, who=who)
        add_event(candidacy, "reply_judged", now, at=at, who=who, data={"outcome": "acknowledgement"})
        data = {"key": "contact_allowed", "value": True}
        allowed = add_event(candidacy, "setting_changed", now, at=at, who=who, data=data, id=id)
        replan(candidacy, now)
        return allowed
