"""Put things on the shelf, each once, and index their words."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec
from django.db import transaction
from django.utils import timezone

from afterword import shapes
from afterword.app import owner
from afterword.app.models import Posting, ShelfItem
from afterword.gift import choose, fit, same, search, shelf
from afterword.gift.gift import Gift


def shelve(gifts: Sequence[Gift], *, sample: bool = False, now: dt.datetime | None = None) -> int:
    """Add gifts to the shelf of the owner in scope; return how many are new.

    What stands there already keeps its place and takes over what its double knows besides.
    sample: they came with the sample and go with it; what one adds oneself stays. now: the moment
    by which all that came together is known again; the clock's, where it is not given.
    """
    if not gifts:
        return 0
    with transaction.atomic():
        rows = list(ShelfItem.objects.select_for_update().order_by("added_at", "id"))
        standing = [shapes.convert(row.value, Gift, "gift")[0] for row in rows]
        merged = shelf.once([*standing, *gifts])
        changed = [(row, now) for row, was, now in zip(rows, standing, merged, strict=False) if was != now]
        for row, gift in changed:
            fill(row, gift)
            row.save()
        came = {"owner_id": owner.current(), "sample": sample, "added_at": now or timezone.now()}
        blank = [ShelfItem(id=uuid.uuid4(), **came) for _ in merged[len(rows) :]]
        added = [fill(row, gift) for row, gift in zip(blank, merged[len(rows) :], strict=True)]
        ShelfItem.objects.bulk_create(added, batch_size=500)
        if not sample:
            _make_own(rows, standing, gifts)
        index([row for row, _ in changed], added)
    return len(added)


def terms(gift: Gift) -> Counter[str]:
    """Return how often each search term counts in a gift: a term of its name more than one of the text."""
    count = Counter(search.terms(fit.told_text(gift)))
    for term in search.terms(choose.named(gift)):
        count[term] += search.TITLE_WEIGHT
    return count


def fill(row: ShelfItem, gift: Gift) -> ShelfItem:
    """Write a gift into its row, without saving it."""
    value = msgspec.to_builtins(gift)
    row.key = min(same.keys(gift), default=f"id:{row.id}")[:500]
    row.kind, row.title, row.url = gift.kind, (gift.title or "")[:500], (gift.url or "")[:2000]
    row.length = terms(gift).total()
    row.value = value
    return row


def _make_own(rows: Sequence[ShelfItem], standing: Sequence[Gift], gifts: Sequence[Gift]) -> None:
    """A thing of the sample that one adds oneself no longer goes with the sample."""
    keys = {key for gift in gifts for key in same.keys(gift)}
    own = [row.id for row, gift in zip(rows, standing, strict=True) if row.sample and keys & set(same.keys(gift))]
    ShelfItem.objects.filter(id__in=own).update(sample=False)


def index(changed: Iterable[ShelfItem], added: Iterable[ShelfItem]) -> None:
    """Write the search terms of rows whose gift changed, and of new ones."""
    changed = list(changed)
    Posting.objects.filter(item__in=changed).delete()
    Posting.objects.bulk_create(
        (
            Posting(owner_id=row.owner_id, term=term, item=row, frequency=min(times, 32_000))
            for row in [*changed, *added]
            for term, times in terms(shapes.convert(row.value, Gift, "gift")[0]).items()
        ),
        batch_size=2000,
    )
