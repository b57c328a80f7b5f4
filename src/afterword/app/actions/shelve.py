"""Put things on the shelf, each once, and index their words."""

import datetime as dt
import random
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec
from django.db import connection, transaction
from django.utils import timezone

from afterword.app import owner
from afterword.app.models import Candidate, Posting, ShelfItem, Vector
from afterword.gift import choose, fit, meaning, same, search, shelf
from afterword.gift.gift import Gift


@dataclass(frozen=True, slots=True)
class Compared:
    """What things are to a shelf. changed: rows, each with what it becomes; own: of the sample, and now one's own."""

    changed: Sequence[tuple[uuid.UUID, Gift]]
    added: Sequence[Gift]
    own: Sequence[uuid.UUID] = ()


def shelve(gifts: Sequence[Gift], *, sample: bool = False, now: dt.datetime | None = None) -> int:
    """Add gifts to the shelf of the owner in scope; return how many are new.

    What stands there already keeps its place and takes over what its double knows besides.
    sample: they came with the sample and go with it; what one adds oneself stays. now: the moment
    by which all that came together is known again; the clock's, where it is not given.
    """
    if not gifts:
        return 0
    with transaction.atomic():
        return put_on(compare(gifts), sample=sample, now=now or timezone.now())


def compare(gifts: Sequence[Gift]) -> Compared:
    """Hold gifts against the shelf, without a change."""
    rows = list(ShelfItem.objects.order_by("added_at", "id").values_list("id", "sample", "value"))
    standing = [msgspec.convert(value, Gift) for _, _, value in rows]
    merged = shelf.once(gifts, standing)
    keys = {key for gift in gifts for key in same.keys(gift)} if any(sample for _, sample, _ in rows) else set()
    return Compared(
        changed=[(row[0], now) for row, was, now in zip(rows, standing, merged, strict=False) if was != now],
        added=merged[len(rows) :],
        own=[id for (id, sample, _), gift in zip(rows, standing, strict=True) if sample and keys & same.keys(gift)],
    )


def put_on(compared: Compared, *, now: dt.datetime, sample: bool = False) -> int:
    """Write what was compared, in the transaction of whoever calls; return how many are new.

    What came onto the shelf or changed there meanwhile is seen once more.
    """
    Candidate.objects.select_for_update().get(id=owner.current())  # two that add things wait for each other
    rows = ShelfItem.objects.in_bulk([id for id, _ in compared.changed])
    changed = [
        fill(row, shelf.once([msgspec.convert(row.value, Gift), gift])[0])
        for id, gift in compared.changed
        if (row := rows.get(id))
    ]
    ShelfItem.objects.bulk_update(changed, _FILLED, batch_size=100)
    came = {"owner_id": owner.current(), "sample": sample, "added_at": now}
    first = _first_id()
    filled = [
        fill(ShelfItem(id=uuid.UUID(int=first + number), **came), gift) for number, gift in enumerate(compared.added)
    ]
    known = set(ShelfItem.objects.filter(key__in=[row.key for row in filled]).values_list("key", flat=True))
    added = [row for row in filled if row.key not in known]
    ShelfItem.objects.bulk_create(added, batch_size=500)
    if not sample:
        ShelfItem.objects.filter(id__in=compared.own).update(sample=False)
    index(changed, added)
    return len(added)


def terms(gift: Gift) -> Counter[str]:
    """Return how often each search term counts in a gift: a term of its name more than one of the text."""
    count = Counter(search.terms(fit.told_text(gift)))
    for term in search.terms(choose.named(gift)):
        count[term] += search.TITLE_WEIGHT
    return count


_FILLED = ("key", "kind", "title", "url", "length", "value")


def fill(row: ShelfItem, gift: Gift) -> ShelfItem:
    """Write a gift into its row, without saving it."""
    row.key = min(same.keys(gift), default=f"id:{row.id}")[:500]
    row.kind, row.title, row.url = gift.kind, (gift.title or "")[:500], (gift.url or "")[:2000]
    row.length = terms(gift).total()
    row.value = msgspec.to_builtins(gift)
    return row


def index(changed: Iterable[ShelfItem], added: Iterable[ShelfItem]) -> None:
    """Write the search terms of rows whose gift changed, and of new ones; vectors of other texts go."""
    changed = list(changed)
    Posting.objects.filter(item__in=changed).delete()
    texts = {row.id: meaning.mark(msgspec.convert(row.value, Gift)) for row in changed}
    read = Vector.objects.filter(item__in=changed).values_list("id", "item", "text")
    Vector.objects.filter(id__in=[id for id, item, text in read if texts[item] != text]).delete()
    found = sorted(
        (term, row.id.hex, row.owner_id.hex, min(times, 32_000))
        for row in (*changed, *added)
        for term, times in terms(msgspec.convert(row.value, Gift)).items()
    )
    # As many rows as words: without an object each, and in the order of the indexes, it takes a third of the time.
    first = _first_id()
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO afterword_posting (id, term, item_id, owner_id, frequency) VALUES (%s, %s, %s, %s, %s)",
            [(f"{first + number:032x}", *one) for number, one in enumerate(found)],
        )


def _first_id() -> int:
    """The first of new ids in a row, which an index takes at one place."""
    return random.SystemRandom().getrandbits(127)
