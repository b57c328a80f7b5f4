"""Ask the model of one's own for a draft of a letter, and keep what became of it beside the letter."""

import datetime as dt
import uuid

import msgspec
from django.db import transaction

from afterword.app.actions.revise import drafted
from afterword.app.models import ModelDraft, OwnModel
from afterword.letter.attempts import Drafted


def ask_model(now: dt.datetime, letter_id: uuid.UUID, server: OwnModel, asked: str) -> ModelDraft:
    """Note that `asked` may leave for `server` now; what an earlier question brought goes.

    Raises Refused for a letter that is no draft.
    """
    with transaction.atomic():
        letter = drafted(letter_id)
        ModelDraft.objects.filter(letter=letter).delete()
        return ModelDraft.objects.create(
            letter=letter, address=server.address, name=server.name, asked=asked, asked_at=now
        )


def keep_outcome(now: dt.datetime, draft_id: uuid.UUID, outcome: Drafted) -> None:
    """Keep what a question came to. One that was given up or asked anew meanwhile changes nothing."""
    states = ModelDraft.State
    with transaction.atomic():
        row = ModelDraft.objects.select_for_update().filter(id=draft_id, state=states.ASKED).first()
        if row is None:
            return
        row.state = states.OFFERED if outcome.letter else states.REFUSED if outcome.refused else states.FAILED
        row.told = msgspec.to_builtins(outcome)
        row.ended_at = now
        row.save()


def give_up(letter_id: uuid.UUID) -> None:
    """Wait no longer for a draft, or put it away; what still comes is dropped."""
    with transaction.atomic():
        ModelDraft.objects.filter(letter_id=letter_id).delete()
