"""Whether a program answered in a person's place (RFC 3834, Exchange's rules, the subject)."""

import re
from functools import cache

from afterword import tables
from afterword.reply.folding import folded
from afterword.reply.mail import Mail


def is_automatic(mail: Mail) -> bool:
    """Whether `mail` is an automatic answer.

    X-Auto-Response-Suppress alone says nothing: Exchange and tracking systems set it on ordinary mail.
    """
    headers = tables.table("reply/signs.toml")["automatic"]["headers"]
    if submitted(mail) == "auto-replied" or any(mail.header(name) for name in headers):
        return True
    if re.search(r"auto[_-]?reply", mail.header("Precedence"), re.IGNORECASE):
        return True
    if "all" in mail.header("X-Auto-Response-Suppress").lower() and mail.header("X-MS-Exchange-Inbox-Rules-Loop"):
        return True
    kinds = {part.get_content_type() for part in mail.parts()}
    return "message/disposition-notification" in kinds or bool(_subjects().match(folded(mail.subject)))


def is_generated(mail: Mail) -> bool:
    """Whether a program sent `mail` of its own accord, such as a tracking system."""
    return submitted(mail).startswith("auto-")


def is_bulk(mail: Mail) -> bool:
    """Whether `mail` went to many."""
    headers = tables.table("reply/signs.toml")["bulk"]["headers"]
    mass = re.search(r"bulk|list|junk", mail.header("Precedence"), re.IGNORECASE)
    return bool(mass) or any(mail.header(name) for name in headers)


def submitted(mail: Mail) -> str:
    """The keyword of Auto-Submitted, without comment and parameters."""
    return re.split(r"[\s;(]", mail.header("Auto-Submitted").strip().lower(), maxsplit=1)[0]


@cache
def _subjects() -> re.Pattern[str]:
    signs = tables.table("reply/signs.toml")["automatic"]
    return re.compile("|".join(f"(?:{sign})" for sign in [*signs["subjects"], *signs["receipts"]]))
