"""A mail to oneself, to see whether an account works."""

import datetime as dt
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from afterword.candidacy import reason


def trial(address: str, name: str, now: dt.datetime, language: str = "en") -> bytes:
    """Return the bytes of a short mail from and to `address`. now: aware."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = mail["To"] = str(Address(display_name=name, addr_spec=address))
    mail["Subject"] = reason.message("letter.trial.subject", {}, language)
    mail["Date"] = format_datetime(now.astimezone(dt.UTC))
    mail.set_content(reason.message("letter.trial.body", {}, language) + "\n")
    return mail.as_bytes()
