"""Who a letter may be for: the people of the newest candidacies."""

import uuid

from afterword.app.models import Participation

MOST = 100


def readers() -> list[Participation]:
    """Return the people who take part in the newest candidacies, with their firm, in one query."""
    rows = Participation.objects.select_related("person", "candidacy").exclude(person__name="")
    return list(rows.order_by("-candidacy__created_at", "person__name")[:MOST])


def reader(participation_id: uuid.UUID) -> Participation:
    """Return one of them. Raises Participation.DoesNotExist for somebody else's."""
    return Participation.objects.select_related("person", "candidacy__owner").get(id=participation_id)
