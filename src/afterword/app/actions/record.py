"""Record what happened, and what follows from it."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Max

from afterword.app.actions.replan import replan
from afterword.app.models import Candidacy, Event
from afterword.candidacy.events import EventType


def record(
    candidacy_id: uuid.UUID,
    kind: EventType,
    now: dt.datetime,
    *,
    at: dt.datetime | None = None,
    who: Iterable[uuid.UUID] = (),
    data: Mapping[str, object] | None = None,
    id: uuid.UUID | None = None,
) -> Event:
    """Add an event and plan again, both or neither.

    at: when it happened, now where it is not given; id: given by a form, so that a double submit
    is recorded once. Raises Candidacy.DoesNotExist for a candidacy of somebody else.
    """
    with transaction.atomic():
        candidacy = locked(candidacy_id)
        known = candidacy.events.filter(id=id).first() if id else None
        if known:
            return known
        event = add_event(candidacy, kind, now, at=at, who=who, data=data, id=id)
        replan(candidacy, now)
        return event


def locked(candidacy_id: uuid.UUID) -> Candidacy:
    """Return the candidacy, locked until the transaction ends."""
    return Candidacy.objects.select_for_update().get(id=candidacy_id)


def add_event(
    candidacy: Candidacy,
    kind: EventType,
    now: dt.datetime,
    *,
    at: dt.datetime | None = None,
    who: Iterable[uuid.UUID] = (),
    data: Mapping[str, object] | None = None,
    id: uuid.UUID | None = None,
) -> Event:
    """Add an event to a locked candidacy, without planning again."""
    last = candidacy.events.order_by("-order").values_list("order", flat=True).first()
    latest = Event.objects.aggregate(latest=Max("recorded_at"))["latest"]
    return Event.objects.create(
        id=id or uuid.uuid4(),
        candidacy=candidacy,
        order=(last or 0) + 1,
        type=kind,
        at=at or max(now, latest or now),
        who=[str(person) for person in who],
        data=dict(data or {}),
        recorded_at=max(now, latest or now),  # a clock set back never changes the order of things
    )
