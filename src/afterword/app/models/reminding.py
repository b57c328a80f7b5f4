"""How the candidate is reminded, and every reminder that was due."""

from django.db import models

from afterword.app.models.candidacy import Candidacy
from afterword.app.models.owned import Owned


class Reminding(Owned):
    """The one choice of a candidate; everything is off until it is turned on.

    digest: by mail to the own address, at `hour` of the candidate's day; push: by ntfy; names: whether names and
    words may leave with it; secret: the name of its access token in the keyring, never the token itself.
    since: when it was last chosen, so that nothing before it counts as missed.
    """

    digest = models.BooleanField(default=False)
    hour = models.PositiveSmallIntegerField(default=8)
    push = models.BooleanField(default=False)
    server = models.CharField(max_length=300, blank=True)
    topic = models.CharField(max_length=64, blank=True)
    names = models.BooleanField(default=False)
    secret = models.CharField(max_length=100, blank=True)
    since = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["owner"], name="one_reminding"),)


class Reminder(Owned):
    """One reminder. key: what makes it the same one; until: after this it is of no use any more.

    told: why it failed, as code and params; seen_at: when the person put the note of it away.
    """

    class Channel(models.TextChoices):
        """How it goes."""

        MAIL = "mail"
        NTFY = "ntfy"

    class State(models.TextChoices):
        """Where it is; doubt = it may have been taken; quiet = there was nothing to say."""

        PLANNED = "planned"
        CLAIMED = "claimed"
        DOUBT = "doubt"
        SENT = "sent"
        FAILED = "failed"
        MISSED = "missed"
        QUIET = "quiet"

    channel = models.CharField(max_length=4, choices=Channel.choices)
    kind = models.CharField(max_length=16)
    key = models.CharField(max_length=200)
    candidacy = models.ForeignKey(Candidacy, null=True, on_delete=models.CASCADE, related_name="reminders")
    state = models.CharField(max_length=8, choices=State.choices, default=State.PLANNED)
    due = models.DateTimeField()
    until = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    told = models.JSONField(default=dict)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["owner", "key"], name="each_reminder_once"),)
        indexes = (models.Index(fields=["state", "due"]),)
