"""A letter as it stands on paper: letterhead, address, date, text, room to sign."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal, get_args
from unicodedata import category

from afterword import tables
from afterword.candidacy.contact import Address
from afterword.card import region as regions
from afterword.card.words import fold
from afterword.errors import BadInput, TooLarge
from afterword.letter import names
from afterword.letter.brief import Brief
from afterword.letter.letter import Letter
from afterword.letter.locales import Written, nearest
from afterword.letter.moves import kind_on
from afterword.letter.wordings import wordings

Paper = Literal["a4", "us-letter"]
Cover = Literal["dl", "c6", "no10"]

LIMIT = 100_000
"""Characters of a letter on paper: some forty pages, anything longer is another thing."""
LONGEST = 200
"""Characters of a line of the letterhead or the address."""

_SPOKEN = frozenset({"call_script", "voicemail", "short_message"})
_LONGEST_CLOSING = 8
"""Words; a longer line above the name is a sentence of the letter."""
_LONGEST_SIGNATURE = 6
_SPACES = frozenset("\t\n\r\x0b\x0c\x85\u2028\u2029")
_JOINERS = frozenset("\u200c\u200d")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A letter laid out. Every text is one plain line.

    locale: whose habits it follows; title: for those who list or read the file aloud; reach: the sender's
    e-mail, phone and address; subject: where the locale prints one; paragraphs: of lines; closing: what stands
    above the room to sign; signature: what stands below it.
    """

    paper: Paper
    locale: Written
    title: str
    sender: str
    reach: tuple[str, ...]
    sender_lines: tuple[str, ...]
    to: tuple[str, ...]
    date: str
    subject: str | None
    paragraphs: tuple[tuple[str, ...], ...]
    closing: str | None
    signature: tuple[str, ...]
    enclosed: str | None


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who it is from and to, in lines."""

    cover: Cover
    locale: Written
    title: str
    sender: str
    sender_lines: tuple[str, ...]
    to: tuple[str, ...]


def sheet(letter: Letter, brief: Brief, on: dt.date, paper: Paper | None = None) -> Sheet:
    """The letter on paper. on: the day it is dated; paper: without one that of the reader's country.

    What is said by voice or phone comes without letterhead and address, as a sheet to read from.
    Raises TooLarge above LIMIT characters, BadInput for an empty letter or another paper.
    """
    _is_one_of(paper, Paper)
    body = "\n".join(_line(line) for line in letter.body.splitlines()).strip()
    subject = _line(letter.subject)
    if not body:
        raise BadInput("letter.paper.empty")
    if len(body) > LIMIT:
        raise TooLarge("letter.paper.too_long", characters=len(body), limit=LIMIT)
    locale = nearest(brief.locale)
    habits = tables.table("letter/paper.toml")[locale]
    sender = brief.candidate
    name = _field(sender.name, "candidate.name")
    spoken = kind_on(brief) in _SPOKEN
    lines = () if spoken else _address_lines(sender.address, brief)
    shown = (sender.email, names.phone(sender.phone) if sender.phone else None)
    reach = () if spoken else tuple(_field(text, "candidate") for text in shown if text)
    text, closing, signature = (body, None, ()) if spoken else _signed(body, name)
    return Sheet(
        paper=paper or paper_of(brief),
        locale=locale,
        title=subject or name,
        sender=name,
        reach=reach,
        sender_lines=lines,
        to=() if spoken else _reader_lines(brief),
        date="" if spoken else habits["date"].format(date=_long(on, locale)),
        subject=subject if spoken else habits["subject"].format(subject=subject) if "subject" in habits else None,
        paragraphs=tuple(tuple(part.split("\n")) for part in re.split(r"\n{2,}", text)),
        closing=closing,
        signature=tuple(line for line in signature if line not in reach),
        enclosed=habits["enclosed"].format(names=_enclosed(brief)) if brief.attachments and not spoken else None,
    )


def envelope(brief: Brief, cover: Cover | None = None) -> Envelope:
    """The envelope of a letter; without a postal address it shows the name and the firm alone.

    cover: without one that of the paper. Raises BadInput where nobody is known to whom it goes, or for another cover.
    """
    _is_one_of(cover, Cover)
    to = _reader_lines(brief)
    if not to:
        raise BadInput("letter.paper.nobody")
    name = _field(brief.candidate.name, "candidate.name")
    usual: Cover = "no10" if paper_of(brief) == "us-letter" else "dl"
    return Envelope(
        cover=cover or usual,
        locale=nearest(brief.locale),
        title=to[0],
        sender=name,
        sender_lines=_address_lines(brief.candidate.address, brief),
        to=to,
    )


def has_address(address: Address | None) -> bool:
    """Whether more of a postal address is known than its country."""
    return address is not None and any((address.text, address.street, address.city, address.postcode))


def paper_of(brief: Brief) -> Paper:
    """The paper of the reader's country, else of the letter's locale."""
    return "us-letter" if _country(brief) in tables.table("letter/paper.toml")["us_letter"] else "a4"


def _reader_lines(brief: Brief) -> tuple[str, ...]:
    """Name, role, firm and address of who reads, as far as they are known."""
    reader = brief.recipient
    name = _field(names.full(reader), "recipient.name")
    if name and reader.honorific:
        words = wordings(nearest(brief.locale)[:2]).words_in(brief.locale)
        name = f"{_field(names.honorific(reader.honorific, words), 'recipient.honorific')} {name}"
    firm = _field(reader.company or brief.company, "company")
    if not (name or firm):
        return ()
    known = (name, _field(reader.role, "recipient.role"), firm)
    return (*dict.fromkeys(line for line in known if line), *_address_lines(reader.address, brief))


def _address_lines(address: Address | None, brief: Brief) -> tuple[str, ...]:
    """Street, town and country, in the order of the country where all of it was told apart, else as written."""
    if address is None or not has_address(address):
        return ()
    typed = tuple(line for part in (address.text or "").splitlines() if (line := _field(part, "address").strip(" ,")))
    if len(typed) > 1:
        return typed
    street, city, region, postcode, country, text = (
        _field(part, "address")
        for part in (address.street, address.city, address.region, address.postcode, address.country, address.text)
    )
    told_apart = f"{street} {city} {region} {postcode} {country}".replace(",", " ").split()
    if not set(text.replace(",", " ").split()) <= set(told_apart):
        starts = [at for part in (city, postcode) if part and (at := text.rfind(part)) > 0]
        at = min(starts, default=len(text))
        return tuple(line for part in (text[:at], text[at:]) if (line := part.strip(" ,")))
    habits = tables.table("letter/paper.toml")
    there = _code(country) or _country(brief)
    towns = [f"{postcode} {city}"]
    if there in habits["postcode_last"]:
        towns = [f"{city}, {region} {postcode}" if region else f"{city} {postcode}"]
    elif there in habits["postcode_below"]:
        towns = [city, postcode]
    abroad = country if country and _code(country) != _territory(brief.locale) else ""
    return tuple(line for part in (street, *towns, abroad) if (line := part.strip(" ,")))


def _country(brief: Brief) -> str:
    """ISO 3166 code of where the letter goes."""
    address = brief.recipient.address
    return (_code(address.country) if address and address.country else "") or _territory(brief.locale)


def _territory(locale: str) -> str:
    """The country of a locale, the usual one where it names none."""
    last = locale.replace("-", "_").upper().split("_")[1:][-1:]
    usual = {"en_US": "US", "en_GB": "GB", "de": "DE", "fr": "FR"}
    return last[0] if last and re.fullmatch("[A-Z]{2}", last[0]) else usual[nearest(locale)]


def _code(country: str) -> str:
    """The ISO 3166 code of a country however it is written; "" for one that nobody knows."""
    if re.fullmatch(r"[A-Za-z]{2}", country):
        return country.upper()
    return regions.names().get(fold(country), "")


def _signed(body: str, name: str) -> tuple[str, str | None, tuple[str, ...]]:
    """The text, the closing above the candidate's name, and the name with what stands below it."""
    lines = body.split("\n")
    at = max((at for at, line in enumerate(lines) if line == name), default=0)
    above = [number for number, line in enumerate(lines[:at]) if line]
    below = tuple(line for line in lines[at:] if line)
    if len(above) < 2 or len(below) > _LONGEST_SIGNATURE or len(lines[above[-1]].split()) > _LONGEST_CLOSING:
        return body, None, ()
    return "\n".join(lines[: above[-1]]).strip(), lines[above[-1]], below


def _enclosed(brief: Brief) -> str:
    """What lies in the envelope: the gift by its title, else the files by their names."""
    if len(brief.attachments) == 1 and brief.gift and brief.gift.title:
        return _field(brief.gift.title, "gift.title")
    return ", ".join(_field(name, "attachments") for name in brief.attachments)


def _long(on: dt.date, locale: Written) -> str:
    from babel.dates import format_date  # 0.1 s to import

    return str(format_date(on, "long", locale=locale))


def _field(text: str | None, where: str) -> str:
    """One line of the letterhead or the address. Raises TooLarge above LONGEST characters."""
    line = _line(text)
    if len(line) > LONGEST:
        raise TooLarge("letter.paper.long_line", where=where, characters=len(line), limit=LONGEST)
    return line


def _line(text: str | None) -> str:
    """A text as one line of what can be printed: no sign that steers, hides or turns the direction of writing.

    Spaces that hold words together stay.
    """
    kept = "".join(" " if sign in _SPACES else sign for sign in text or "" if _is_printed(sign))
    return re.sub(" {2,}", " ", kept).strip()


def _is_printed(sign: str) -> bool:
    return sign in _SPACES or sign in _JOINERS or category(sign) not in {"Cc", "Cf", "Cs"}


def _is_one_of(choice: str | None, choices: object) -> None:
    known = get_args(choices)
    if choice is not None and choice not in known:
        raise BadInput("letter.paper.not_known", shown=_line(choice)[:40], known=", ".join(known))
