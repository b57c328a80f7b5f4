"""What happened: only added, never changed; a mistake is taken back by another event."""

from typing import Any, NoReturn

from django.db import models

from afterword.app.models.candidacy import Candidacy
from afterword.app.models.owned import Owned


class Event(Owned):
    """Ids and codes, no texts. who: person ids; order: the sequence of recording within a candidacy."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="events")
    order = models.PositiveIntegerField()
    type = models.CharField(max_length=24)
    at = models.DateTimeField()
    who = models.JSONField(default=list)
    data = models.JSONField(default=dict)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["owner", "recorded_at"]),)
        constraints = (models.UniqueConstraint(fields=["candidacy", "order"], name="one_event_after_another"),)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the event. Raises PermissionError for one that stands already."""
        if not self._state.adding:
            raise PermissionError("events are only added; take one back with `retracted`")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: events are only added."""
        raise PermissionError("events are only added; take one back with `retracted`")
