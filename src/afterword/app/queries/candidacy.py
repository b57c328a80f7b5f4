"""A candidacy as the steps know it, put together from its rows."""

import uuid
from collections.abc import Sequence
from typing import cast

from afterword import shapes
from afterword.app.models import Candidacy, Event, Participation
from afterword.candidacy import candidacy as noun
from afterword.candidacy import events

TOUCHES = ("letter_sent", "handed_over", "call_made", "voicemail_left", "touch_done_elsewhere")
"""Events that are a touch to a person, wherever it happened."""


def value_of(row: Candidacy) -> noun.Candidacy:
    """Return the candidacy with its people, events, and the touches to the same people elsewhere."""
    taking_part = list(row.participations.select_related("person").order_by("person__created_at", "person_id"))
    happened = list(row.events.order_by("order"))
    settings, _ = shapes.convert(row.settings, noun.Settings, "settings")
    return noun.Candidacy(
        company=row.company or None,
        role=row.role or None,
        country=row.country or None,
        subdivision=row.subdivision or None,
        timezone=row.timezone or None,
        wanted=cast("noun.Wanted", row.wanted),
        people=tuple(person_of(part) for part in taking_part),
        events=tuple(_event(event) for event in happened),
        elsewhere=_elsewhere(row.id, [part.person_id for part in taking_part]),
        settings=settings,
    )


def person_of(part: Participation) -> noun.Person:
    """Return somebody who takes part, as the steps know them."""
    person = part.person
    phones = [noun.PersonPhone(phone["value"], phone["kind"]) for phone in person.value.get("phones", [])]
    return noun.Person(
        id=str(person.id),
        name=person.name or None,
        roles=tuple(part.roles),
        email=person.email or None,
        phones=tuple(phones),
        country=person.country or None,
        subdivision=person.subdivision or None,
        timezone=person.timezone or None,
    )


def _event(row: Event) -> events.Event:
    given = {"id": str(row.id), "type": row.type, "at": row.at, "who": row.who, "data": row.data}
    value, _ = shapes.convert({**given, "recorded_at": row.recorded_at}, events.Event, "event")
    return value


def _elsewhere(here: uuid.UUID, people: Sequence[uuid.UUID]) -> tuple[noun.Touch, ...]:
    """Touches to `people` in other candidacies, without those taken back there."""
    known = {str(person) for person in people}
    others = Participation.objects.filter(person__in=people).exclude(candidacy=here).values("candidacy")
    rows = Event.objects.filter(candidacy__in=others, type__in=(*TOUCHES, "retracted")).order_by("at")
    taken_back = {row.data.get("event") for row in rows if row.type == "retracted"}
    return tuple(
        noun.Touch(at=row.at, person=person, kind=row.data.get("kind") or row.data.get("step"))
        for row in rows
        if row.type != "retracted" and str(row.id) not in taken_back
        for person in sorted(known & set(row.who))
    )
