"""Which messages a mail answers: ids only of the strict form, so that none can carry a header or a query."""

import re
from collections.abc import Iterator
from email.message import Message

from afterword.reply.mail import Mail, text_of

_ID = re.compile(r"<[!-;=?A-~]{1,250}@[!-;=?A-~]{1,250}>")
_MOST = 50
_ID_LINE = re.compile(
    r"^[>\s|]{0,8}(?:x-microsoft-original-)?message-id[ \t]*:[ \t]*(<[^<>\s]{3,500}>)", re.IGNORECASE | re.MULTILINE
)
_OWN_NAMES = ("Message-ID", "X-Microsoft-Original-Message-ID")


def answered(mail: Mail) -> tuple[str, ...]:
    """The ids in In-Reply-To and References, the nearest first."""
    nearest = _ids(mail.header("In-Reply-To"))
    thread = _ids(mail.header("References"))
    return _without_own(mail, [*nearest, *reversed(thread)])


def returned(mail: Mail) -> tuple[str, ...]:
    """The ids of the message a delivery report brings back, before those of its own headers."""
    return _without_own(mail, [*_embedded(mail), *answered(mail)])


def _embedded(mail: Mail) -> list[str]:
    found: list[str] = []
    texts: list[str] = []
    for part in mail.parts():
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            continue
        if kind in {"message/rfc822", "message/global"} and part.is_multipart():
            inner = part.get_payload(0)
            if isinstance(inner, Message):
                found += [entry for name in _OWN_NAMES for entry in _ids(str(inner.get(name, "")))]
                texts.append(text_of(inner))  # damaged headers end up there
        elif part.get_content_maintype() in {"text", "message"} and not part.is_multipart():
            texts.append(text_of(part))
    if found:
        return found
    return [entry for text in texts for line in _ID_LINE.finditer(text) for entry in _ids(line[1])][:3]


def _ids(text: str) -> list[str]:
    return _ID.findall(text[:20_000])


def _without_own(mail: Mail, ids: list[str]) -> tuple[str, ...]:
    own = set(_ids(mail.header("Message-ID")))
    return tuple(_once(entry for entry in ids if entry not in own))[:_MOST]


def _once(ids: Iterator[str]) -> Iterator[str]:
    return iter(dict.fromkeys(ids))
