"""Whether a mail is a delivery report: a letter came back, or is stuck."""

import re
from functools import cache

from afterword import tables
from afterword.reply.folding import folded
from afterword.reply.mail import Mail


def is_bounce(mail: Mail) -> bool:
    """Whether `mail` reports that a message was not delivered. An abuse report or a read receipt is none."""
    kinds = {part.get_content_type() for part in mail.parts()}
    if kinds & {"message/feedback-report", "message/disposition-notification"} or is_abuse_report(mail):
        return False
    if "message/delivery-status" in kinds or _report_type(mail) == "delivery-status":
        return not _delivered(mail)
    if mail.header("X-Failed-Recipients"):
        return True
    daemon = _is_daemon(mail)
    subject = bool(_signs("subjects").match(folded(mail.subject)))
    unanswerable = _null_return(mail)
    if daemon and (unanswerable or subject):
        return True
    return (subject or daemon or unanswerable or "auto" in mail.header("Auto-Submitted").lower()) and _fails(mail)


def is_abuse_report(mail: Mail) -> bool:
    """Whether `mail` is a complaint somebody's provider passes on."""
    return _report_type(mail) == "feedback-report" or bool(mail.header("Feedback-Type"))


def _report_type(mail: Mail) -> str:
    if mail.message.get_content_type() not in {"multipart/report", "multipart/mixed"}:
        return ""
    value = mail.message.get_param("report-type")
    return value.lower() if isinstance(value, str) else ""


def _delivered(mail: Mail) -> bool:
    """Whether every action of the report is good news."""
    for part in mail.parts():
        blocks = part.get_payload()
        if part.get_content_type() == "message/delivery-status" and isinstance(blocks, list):
            text = "\n".join(str(block) for block in blocks[:50])
            actions = re.findall(r"^action:[ \t]*(\w+)", text, re.IGNORECASE | re.MULTILINE)
            return bool(actions) and {action.lower() for action in actions} <= {"delivered", "relayed", "expanded"}
    return False


def _is_daemon(mail: Mail) -> bool:
    local = mail.sender.partition("@")[0]
    envelope = (mail.message.get_unixfrom() or "").lower()
    return bool(
        _signs("senders").fullmatch(local)
        or _signs("names").match(folded(mail.sender_name))
        or envelope.startswith("from mailer-daemon")
    )


def _null_return(mail: Mail) -> bool:
    return mail.header("Return-Path").replace(" ", "").startswith("<>")


def _fails(mail: Mail) -> bool:
    """Whether flufl.bounce finds an address in it that failed, for now or for good."""
    from flufl.bounce import all_failures

    try:
        temporary, permanent = all_failures(mail.message)
    except Exception:  # its detectors trip over damaged reports in many ways
        return False
    return bool(temporary or permanent)


@cache
def _signs(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{sign})" for sign in tables.table("reply/signs.toml")["bounce"][name]))
