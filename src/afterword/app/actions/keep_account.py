"""Set up the mail account that letters go out by, or take it away."""

import uuid

from django.db import transaction

from afterword.app.models import MailAccount


def keep_account(address: str, servers: dict[str, object]) -> MailAccount:
    """Keep the one account of the candidate in scope. The secret is kept elsewhere, under `secret`."""
    with transaction.atomic():
        row = MailAccount.objects.select_for_update().first() or MailAccount(id=uuid.uuid4())
        row.address, row.servers = address, servers
        row.secret = f"mail-{row.id}"
        row.save()
        return row


def drop_account(account_id: uuid.UUID) -> str:
    """Take the account away; what it sent stays. Returns the name of its secret."""
    with transaction.atomic():
        row = MailAccount.objects.select_for_update().get(id=account_id)
        secret = row.secret
        row.delete()
        return secret
