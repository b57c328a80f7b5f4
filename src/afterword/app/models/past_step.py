"""A step that was planned and is no longer: a calendar that took it in is told so."""

from django.db import models

from afterword.app.models.candidacy import Candidacy
from afterword.app.models.owned import Owned


class PastStep(Owned):
    """One a candidacy and name. name: tells steps of a candidacy apart; value: the Step as JSON, without its words."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="past_steps")
    name = models.CharField(max_length=200)
    value = models.JSONField(default=dict)
    gone_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["owner", "gone_at"]),)
        constraints = (models.UniqueConstraint(fields=["candidacy", "name"], name="one_past_step_a_name"),)
