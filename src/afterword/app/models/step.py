"""The plan as it was last computed: a projection, written by `replan` alone."""

from django.db import models

from afterword.app.models.candidacy import Candidacy
from afterword.app.models.owned import Owned


class Step(Owned):
    """One step. to: a person id, "candidate" or ""; after: "" when it may be done at `due`; value: the Step as JSON.

    wanted: the candidacy's, so that one index holds the order of Today.
    """

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=24)
    due = models.DateTimeField()
    until = models.DateTimeField()
    to = models.CharField(max_length=64, blank=True)
    after = models.CharField(max_length=24, blank=True)
    wanted = models.PositiveSmallIntegerField(default=2)
    value = models.JSONField(default=dict)

    class Meta:
        indexes = (
            models.Index(fields=["owner", "after", "due"]),
            models.Index(fields=["owner", "after", "-wanted", "until", "due"]),
        )
