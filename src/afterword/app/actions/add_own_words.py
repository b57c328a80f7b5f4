"""Take a sentence among the person's own words of a draft."""

import uuid

from django.db import transaction

from afterword.app.actions.revise import drafted
from afterword.app.models import Letter


def add_own_words(letter_id: uuid.UUID, text: str) -> Letter:
    """Add to what the letter may say in the person's own words; what stands there already stays once.

    Raises Refused for a letter that is no draft.
    """
    with transaction.atomic():
        letter = drafted(letter_id)
        before = letter.brief.get("own_words") or ""
        if text not in before:
            letter.brief = {**letter.brief, "own_words": f"{before} {text}".strip()}
            letter.save()
        return letter
