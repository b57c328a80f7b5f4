"""Everything the page of one candidacy shows, in a fixed number of queries."""

import uuid
from dataclasses import dataclass

from django.db.models import Q

from afterword.app.models import Candidacy, Event, Interest, Letter, Note, Participation, Picture, Step

MOST_EVENTS = 200
MOST_ROWS = 50
"""A page shows the newest; older rows have pages of their own."""


@dataclass(frozen=True, slots=True)
class Page:
    """A candidacy with its people, plan, ledger, letters, notes, photos, and what happened, newest first."""

    candidacy: Candidacy
    people: list[Participation]
    steps: list[Step]
    interests: list[Interest]
    letters: list[Letter]
    notes: list[Note]
    pictures: list[Picture]
    events: list[Event]


def page(candidacy_id: uuid.UUID) -> Page:
    """Return the page of a candidacy. Raises Candidacy.DoesNotExist for one of somebody else."""
    candidacy = Candidacy.objects.get(id=candidacy_id)
    people = list(candidacy.participations.select_related("person").order_by("person__created_at")[:MOST_ROWS])
    photos = Picture.objects.filter(Q(candidacy=candidacy) | Q(person__in=[part.person_id for part in people]))
    return Page(
        candidacy=candidacy,
        people=people,
        steps=list(candidacy.steps.order_by("due", "id")),
        interests=list(candidacy.interests.filter(hidden=False).order_by("rank", "id")[:MOST_ROWS]),
        letters=list(candidacy.letters.select_related("person").order_by("-changed_at")[:MOST_ROWS]),
        notes=list(candidacy.notes.order_by("-written_at")[:MOST_ROWS]),
        pictures=list(photos.select_related("person").defer("data").order_by("added_at")[:MOST_ROWS]),
        events=list(candidacy.events.order_by("-order")[:MOST_EVENTS]),
    )
