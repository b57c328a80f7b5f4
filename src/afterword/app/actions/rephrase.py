"""Say one sentence of a draft in another way."""

import datetime as dt
import uuid

import msgspec
from django.db import transaction

from afterword.app.actions.revise import drafted, put
from afterword.app.models import Letter, Revision
from afterword.app.queries.brief import rebuilt
from afterword.errors import Refused
from afterword.letter.alternatives import alternatives
from afterword.letter.letter import MoveText


def rephrase(now: dt.datetime, letter_id: uuid.UUID, version: int, at: int, wording: str) -> Letter:
    """Put one of the other wordings of sentence number `at` in its place.

    version: of the text that the person saw; where it is another by now, nothing changes.
    Raises Refused for a letter that is no draft, and for a wording that does not fit today's facts.
    """
    letter = Letter.objects.select_related("candidacy", "person").get(id=letter_id)
    declared = msgspec.convert(letter.moves, tuple[MoveText, ...])
    offered = alternatives(rebuilt(letter, now), letter.body, declared, at)
    chosen = next((one for one in offered if one.text.split() == wording.split()), None)
    if chosen is None:
        raise Refused("app.revise.nothing_earlier")
    with transaction.atomic():
        letter = drafted(letter_id)
        if letter.version == version:
            put(letter, (letter.subject, chosen.body), now, Revision.How.SENTENCE, chosen.moves)
        return letter
