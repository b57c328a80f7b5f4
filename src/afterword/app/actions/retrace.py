"""Step back and forward through the texts that a draft had."""

import datetime as dt
import uuid

from django.db import transaction

from afterword.app.actions.revise import drafted
from afterword.app.models import Letter
from afterword.errors import Refused


def retrace(now: dt.datetime, letter_id: uuid.UUID, version: int, number: int) -> Letter:
    """Bring the revision of this number back; those after it stay until the letter is changed anew.

    version: of the text that the person saw; where it is another by now, nothing changes.
    Raises Refused for a letter that is no draft, and where there is no such revision.
    """
    with transaction.atomic():
        letter = drafted(letter_id)
        revision = letter.revisions.filter(number=number).first()
        if revision is None:
            raise Refused("app.revise.nothing_earlier")
        if letter.version == version and letter.revision != number:
            letter.subject, letter.body = revision.subject, revision.body
            letter.moves, letter.seed = revision.moves, revision.seed
            letter.revision = number
            letter.version += 1
            letter.changed_at = now
            letter.save()
        return letter
