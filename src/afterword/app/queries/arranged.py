"""The interview that is coming up in a candidacy, and what is known before it."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from afterword.app.models import Candidacy, Event, GiftGiven, Interest, Participation

MOST_PEOPLE = 20


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody one may meet again. subjects: what held their interest; given: titles."""

    part: Participation
    subjects: list[str]
    given: list[str]


@dataclass(frozen=True, slots=True)
class Arranged:
    """event: how it was arranged; starts, ends: as it stands now, None where nothing is arranged."""

    candidacy: Candidacy
    event: Event | None
    starts: dt.datetime | None
    ends: dt.datetime | None
    people: list[Known]


def arranged(candidacy_id: uuid.UUID) -> Arranged:
    """Return the interview arranged last. Raises Candidacy.DoesNotExist for one of somebody else."""
    candidacy = Candidacy.objects.get(id=candidacy_id)
    types = ("interview_scheduled", "interview_moved", "interview_cancelled", "retracted")
    event, starts, ends = _standing(list(candidacy.events.filter(type__in=types).order_by("order")))
    return Arranged(candidacy, event, starts, ends, _people(candidacy))


def _standing(rows: Sequence[Event]) -> tuple[Event | None, dt.datetime | None, dt.datetime | None]:
    taken_back = {row.data.get("event") for row in rows if row.type == "retracted"}
    event, starts, ends = None, None, None
    for row in rows:
        if row.type == "retracted" or str(row.id) in taken_back:
            continue
        if row.type == "interview_cancelled":
            event, starts, ends = None, None, None
            continue
        event = row if row.type == "interview_scheduled" else event
        starts = _moment(row, "from") or starts
        ends = _moment(row, "to") or ends
    return event, starts, ends


def _moment(row: Event, key: str) -> dt.datetime | None:
    value = row.data.get(key)
    return dt.datetime.fromisoformat(value) if isinstance(value, str) else None


def _people(candidacy: Candidacy) -> list[Known]:
    parts = list(candidacy.participations.select_related("person").order_by("person__created_at")[:MOST_PEOPLE])
    ids = [part.person_id for part in parts]
    lines = list(Interest.objects.filter(person__in=ids, hidden=False).order_by("rank", "id")[:200])
    gifts = list(GiftGiven.objects.filter(person__in=ids).order_by("-at")[:200])
    return [
        Known(
            part,
            [line.subject for line in lines if line.person_id == part.person_id][:3],
            [gift.title for gift in gifts if gift.person_id == part.person_id][:3],
        )
        for part in parts
    ]
