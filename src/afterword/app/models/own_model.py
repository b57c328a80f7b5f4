"""A language model of the candidate's own, and the draft it was asked for."""

from django.db import models

from afterword.app.models.letter import Letter
from afterword.app.models.owned import Owned


class OwnModel(Owned):
    """Where it answers and how it is called. secret: the name of its key in the keyring, never the key itself."""

    address = models.CharField(max_length=300)
    name = models.CharField(max_length=200)
    secret = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["owner"], name="one_own_model"),)


class ModelDraft(Owned):
    """What a model was asked for a letter, and what became of it; the last one of each letter.

    asked: the words that left first; told: a `Drafted` as JSON once it ended.
    """

    class State(models.TextChoices):
        """How far it is; offered = true to the notes, and nothing of it is in the letter yet."""

        ASKED = "asked"
        OFFERED = "offered"
        REFUSED = "refused"
        FAILED = "failed"

    letter = models.OneToOneField(Letter, on_delete=models.CASCADE, related_name="model_draft")
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    address = models.CharField(max_length=300)
    name = models.CharField(max_length=200)
    asked = models.TextField()
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    told = models.JSONField(default=dict)
