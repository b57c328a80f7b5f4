"""Somebody at a firm, met once and known in every candidacy."""

from django.db import models
from django.utils.timezone import now

from afterword.app.models.owned import Owned


class Person(Owned):
    """value: the Contact as JSON; name, email and company are the columns that queries need."""

    name = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)
    company = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, blank=True)
    subdivision = models.CharField(max_length=6, blank=True)
    timezone = models.CharField(max_length=64, blank=True)
    value = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=now)

    class Meta:
        indexes = (models.Index(fields=["owner", "email"]), models.Index(fields=["owner", "name"]))
