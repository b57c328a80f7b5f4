"""What could break out of a mail header."""

import re
from collections.abc import Iterator

from afterword.letter.checks.seen import Found, Seen

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200e\u200f\u2028\u2029]")
_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+")


def check_unsafe(seen: Seen) -> Iterator[Found]:
    """Line breaks, control signs and direction marks in the subject or in names and addresses of the brief."""
    if seen.text.subject and _CONTROL.search(seen.text.subject):
        yield _found("subject", seen.text.subject)
    for line in seen.text.headers:
        if re.match(r"(?:bcc|cc|reply-to|mime-version|content-|x-)", line, re.IGNORECASE):
            yield _found("header", line)
    brief = seen.brief
    if brief is None:
        return
    names = [("name", name) for name in (brief.recipient.name, brief.candidate.name) if name]
    for what, value in [*names, *(("attachment", name) for name in brief.attachments)]:
        if _CONTROL.search(value):
            yield _found(what, value)
    for email in (brief.recipient.email, brief.candidate.email):
        if email and (_CONTROL.search(email) or not _ADDRESS.fullmatch(email)):
            yield _found("address", email)


def _found(what: str, value: str) -> Found:
    return Found("header.unsafe", "block", value, f"header.unsafe.{what}", override=False)
