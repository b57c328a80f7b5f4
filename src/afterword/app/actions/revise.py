"""Keep what a person changed in a draft, as a step that can be taken back."""

import datetime as dt
import uuid
from collections.abc import Sequence

import msgspec
from django.db import transaction

from afterword.app.models import Letter, Revision
from afterword.errors import Refused, TooLarge
from afterword.letter.letter import MoveText
from afterword.letter.text import LIMIT

MOST = 50
"""Revisions of one letter that are kept."""

PAUSE = dt.timedelta(seconds=10)
"""What is typed without a longer pause is one step."""


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
        put(letter, (subject, body), now, Revision.How.TYPED)
        return letter


def drafted(letter_id: uuid.UUID) -> Letter:
    """Return a draft, locked until the transaction ends. Raises Refused for a letter that is none any more."""
    letter = Letter.objects.select_for_update().get(id=letter_id)
    if letter.state != Letter.State.DRAFT:
        raise Refused("app.revise.no_draft", state=letter.state)
    return letter


def put(
    letter: Letter,
    text: tuple[str, str],
    now: dt.datetime,
    how: Revision.How,
    moves: Sequence[MoveText] | None = None,
    seed: int | None = None,
) -> None:
    """Put a text in the place of a draft's, inside a transaction; steps that were taken back are given up.

    text: subject and body; the same text changes nothing. moves, seed: None for those that stand.
    """
    if (letter.subject, letter.body) == text:
        letter.save()
        return
    letter.revisions.filter(number__gt=letter.revision).delete()
    if letter.body and not letter.revisions.filter(number=letter.revision, body=letter.body).exists():
        _keep(letter, letter.changed_at, Revision.How.WRITTEN)  # from before there were any, or by another way
    letter.subject, letter.body = text
    letter.moves = letter.moves if moves is None else msgspec.to_builtins(moves)
    letter.seed = letter.seed if seed is None else seed
    letter.version += 1
    letter.changed_at = now
    letter.save()
    _keep(letter, now, how)


def _keep(letter: Letter, at: dt.datetime, how: Revision.How) -> None:
    """Add the text of a letter as its newest revision, or to the newest while it is still being typed."""
    text = {"at": at, "subject": letter.subject, "body": letter.body, "moves": letter.moves, "seed": letter.seed}
    typing = letter.revisions.filter(number=letter.revision, how=Revision.How.TYPED, at__gte=at - PAUSE)
    if how == Revision.How.TYPED and typing.update(**text):
        return
    letter.revision += 1
    Revision.objects.create(letter=letter, number=letter.revision, how=how, **text)
    letter.revisions.filter(number__lte=letter.revision - MOST).delete()
    letter.save(update_fields=["revision"])
