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
    hits = _hits(words, kind) if words else None
    count = len(hits) if hits is not None else kinds.get(kind, 0) if kind else sum(kinds.values())
    pages = max(1, -(-count // A_PAGE))
    page = min(max(1, page), pages)
    start = (page - 1) * A_PAGE
    newest = ShelfItem.objects.filter(**_of(kind)).order_by("-added_at", "id")
    shown = (newest if hits is None else hits)[start : start + A_PAGE]
    return ShelfPage(
        items=[Item(row.id, shapes.convert(row.value, Gift, "gift")[0], row.sample) for row in shown],
        total=sum(kinds.values()),
        found=count,
        page=page,
        pages=pages,
        kinds=kinds,
    )


def _hits(words: str, kind: str) -> list[ShelfItem]:
    """Return what holds these words, best first."""
    found = find(words)
    # What was found is the owner's. Asked for the owner once more, SQLite would walk through the whole shelf.
    rows = ShelfItem.everyone.filter(id__in=found, **_of(kind)).in_bulk()
    return [rows[id] for id in found if id in rows]


def _of(kind: str) -> dict[str, str]:
    return {"kind": kind} if kind else {}
