"""Who looks for work, and owns every other row. Never the same as a user: a coach may be a candidate too."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.timezone import now


class Candidate(models.Model):
    """A job seeker. user: who signs in as this candidate, None where only a coach does.

    proofs: facts about their work that letters may name, each {"id", "text"}; copied_at: when the last copy
    of everything was taken; sources: names of the open catalogues that were asked last; looks: whether the links
    of letters are looked at before they leave; habits: settings that later candidacies begin with.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="candidate"
    )
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=10, default="en")
    timezone = models.CharField(max_length=64, blank=True)
    country = models.CharField(max_length=2, blank=True)
    proofs = models.JSONField(default=list)
    sources = models.JSONField(default=list)
    looks = models.BooleanField(default=False)
    habits = models.JSONField(default=dict)
    copied_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=now)
