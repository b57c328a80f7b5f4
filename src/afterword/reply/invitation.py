"""Whether a mail is an invitation: a calendar part that asks for an answer."""

import re

from afterword.reply.mail import Mail, text_of

_METHOD = re.compile(r"^METHOD[ \t]*:[ \t]*(\w+)", re.IGNORECASE | re.MULTILINE)
_SUMMARY = re.compile(r"^SUMMARY(?:;[^:\n]{0,200})?:([^\n]{0,300})", re.IGNORECASE | re.MULTILINE)


def invited_to(mail: Mail) -> str | None:
    """The title of the meeting `mail` asks for ("" where it has none); None where it is no request."""
    for part in mail.parts():
        named = (part.get_filename() or "").lower().endswith(".ics")
        if not named and part.get_content_type() not in {"text/calendar", "application/ics"}:
            continue
        text = text_of(part)
        method = part.get_param("method")
        stated = _METHOD.search(text)
        if (method if isinstance(method, str) else stated[1] if stated else "").upper() == "REQUEST":
            summary = _SUMMARY.search(text)
            return summary[1].strip().replace("\\,", ",") if summary else ""
    return None
