"""The feeds that the owner follows, and what is new in them."""

from afterword import shapes
from afterword.app.models import Feed
from afterword.gift.gift import Gift


def counted() -> list[tuple[Feed, int]]:
    """Return all feeds, those that are on first, each with how many entries are kept of it."""
    return [(row, len(row.entries)) for row in Feed.objects.order_by("-on", "title", "address")]


def entries() -> dict[str, tuple[Gift, str]]:
    """Return what is new in the feeds that are on, by the gift's id, each with the name of its feed."""
    found: dict[str, tuple[Gift, str]] = {}
    for title, address, values in Feed.objects.filter(on=True).values_list("title", "address", "entries"):
        for value in values:
            gift = shapes.convert(value, Gift, "gift")[0]
            found.setdefault(gift.id, (gift, title or address))
    return found
