"""The people of a calendar file: who invites and who is invited.

Only content lines are read, never dates and time zones, so that no broken property and no zone of
another invitation can change what is found here.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from afterword import tables
from afterword.candidacy.contact import Contact
from afterword.candidacy.problem import Problem, problem
from afterword.card import content_line, vcard
from afterword.card.content_line import ContentLine
from afterword.errors import BadInput

_ADDRESS = re.compile(r"(?:.*<)?([^\s<>@:;,\"']+@[^\s<>@:;,\"']+)>?")
_COMPONENT = re.compile(r"V(CALENDAR|EVENT|TODO|JOURNAL|FREEBUSY|AVAILABILITY|TIMEZONE)", re.IGNORECASE)
_NOWHERE = re.compile(r"(?:invalid:|urn:|mailto:|/|$)", re.IGNORECASE)
_QUOTES = " \t\"'“”‘’"


def read(data: bytes, file: str, language: str = "en") -> tuple[tuple[Contact, ...], tuple[Problem, ...]]:
    """The organizer and the attendees of all events of an .ics file, each once, in its order.

    Rooms, resources, groups and mailboxes of machines are left out; who has no address is kept by
    name. Whether one of them is the candidate is not known here.
    Raises BadInput for an empty file and for one that is no calendar, TooLarge above the limits of
    `content_line.read`.
    """
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        raise BadInput("card.invitation.empty", where=file)
    lines, broken = content_line.read(data, file)
    if not any(line.name == "BEGIN" and _COMPONENT.fullmatch(line.value) for line in lines):
        raise BadInput("card.invitation.not_a_calendar", where=file)
    people: dict[str, tuple[str, str]] = {}
    for line in _guests(lines):
        address = _address(line)
        name = _name(line, address)
        if _is_person(line, name, address):
            key = address.lower() or name.casefold()
            known = people.get(key, ("", ""))
            people[key] = (known[0] or name, known[1] or address)
    problems = []
    if broken:
        problems.append(problem("card.invitation.lines_left_out", language, file, count=len(broken), first=broken[0]))
    if not people:
        problems.append(problem("card.invitation.no_people", language, file))
    return tuple(_contact(name, address, file) for name, address in people.values()), tuple(problems)


def _guests(lines: Sequence[ContentLine]) -> Iterator[ContentLine]:
    """The lines that name somebody; those of an alarm say only where it goes."""
    alarms = 0
    for line in lines:
        if line.name in ("BEGIN", "END") and line.value.upper() == "VALARM":
            alarms += 1 if line.name == "BEGIN" else -1
        elif line.name in ("ORGANIZER", "ATTENDEE") and alarms <= 0:
            yield line


def _address(line: ContentLine) -> str:
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
    nobody: dict[str, Any] = tables.table("card/invitation.toml")
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
