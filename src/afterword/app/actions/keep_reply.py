"""Keep a mail that came in, with what the person says it was."""

import datetime as dt
import uuid
from collections.abc import Mapping

import msgspec
from django.db import transaction

from afterword.app.actions.record import add_event, locked
from afterword.app.actions.replan import replan
from afterword.app.models import Event, Mail
from afterword.candidacy.events import EventType
from afterword.reply.reply import Reply

EVENTS: Mapping[str, EventType] = {"auto_reply": "auto_reply_received", "bounce": "bounced"}
"""What is no answer of a person; all else is `reply_received`."""


def keep_reply(
    now: dt.datetime,
    candidacy_id: uuid.UUID,
    *,
    at: dt.datetime,
    who: uuid.UUID | None,
    what: str,
    judged: Mapping[str, object] | None = None,
    data: Mapping[str, object] | None = None,
    mail: tuple[Reply, bytes] | None = None,
    id: uuid.UUID,
) -> Event:
    """Record what came and, in the same breath, what it was; return the event that an undo takes back.

    what: reply, auto_reply or bounce; judged: the data of `reply_judged` (outcome, date), None where the person
    has not said it; data: of the first event; mail: what was read, and its bytes.
    """
    with transaction.atomic():
        candidacy = locked(candidacy_id)
        known = candidacy.events.filter(id=id).first()
        if known:
            return known
        people = [who] if who else []
        came = add_event(candidacy, EVENTS.get(what, "reply_received"), now, at=at, who=people, data=data, id=id)
        if mail:
            reply, raw = mail
            Mail.objects.create(
                candidacy=candidacy, person_id=who, what=reply.what, value=msgspec.to_builtins(reply), data=raw, at=at
            )
        said = add_event(candidacy, "reply_judged", now, at=at, who=people, data=judged) if judged else came
        replan(candidacy, now)
        return said
