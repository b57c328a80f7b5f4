"""Everybody who is known, and everything on one of them, in a fixed number of queries."""

import uuid
from dataclasses import dataclass

from django.db.models import Q

from afterword.app.models import Interest, Letter, Mail, Note, Participation, Person, Picture, Step
from afterword.app.queries.gives_and_asks import GivesAndAsks, gives_and_asks

PAGE = 50
MOST = 50


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody in the list. step: what is next for them, None where nothing is."""

    person: Person
    firms: str
    step: Step | None


@dataclass(frozen=True, slots=True)
class People:
    """A page of people. more: whether another follows."""

    lines: list[Line]
    more: bool


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything on one person."""

    person: Person
    parts: list[Participation]
    both: GivesAndAsks
    interests: list[Interest]
    letters: list[Letter]
    notes: list[Note]
    replies: list[Mail]
    picture: Picture | None
    steps: list[Step]


def people(words: str, page: int) -> People:
    """Return the people whose name, firm or address holds `words`, by name. page: from 0."""
    rows = Person.objects.all()
    if words:
        there = Participation.objects.filter(candidacy__company__icontains=words).values("person_id")
        own = Q(name__icontains=words) | Q(company__icontains=words) | Q(email__icontains=words)
        rows = rows.filter(own | Q(id__in=there))
    found = list(rows.order_by("name", "id")[page * PAGE : page * PAGE + PAGE + 1])
    shown = found[:PAGE]
    parts = Participation.objects.filter(person__in=shown).select_related("candidacy")
    firms: dict[uuid.UUID, list[str]] = {}
    for part in parts:
        firms.setdefault(part.person_id, []).append(part.candidacy.company)
    steps = Step.objects.filter(to__in=[str(one.id) for one in shown], after="").order_by("-due", "id")
    nexts = {step.to: step for step in steps}
    lines = [
        Line(one, ", ".join(dict.fromkeys(filter(None, firms.get(one.id, [one.company])))), nexts.get(str(one.id)))
        for one in shown
    ]
    return People(lines, len(found) > PAGE)


def whole(person_id: uuid.UUID) -> Whole:
    """Return everything on a person. Raises Person.DoesNotExist for one of somebody else."""
    person = Person.objects.get(id=person_id)
    return Whole(
        person,
        list(person.participations.select_related("candidacy").order_by("candidacy__created_at")[:MOST]),
        gives_and_asks(person_id),
        list(person.interests.filter(hidden=False).order_by("rank", "id")[:MOST]),
        list(person.letters.select_related("candidacy").order_by("-changed_at")[:MOST]),
        list(Note.objects.filter(interests__person=person).distinct().order_by("-written_at")[:MOST]),
        list(person.mails.filter(what="reply").defer("data").order_by("-at")[:MOST]),
        person.pictures.defer("data").order_by("added_at").first(),
        list(Step.objects.filter(to=str(person_id), after="").select_related("candidacy").order_by("due")[:MOST]),
    )
