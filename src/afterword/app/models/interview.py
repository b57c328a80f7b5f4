"""A round of talks, and what was written down about it."""

from django.db import models

from afterword.app.models.candidacy import Candidacy
from afterword.app.models.owned import Owned
from afterword.app.models.person import Person


class Interview(Owned):
    """Candidacy x round. at: its end. The event that says it was held stands in the events."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="interviews")
    round = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField(null=True)
    format = models.CharField(max_length=10, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    people = models.ManyToManyField(Person, through="Attendance", related_name="interviews")


class Attendance(Owned):
    """A person in an interview."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="attendances")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["interview", "person"], name="once_in_an_interview"),)


class Note(Owned):
    """The person's own words about a talk, or its transcript. name: the file it came from."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="notes")
    interview = models.ForeignKey(Interview, null=True, on_delete=models.SET_NULL, related_name="notes")
    name = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    written_at = models.DateTimeField()


class Interest(Owned):
    """A line of the ledger. value: the Interest as JSON; judged: a person's word, never overwritten."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="interests")
    interview = models.ForeignKey(Interview, null=True, on_delete=models.SET_NULL, related_name="interests")
    note = models.ForeignKey(Note, null=True, on_delete=models.SET_NULL, related_name="interests")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="interests")
    subject = models.CharField(max_length=300)
    rank = models.PositiveSmallIntegerField(default=0)
    judged = models.BooleanField(default=False)
    hidden = models.BooleanField(default=False)
    value = models.JSONField(default=dict)
