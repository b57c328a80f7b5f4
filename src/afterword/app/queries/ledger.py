"""The interest ledger of a candidacy with what its notes say besides, in a fixed number of queries."""

import datetime as dt
import functools
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from afterword import api
from afterword.app.models import Candidacy, Event, Interest, Note, Participation
from afterword.app.queries.events import standing
from afterword.errors import BadInput
from afterword.notes.interest import Fact

MOST_LINES = 60
MOST_NOTES = 5
MOST_PEOPLE = 30
LONGEST = 60_000
"""Characters of a note that is read again for its facts; in a long transcript they are not looked for."""


@dataclass(frozen=True, slots=True)
class Told:
    """A fact of a note that is not recorded yet. index: its number among the facts of the note."""

    note: Note
    index: int
    fact: Fact


@dataclass(frozen=True, slots=True)
class Ledger:
    """lines: what held their interest, the strongest first; hidden: what was put aside; told: facts to confirm."""

    candidacy: Candidacy
    people: list[Participation]
    lines: list[Interest]
    hidden: list[Interest]
    notes: list[Note]
    told: list[Told]


def ledger(candidacy_id: uuid.UUID) -> Ledger:
    """Return the ledger. Raises Candidacy.DoesNotExist for one of somebody else."""
    candidacy = Candidacy.objects.get(id=candidacy_id)
    rows = list(candidacy.interests.select_related("person", "note").order_by("rank", "id")[:MOST_LINES])
    people = list(candidacy.participations.select_related("person").order_by("person__created_at")[:MOST_PEOPLE])
    notes = list(candidacy.notes.order_by("-written_at", "id")[:MOST_NOTES])
    recorded = standing(candidacy.events.filter(type__in=(*_RECORDED, "retracted")))
    names = {str(part.person_id): part.person.name for part in people}
    known = {_said(event, names) for event in recorded}
    return Ledger(
        candidacy=candidacy,
        people=people,
        lines=[row for row in rows if not row.hidden],
        hidden=[row for row in rows if row.hidden],
        notes=notes,
        told=[told for note in notes for told in _told(note) if _key(told.fact) not in known],
    )


def facts_of(note: Note) -> Sequence[Fact]:
    """Return what a note says about the process; nothing for a very long one."""
    if len(note.text) > LONGEST:
        return ()
    return _facts(note.text, note.written_at)


@functools.lru_cache(maxsize=64)
def _facts(text: str, written_at: dt.datetime) -> tuple[Fact, ...]:
    try:
        return api.read_interests(text.encode(), "notes.txt", now=written_at).facts
    except BadInput:
        return ()


def _told(note: Note) -> list[Told]:
    return [Told(note, index, fact) for index, fact in enumerate(facts_of(note))]


_RECORDED = ("decision_date_named", "will_contact_named", "decider_named", "no_contact_asked")


def _said(event: Event, names: dict[str, str]) -> tuple[str, str]:
    """What an event records, as `_key` says it of a fact."""
    if event.type == "decision_date_named":
        return "decision_date", str(event.data.get("date"))
    if event.type == "will_contact_named":
        return "decision_date", ""
    if event.type == "decider_named":
        return "decider", " ".join(names.get(who, "") for who in event.who).casefold()
    return "no_contact", ""


def _key(fact: Fact) -> tuple[str, str]:
    if fact.kind == "no_contact":
        return "no_contact", ""
    return fact.kind, (fact.value or "").casefold()
