"""Pictures and mail, re-encoded and kept in the database: one backup holds everything."""

from django.db import models
from django.utils.timezone import now

from afterword.app.models.candidacy import Candidacy
from afterword.app.models.owned import Owned
from afterword.app.models.person import Person


class Picture(Owned):
    """A photo of a card, upright, as JPEG. state: unread until its contact was read."""

    class State(models.TextChoices):
        """Whether the sweep still has to read it."""

        UNREAD = "unread"
        READ = "read"
        UNREADABLE = "unreadable"

    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="pictures")
    candidacy = models.ForeignKey(Candidacy, null=True, on_delete=models.CASCADE, related_name="pictures")
    state = models.CharField(max_length=10, choices=State.choices, default=State.UNREAD)
    data = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    added_at = models.DateTimeField(default=now)


class Mail(Owned):
    """A mail that came in or was handed in. value: the Reply as JSON."""

    candidacy = models.ForeignKey(Candidacy, null=True, on_delete=models.CASCADE, related_name="mails")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="mails")
    message_id = models.CharField(max_length=250, blank=True)
    what = models.CharField(max_length=12)
    value = models.JSONField(default=dict)
    data = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["owner", "message_id"]),)
