"""What every row has: a UUID, and the candidate who owns it."""

import uuid
from typing import Any, TypeVar

from django.db import models

from afterword.app import owner

Row_co = TypeVar("Row_co", bound="Owned", covariant=True)


class OwnedManager(models.Manager[Row_co]):
    """Rows of the owner in scope. Raises NoOwnerError outside of `acting_as`."""

    def get_queryset(self) -> models.QuerySet[Row_co]:
        """Return the rows of the owner in scope."""
        return super().get_queryset().filter(owner_id=owner.current())


class Owned(models.Model):
    """A row that belongs to one candidate. `everyone` is for the sweep and for tests."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey("afterword.Candidate", on_delete=models.CASCADE, related_name="+")

    objects = OwnedManager()
    everyone = models.Manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row for the owner in scope, and no other.

        Raises NoOwnerError outside of `acting_as`, PermissionError for a row of somebody else.
        """
        scope = owner.current()
        if self._state.adding and not self.__dict__.get("owner_id"):
            self.owner_id = scope
        if self.owner_id != scope:
            raise PermissionError("this row belongs to somebody else")
        super().save(*args, **kwargs)
