"""vCard 2.1, 3.0 and 4.0 to contacts, and contacts to vCard 4.0 (RFC 6350).

The reader takes what it can get: any encoding, cropped and damaged files, the quirks of Outlook,
Apple, Google and old telephones. A photo stays a content line in `extra`; no address in a card is
ever followed. What the reader does not know it keeps, so that a card written again loses nothing.

Written cards hold three things of their own where the rest of the card would not show them:
X-AFTERWORD-ORDER (which name comes first), X-AFTERWORD-REGION (the country its numbers were read
in) and the parameter X-RAW (a number as it was found).
"""

import re
import typing
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from afterword import tables
from afterword.candidacy.contact import Address, Contact, Email, EmailKind, NameOrder, Origin, Phone, PhoneKind, Website
from afterword.candidacy.problem import Problem, problem
from afterword.card import content_line, names
from afterword.card import region as known_regions
from afterword.card.content_line import ContentLine
from afterword.card.words import fold
from afterword.errors import BadInput

_ORDER = "X-AFTERWORD-ORDER"
_REGION = "X-AFTERWORD-REGION"
_RAW = "X-RAW"
_OWN = re.compile(rf"{_ORDER}:(?:{'|'.join(typing.get_args(NameOrder))})|{_REGION}:[A-Z]{{2}}")
_FRAME = frozenset({"BEGIN", "END", "VERSION", _ORDER, _REGION})
_KNOWN = frozenset({"FN", "N", "TITLE", "ROLE", "ORG", "EMAIL", "TEL", "URL", "ADR"})
_LONGEST_NAME = 120
_OCTETS = 75
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_DATE = re.compile(
    r"^((?:BDAY|ANNIVERSARY|REV)\b.*:)(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d)?)?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?$"
)
_NOT_IN_URL = re.compile(r'[\s"<>\\^`{|}]')
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"[^<>]*<([^<>\s]+@[^<>\s]+)>")


def read(
    data: bytes, file: str, language: str = "en", *, region: str | None = None
) -> tuple[tuple[Contact, ...], tuple[Problem, ...]]:
    """The contacts of a .vcf file, and what of it could not be read.

    file: its name, for `Contact.files` and for messages; region: ISO 3166 country for numbers
    without a prefix where the card itself tells none.
    Raises BadInput for an empty file and for one without any card, TooLarge above the limits of
    `content_line.read`.
    """
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        raise BadInput("card.vcard.empty", where=file)
    lines, broken = content_line.read(data, file)
    cards, cropped = _cards(lines)
    if not cards:
        raise BadInput("card.vcard.not_a_vcard", where=file)
    contacts = tuple(of_lines(card, file, "vcard", region) for card in cards)
    nameless = sum(who.name is None and who.company is None for who in contacts)
    problems = []
    if broken:
        problems.append(problem("card.vcard.lines_left_out", language, file, count=len(broken), first=broken[0]))
    if cropped:
        problems.append(problem("card.vcard.cropped", language, file, count=cropped))
    if nameless:
        problems.append(problem("card.vcard.nameless", language, file, count=nameless))
    return contacts, tuple(problems)


def write(contacts: Sequence[Contact]) -> str:
    """The contacts as one vCard 4.0 file: CRLF, lines of at most 75 octets, FN and N in every card."""
    return "".join(_folded(line) for contact in contacts for line in _written(contact))


# Reading ------------------------------------------------------------------------------------------


def _cards(lines: Iterable[ContentLine]) -> tuple[list[list[ContentLine]], int]:
    """The lines of each card, and how many cards lack their end. A card inside AGENT becomes its text."""
    cards: list[list[ContentLine]] = []
    card: list[ContentLine] | None = None
    nested: list[str] = []
    depth = cropped = 0
    for line in lines:
        frame = line.name in ("BEGIN", "END") and line.value.upper() == "VCARD"
        if card and depth:
            nested.append(str(line))
            depth += (1 if line.name == "BEGIN" else -1) if frame else 0
            if not depth:
                agent = card.pop()
                card.append(ContentLine("AGENT", escaped("\n".join(nested)), agent.params, agent.group))
        elif frame and line.name == "BEGIN":
            if card and card[-1].name == "AGENT" and not card[-1].value:
                depth, nested = 1, [str(line)]
                continue
            cropped += card is not None
            card = []
            cards.append(card)
        elif frame:
            card = None
        elif card is not None:
            card.append(line)
    return cards, cropped + (card is not None)


def of_lines(card: Sequence[ContentLine], file: str, origin: Origin, region: str | None = None) -> Contact:
    """The contact of one card's lines. file: where it was found; origin: what it was found by; region: as for read."""
    rest = [line for line in card if line.name not in _FRAME and (line.value.strip("; ,") or _keeps_empty(line))]
    own = {line.name: line.value for line in card if _OWN.fullmatch(f"{line.name}:{line.value}")}
    labels = {line.group: line.value for line in rest if line.name == "X-ABLABEL" and line.group}
    address = _address(_best(rest, "ADR"), rest)
    numbers = _all(rest, "TEL", lambda line: line.value)
    region = own.get(_REGION) or _region(address, [_number(line) for line in numbers]) or region
    organisation = _best(rest, "ORG")
    company, *units = map(_line, _pieces(organisation.value)) if organisation else [""]
    title = _best(rest, "TITLE") or _best(rest, "ROLE")
    emails = tuple(
        _email(line, labels.get(line.group or "", ""), origin)
        for line in _all(rest, "EMAIL", lambda line: "@" in line.value)
    )
    phones = tuple(_phone(line, region, labels.get(line.group or "", ""), origin) for line in numbers)
    no_names = {company or None, *(email.value for email in emails), *(phone.value for phone in phones)}
    nicknames = {_line(line.value) for line in rest if line.name == "NICKNAME"}
    who = _who(_best(rest, "FN"), _best(rest, "N"), own.get(_ORDER), no_names, nicknames)
    if not (who.given or who.family or _ORDER in own):
        who = _parsed(who, [email.value.partition("@")[0] for email in emails])
    websites = tuple(Website(_url(line), origin=origin) for line in _all(rest, "URL", _url))
    extra: dict[str, list[str]] = {}
    for line in rest:
        extra.setdefault(line.name, []).append(_basic_date(str(line)))
    fields = {
        "name": who.name,
        "title": _line(title.value) if title else None,
        "company": company or None,
        "department": ", ".join(filter(None, units)) or None,
        "address": address,
    }
    return Contact(
        files=(file,),
        given=who.given,
        family=who.family,
        order=who.order,
        honorific=who.honorific,
        credentials=who.credentials,
        emails=emails,
        phones=phones,
        websites=websites,
        region=region,
        confidence={field: 1.0 for field, value in fields.items() if value},
        origin={field: origin for field, value in fields.items() if value},
        extra=extra,
        **fields,  # type: ignore[arg-type]
    )


def _keeps_empty(line: ContentLine) -> bool:
    """Whether the line says something without a value: an unknown property, or an address that is all label."""
    return line.name not in _KNOWN or bool(line.param("LABEL"))


def _basic_date(line: str) -> str:
    """A content line whose date, if it is one, stands in the only form that 4.0 knows."""
    found = _DATE.fullmatch(line)
    if not found:
        return line
    head, date, time, offset = found.groups(default="")
    return f"{head}{date.replace('-', '')}{time.replace(':', '')}{offset.replace(':', '')}"


def _best(rest: list[ContentLine], name: str) -> ContentLine | None:
    """Takes the preferred line of a property out of `rest`: by PREF, else work, else the first."""
    lines = [line for line in rest if line.name == name]
    if not lines:
        return None
    best = min(lines, key=lambda line: (_preference(line), not line.param("PREF") and "work" not in line.types))
    rest.remove(best)
    return best


def _all(rest: list[ContentLine], name: str, fits: Callable[[ContentLine], object]) -> list[ContentLine]:
    """Takes the lines of a property that fit out of `rest`, the preferred first."""
    lines = [line for line in rest if line.name == name and fits(line)]
    rest[:] = [line for line in rest if not (line.name == name and fits(line))]
    return sorted(lines, key=_preference)


def _preference(line: ContentLine) -> int:
    """PREF, 1 to 100; 101 where there is none."""
    value = line.param("PREF") or ""
    return int(value) if re.fullmatch(r"[0-9]{1,3}", value) else 101


@dataclass(frozen=True, slots=True)
class _Who:
    """The fields of a Contact that FN and N carry."""

    name: str | None
    given: str | None
    family: str | None
    order: NameOrder
    honorific: str | None
    credentials: tuple[str, ...]


def _who(
    fn: ContentLine | None,
    n: ContentLine | None,
    stated: str | None,
    no_names: Container[str | None],
    nicknames: Container[str] = (),
) -> _Who:
    """The person of FN and N.

    stated: the order that a card of ours states; the parts are then taken literally.
    no_names: what stands in FN where a name is missing: the firm, an address, a number.
    """
    pieces = [_items(piece) for piece in _pieces(n.value)] if n else []
    families, givens, middle, prefixes, suffixes = (pieces + [[]] * 5)[:5]
    suffixes = [part for item in suffixes for part in re.split(r"\s*,\s*", item) if part]
    generation = [item for item in suffixes if item.lower() in _terms("generation")["suffixes"]]
    credentials = tuple(item for item in suffixes if item not in generation)
    given, family, honorific = (" ".join(part) or None for part in (givens, families, prefixes))
    name = _bare(_line(fn.value), honorific, credentials) if fn else ""
    missing = name in no_names if not (given or family) else given and family and name in nicknames
    inverted = given and family and name.startswith(f"{family}, ")
    if not name or (not stated and (missing or inverted)):
        name = " ".join([*givens, *middle, *families, *generation])
    return _Who(name or None, given, family, _order(name, given, family, stated), honorific, credentials)


def _parsed(who: _Who, local_parts: Sequence[str]) -> _Who:
    """A name that came without N, told apart by what is known of names."""
    if not who.name or len(who.name) > _LONGEST_NAME:
        return who
    name = names.parse(who.name, locals_=local_parts)
    return _Who(
        name.name or who.name,
        name.given,
        name.family,
        name.order,
        who.honorific or name.honorific,
        who.credentials or name.credentials,
    )


def _bare(full: str, honorific: str | None, credentials: Sequence[str]) -> str:
    """The name without the honorific before it and the credentials after it."""
    if honorific:
        full = full.removeprefix(honorific + " ")
    for credential in reversed(credentials):
        shorter = full.removesuffix(", " + credential)
        full = shorter if shorter != full else full.removesuffix(" " + credential)
    return full


def _order(name: str, given: str | None, family: str | None, stated: str | None) -> NameOrder:
    if stated:
        return typing.cast("NameOrder", stated)
    if not (given and family):
        return "single"
    return "family_first" if 0 <= name.find(family) < name.find(given) else "given_first"


def _email(line: ContentLine, label: str, origin: Origin) -> Email:
    value = _line(line.value)
    value = value[7:] if value.lower().startswith("mailto:") else value
    bracketed = _IN_BRACKETS.fullmatch(value)
    kind = typing.cast("EmailKind", _kind("email", line, label))
    return Email(bracketed[1] if bracketed else value, kind=kind, origin=origin)


def _phone(line: ContentLine, region: str | None, label: str, origin: Origin) -> Phone:
    text, raw = _number(line), line.param(_RAW)
    value = text if raw else _e164(text, region) or text
    kind = typing.cast("PhoneKind", _kind("phone", line, label))
    return Phone(value, raw=raw or text, kind=kind, origin=origin)


def _number(line: ContentLine) -> str:
    value = _line(line.value)
    return value[4:] if value.lower().startswith("tel:") else value


def _kind(table: str, line: ContentLine, label: str) -> str:
    """The kind by TYPE or by Apple's label beside it; one without is for work, as on a card."""
    label = re.sub(r"[\W_]", "", label).lower()
    return next((kind for word, kind in _terms(table).items() if word in line.types or word == label), "work")


def _terms(name: str) -> dict[str, typing.Any]:
    found: dict[str, typing.Any] = tables.table("card/vcard.toml")[name]
    return found


def _international(text: str) -> bool:
    return text.lstrip(" (").startswith("+")


def _e164(text: str, region: str | None) -> str | None:
    """The number as E.164 where it is international or valid in the region, else None."""
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    sure = phonenumbers.is_possible_number if _international(text) else phonenumbers.is_valid_number
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)) if sure(number) else None


def _region(address: Address | None, numbers: Sequence[str]) -> str | None:
    """The country of the address, else of the first international number."""
    country = _country(address.country) if address and address.country else None
    return country or next(filter(None, map(_calling_region, numbers)), None)


def _calling_region(text: str) -> str | None:
    import phonenumbers

    if not _international(text):
        return None
    try:
        region = phonenumbers.region_code_for_number(phonenumbers.parse(text))
    except phonenumbers.NumberParseException:
        return None
    return str(region) if region and region.isalpha() else None


def _country(name: str) -> str | None:
    code = name.strip().upper()
    known = known_regions.names()
    return known.get(fold(name).strip(" .")) or (code if code in known.values() else None)


def _url(line: ContentLine) -> str:
    """The address as it can be opened; "" for what is no web address."""
    url = _NOT_IN_URL.sub(lambda found: quote(found[0]), _line(line.value))
    scheme = _SCHEME.match(url)
    if scheme and scheme[0].lower() not in ("http:", "https:"):
        return ""
    return url if scheme or not url else f"https://{url}"


def _address(line: ContentLine | None, rest: Sequence[ContentLine]) -> Address | None:
    """The address of an ADR line; its text is the label of 4.0, the LABEL of older versions, or its parts."""
    label = line.param("LABEL") if line else None
    if not label:
        beside = [other for other in rest if other.name == "LABEL" and (not line or other.types == line.types)]
        label = _text(beside[0].value) if beside else ""
    pieces = _pieces(line.value) if line else []
    parts = [_joined(map(_text, content_line.split(piece, ","))) or None for piece in pieces]
    box, extended, street, city, state, postcode, country = (parts + [None] * 7)[:7]
    street = ", ".join(filter(None, (box, extended, street))) or None
    composed = (street, city, " ".join(filter(None, (state, postcode))), country)
    text = _joined([label]) or ", ".join(filter(None, composed))
    return Address(text, street, city, state, postcode, country) if text else None


def _joined(texts: Iterable[str]) -> str:
    """Texts of one or several lines in one line, with commas."""
    lines = (" ".join(line.split()) for text in texts for line in text.split("\n"))
    return ", ".join(filter(None, lines))


def _items(piece: str) -> list[str]:
    """The values of one component, without empty ones."""
    return [item for item in map(_line, content_line.split(piece, ",")) if item]


def _pieces(value: str) -> list[str]:
    return content_line.split(value, ";")


def _line(value: str) -> str:
    """An escaped value as one line of text."""
    return " ".join(_text(value).split())


def _text(value: str) -> str:
    """An escaped value as text; a backslash before any other letter is one."""
    return _ESCAPE.sub(
        lambda found: {"n": "\n", "N": "\n"}.get(found[1], found[1] if found[1] in "\\,;:" else found[0]), value
    )


# Writing ------------------------------------------------------------------------------------------


def _written(contact: Contact) -> list[str]:
    """The content lines of one card, with what the others do not show stated at its end."""
    kinds = _terms("written")
    units = [contact.department] if contact.department else []
    firm = ";".join(escaped(unit or "") for unit in (contact.company, *units))
    lines = [
        *_written_name(contact),
        *_single("TITLE", escaped(contact.title or ""), contact),
        *_single("ORG", firm, contact),
        *(ContentLine("EMAIL", escaped(email.value), {"TYPE": (kinds[email.kind],)}) for email in contact.emails),
        *(_written_phone(phone, contact.region) for phone in contact.phones),
        *(ContentLine("URL", website.value) for website in contact.websites),
        *_written_address(contact),
    ]
    kept = filter(None, (content_line.one(raw) for raws in contact.extra.values() for raw in raws))
    lines.extend(line for line in kept if line.name not in _FRAME)
    shown = of_lines(lines, "", "vcard")
    if contact.name and _who_of(shown) != _who_of(contact):
        lines.append(ContentLine(_ORDER, contact.order))
    if contact.region and contact.region != shown.region:
        lines.append(ContentLine(_REGION, contact.region))
    return ["BEGIN:VCARD", "VERSION:4.0", *map(str, lines), "END:VCARD"]


def _who_of(contact: Contact) -> tuple[str | None, ...]:
    return contact.name, contact.given, contact.family, contact.order


def _written_name(contact: Contact) -> list[ContentLine]:
    """FN and N; FN is the firm or an address where there is no name, because it must be there."""
    full = " ".join(filter(None, (contact.honorific, contact.name)))
    values = (*(email.value for email in contact.emails), *(phone.value for phone in contact.phones))
    fn = ", ".join((full, *contact.credentials)) if contact.name else next(filter(None, (contact.company, *values)), "")
    parts = (contact.family, contact.given, _middle(contact), contact.honorific)
    suffixes = ",".join(map(escaped, contact.credentials))
    n = ";".join([*(escaped(part or "") for part in parts), suffixes])
    return [*_single("FN", escaped(fn), contact), ContentLine("N", n)]


def _middle(contact: Contact) -> str:
    """What stands between the given and the family name."""
    name, given, family = contact.name or "", f"{contact.given} ", f" {contact.family}"
    return name[len(given) : -len(family)] if name.startswith(given) and name.endswith(family) else ""


def _written_phone(phone: Phone, region: str | None) -> ContentLine:
    """A number, with the way it was found where reading it again would not give that."""
    line = ContentLine("TEL", escaped(phone.value), {"TYPE": (_terms("written")[phone.kind],)})
    shown = _phone(line, region, "", "vcard")
    if phone.raw and (shown.value, shown.raw) != (phone.value, phone.raw):
        line.params[_RAW] = (phone.raw,)
    return line


def _written_address(contact: Contact) -> list[ContentLine]:
    address = contact.address
    if not address:
        return []
    parts = (None, None, address.street, address.city, address.region, address.postcode, address.country)
    lines = _single("ADR", ";".join(escaped(part or "") for part in parts), contact)
    if address.text:
        lines[0].params["LABEL"] = (address.text,)
    return lines


def _single(name: str, value: str, contact: Contact) -> list[ContentLine]:
    """A property that a Contact has once; preferred where `extra` keeps more of the same name."""
    if not value and name != "FN":
        return []
    return [ContentLine(name, value, {"PREF": ("1",)} if name in contact.extra else {})]


def escaped(text: str) -> str:
    """Text as the value of a content line."""
    text = content_line.clean(text).replace("\\", "\\\\").replace("\n", "\\n")
    return text.replace(",", "\\,").replace(";", "\\;")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, none of which parts a letter."""
    data = line.encode("utf-8")
    pieces, start, room = [], 0, _OCTETS
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(data[start:end])
        start, room = end, _OCTETS - 1
    return b"\r\n ".join([*pieces, data[start:]]).decode("utf-8") + "\r\n"
