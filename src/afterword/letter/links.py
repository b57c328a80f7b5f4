"""Links that open a letter in the person's own mail, ready to be sent by them.

Sources: RFC 6068 (mailto: percent-encoding, CRLF as %0D%0A); the compose addresses of Gmail and Outlook on the web.
"""

from collections.abc import Callable, Mapping
from urllib.parse import quote, urlencode

LONGEST_MAILTO = 1_900
"""Characters of a mailto: link that mail programs and systems still pass on whole."""
LONGEST_WEB = 7_500
"""Characters of an address that the compose pages take."""


def gmail(to: str, subject: str, body: str) -> str | None:
    """Return the compose page of Gmail, None where the letter is too long for a link."""
    fields = {"view": "cm", "fs": "1", "to": to, "su": subject, "body": body}
    return _web("https://mail.google.com/mail/", fields)


def outlook(to: str, subject: str, body: str) -> str | None:
    """Return the compose page of Outlook on the web, None where the letter is too long for a link."""
    fields = {"to": to, "subject": subject, "body": body}
    return _web("https://outlook.live.com/mail/0/deeplink/compose", fields)


def mailto(to: str, subject: str, body: str) -> str | None:
    """Return a mailto: link (RFC 6068), None where the letter is too long for one."""
    lines = body.replace("\r\n", "\n").replace("\n", "\r\n")
    link = f"mailto:{quote(to, safe='@')}?subject={quote(subject)}&body={quote(lines)}"
    return link if len(link) <= LONGEST_MAILTO else None


WAYS: Mapping[str, Callable[[str, str, str], str | None]] = {"gmail": gmail, "outlook": outlook, "mailto": mailto}


def _web(page: str, fields: Mapping[str, str]) -> str | None:
    link = f"{page}?{urlencode(fields, quote_via=quote)}"
    return link if len(link) <= LONGEST_WEB else None
