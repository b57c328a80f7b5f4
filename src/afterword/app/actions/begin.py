"""Begin a candidacy, and add people to it."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict

import msgspec
from django.db import transaction

from afterword import shapes
from afterword.app import owner
from afterword.app.actions.record import add_event, locked
from afterword.app.actions.replan import replan
from afterword.app.models import Candidacy, Candidate, Participation, Person
from afterword.candidacy import candidacy as noun
from afterword.candidacy.contact import Contact
from afterword.card.merge import merged


def begin(now: dt.datetime, value: noun.Candidacy, *, id: uuid.UUID | None = None) -> Candidacy:
    """Add a candidacy with its settings; its people and events are added by their own actions."""
    with transaction.atomic():
        known = Candidacy.objects.filter(id=id).first() if id else None
        if known:
            return known
        candidacy = Candidacy.objects.create(
            id=id or uuid.uuid4(),
            company=value.company or "",
            role=value.role or "",
            country=value.country or "",
            subdivision=value.subdivision or "",
            timezone=value.timezone or "",
            wanted=value.wanted,
            settings=_settings(value.settings),
        )
        replan(candidacy, now)
        return candidacy


def _settings(given: noun.Settings) -> dict[str, object]:
    """What is given, and where nothing is, what the candidate wants everywhere."""
    said, plain = asdict(given), asdict(noun.Settings())
    habits = Candidate.objects.values_list("habits", flat=True).get(id=owner.current())
    return {key: habits.get(key, value) if value == plain[key] else value for key, value in said.items()}


def add_person(
    now: dt.datetime,
    candidacy_id: uuid.UUID,
    contact: Contact,
    roles: Sequence[noun.Role],
    *,
    id: uuid.UUID | None = None,
    brought: Mapping[str, object] | None = None,
) -> Person:
    """Add somebody to a candidacy; who is known already (same e-mail) takes part with the new roles too.

    What the contact knows besides is added to what was known of them, and corrects nothing.
    The event keeps which roles are new, so that taking it back takes these; brought: what else it keeps.
    """
    with transaction.atomic():
        candidacy = locked(candidacy_id)
        person = _known(contact, id)
        if person:
            _learn(person, contact)
        else:
            person = Person.objects.create(id=id or uuid.uuid4(), **_columns(contact))
        part, _ = Participation.objects.get_or_create(candidacy=candidacy, person=person)
        new = [role for role in dict.fromkeys(roles) if role not in part.roles]
        part.roles = [*part.roles, *new]
        part.save()
        add_event(candidacy, "person_added", now, who=[person.id], data={"roles": new, **(brought or {})})
        replan(candidacy, now)
        return person


def _known(contact: Contact, id: uuid.UUID | None) -> Person | None:
    if id and (person := Person.objects.filter(id=id).first()):
        return person
    addresses = [email.value.lower() for email in contact.emails]
    return Person.objects.filter(email__in=addresses).order_by("created_at").first() if addresses else None


def _learn(person: Person, contact: Contact) -> None:
    known, _ = shapes.convert(person.value, Contact, "contact")
    whole = merged(known, contact)
    if whole != known:
        for column, value in _columns(whole).items():
            setattr(person, column, value)
        person.save()


def _columns(contact: Contact) -> dict[str, object]:
    return {
        "name": contact.name or "",
        "email": contact.emails[0].value.lower() if contact.emails else "",
        "company": contact.company or "",
        "country": contact.region or "",
        "value": msgspec.to_builtins(contact),
    }
