"""The interviews that are coming up in a candidacy, and what is known before them."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from afterword.app.models import Candidacy, Event, GiftGiven, Interest, Participation
from afterword.app.queries.events import standing
from afterword.card.invitation import Invitation

MOST_PEOPLE = 20

_TYPES = ("interview_scheduled", "interview_moved", "interview_cancelled", "retracted")
_HOUR = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody one may meet again. subjects: what held their interest; given: titles; met: whether they are in it."""

    part: Participation
    subjects: list[str]
    given: list[str]
    met: bool = False


@dataclass(frozen=True, slots=True)
class Talk:
    """An arranged interview as it stands now. event: how it was arranged; sequence: of its invitation."""

    interview: str
    event: Event
    starts: dt.datetime
    ends: dt.datetime
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class Arranged:
    """talk: the one to prepare for, None where nothing is arranged; others: further ones that are still ahead."""

    candidacy: Candidacy
    talk: Talk | None
    others: list[Talk]
    people: list[Known]


@dataclass(frozen=True, slots=True)
class Invited:
    """What is known of an invitation: where it belongs, and the talk as it stands, None for one called off."""

    candidacy: Candidacy
    talk: Talk | None


def arranged(candidacy_id: uuid.UUID, now: dt.datetime, which: str | None = None) -> Arranged:
    """Return the interview that `which` names, else the next one, else the last that was arranged.

    Raises Candidacy.DoesNotExist for one of somebody else.
    """
    candidacy = Candidacy.objects.get(id=candidacy_id)
    talks = _talks(candidacy)
    ahead = [talk for talk in talks if talk.ends >= now]
    named = [talk for talk in talks if str(talk.event.id) == which]
    talk = next(iter(named or ahead or talks[-1:]), None)
    who = set(talk.event.who) if talk else set()
    return Arranged(candidacy, talk, [one for one in ahead if one is not talk], _people(candidacy, who))


def invited(one: Invitation) -> Invited | None:
    """Return where an invitation belongs that an earlier version of it arranged, None for a new one."""
    keys = [key for key in (one.key, one.series) if key]
    named = Event.objects.filter(type="interview_scheduled", data__interview__in=keys).order_by("-recorded_at")
    for event in named[:MOST_PEOPLE]:
        talks = [talk for talk in _talks(event.candidacy) if talk.interview == event.data["interview"]]
        same = event.data["interview"] == one.key
        if same or any(talk.starts == one.instead_of for talk in talks):
            return Invited(event.candidacy, next(iter(talks), None))
    return None


def _talks(candidacy: Candidacy) -> list[Talk]:
    """The interviews that stand, the earliest first."""
    talks: dict[str, Talk] = {}
    for row in standing(candidacy.events.filter(type__in=_TYPES).order_by("order")):
        scheduled = row.type == "interview_scheduled"
        key = str(row.data.get("interview") or (row.id if scheduled or not talks else next(reversed(talks))))
        known = talks.pop(key, None)
        starts = _moment(row, "from") or (known.starts if known else None)
        if row.type == "interview_cancelled" or starts is None:
            continue
        ends = _moment(row, "to") or starts + (known.ends - known.starts if known else _HOUR)
        sequence = row.data.get("sequence", known.sequence if known else 0)
        talks[key] = Talk(key, known.event if known and not scheduled else row, starts, ends, sequence)
    return sorted(talks.values(), key=lambda talk: talk.starts)


def _moment(row: Event, key: str) -> dt.datetime | None:
    value = row.data.get(key)
    return dt.datetime.fromisoformat(value) if isinstance(value, str) else None


def _people(candidacy: Candidacy, met: Iterable[str]) -> list[Known]:
    """Who takes part, those of the interview first."""
    parts = list(candidacy.participations.select_related("person").order_by("person__created_at")[:MOST_PEOPLE])
    ids = [part.person_id for part in parts]
    lines = list(Interest.objects.filter(person__in=ids, hidden=False).order_by("rank", "id")[:200])
    gifts = list(GiftGiven.objects.filter(person__in=ids).order_by("-at")[:200])
    there = set(met)
    known = [
        Known(
            part,
            [line.subject for line in lines if line.person_id == part.person_id][:3],
            [gift.title for gift in gifts if gift.person_id == part.person_id][:3],
            str(part.person_id) in there,
        )
        for part in parts
    ]
    return sorted(known, key=lambda one: not one.met)
