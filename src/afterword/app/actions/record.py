"""Record what happened, and what follows from it."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Max

from afterword.app import owner
from afterword.app.actions.replan import replan
from afterword.app.models import Attendance, Candidacy, Candidate, Event, Interview
from afterword.candidacy.events import EventType

HELD = ("interview_held", "screen_held", "one_way_held")
"""Events that say a talk took place."""

MOST_ROUNDS = 100
"""What names a higher round is a slip of the pen."""


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


def locked_candidate() -> Candidate:
    """Return the candidate whose rows are at hand, locked: two submits of one form wait for each other."""
    return Candidate.objects.select_for_update().get(id=owner.current())


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
    event = Event.objects.create(
        id=id or uuid.uuid4(),
        candidacy=candidacy,
        order=(last or 0) + 1,
        type=kind,
        at=at or max(now, latest or now),
        who=[str(person) for person in who],
        data=dict(data or {}),
        recorded_at=max(now, latest or now),  # a clock set back never changes the order of things
    )
    if kind in HELD:
        _hold(candidacy, event)
    return event


def _hold(candidacy: Candidacy, event: Event) -> None:
    """Keep the interview that the event says was held, one a round, with who was met."""
    said = event.data.get("round")
    usual = 1 if event.type == "interview_held" else 0  # a screen is no round
    of_round = said if isinstance(said, int) and 0 < said <= MOST_ROUNDS else usual
    interview, _ = Interview.objects.get_or_create(candidacy=candidacy, round=of_round)
    interview.at, interview.format = event.at, event.data.get("format") or interview.format
    interview.save()
    for person in candidacy.people.filter(id__in=event.who):
        Attendance.objects.get_or_create(interview=interview, person=person)
