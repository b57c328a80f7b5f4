"""What stands in the form of a talk: its fields as text, one row a person, and what cards put into the rows."""

import datetime as dt
import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec
from django.forms import ValidationError
from django.utils.translation import gettext as _

from afterword import shapes
from afterword.app.models import Candidacy
from afterword.app.pages import card_reading
from afterword.app.pages.card_reading import Found, placed
from afterword.app.pages.fields import MOMENT, id_of
from afterword.app.pages.just_met_form import HOW, MOST_PEOPLE, TalkForm
from afterword.app.queries.meeting import meeting_before
from afterword.app.request import Request
from afterword.candidacy.contact import Contact
from afterword.card.merge import merged
from afterword.errors import BadInput

Row = dict[str, str]
"""A person of the form, by the names of its fields: what is shown, the contact read, the photos held."""

_NAMES = ("name", "title", "email", "phone", "part", "read", "pictures")
_MINUTES = 5
"""The end of a talk is suggested to so many minutes."""


@dataclass(slots=True)
class Filled:
    """talk: the fields beside the people; told: what was noticed in reading; refused: files that were not taken."""

    talk: dict[str, str]
    rows: list[Row]
    told: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def fresh(now: dt.datetime) -> Filled:
    """Return the form as it is first shown: the talk has just ended."""
    ended = now - dt.timedelta(minutes=now.minute % _MINUTES)
    return Filled({"id": str(uuid.uuid4()), "ended": ended.strftime(MOMENT)}, [{}])


def going_on(now: dt.datetime, row: Candidacy) -> Filled:
    """Return the form for another talk of a candidacy that stands, with whoever was met before."""
    filled = fresh(now)
    filled.talk |= {"company": row.company, "role": row.role, "same": str(row.id)}
    if meeting := meeting_before(row, now):
        filled.talk["ended"] = min(meeting.ends, now).astimezone(now.tzinfo).strftime(MOMENT)
        filled.talk["how"] = meeting.format if meeting.format in HOW else ""
    for part in row.participations.select_related("person").order_by("person__created_at")[:MOST_PEOPLE]:
        met = next((role for role in ("lead", "hiring_manager", "interviewer") if role in part.roles), None)
        if met:
            contact = shapes.convert(part.person.value, Contact, "contact")[0]
            filled.rows.append({**shown(contact), "part": met})
    filled.rows = filled.rows[1:] or filled.rows
    return filled


def sent(request: Request) -> Filled:
    """Return what a browser sent, as it was typed."""
    talk = {name: request.POST.get(name, "") for name in TalkForm.base_fields if name != "cards"}
    count = request.POST.get("rows", "")
    numbers = range(min(int(count), MOST_PEOPLE) if count.isdecimal() and len(count) < 4 else 1)
    rows = [{name: request.POST.get(f"person-{number}-{name}", "") for name in _NAMES} for number in numbers]
    return Filled(talk, rows or [{}])


def take_in(request: Request, filled: Filled) -> None:
    """Read the files and the pasted text into the rows. What was typed wins, and no text is read twice."""
    try:
        uploads = TalkForm.base_fields["cards"].clean(request.FILES.getlist("cards"))
    except ValidationError as error:
        filled.refused += error.messages
        return
    pasted = filled.talk["pasted"]
    digest = hashlib.sha256(pasted.encode()).hexdigest()
    unread = "" if digest == filled.talk["pasted_read"] else pasted.strip()
    if not uploads and not unread:
        return
    region = filled.talk["country"] or request.candidate.country or None
    reading = card_reading.read(uploads, unread, now=request.now, region=region, language=request.candidate.language)
    filled.talk["pasted_read"] = digest
    filled.told += reading.told
    filled.refused += reading.refused
    for found in reading.found:
        if not _is_candidate(found.contact, request):  # an invitation names whom it invites, too
            _fill(filled, found)
    if reading.loose:  # the other side of a card, or one that cannot be read: whoever comes last has it
        row = next((row for row in reversed(filled.rows) if row.get("pictures")), filled.rows[0])
        row["pictures"] = _joined(row.get("pictures", ""), reading.loose)


def shown(contact: Contact) -> Row:
    """Return the details of a contact that a row shows."""
    return {
        "name": contact.name or "",
        "title": contact.title or "",
        "email": contact.emails[0].value if contact.emails else "",
        "phone": contact.phones[0].value if contact.phones else "",
    }


def contact_read(row: Row) -> Contact | None:
    """Return the contact that a card gave for a row; what came back altered beyond reading counts as none."""
    try:
        return shapes.read(row.get("read") or "", Contact, "contact")[0]
    except BadInput:
        return None


def pictures_of(row: Row) -> tuple[uuid.UUID, ...]:
    """Return the ids of the photos that are held for a row."""
    return tuple(id for id in map(id_of, row.get("pictures", "").split()) if id)


def _is_candidate(contact: Contact, request: Request) -> bool:
    me = request.candidate
    addresses = {email.value.casefold() for email in contact.emails}
    return me.email.casefold() in addresses if me.email and addresses else bool(me.name and contact.name == me.name)


def _fill(filled: Filled, found: Found) -> None:
    """Put who was read into the row that could be them, else into a new one."""
    row = next((row for row in filled.rows if _could_be(row, found.contact)), None)
    if row is None:
        if len(filled.rows) == MOST_PEOPLE:
            filled.told.append(_("%(name)s was read too, but ten people are the most.") % {"name": found.contact.name})
            return
        row = {}
        filled.rows.append(row)
    before = contact_read(row)
    files = len(before.files) if before else 0
    contact = merged(before, placed(found.contact, lambda index: index + files)) if before else found.contact
    untouched = shown(before) if before else {}
    for name, value in shown(contact).items():
        if row.get(name, "") in {"", untouched.get(name)}:
            row[name] = value
    row["read"] = msgspec.json.encode(contact).decode()
    row["pictures"] = _joined(row.get("pictures", ""), found.pictures)
    filled.talk["company"] = filled.talk["company"] or contact.company or ""


def _could_be(row: Row, contact: Contact) -> bool:
    """Whether a row is empty, or names this person in whole or in part."""
    address = row.get("email", "").strip().casefold()
    addresses = {email.value.casefold() for email in contact.emails}
    if address and addresses:
        return address in addresses
    words = set(row.get("name", "").casefold().split())
    return words <= set((contact.name or "").casefold().split())


def _joined(held: str, more: Sequence[uuid.UUID]) -> str:
    return " ".join(dict.fromkeys([*held.split(), *map(str, more)]))
