"""One candidacy: the people, what happened, and the settings it is planned with."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from afterword.candidacy.contact import PhoneKind
from afterword.candidacy.events import Event

Role = Literal["interviewer", "lead", "hr", "recruiter", "agency", "hiring_manager", "mailbox", "assistant"]
Wanted = Literal[1, 2, 3]
Addressees = Literal["each", "lead", "hr", "recruiter"]
AskBy = Literal["call", "note"]


@dataclass(frozen=True, slots=True)
class PersonPhone:
    """A number of a person: E.164 or as written."""

    value: str
    kind: PhoneKind = "work"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who takes part in this candidacy. country: ISO 3166; timezone: IANA name."""

    id: str
    name: str | None = None
    roles: tuple[Role, ...] = ()
    email: str | None = None
    phones: tuple[PersonPhone, ...] = ()
    country: str | None = None
    subdivision: str | None = None
    timezone: str | None = None


@dataclass(frozen=True, slots=True)
class Touch:
    """A touch to the same person (by id or e-mail) in another candidacy. kind: the step it was."""

    at: dt.datetime
    person: str | None = None
    email: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """How the person wants this candidacy planned; None = as the plan and the country have it.

    follow_up_1_d: days from the interview to the first question where no date was named; the others
    in business days: from the stated date to that question, from the question before, from one
    visibility item to the next. ask_by: how the first question is put.
    """

    addressees: Addressees | None = None
    saturday_thank_you: bool = False
    follow_up_3: bool = False
    language: str | None = None
    sector: str | None = None
    follow_up_1_d: int | None = None
    follow_up_1_date_bd: int | None = None
    follow_up_2_bd: int | None = None
    follow_up_3_bd: int | None = None
    visibility_bd: int | None = None
    ask_by: AskBy | None = None


@dataclass(frozen=True, slots=True)
class Candidacy:
    """One application at one firm for one role. wanted: 1 to 3, how much; it orders Today only."""

    company: str | None = None
    role: str | None = None
    country: str | None = None
    subdivision: str | None = None
    timezone: str | None = None
    wanted: Wanted = 2
    people: tuple[Person, ...] = ()
    events: tuple[Event, ...] = ()
    elsewhere: tuple[Touch, ...] = ()
    settings: Settings = field(default_factory=Settings)
