"""The lines of a card, a signature or a pasted text become contacts."""

import re
from collections.abc import Sequence
from dataclasses import replace

from afterword.candidacy.contact import Contact, Origin
from afterword.candidacy.problem import Problem, problem
from afterword.card import address, layout, names, phones, webs
from afterword.card import region as regions
from afterword.card.assign import Answer, Card, Chosen, assign
from afterword.card.layout import Row
from afterword.card.lines import Line, of_text
from afterword.card.people import share_out
from afterword.card.reading import CardReading
from afterword.card.words import fold, hits, squeezed

_LONG = 12
"""Words of a line that only running text has."""
_GREETING = re.compile(
    r"\s*(?:dear|hi|hello|hallo|liebe|lieber|sehr geehrte|bonjour|cher|ch[eè]re|hola|estimad[oa])\b", re.IGNORECASE
)
_PRICE = re.compile(r"(?:^|\s)[$€£]?\s?\d{1,5}[.,]\d{2}\s?(?:[$€£]|EUR|USD)?(?:\s[A-Z])?\s*$")


def contacts(
    lines: Sequence[Line], *, region: str | None = None, files: tuple[str, ...] = (), language: str = "en"
) -> tuple[tuple[Contact, ...], tuple[Problem, ...]]:
    """The people a card names, and what to tell about it; no contact where it is no card.

    lines:  print with boxes, or typed lines; boxes of several files are the sides of one card
    region: ISO 3166 country for numbers without a prefix; guessed from the card when None
    files:  the names of the inputs, for `Contact.files` and the problems
    """
    where = ", ".join(files) or None
    rows = layout.rows(lines)
    kind = "text" if lines and all(line.origin != "ocr" for line in lines) else "photo"
    if not rows:
        return (), (problem(f"card.{kind}.no_text", language, where=where),)
    if _is_no_card(rows):
        return (), (problem(f"card.{kind}.no_card", language, where=where),)
    found: list[Contact] = []
    guessed: list[str] = []
    for group in share_out(rows):
        contact, host = _contact(group, region, files)
        if _is_somebody(contact):
            found.append(contact)
            guessed += [host] if host else []
    if not found:
        return (), (problem(f"card.{kind}.no_contact", language, where=where),)
    return tuple(found), tuple(
        problem(f"card.{kind}.company_of_host", language, where=where, host=host) for host in dict.fromkeys(guessed)
    )


def text_reading(
    text: str, signature: Sequence[int], *, region: str | None = None, file: str = "-", language: str = "en"
) -> CardReading:
    """The people of a typed text: of its signature where the text is a letter, else of all of it.

    signature: the numbers, from 1, of the lines that are its signature
    """
    lines = of_text(text)
    letter = sum(len(line.text.split()) > _LONG for line in lines) > 0 or any(
        _GREETING.match(line.text) for line in lines
    )
    if letter and signature:
        lines = tuple(lines[number - 1] for number in signature)
    found, problems = contacts(lines, region=region, files=(file,), language=language)
    return CardReading(found, tuple(signature), problems)


def _contact(rows: Sequence[Row], region: str | None, files: tuple[str, ...]) -> tuple[Contact, str | None]:
    """The contact of the rows that are one person's, and the host its company had to be guessed from."""
    found = webs.find(rows)
    region = region or regions.guess([row.text for row in rows], found)
    numbers = phones.find(rows, found.rest, region)
    address_rows = address.rows_of(rows, numbers.rest)
    hosts = [email.value.partition("@")[2] for email in found.emails]
    hosts += [webs.host_of(site.value) for site in found.websites]
    locals_ = tuple(email.value.partition("@")[0] for email in found.emails)
    answer = assign(Card(rows, numbers.rest, frozenset(address_rows), locals_, tuple(hosts)))
    contact = Contact(
        files=files,
        emails=found.emails,
        phones=numbers.phones,
        websites=found.websites,
        region=region,
        address=address.parse([numbers.rest[at] for at in address_rows], region),
    )
    contact = _with_answer(contact, answer, rows, locals_)
    if contact.address:
        contact = _sure(contact, "address", 0.8, rows[address_rows[0]].origin)
    department = _department(rows, numbers.rest, answer)
    if department is not None:
        contact = replace(contact, department=numbers.rest[department].strip(" ,.|"))
        contact = _sure(contact, "department", 0.8, rows[department].origin)
    if contact.company is None and (host := _own_host(hosts)) and kept_apart(contact.name, host):
        contact = replace(contact, company=webs.main_label(host).replace("-", " ").title())
        return _sure(contact, "company", 0.45, rows[0].origin), host
    return contact, None


def _with_answer(contact: Contact, answer: Answer, rows: Sequence[Row], locals_: Sequence[str]) -> Contact:
    if answer.name:
        name = names.parse(answer.name.piece.text, region=contact.region, locals_=locals_)
        contact = replace(
            contact,
            name=name.name,
            given=name.given,
            family=name.family,
            order=name.order,
            honorific=name.honorific,
            credentials=name.credentials,
        )
        contact = _taken(contact, "name", answer.name, rows)
    if answer.title:
        contact = replace(contact, title=_trimmed(answer.title.piece.text))
        contact = _taken(contact, "title", answer.title, rows)
    if answer.company:
        contact = replace(contact, company=_trimmed(answer.company.piece.text))
        contact = _taken(contact, "company", answer.company, rows)
    return contact


def _trimmed(text: str) -> str:
    """A field without brackets around it and with a space after each comma."""
    text = text.strip("()[]{} ") if text.count("(") != 1 or text[0] == "(" else text
    return re.sub(r",(?=[^\s\d])", ", ", text)


def _taken(contact: Contact, name: str, chosen: Chosen, rows: Sequence[Row]) -> Contact:
    return _sure(contact, name, chosen.certainty, rows[chosen.piece.row].origin)


def _sure(contact: Contact, name: str, certainty: float, origin: Origin) -> Contact:
    return replace(
        contact, confidence=contact.confidence | {name: certainty}, origin=contact.origin | {name: origin}
    )  # fmt: skip


def _department(rows: Sequence[Row], texts: Sequence[str], answer: Answer) -> int | None:
    taken = {
        row for chosen in (answer.name, answer.title, answer.company) if chosen for row, _, _ in chosen.piece.spans
    }
    free = [at for at, text in enumerate(texts) if at not in taken and hits(text, "department.words")]
    return next((at for at in free if address.score(texts[at]) < 1.6 and "|" not in texts[at]), None)


def _own_host(hosts: Sequence[str]) -> str | None:
    """The first host that names its owner."""
    return next((host for host in hosts if not webs.is_freemail(host) and len(webs.main_label(host)) > 2), None)


def kept_apart(name: str | None, host: str) -> bool:
    """Whether a host is called otherwise than the person."""
    label = squeezed(webs.main_label(host))
    return name is None or not (squeezed(name) in label or label in squeezed(name))


def _is_no_card(rows: Sequence[Row]) -> bool:
    """Whether the print is a receipt, a certificate, a page of prose or the like."""
    text = " ".join(row.text for row in rows)
    reachable = "@" in text or any(phones.find([row], [row.text], "US").phones for row in rows)
    words = hits(text, "no_card.words")
    prices = sum(bool(_PRICE.search(row.text)) for row in rows)
    if prices >= 3 and words >= 1:
        return True
    if words >= 2 and (not reachable or prices):
        return True
    if words >= 1 and not reachable and re.search(r"certif|diploma|award|hereby|presented to", fold(text)):
        return True
    long = sum(len(row.text.split()) > 8 for row in rows)
    return len(rows) > 8 and long > len(rows) / 2 and "@" not in text


def _is_somebody(contact: Contact) -> bool:
    """Whether there is enough to call it a contact: a name with something beside it, or a firm that can be reached."""
    reachable = bool(contact.emails or contact.phones)
    beside = reachable or bool(contact.websites or contact.address)
    if contact.name:
        sure = contact.confidence["name"]
        typed = contact.origin["name"] != "ocr"
        return sure >= 0.5 and (beside or contact.title is not None or (typed and sure >= 0.65))
    return reachable or (beside and contact.company is not None and contact.confidence["company"] > 0.5)
