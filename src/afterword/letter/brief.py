"""What a letter may be written from: the facts, and nothing but the facts."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from afterword.candidacy.contact import Address, NameOrder
from afterword.gift.gift import Gift
from afterword.letter.kinds import Channel, Kind, Relation, Tone
from afterword.notes.interest import SubjectKind, Words

RESERVED_IDS = ("role", "company", "interview", "candidate", "recipient", "decision_date", "deadline", "previous")
"""Ids that `uses` may name besides those of topics, evidence and the gift."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who writes. address: for letters on paper."""

    name: str
    email: str | None = None
    phone: str | None = None
    address: Address | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who reads. known_as: how they sign or asked to be called; honorific only where it is known.

    address: for letters on paper.
    """

    name: str | None = None
    given: str | None = None
    family: str | None = None
    order: NameOrder = "given_first"
    honorific: str | None = None
    role: str | None = None
    company: str | None = None
    email: str | None = None
    known_as: str | None = None
    relation: Relation = "interviewer"
    address: Address | None = None


@dataclass(frozen=True, slots=True)
class Interviewer:
    """Somebody who took part in the talk."""

    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """The interview. at: its end; detail: one thing about it ("in the new lab on Mill Street")."""

    at: dt.datetime | None = None
    format: Literal["onsite", "video", "phone", "one_way"] | None = None
    round: int | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject of the talk; text stands after "about"; quote: verbatim."""

    id: str
    text: str
    said_by: Literal["interviewer", "candidate", "nobody"] = "interviewer"
    words: Words = "noted"
    quote: str | None = None
    kind: SubjectKind = "unclear"
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """One fact about the candidate that fits the job; text stands as a sentence of its own or after "I"."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Previous:
    """A letter to this reader that was sent before. gift: the title of what it carried."""

    kind: str
    sent_at: dt.datetime
    subject: str | None = None
    gift: str | None = None


@dataclass(frozen=True, slots=True)
class Sibling:
    """A letter to another reader of the same candidacy, or to another firm."""

    to: str
    subject: str | None = None
    body: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """All a letter may say. other_names: people and firms of other candidacies, which must not appear."""

    kind: Kind
    candidate: Candidate
    recipient: Recipient
    tone: Tone = "warm"
    locale: str = "en_US"
    channel: Channel = "email"
    interviewers: tuple[Interviewer, ...] = ()
    role: str | None = None
    company: str | None = None
    interview: Talk | None = None
    topics: tuple[Topic, ...] = ()
    gift: Gift | None = None
    evidence: tuple[Proof, ...] = ()
    decision_date: dt.date | None = None
    deadline: dt.date | None = None
    answer: Literal["accept", "decline"] | None = None
    previous: tuple[Previous, ...] = ()
    attachments: tuple[str, ...] = ()
    own_words: str | None = None
    siblings: tuple[Sibling, ...] = ()
    other_names: tuple[str, ...] = ()
    send_at: dt.datetime | None = None
    pass_on: bool = False
