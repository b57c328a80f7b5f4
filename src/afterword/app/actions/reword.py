"""Put another wording in the place of a draft's text, and bring the earlier one back."""

import datetime as dt
import uuid

import msgspec
from django.db import transaction

from afterword import api
from afterword.app.actions.revise import drafted
from afterword.app.models import Letter
from afterword.app.queries.brief import rebuilt
from afterword.errors import Refused
from afterword.letter.letter import Letter as Composed

TRIES = 12
"""So many seeds are looked through for a wording that is another one."""


def another_wording(now: dt.datetime, letter_id: uuid.UUID, version: int) -> Letter:
    """Compose the letter again with the next seed that says it differently; what stood can come back.

    version: of the text that the person saw; where it is another by now, nothing changes.
    Raises Refused for a letter that is no draft, and what composing raises.
    """
    letter = Letter.objects.select_related("candidacy", "person").get(id=letter_id)
    brief = rebuilt(letter, now)
    for seed in range(letter.seed + 1, letter.seed + 1 + TRIES):
        composed = api.compose_letter(brief, seed=seed, language=letter.owner.language)
        if composed.body != letter.body:
            break
    return reword(now, letter_id, version, composed, seed=seed)


def reword(now: dt.datetime, letter_id: uuid.UUID, version: int, text: Composed, *, seed: int | None = None) -> Letter:
    """Put `text` in the place of the draft's. seed: which wording it is, None for one from elsewhere."""
    with transaction.atomic():
        letter = drafted(letter_id)
        if letter.version == version:
            put(letter, text, now, letter.seed if seed is None else seed)
            letter.save()
        return letter


def bring_back(now: dt.datetime, letter_id: uuid.UUID, version: int) -> Letter:
    """Bring the wording back that the last one replaced; doing it again brings the other back."""
    with transaction.atomic():
        letter = drafted(letter_id)
        if not letter.earlier:
            raise Refused("app.revise.nothing_earlier")
        if letter.version == version:
            earlier = dict(letter.earlier)
            seed = earlier.pop("seed")
            put(letter, msgspec.convert(earlier, Composed), now, seed)
            letter.save()
        return letter


def put(letter: Letter, text: Composed, now: dt.datetime, seed: int) -> None:
    """Set the text of a letter that is not saved yet, and remember the one it replaces."""
    if (letter.subject, letter.body) == (text.subject, text.body):
        return
    if letter.body:
        letter.earlier = {
            "subject": letter.subject,
            "body": letter.body,
            "moves": letter.moves,
            "seed": letter.seed,
        }
    letter.subject, letter.body, letter.seed = text.subject, text.body, seed
    letter.moves = msgspec.to_builtins(text.moves)
    letter.version += 1
    letter.changed_at = now
