"""Content lines, the grain of vCard and iCalendar: `group.NAME;PARAM=value:value`, folded and encoded.

Bytes in, `ContentLine`s out, whatever the version, the code page and the damage. Every line leaves
in the manner of vCard 4.0 (UTF-8 text, no ENCODING, no CHARSET, TYPE always named), so that what is
kept unread can be written again as it stands.
"""

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from afterword import tables
from afterword.card import codepage
from afterword.errors import TooLarge

MAX_BYTES = 32 * 2**20
MAX_LINES = 100_000

_BREAK = re.compile(rb"\r\n|\n|\r")
_HEADER = re.compile(rb'(?:[^":]++|"[^"\r\n]*+")*+:')
_BASE64 = re.compile(rb"[A-Za-z0-9+/=\s]+")
_BOUNDARY = re.compile(rb"\s*(BEGIN|END):", re.IGNORECASE)
_NAME = re.compile(r"(?:([\w-]+)\.)?([\w-]+)", re.ASCII)
_PARAMETER = re.compile(r'((?:[^";]++|"[^"]*+"|")*+)(?:;|$)')
_LIST_ITEM = re.compile(r'((?:[^",]++|"[^"]*+"|")*+)(?:,|$)')
_UNCLEAN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ENCODINGS = {"QUOTED-PRINTABLE": "Q", "Q": "Q", "BASE64": "B", "B": "B", "7BIT": "", "8BIT": ""}


@dataclass(frozen=True, slots=True)
class ContentLine:
    """One line, unfolded. name and parameter names in capitals; value: still escaped."""

    name: str
    value: str
    params: dict[str, tuple[str, ...]] = field(default_factory=dict)
    group: str | None = None

    @property
    def types(self) -> frozenset[str]:
        """The TYPE parameters in small letters."""
        return frozenset(kind.lower() for kind in self.params.get("TYPE", ()))

    def param(self, name: str) -> str | None:
        """The first value of a parameter, None where there is none."""
        return next(iter(self.params.get(name, ())), None)

    def __str__(self) -> str:
        """The line as vCard 4.0 writes it, without folding."""
        head = f"{self.group}.{self.name}" if self.group else self.name
        for name, values in self.params.items():
            head += f";{name}=" + ",".join(_parameter_value(value) for value in values)
        return f"{head}:{_one_line(self.value)}"


def read(data: bytes, where: str) -> tuple[list[ContentLine], list[int]]:
    """The content lines of a file, and the numbers (from 1) of physical lines that are none.

    Raises TooLarge above 32 MiB or 100,000 content lines; `where` is the file's name.
    """
    if len(data) > MAX_BYTES:
        raise TooLarge("card.vcard.too_large", where=where, megabytes=MAX_BYTES // 2**20)
    data = codepage.as_ascii_superset(data)
    page: str | None = None
    found: list[ContentLine] = []
    broken: list[int] = []
    for count, (number, raw) in enumerate(_unfolded(data)):
        if count >= MAX_LINES:
            raise TooLarge("card.vcard.too_many_lines", where=where, lines=MAX_LINES)
        if page is None and not codepage.is_utf8(raw):
            page = codepage.guess(data)
        line = _parse(raw, page or "utf-8")
        if line is None:
            broken.append(number)
        else:
            found.append(line)
    return found, broken


def one(text: str) -> ContentLine | None:
    """The content line of one line of text, None if it is none."""
    return _parse(text.encode("utf-8", "replace"), "utf-8")


def split(value: str, separator: str) -> list[str]:
    """The pieces of a structured value, still escaped; an escaped separator parts nothing."""
    cuts = [found.start() for found in re.finditer(rf"\\.|{separator}", value, re.DOTALL) if found[0] == separator]
    starts = [0, *(cut + 1 for cut in cuts)]
    return [value[start:end] for start, end in zip(starts, [*cuts, len(value)], strict=True)]


def _unfolded(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Logical lines with the number of their first physical one.

    Three ways to go on in the next line meet in real files: leading white space (which 2.1 keeps as
    part of the text), a soft break "=" in quoted-printable, and bare base64 up to an empty line.
    """
    parts: list[bytes] = []
    start = 1
    old = soft = bare = False
    for number, line in enumerate(_physical(data), 1):
        boundary = _BOUNDARY.match(line)
        if parts and soft and not boundary:
            if line.strip():
                soft = line.rstrip(b" \t").endswith(b"=")
                parts.append(line.rstrip(b" \t")[:-1] if soft else line)
            continue
        if parts and line[:1] in (b" ", b"\t") and not boundary:
            parts.append(line.strip() if bare else line if old else line[1:])
            continue
        if parts and bare and b":" not in line and _BASE64.fullmatch(line):
            parts.append(line.strip())
            continue
        if parts:
            yield start, b"".join(parts)
        parts, soft, bare = [], False, False
        if not line.strip():
            continue
        start = number
        head = line.partition(b":")[0].upper()
        if head == b"VERSION":
            old = line.partition(b":")[2].strip() == b"2.1"
        soft = b"QUOTED-PRINTABLE" in head and line.rstrip(b" \t").endswith(b"=")
        bare = bool(re.search(rb"BASE64|ENCODING=B\b|;B$", head))
        parts.append(line.rstrip(b" \t")[:-1] if soft else line)
    if parts:
        yield start, b"".join(parts)


def _physical(data: bytes) -> Iterator[bytes]:
    """The lines of a file, one at a time: a bomb of short ones shall not fill the memory."""
    start = 0
    for found in _BREAK.finditer(data):
        yield data[start : found.start()]
        start = found.end()
    yield data[start:]


def _parse(raw: bytes, page: str) -> ContentLine | None:
    colon = _HEADER.match(raw)
    end = colon.end() if colon else raw.find(b":") + 1
    head = codepage.decode(raw[: end - 1], None, page).strip().lstrip("\ufeff")
    named = _NAME.match(head)
    if not end or not named or head[named.end() : named.end() + 1] not in ("", ";"):
        return None
    params = _parameters(head[named.end() + 1 :])
    encoding = _ENCODINGS.get((params.pop("ENCODING", ("",)) or ("",))[0].upper(), "")
    charset = next(iter(params.pop("CHARSET", ())), None)
    name = named[2].upper()
    body = raw[end:]
    if encoding == "B":
        value = _data_uri(name, params, body)
    elif encoding == "Q":
        value = codepage.decode(quopri.decodestring(body), charset, page)
    else:
        value = codepage.decode(body, charset, page)
    return ContentLine(name, _one_line(value).strip(" \t"), params, named[1])


def _parameters(text: str) -> dict[str, tuple[str, ...]]:
    """Parameters by name in capitals. What 2.1 leaves unnamed is a TYPE or an encoding; PREF is one of 4.0."""
    found: dict[str, list[str]] = {}
    for piece in _PARAMETER.findall(text):
        name, equals, value = piece.strip().partition("=")
        name = name.strip().upper()
        if not equals:
            name, value = _implied(name), piece.strip()
        if not value or not _NAME.fullmatch(name):
            continue
        found.setdefault(name, []).extend(_plain(item) for item in _LIST_ITEM.findall(value) if item.strip())
    types = dict.fromkeys(value for kind in found.pop("TYPE", ()) for value in kind.split(",") if value)
    if any(kind.lower() == "pref" for kind in types):
        found.setdefault("PREF", ["1"])
    kinds = tuple(kind for kind in types if kind.lower() != "pref")
    named = {name: tuple(values) for name, values in found.items() if values}
    return {"TYPE": kinds, **named} if kinds else named


def _implied(name: str) -> str:
    if name in _ENCODINGS:
        return "ENCODING"
    return "CHARSET" if codepage.is_charset(name) and "-" in name else "TYPE"


def _plain(value: str) -> str:
    """A parameter value without its quotes and with RFC 6868's carets undone."""
    value = value.strip().strip('"')
    return re.sub(r"\^([n'^])", lambda found: {"n": "\n", "'": '"', "^": "^"}[found[1]], value)


def _parameter_value(value: str) -> str:
    value = clean(value).replace("^", "^^").replace("\n", "^n").replace('"', "^'")
    return f'"{value}"' if re.search(r"[:;,]", value) else value


def _data_uri(name: str, params: dict[str, tuple[str, ...]], body: bytes) -> str:
    """Base64 of an old version as 4.0 carries it; what does not decode stays text."""
    packed = re.sub(rb"\s", b"", body)
    try:
        base64.b64decode(packed, validate=True)
    except binascii.Error:
        return codepage.decode(packed, None, "latin-1")
    kinds = tables.table("card/vcard.toml")["media"]
    kind = next(iter(params.pop("TYPE", ())), "").lower()
    params.pop("VALUE", None)
    media = kinds.get(kind) or (f"{kinds[name]}/{kind}" if name in kinds and kind else "application/octet-stream")
    return f"data:{media};base64,{packed.decode('ascii')}"


def _one_line(value: str) -> str:
    return clean(value).replace("\n", "\\n")


def clean(text: str) -> str:
    """Text without control characters and lone surrogates, its lines ended by a line feed."""
    text = _UNCLEAN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.encode("utf-8", "replace").decode("utf-8")
