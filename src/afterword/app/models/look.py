"""What stood behind a link when it was last looked at."""

from django.db import models

from afterword.app.models.owned import Owned


class Look(Owned):
    """The last look at an address. outcome: a `gift.look.Outcome`; told: code and params of what to say of it."""

    url = models.CharField(max_length=2000)
    outcome = models.CharField(max_length=12)
    told = models.JSONField(default=dict)
    at = models.DateTimeField()
