"""Put an approved letter into the outbox: its bytes and its Message-ID are fixed from here on."""

import datetime as dt
import uuid
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from django.db import transaction

from afterword.app.models import Letter, MailAccount, Outbox
from afterword.errors import Refused

UNDO = dt.timedelta(seconds=10)
"""So long a letter rests before it leaves, for whoever sees the mistake in the moment of the click."""

STANDING = (
    Outbox.State.QUEUED,
    Outbox.State.HELD,
    Outbox.State.CLAIMED,
    Outbox.State.DOUBT,
    Outbox.State.SENT,
    Outbox.State.UNSURE,
)
"""States in which a letter has its one copy already."""


def queue(letter_id: uuid.UUID, account_id: uuid.UUID, now: dt.datetime) -> Outbox:
    """Add the letter for its one recipient, to leave at the approved time and not within the next seconds.

    Twice is once. Raises Refused for a letter that is not approved, of the sample, without an address
    in plain letters, or with a name or subject that would break a header.
    """
    with transaction.atomic():
        letter = Letter.objects.select_for_update(of=("self",)).select_related("person", "candidacy").get(id=letter_id)
        standing = letter.outbox.filter(state__in=STANDING).first()
        if standing:
            return standing
        if letter.state != Letter.State.APPROVED:
            raise Refused("app.sent.not_approved", state=letter.state)
        if letter.candidacy.sample:
            raise Refused("app.outbox.sample")
        if letter.person is None or not letter.person.email:
            raise Refused("app.outbox.no_address")
        if not letter.person.email.isascii():
            raise Refused("app.outbox.foreign_address", address=letter.person.email)
        account = MailAccount.objects.get(id=account_id)
        approval = letter.approvals.filter(taken_back_at=None).latest("at")
        row = Outbox(id=uuid.uuid4(), letter=letter, account=account)
        row.message_id = f"<{row.id}@{account.address.rpartition('@')[2]}>"
        row.mail = _mail(letter, account, row.message_id)
        row.send_at = max(approval.send_at or now, now + UNDO)
        row.save()
        return row


def _mail(letter: Letter, account: MailAccount, message_id: str) -> bytes:
    """The whole mail but its Date, which is written when it first leaves."""
    assert letter.person
    mail = EmailMessage(policy=SMTP)
    try:
        mail["From"] = _address(letter.owner.name, account.address)
        mail["To"] = _address(letter.person.name, letter.person.email)
        mail["Subject"] = letter.subject
    except (ValueError, IndexError) as error:
        raise Refused("letter.eml.unsafe_header", detail=str(error)) from error
    mail["Message-ID"] = message_id
    if reply_to := _thread(letter):
        mail["In-Reply-To"] = reply_to
        mail["References"] = reply_to
    mail.set_content(letter.body.rstrip() + "\n", cte="quoted-printable")
    return mail.as_bytes()


def _thread(letter: Letter) -> str | None:
    """The last mail that went to the same person about the same candidacy: its thread goes on."""
    rows = Outbox.objects.filter(
        letter__person=letter.person, letter__candidacy=letter.candidacy_id, state=Outbox.State.SENT
    )
    return rows.order_by("-dated_at").values_list("message_id", flat=True).first()


def _address(name: str, address: str) -> Address:
    if not f"{name}{address}".isprintable():
        raise ValueError("a name or address holds a line break or a control character")
    return Address(display_name=name, addr_spec=address)
