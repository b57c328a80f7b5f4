"""One application at one firm for one role, and who takes part in it."""

from django.db import models
from django.utils.timezone import now

from afterword.app.models.owned import Owned
from afterword.app.models.person import Person


class Candidacy(Owned):
    """recheck_at: when its plan changes by time alone; stopped: the stop of its plan, "" while it runs.

    paused: the code of why unasked touches wait, "" while they do not.

    sample: the made-up one that shows how everything works, removed in one click.
    """

    company = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, blank=True)
    subdivision = models.CharField(max_length=6, blank=True)
    timezone = models.CharField(max_length=64, blank=True)
    wanted = models.PositiveSmallIntegerField(default=2)
    sample = models.BooleanField(default=False)
    settings = models.JSONField(default=dict)
    stopped = models.CharField(max_length=12, blank=True)
    paused = models.CharField(max_length=40, blank=True)
    warnings = models.JSONField(default=list)
    recheck_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=now)
    people = models.ManyToManyField(Person, through="Participation", related_name="candidacies")

    class Meta:
        indexes = (models.Index(fields=["recheck_at"]), models.Index(fields=["owner", "stopped"]))


class Participation(Owned):
    """A person in a candidacy, with one role or several."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="participations")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="participations")
    roles = models.JSONField(default=list)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["candidacy", "person"], name="once_in_a_candidacy"),)
