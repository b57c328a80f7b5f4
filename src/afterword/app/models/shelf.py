"""What could be given, what was read of it, what was given, and the posting table that searches it."""

from django.db import models
from django.utils.timezone import now

from afterword.app.models.candidacy import Candidacy
from afterword.app.models.owned import Owned
from afterword.app.models.person import Person


class ShelfItem(Owned):
    """value: the Gift as JSON; key: what makes two items the same thing; length: its terms, for ranking.

    sample: came with the sample candidacy and goes with it.
    """

    key = models.CharField(max_length=500)
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=500, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    length = models.PositiveIntegerField(default=0)
    value = models.JSONField(default=dict)
    sample = models.BooleanField(default=False)
    added_at = models.DateTimeField(default=now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["owner", "key"], name="once_on_a_shelf"),)
        indexes = (models.Index(fields=["owner", "length"]),)  # how many and how long: without reading the things


class Article(Owned):
    """The text of an item as it was read last, for the reading mode. markup: cleaned HTML."""

    item = models.OneToOneField(ShelfItem, on_delete=models.CASCADE, related_name="article")
    markup = models.TextField()
    at = models.DateTimeField()


class Import(Owned):
    """Files that are brought onto the shelf together.

    at: the `added_at` of all that came with them; total: things to look at, once all files are read; done: of them;
    new: on the shelf since; told: [place, words] of what could not be read; moved_at: when it last got on.
    """

    class State(models.TextChoices):
        """How far it is; failed: none of the files could be read, or writing them failed and nothing stays."""

        READING = "reading"
        SHELVING = "shelving"
        DONE = "done"
        FAILED = "failed"

    names = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State.choices, default=State.READING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    told = models.JSONField(default=list)
    at = models.DateTimeField()
    moved_at = models.DateTimeField()


class Posting(Owned):
    """How often a term stands in an item."""

    # As in every row, but found by owner and term: an index on the owner alone would only cost time.
    owner = models.ForeignKey("afterword.Candidate", on_delete=models.CASCADE, related_name="+", db_index=False)
    term = models.CharField(max_length=64)
    item = models.ForeignKey(ShelfItem, on_delete=models.CASCADE, related_name="postings")
    frequency = models.PositiveSmallIntegerField()

    class Meta:
        indexes = (models.Index(fields=["owner", "term"]),)


class Vector(Owned):
    """What a thing means, as a sentence model tells it; made again where it is missing, so no copy takes it along.

    model: the mark of the model; text: the mark of the text that it read; value: two bytes a number.
    """

    item = models.OneToOneField(ShelfItem, on_delete=models.CASCADE, related_name="vector")
    model = models.CharField(max_length=16)
    text = models.CharField(max_length=16)
    value = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["owner", "model", "made_at"]),)


class GiftGiven(Owned):
    """A gift that left. employer: so that nobody there gets the same thing twice."""

    item = models.ForeignKey(ShelfItem, null=True, on_delete=models.SET_NULL, related_name="given")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="given")
    candidacy = models.ForeignKey(Candidacy, null=True, on_delete=models.SET_NULL, related_name="given")
    title = models.CharField(max_length=500, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    employer = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
