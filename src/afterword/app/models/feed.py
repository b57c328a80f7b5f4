"""A feed that the candidate follows, and what was new in it."""

from django.db import models
from django.utils.timezone import now

from afterword.app.models.owned import Owned


class Feed(Owned):
    """A site's feed. on: whether it may be asked; entries: the gifts of the last answer, as JSON.

    etag, changed: of that answer, so that it is not sent again; told: code and params of what went wrong.
    """

    address = models.CharField(max_length=2000)
    title = models.CharField(max_length=300, blank=True)
    on = models.BooleanField(default=True)
    entries = models.JSONField(default=list)
    etag = models.CharField(max_length=500, blank=True)
    changed = models.CharField(max_length=100, blank=True)
    told = models.JSONField(default=dict)
    asked_at = models.DateTimeField(null=True)
    added_at = models.DateTimeField(default=now)
