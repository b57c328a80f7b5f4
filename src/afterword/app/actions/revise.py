"""Keep what a person changed in a draft."""

import datetime as dt
import uuid

from django.db import transaction

from afterword.app.models import Letter
from afterword.errors import Refused, TooLarge
from afterword.letter.text import LIMIT


def revise(now: dt.datetime, letter_id: uuid.UUID, version: int, subject: str, body: str) -> Letter:
    """Keep the text of a draft. version: of the text that was changed.

    Raises Refused where another window changed it meanwhile, and for a letter that is no draft;
    TooLarge for what is no letter any more. The same text again changes nothing.
    """
    if len(body) > LIMIT:
        raise TooLarge("app.revise.too_long", characters=len(body), limit=LIMIT)
    with transaction.atomic():
        letter = drafted(letter_id)
        if (letter.subject, letter.body) == (subject, body):
            return letter
        if letter.version != version:
            raise Refused("app.revise.elsewhere")
        letter.subject, letter.body = subject, body
        letter.version += 1
        letter.changed_at = now
        letter.save()
        return letter


def drafted(letter_id: uuid.UUID) -> Letter:
    """Return a draft, locked until the transaction ends. Raises Refused for a letter that is none any more."""
    letter = Letter.objects.select_for_update().get(id=letter_id)
    if letter.state != Letter.State.DRAFT:
        raise Refused("app.revise.no_draft", state=letter.state)
    return letter
