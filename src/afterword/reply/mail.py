"""The bytes of a mail taken apart: headers as words, the parts a reader would see, nothing executed or fetched."""

import datetime as dt
import email
import email.header
import email.parser
import email.utils
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from afterword.candidacy import html
from afterword.candidacy.problem import Problem, problem
from afterword.errors import BadInput, TooLarge

LIMIT = 40_000_000
"""Bytes of a mail; more is no letter."""

_DEEPEST = 60
"""Nested multiparts; a mail of people has three or four."""

_PART_LIMIT = 400_000
"""Bytes of one text part that are read; the new words stand at its beginning."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail. sender: the address in lower case; subject: decoded; text: the body a person would read."""

    message: Message
    sender: str
    sender_name: str
    subject: str
    date: dt.date | None
    utc_offset: dt.timedelta | None
    text: str
    problems: tuple[Problem, ...] = ()

    def header(self, name: str) -> str:
        """All values of the header `name`, decoded, on one line; "" where there is none."""
        return " ".join(_decoded(value) for key, value in self.message.raw_items() if key.lower() == name.lower())

    def parts(self) -> Iterator[Message]:
        """The leaves of this mail; a mail attached to it is one leaf, as it is somebody else's."""
        return leaves(self.message)


def open_mail(data: bytes, language: str = "en") -> Mail:
    """The mail in `data`.

    Raises BadInput where there are no headers, TooLarge over `LIMIT`.
    """
    if len(data) > LIMIT:
        raise TooLarge("reply.too_large", megabytes=LIMIT // 1_000_000)
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n\t ")
    if not data:
        raise BadInput("reply.empty")
    message, problems = _parsed(data, language)
    name, address = email.utils.parseaddr(_first(message, "From"))
    if not any(message.get(key) for key in ("From", "Date", "Subject", "Message-ID", "Received")):
        raise BadInput("reply.not_a_mail")
    when = _when(message)
    if when is None:
        problems.append(problem("reply.no_date", language))
    return Mail(
        message=message,
        sender=address.casefold(),
        sender_name=name,
        subject=" ".join(_first(message, "Subject").split()),
        date=when.date() if when else None,
        utc_offset=when.utcoffset() if when else None,
        text=_body(message),
        problems=tuple(problems),
    )


def leaves(message: Message) -> Iterator[Message]:
    """The parts that hold content, without going into attached mails."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting.extend(reversed([child for child in part.get_payload() if isinstance(child, Message)]))
        else:
            yield part


def text_of(part: Message) -> str:
    """The text of a part whatever its charset says; bytes that fit nothing become U+FFFD."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    return _in_its_charset(payload[:_PART_LIMIT], part.get_content_charset())


def _parsed(data: bytes, language: str) -> tuple[Message, list[Problem]]:
    """The message; of one nested too deep only its headers and its text as it stands."""
    if data.lower().count(b"boundary=") <= _DEEPEST:
        return email.message_from_bytes(data), []
    message = email.parser.BytesParser().parsebytes(data[:_PART_LIMIT], headersonly=True)
    message.replace_header("Content-Type", "text/plain")
    return message, [problem("reply.too_deep", language)]


def _in_its_charset(payload: bytes, charset: str | None) -> str:
    """UTF-8 wherever the bytes are valid UTF-8, as wrong labels are common and chance agreement is not."""
    labelled = "cp1252" if charset in {None, "us-ascii", "ascii", "iso-8859-1", "latin-1", "latin1"} else charset
    stateful = bool(charset) and str(charset).lower().startswith(("iso-2022", "utf-16", "utf-32", "utf-7", "hz"))
    for name in (labelled, "utf-8") if stateful else ("utf-8", labelled):
        try:
            return payload.decode(str(name))
        except (UnicodeError, LookupError, ValueError):
            continue
    if charset in {None, "utf-8", "us-ascii"}:
        return payload.decode("cp1252", "replace") if charset is None else payload.decode("utf-8", "replace")
    return payload.decode("utf-8", "replace")


def _first(message: Message, name: str) -> str:
    for key, value in message.raw_items():
        if key.lower() == name.lower():
            return _decoded(value)
    return ""


def _decoded(value: object) -> str:
    raw = str(value)[:10_000]
    raw = _in_its_charset(raw.encode("utf-8", "surrogateescape"), None)
    if "=?" not in raw:
        return raw
    try:
        return str(email.header.make_header(email.header.decode_header(raw)))
    except (LookupError, UnicodeError, ValueError, email.errors.MessageError):
        return raw


def _when(message: Message) -> dt.datetime | None:
    """The moment of sending; of a clock that is plainly wrong, the moment the last server had it."""
    received = _first(message, "Received").rpartition(";")[2]
    for text in (_first(message, "Date"), received):
        try:
            moment = email.utils.parsedate_to_datetime(text.strip())
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if 1995 <= moment.year <= 2090:
            return moment
    return None


def _body(message: Message) -> str:
    """The words of the plain part; of the HTML part where there is no plain one or it is a stub."""
    plain: list[str] = []
    rich: list[str] = []
    for part in leaves(message):
        if part.get_content_disposition() == "attachment" or part.get_filename():
            continue
        if part.get_content_type() == "text/html":
            rich.append(html.to_text(text_of(part)))
        elif part.get_content_type() == "text/plain":
            plain.append(text_of(part))
    text = "\n".join(plain).strip()
    if rich and len(text) < 20:
        return "\n".join(rich).strip() or text
    return text
