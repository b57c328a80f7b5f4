"""Rows for the one cast: Amara's candidacy at Fernhill Logistics."""

import datetime as dt
import uuid
from collections.abc import Iterator

import pytest

import cast
from afterword.app.actions.begin import add_person, begin
from afterword.app.actions.record import record
from afterword.app.models import Candidacy, Candidate, Person
from afterword.app.owner import acting_as
from afterword.candidacy import candidacy as noun
from afterword.candidacy.contact import Contact, Email, Phone

NOW = cast.INTERVIEW_END + dt.timedelta(hours=2)


@pytest.fixture
def amara(db: None) -> Iterator[Candidate]:
    candidate = Candidate.objects.create(name=cast.AMARA, email=cast.AMARA_EMAIL, phone=cast.AMARA_PHONE)
    with acting_as(candidate.id):
        yield candidate


@pytest.fixture
def fernhill(amara: Candidate) -> Candidacy:
    value = noun.Candidacy(cast.FERNHILL, cast.ROLE, "US", "WA", "America/Los_Angeles")
    return begin(NOW, value)


@pytest.fixture
def ruth(fernhill: Candidacy) -> Person:
    contact = Contact(
        name=cast.RUTH,
        given="Ruth",
        family="Calloway",
        title=cast.RUTH_TITLE,
        company=cast.FERNHILL,
        emails=(Email(cast.RUTH_EMAIL),),
        phones=(Phone(cast.RUTH_PHONE),),
    )
    return add_person(NOW, fernhill.id, contact, ["interviewer"])


@pytest.fixture
def dana(fernhill: Candidacy) -> Person:
    contact = Contact(name=cast.DANA, company=cast.FERNHILL, emails=(Email(cast.DANA_EMAIL),))
    return add_person(NOW, fernhill.id, contact, ["hr"])


@pytest.fixture
def held(fernhill: Candidacy, ruth: Person, dana: Person) -> Candidacy:
    """The interview was held; they decide by 4 December, and Dana decides."""
    at = cast.INTERVIEW_END
    record(fernhill.id, "interview_held", NOW, at=at, who=[ruth.id], data={"round": 1, "format": "onsite"})
    record(fernhill.id, "decision_date_named", NOW, at=at, who=[ruth.id], data={"date": "2026-12-04"})
    record(fernhill.id, "decider_named", NOW, at=at, who=[dana.id])
    fernhill.refresh_from_db()
    return fernhill


@pytest.fixture
def stranger(db: None) -> uuid.UUID:
    return Candidate.objects.create(name="Somebody Else").id
