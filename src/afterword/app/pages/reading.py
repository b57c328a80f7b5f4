"""What is kept of a text that was read through somebody's eyes."""

from typing import Any

from django.utils.translation import gettext as _

from afterword.gift.gift import Gift, Passage
from afterword.gift.look import GONE, PAYWALL
from afterword.gift.passages import FoundPassage, Passages


def kept_of(found: Passages, gift: Gift) -> dict[str, Any]:
    """Return the fields of a gift that a reading fills: what it is, its best passages, and whether it is free."""
    tags = [tag for tag in gift.tags if tag not in {PAYWALL, GONE}]
    return {
        "title": gift.title or found.title,
        "author": gift.author or found.author,
        "date": gift.date or found.date,
        "minutes": found.minutes,
        "passages": tuple(map(_passage, found.passages)),
        "tags": (*tags, PAYWALL) if found.paywalled else tuple(tags),
    }


def _passage(found: FoundPassage) -> Passage:
    page = _("page %(page)d") % {"page": found.page} if found.page else None
    return Passage(found.text, ", ".join(filter(None, (page, found.heading))) or None, found.why)
