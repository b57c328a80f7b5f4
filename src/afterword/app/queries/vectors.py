"""The vectors of the shelf, in one matrix that is held until one of them changes."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
from django.db.models import Count, Max

from afterword.app import owner
from afterword.app.models import ShelfItem, Vector
from afterword.gift.gift import Gift
from afterword.gift.meaning import Vectors
from afterword.gift.search import Hits

if TYPE_CHECKING:
    from afterword.gift.meaning import Array

Stamp = tuple[uuid.UUID, str, int, dt.datetime | None]
"""Whose, by which model, how many, and when the last was made: what tells one state of a shelf from another."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The things of a shelf that have a vector. places: of each thing in the matrix."""

    items: list[uuid.UUID]
    places: dict[uuid.UUID, int]
    vectors: Vectors

    def nearest(self, asked: "Array", hits: Hits[uuid.UUID]) -> list[tuple[uuid.UUID, float]]:
        """The things nearest to what is asked, which the best hits so far move."""
        near = self.vectors.nearest(asked, [self.places[item] for item, _ in hits if item in self.places])
        return [(self.items[place], points) for place, points in near]


_held: dict[str, tuple[Stamp, Shelf]] = {}
"""The last shelf that was searched, under one key: a large one takes 150 MB, so a second is not kept."""


def shelf_of(model: str) -> Shelf | None:
    """The shelf of the owner in scope as far as a model has read it; None where it has read nothing."""
    seen = Vector.objects.filter(model=model).aggregate(count=Count("*"), newest=Max("made_at"))
    stamp = (owner.current(), model, seen["count"], seen["newest"])
    if not seen["count"]:
        return None
    held = _held.get("")
    if not held or held[0] != stamp:
        _held.clear()  # before the next one is loaded
        rows = list(Vector.objects.filter(model=model).order_by("item__key").values_list("item", "value"))
        items = [item for item, _ in rows]
        places = {item: place for place, item in enumerate(items)}
        held = stamp, Shelf(items, places, Vectors.unpacked([bytes(value) for _, value in rows]))
        _held[""] = held
    return held[1]


def unread(model: str, most: int) -> list[tuple[uuid.UUID, Gift]]:
    """At most so many things that a model has not read yet, the newest first."""
    rows = ShelfItem.objects.exclude(vector__model=model).order_by("-added_at", "id")
    return [(item, msgspec.convert(value, Gift)) for item, value in rows.values_list("id", "value")[:most]]


def read_count(model: str) -> int:
    """How many things a model has read."""
    return Vector.objects.filter(model=model).count()
