"""Keep a talk that just ended: firm, people, pictures, note and what was said, all of it or nothing."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from afterword.app.actions.begin import add_person, begin
from afterword.app.actions.keep_note import keep_interests
from afterword.app.actions.record import add_event, locked, locked_candidate
from afterword.app.actions.replan import replan
from afterword.app.models import Candidacy, Event, Note, Person, Picture
from afterword.app.queries.meeting import meeting_before
from afterword.candidacy import candidacy as noun
from afterword.candidacy.contact import Contact
from afterword.candidacy.events import EventType
from afterword.notes.interest import Interest


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody of the firm. pictures: photos that are held for them."""

    contact: Contact
    roles: tuple[noun.Role, ...] = ("interviewer",)
    pictures: tuple[uuid.UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A subject for the ledger. met: the number of whom it held in `Talk.met`, None for nobody in particular.

    judged: the person's own word.
    """

    interest: Interest
    met: int | None = None
    judged: bool = False


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk as it is told. standing: the candidacy it belongs to, None for a new one.

    decision: what was said about deciding, with its date; hears: who will write, an index of `met`
    for somebody who was there.
    """

    firm: noun.Candidacy
    kind: EventType
    format: str
    ended: dt.datetime
    standing: uuid.UUID | None = None
    met: tuple[Met, ...] = ()
    hears: Met | int | None = None
    decision: tuple[EventType, dt.date | None] | None = None
    note: str = ""
    lines: tuple[Line, ...] = ()


def capture(now: dt.datetime, talk: Talk, *, id: uuid.UUID) -> Event:
    """Write it all and plan; return the event that says the talk was held. The same id twice is once.

    Raises Candidacy.DoesNotExist for a standing one of somebody else.
    """
    with transaction.atomic():
        locked_candidate()
        known = Event.objects.filter(id=id).first()
        if known:
            return known
        row = locked(talk.standing) if talk.standing else begin(now, talk.firm)
        people = [_add(now, row, met) for met in talk.met]
        writer = _writer(now, row, talk.hears, people)
        row = locked(row.id)
        held = _hold(row, talk, now, people, id)
        _note(row, talk, now, people)
        first = [people[0].id] if people else []
        if talk.decision:
            kind, day = talk.decision
            said_by = [writer.id] if writer in people and writer else first
            add_event(row, kind, now, at=talk.ended, who=said_by, data={"date": day.isoformat() if day else None})
        if writer:
            add_event(row, "decider_named", now, at=talk.ended, who=[writer.id])
        replan(row, now)
        return held


def _add(now: dt.datetime, row: Candidacy, met: Met) -> Person:
    """Add somebody; who has no address is known again by their name."""
    same = row.people.filter(name__iexact=met.contact.name).first() if met.contact.name else None
    person = add_person(now, row.id, met.contact, met.roles, id=same.id if same else None)
    held = Picture.objects.filter(id__in=met.pictures, person=None)
    if held.update(person=person, candidacy=row, state=Picture.State.READ):
        add_event(row, "card_taken", now, who=[person.id])
    return person


def _writer(now: dt.datetime, row: Candidacy, hears: Met | int | None, people: Sequence[Person]) -> Person | None:
    if isinstance(hears, int):
        return people[hears] if hears < len(people) else None
    return _add(now, row, hears) if hears else None


def _hold(row: Candidacy, talk: Talk, now: dt.datetime, people: Sequence[Person], id: uuid.UUID) -> Event:
    data: dict[str, object] = {"format": talk.format}
    if meeting := meeting_before(row, talk.ended):
        data["interview"] = meeting.interview
    if talk.kind == "interview_held":
        data["round"] = _round(row, talk.ended)
    return add_event(row, talk.kind, now, at=talk.ended, who=[person.id for person in people], data=data, id=id)


def _round(row: Candidacy, ended: dt.datetime) -> int:
    """The number of this round: that of a talk of the same day, else one more than those before."""
    taken_back = set(row.events.filter(type="retracted").values_list("data__event", flat=True))
    before = [
        (event.data.get("round") or 1, event.at)
        for event in row.events.filter(type="interview_held")
        if str(event.id) not in taken_back
    ]
    same_day = [number for number, at in before if at.astimezone(ended.tzinfo).date() == ended.date()]
    return same_day[0] if same_day else max((number for number, _ in before), default=0) + 1


def _note(row: Candidacy, talk: Talk, now: dt.datetime, people: Sequence[Person]) -> None:
    """Keep the note with its lines, each beside whom it held."""
    interview = row.interviews.order_by("-at", "-round").first()
    note = None
    if talk.note:
        note = Note.objects.create(candidacy=row, interview=interview, text=talk.note, written_at=now)
        add_event(row, "note_written", now, who=[person.id for person in people[:1]])
    for line in talk.lines:
        person = people[line.met].id if line.met is not None else None
        keep_interests(row, [line.interest], note=note, interview=interview, person_id=person, by_hand=line.judged)
