"""A letter from its first draft to the recipient's mailbox."""

from django.db import models
from django.utils.timezone import now

from afterword.app.models.candidacy import Candidacy
from afterword.app.models.owned import Owned
from afterword.app.models.person import Person


class Letter(Owned):
    """moves: the MoveTexts as JSON; brief: the snapshot it was written from.

    version: counts the changes, so that two tabs never overwrite each other; seed: which wording.
    revision: the number of the one that stands, 0 before the first is kept.
    """

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft"
        APPROVED = "approved"
        HANDED_OVER = "handed_over"
        SENT = "sent"
        CANCELLED = "cancelled"

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="letters")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="letters")
    kind = models.CharField(max_length=24)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    subject = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    moves = models.JSONField(default=list)
    brief = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    seed = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=now)


class Revision(Owned):
    """A text that a draft had, to be stepped back and forward to. number: from 1, the oldest go first."""

    class How(models.TextChoices):
        """What made it."""

        WRITTEN = "written"
        REWORDED = "reworded"
        SENTENCE = "sentence"
        TYPED = "typed"
        TAKEN = "taken"

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    how = models.CharField(max_length=8, choices=How.choices)
    at = models.DateTimeField()
    subject = models.CharField(max_length=300, blank=True)
    body = models.TextField()
    moves = models.JSONField(default=list)
    seed = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["letter", "number"], name="one_text_a_revision"),)


class Approval(Owned):
    """A person said yes to exactly these bytes. digest: SHA-256 of subject and body; overridden: ids of findings."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="approvals")
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    channel = models.CharField(max_length=12)
    send_at = models.DateTimeField(null=True)
    overridden = models.JSONField(default=list)
    taken_back_at = models.DateTimeField(null=True)


class Outbox(Owned):
    """One recipient's copy on its way. mail: its bytes, fixed at approval but for the Date line."""

    class State(models.TextChoices):
        """Where it is; doubt = the body is on the wire and nobody has answered yet."""

        QUEUED = "queued"
        HELD = "held"
        CLAIMED = "claimed"
        DOUBT = "doubt"
        SENT = "sent"
        FAILED = "failed"
        UNSURE = "unsure"
        CANCELLED = "cancelled"

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="outbox")
    account = models.ForeignKey("MailAccount", null=True, on_delete=models.SET_NULL, related_name="outbox")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    message_id = models.CharField(max_length=250, unique=True)
    mail = models.BinaryField()
    send_at = models.DateTimeField()
    dated_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    told = models.JSONField(default=dict)

    class Meta:
        indexes = (models.Index(fields=["state", "send_at"]),)
