"""One page of the shelf, by newest or by words, in a fixed number of queries."""

import uuid
from dataclasses import dataclass

from django.db.models import Count

from afterword import shapes
from afterword.app.models import ShelfItem
from afterword.app.queries.shelf import find
from afterword.gift.gift import Gift

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Item:
    """A thing on the shelf."""

    id: uuid.UUID
    gift: Gift
    sample: bool


@dataclass(frozen=True, slots=True)
class ShelfPage:
    """total: on the shelf; found: of them by words and kind; pages: of those; kinds: how many of each kind."""

    items: list[Item]
    total: int
    found: int
    page: int
    pages: int
    kinds: dict[str, int]


def shelf_page(*, words: str = "", kind: str = "", page: int = 1) -> ShelfPage:
    """Return a page of the shelf: the newest first, with words the best first. page: from 1, held within bounds."""
    counted = ShelfItem.objects.values_list("kind").annotate(count=Count("id")).order_by("-count", "kind")
    kinds = dict(counted)
    rows = ShelfItem.objects.filter(kind=kind) if kind else ShelfItem.objects.all()
    if words:
        hits = find(words)
        held = set(rows.filter(id__in=hits).values_list("id", flat=True))
        ids = [id for id in hits if id in held]
        count = len(ids)
    else:
        count = kinds.get(kind, 0) if kind else sum(kinds.values())
    pages = max(1, -(-count // A_PAGE))
    page = min(max(1, page), pages)
    start = (page - 1) * A_PAGE
    if words:
        known = rows.in_bulk(ids[start : start + A_PAGE])
        shown = [known[id] for id in ids[start : start + A_PAGE]]
    else:
        shown = list(rows.order_by("-added_at", "id")[start : start + A_PAGE])
    return ShelfPage(
        items=[Item(row.id, shapes.convert(row.value, Gift, "gift")[0], row.sample) for row in shown],
        total=sum(kinds.values()),
        found=count,
        page=page,
        pages=pages,
        kinds=kinds,
    )
