"""MECARD, the short card that many QR codes carry: `MECARD:N:Calloway,Ruth;TEL:+12065550118;;`."""

import re

from afterword.candidacy.contact import Contact
from afterword.card import content_line, vcard
from afterword.card.content_line import ContentLine

_START = re.compile(r"\s*MECARD:", re.IGNORECASE)
_FIELD = re.compile(r"\s*([A-Z-]+):(.*)", re.IGNORECASE | re.DOTALL)
_MAX = 10_000
_NAMED = {"TEL-AV": "TEL", "MAIL": "EMAIL", "COMPANY": "ORG", "MEMO": "NOTE"}


def read(text: str, file: str) -> Contact | None:
    """The contact of a MECARD text; None where it is none, or longer than any code can hold.

    file: where it was found. Its fields are those of a vCard in other clothes, and read as such.
    """
    start = _START.match(text)
    if not start or len(text) > _MAX:
        return None
    fields = filter(None, map(_FIELD.fullmatch, content_line.split(text[start.end() :], ";")))
    contact = vcard.of_lines([_line(field[1].upper(), field[2]) for field in fields], file, "qr")
    return contact if contact.name or contact.company or contact.emails or contact.phones else None


def _line(name: str, value: str) -> ContentLine:
    """The line a vCard has for a field. N is "family,given"; ADR seven parts with commas, or one free text."""
    name = _NAMED.get(name, name)
    parts = content_line.split(value, ",")
    if name == "N" or (name == "ADR" and len(parts) == 7):
        value = ";".join(parts)
    elif name == "ADR":
        value = f";;{value}"
    return ContentLine(name, value.replace("\n", " ").strip())
