"""Send what is due of every account of the owner in scope, by its server and with its password."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import msgspec

from afterword.app import outbox
from afterword.app.models import MailAccount, Outbox
from afterword.errors import BadInput
from afterword.outside import secrets, smtp


def send_all(now: dt.datetime, folder: Path, address: str | None = None) -> list[Outbox]:
    """Return what was touched.

    folder: of the data, where a system without a keyring keeps passwords; address: of the one account to send from,
    None for every one. Raises BadInput for an address that no account has.
    """
    busy = (Outbox.State.QUEUED, Outbox.State.CLAIMED, Outbox.State.DOUBT)
    if address is not None and not MailAccount.objects.filter(address=address).exists():
        raise BadInput("app.outbox.no_account", address=address)
    accounts = MailAccount.objects.filter(outbox__state__in=busy).distinct()
    if address is not None:
        accounts = accounts.filter(address=address)
    return [row for account in accounts for row in outbox.send_due(account.id, now, by(account, folder))]


def by(account: MailAccount, folder: Path) -> outbox.Send:
    """Return how mail of this account is handed in."""
    server = msgspec.convert(account.servers["smtp"], smtp.Server)

    def send(sender: str, recipient: str, mail: bytes, before_dot: Callable[[], None]) -> smtp.Answer:
        secret = secrets.find(account.secret, folder) if server.user else ""
        if secret is None:
            return smtp.Answer("later", "app.outbox.no_password")
        return smtp.send(server, secret, sender, recipient, mail, before_dot)

    return send
