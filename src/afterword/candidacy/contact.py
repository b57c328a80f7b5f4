"""A person's contact details, as a card, a signature, a vCard or an invitation gave them."""

from dataclasses import dataclass, field
from typing import Literal

NameOrder = Literal["given_first", "family_first", "single"]
Origin = Literal["qr", "vcard", "ocr", "text", "ics"]
EmailKind = Literal["work", "home", "other"]
PhoneKind = Literal["work", "mobile", "fax", "home", "other"]
Box = tuple[int, float, float, float, float]
"""File index and x0, y0, x1, y1 in pixels of the upright picture."""


@dataclass(frozen=True, slots=True)
class Email:
    """An e-mail address. confidence: 0..1; where: the box it was read from."""

    value: str
    kind: EmailKind = "work"
    confidence: float = 1.0
    origin: Origin = "text"
    where: Box | None = None
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone number. value: E.164 where it can be ("+14155550100"), else as dialled; raw: as found."""

    value: str
    raw: str | None = None
    kind: PhoneKind = "work"
    confidence: float = 1.0
    origin: Origin = "text"
    where: Box | None = None
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Website:
    """A web address, as it can be opened."""

    value: str
    confidence: float = 1.0
    origin: Origin = "text"
    where: Box | None = None
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address; text: as written, in one line. country: as written or ISO 3166 alpha-2."""

    text: str | None = None
    street: str | None = None
    city: str | None = None
    region: str | None = None
    postcode: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Who a card names. The sex of a person is never guessed, nor stored.

    files: the inputs it came from; region: ISO 3166 country used for reading numbers;
    confidence and origin: by field name; extra: unknown vCard properties, raw content lines
    kept so that a round trip loses nothing.
    """

    files: tuple[str, ...] = ()
    name: str | None = None
    given: str | None = None
    family: str | None = None
    order: NameOrder = "given_first"
    honorific: str | None = None
    credentials: tuple[str, ...] = ()
    title: str | None = None
    company: str | None = None
    department: str | None = None
    emails: tuple[Email, ...] = ()
    phones: tuple[Phone, ...] = ()
    websites: tuple[Website, ...] = ()
    address: Address | None = None
    region: str | None = None
    confidence: dict[str, float] = field(default_factory=dict)
    origin: dict[str, Origin] = field(default_factory=dict)
    extra: dict[str, list[str]] = field(default_factory=dict)
