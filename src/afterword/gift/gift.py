"""A small piece of information worth giving, and what choosing one needs to know."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from afterword.candidacy.problem import Problem

GiftKind = Literal[
    "article", "paper", "book", "podcast", "video", "places", "referral",
    "event", "tool", "statistic", "tip", "promised", "note",
]  # fmt: skip
Gate = Literal[
    "dead", "paywalled", "money_value", "given_before", "by_receiver", "about_rival", "bad_news",
    "self_promotion", "language", "consent", "stale", "sensitive", "tracking",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage, verbatim. where: page or heading; why: what of their words it takes up."""

    text: str
    where: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """That a private person agreed to their number being passed on: by whom, when."""

    by: str
    on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class GiftItem:
    """One row of a list of places or contacts; note: why this one."""

    name: str
    note: str | None = None
    business: bool = True
    address: str | None = None
    url: str | None = None
    phone: str | None = None
    kind: str | None = None
    source: str | None = None
    consent: Consent | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A statistic. value as written, so that "3.10" stays "3.10"."""

    value: str
    unit: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Gift:
    """An informational gift. read: the person has read it; note: their one line why; self: their own work.

    passage: the one that the person marked; passages: those found when its text was read, best first;
    minutes: to read it, where that is known;
    date: when it appeared (of places: when they were checked, of an event: when it is), "YYYY",
    "YYYY-MM" or "YYYY-MM-DD"; added: when it came onto the shelf, likewise; language: ISO 639
    code; source: where a published number or figure comes from; tags, text: what a shelf knows
    besides, for searching.
    """

    id: str
    kind: GiftKind = "article"
    title: str | None = None
    url: str | None = None
    author: str | None = None
    publisher: str | None = None
    date: str | None = None
    language: str | None = None
    read: bool = False
    note: str | None = None
    passage: Passage | None = None
    place: str | None = None
    phone: str | None = None
    source: str | None = None
    consent: Consent | None = None
    items: tuple[GiftItem, ...] = ()
    figure: Figure | None = None
    self: bool = False
    tags: tuple[str, ...] = ()
    text: str | None = None
    added: str | None = None
    passages: tuple[Passage, ...] = ()
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who would get the gift. languages: ISO 639 codes they read."""

    name: str | None = None
    email: str | None = None
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Employer:
    """The firm, and the domains of its own pages."""

    name: str | None = None
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Giver:
    """The candidate, so that their own pages are known. domains: hosts, or the start of an address."""

    name: str | None = None
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """A gift that was given. gift: id, url or title; to: a person; employer: a firm or domain."""

    gift: str
    to: str | None = None
    employer: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What choosing needs: their own words, who they are, what was given.

    rivals: names or domains; sensitive_allowed: "family", "faith", "politics" or a subject the
    person raised and the candidate allows; health never; country: ISO 3166, for places to look
    that serve one country.
    """

    quotes: tuple[str, ...] = ()
    receiver: Receiver = field(default_factory=Receiver)
    employer: Employer = field(default_factory=Employer)
    rivals: tuple[str, ...] = ()
    given: tuple[Given, ...] = ()
    sensitive_allowed: tuple[str, ...] = ()
    now: dt.datetime | None = None
    candidate: Giver = field(default_factory=Giver)
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """The seven parts of a score, each 0..1."""

    fit: float
    personal: float
    fresh: float
    open: float
    credible: float
    brief: float
    novel: float


@dataclass(frozen=True, slots=True)
class Choice:
    """A gift worth giving, with its score (0..1) and the one reason in words."""

    gift: Gift
    title: str | None
    url: str | None
    kind: GiftKind
    score: float
    parts: Parts
    why: str
    why_code: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A thing on the shelf that fits and must not be given; without a title it is the subject itself."""

    title: str | None
    url: str | None
    gate: Gate
    reason: str
    reason_code: str


@dataclass(frozen=True, slots=True)
class Search:
    """A search to open in the person's own browser. good: what is found there; free: whether all of it is."""

    where: str
    query: str
    url: str
    good: str = "articles"
    free: bool = True


@dataclass(frozen=True, slots=True)
class Choices:
    """What the shelf has for one subject.

    hunt: searches to open when it has nothing good enough; near: what came nearest then, which only
    the person can judge.
    """

    gifts: tuple[Choice, ...] = ()
    refused: tuple[Refusal, ...] = ()
    abstained: bool = False
    hunt: tuple[Search, ...] = ()
    near: tuple[Choice, ...] = ()
    problems: tuple[Problem, ...] = ()
