"""The people of a calendar file: who invites and who is invited.

Only content lines are read, never dates and time zones, so that no broken property and no zone of
another invitation can change what is found here.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from afterword import tables
from afterword.candidacy.contact import Contact
from afterword.card import vcard
from afterword.card.content_line import ContentLine

_ADDRESS = re.compile(r"(?:.*<)?([^\s<>@:;,\"']+@[^\s<>@:;,\"']+)>?")
_NOWHERE = re.compile(r"(?:invalid:|urn:|mailto:|/|$)", re.IGNORECASE)
_QUOTES = " \t\"'“”‘’"


def people(lines: Sequence[ContentLine], file: str) -> tuple[Contact, ...]:
    """The organizer and the attendees of some content lines, each once, in their order.

    Rooms, resources, groups and mailboxes of machines are left out; who has no address is kept by
    name. Whether one of them is the candidate is not known here.
    """
    found: dict[str, tuple[str, str]] = {}
    for line in _guests(lines):
        address = address_of(line)
        name = _name(line, address)
        if _is_person(line, name, address):
            key = address.lower() or name.casefold()
            known = found.get(key, ("", ""))
            found[key] = (known[0] or name, known[1] or address)
    return tuple(_contact(name, address, file) for name, address in found.values())


def _guests(lines: Sequence[ContentLine]) -> Iterator[ContentLine]:
    """The lines that name somebody; those of an alarm say only where it goes."""
    alarms = 0
    for line in lines:
        if line.name in ("BEGIN", "END") and line.value.upper() == "VALARM":
            alarms += 1 if line.name == "BEGIN" else -1
        elif line.name in ("ORGANIZER", "ATTENDEE") and alarms <= 0:
            yield line


def address_of(line: ContentLine) -> str:
    """The e-mail address of a guest, "" where the line has none."""
    for text in (line.param("EMAIL") or "", line.value):
        scheme, colon, rest = text.strip().partition(":")
        found = _ADDRESS.fullmatch(rest.strip() if colon and scheme.lower() == "mailto" else text.strip())
        if found:
            return found[1]
    return ""


def _name(line: ContentLine, address: str) -> str:
    """The common name without quotes and remarks; "" where it only repeats the address."""
    name = " ".join((line.param("CN") or "").replace("\\", "").split()).strip(_QUOTES)
    name = re.sub(r"\s*[(\[][^()\[\]]*[)\]]$", "", name)
    return "" if "@" in name or name.casefold() == address.casefold() else name


def _is_person(line: ContentLine, name: str, address: str) -> bool:
    nobody: dict[str, Any] = tables.table("card/guests.toml")
    local, _, host = address.lower().partition("@")
    first = name.casefold().partition(" ")[0]
    return not (
        (line.param("CUTYPE") or "").lower() in nobody["kinds"]
        or host in nobody["hosts"]
        or re.sub(r"[._-]", "", local) in nobody["machines"]
        or first in nobody["rooms"]
        or not (address or (name and _NOWHERE.match(line.value)))
    )


def _contact(name: str, address: str, file: str) -> Contact:
    """The contact that a vCard of this name and address would give."""
    lines = [ContentLine("FN", vcard.escaped(name)), ContentLine("EMAIL", vcard.escaped(address))]
    return vcard.of_lines(lines, file, "ics")
