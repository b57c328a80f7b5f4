"""A letter as a mail message that any mail program opens."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from afterword.errors import Refused
from afterword.letter.brief import Brief
from afterword.letter.letter import Letter


def message(letter: Letter, brief: Brief) -> bytes:
    """Return the bytes of an unsent message (X-Unsent), without Date and Message-ID.

    Those two are written when the person sends it. Raises Refused where a name, an address or the
    subject would break a header.
    """
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"
    try:
        mail["From"] = _address(brief.candidate.name, brief.candidate.email)
        if brief.recipient.email:
            mail["To"] = _address(brief.recipient.name, brief.recipient.email)
        mail["Subject"] = letter.subject
    except (ValueError, IndexError) as error:
        raise Refused("letter.eml.unsafe_header", detail=str(error)) from error
    mail.set_content(letter.body.rstrip() + "\n", cte="quoted-printable")
    return mail.as_bytes()


def _address(name: str | None, address: str | None) -> Address:
    if any(not character.isprintable() for character in f"{name or ''}{address or ''}"):
        raise ValueError("a name or address holds a line break or a control character")
    return Address(display_name=name or "", addr_spec=address or "")
