"""Accounts and tokens: how mail leaves, and which calendar or phone may read."""

from django.db import models
from django.utils.timezone import now

from afterword.app.models.owned import Owned


class MailAccount(Owned):
    """Servers of an address. secret: its name in the keyring, never the secret itself."""

    address = models.EmailField()
    servers = models.JSONField(default=dict)
    secret = models.CharField(max_length=100, blank=True)
    leased_until = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["owner", "address"], name="one_account_an_address"),)


class Token(Owned):
    """An unguessable key, kept as its SHA-256. expires_at: None for one that holds until it is revoked."""

    class Purpose(models.TextChoices):
        """What it opens."""

        FEED = "feed"
        DEVICE = "device"
        LOGIN = "login"

    purpose = models.CharField(max_length=6, choices=Purpose.choices)
    digest = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField(default=now)
    used_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
