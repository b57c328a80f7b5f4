"""What happened and was not taken back."""

from collections.abc import Iterable

from django.db.models import QuerySet

from afterword.app.models import Event

MOST = 2_000


def standing(events: Iterable[Event]) -> list[Event]:
    """Return those that nobody took back, in their order. events: with the retractions."""
    events = list(events)
    taken_back = {event.data.get("event") for event in events if event.type == "retracted"}
    return [event for event in events if event.type != "retracted" and str(event.id) not in taken_back]


def latest(rows: QuerySet[Event], most: int = MOST) -> list[Event]:
    """Return the newest of these that nobody took back, the oldest first. rows: with the retractions."""
    return standing(rows.order_by("-at", "-order")[:most])[::-1]
