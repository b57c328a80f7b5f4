"""iCalendar as it is written (RFC 5545): escaped, folded at 75 bytes, lines ended by CR LF."""

import datetime as dt
from collections.abc import Iterable

_WIDTH = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_CONTROLS = dict.fromkeys((*range(9), *range(11, 32), 127)) | {ord("\r"): None}

Property = tuple[str, str]
"""A name with its parameters, and a value that needs no escape any more."""


def text(value: str) -> str:
    """A text as a property's value."""
    return value.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS).translate(_ESCAPES)


def moment(value: dt.datetime) -> str:
    """A moment, in UTC."""
    return value.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def component(name: str, parts: Iterable[Property | str]) -> str:
    """A component of its properties and of components that are written already."""
    lines = (part if isinstance(part, str) else folded(f"{part[0]}:{part[1]}") for part in parts)
    return f"BEGIN:{name}\r\n{''.join(lines)}END:{name}\r\n"


def folded(line: str) -> str:
    """A line in pieces of at most 75 bytes, none of which ends within a letter."""
    if len(line) <= _WIDTH and line.isascii():
        return line + "\r\n"
    raw, start = line.encode("utf-8", "replace"), 0
    pieces: list[bytes] = []
    while len(raw) - start > _WIDTH - bool(pieces):
        end = start + _WIDTH - bool(pieces)
        while raw[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(raw[start:end])
        start = end
    return (b"\r\n ".join([*pieces, raw[start:]]) + b"\r\n").decode()
