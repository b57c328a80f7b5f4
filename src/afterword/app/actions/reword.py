"""Put another wording in the place of a draft's text."""

import datetime as dt
import uuid

from django.db import transaction

from afterword import api
from afterword.app.actions.revise import drafted, put
from afterword.app.models import Letter, Revision
from afterword.app.queries.brief import rebuilt
from afterword.letter.letter import Letter as Composed

TRIES = 12
"""So many seeds are looked through for a wording that is another one."""


def another_wording(now: dt.datetime, letter_id: uuid.UUID, version: int) -> Letter:
    """Compose the letter again with the next seed that says it differently.

    version: of the text that the person saw; where it is another by now, nothing changes.
    Raises Refused for a letter that is no draft, and what composing raises.
    """
    letter = Letter.objects.select_related("candidacy", "person").get(id=letter_id)
    brief = rebuilt(letter, now)
    for seed in range(letter.seed + 1, letter.seed + 1 + TRIES):
        composed = api.compose_letter(brief, seed=seed, language=letter.owner.language)
        if composed.body != letter.body:
            break
    return reword(now, letter_id, version, composed, seed=seed, how=Revision.How.REWORDED)


def reword(
    now: dt.datetime,
    letter_id: uuid.UUID,
    version: int,
    text: Composed,
    *,
    seed: int | None = None,
    how: Revision.How = Revision.How.TAKEN,
) -> Letter:
    """Put `text` in the place of the draft's. seed: which wording it is, None for one from elsewhere."""
    with transaction.atomic():
        letter = drafted(letter_id)
        if letter.version == version:
            put(letter, (text.subject, text.body), now, how, text.moves, seed)
        return letter
