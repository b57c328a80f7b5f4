"""Write a letter and keep it as a draft, with the brief it was written from."""

import datetime as dt
import uuid

import msgspec
from django.db import transaction
from django.utils import timezone

from afterword import api
from afterword.app.actions.record import locked
from afterword.app.actions.revise import put
from afterword.app.models import Candidacy, Letter, Person, Revision
from afterword.letter.brief import Brief
from afterword.letter.letter import Letter as Composed


def draft(
    candidacy: Candidacy,
    person: Person,
    brief: Brief,
    *,
    seed: int = 0,
    now: dt.datetime | None = None,
    id: uuid.UUID | None = None,
) -> tuple[Letter, Composed]:
    """Compose from `brief` and keep the result in the place of an earlier draft of the same letter.

    Raises what composing raises.
    """
    composed = api.compose_letter(brief, seed=seed, language=candidacy.owner.language)
    return keep_draft(candidacy, person, brief, composed, seed=seed, now=now, id=id), composed


def keep_draft(
    candidacy: Candidacy,
    person: Person,
    brief: Brief,
    text: Composed,
    *,
    seed: int = 0,
    now: dt.datetime | None = None,
    id: uuid.UUID | None = None,
) -> Letter:
    """Keep a text, whoever wrote it, as the one draft of this kind to this person; what it replaces can come back.

    id: of the form; one whose letter went on meanwhile changes nothing.
    """
    with transaction.atomic():
        locked(candidacy.id)
        gone_on = Letter.objects.filter(id=id).exclude(state=Letter.State.DRAFT).first() if id else None
        if gone_on:
            return gone_on
        row = Letter.objects.filter(
            candidacy=candidacy, person=person, kind=brief.kind, state=Letter.State.DRAFT
        ).first() or Letter(id=id or uuid.uuid4(), candidacy=candidacy, person=person, kind=brief.kind)
        row.brief = msgspec.to_builtins(brief)
        put(row, (text.subject, text.body), now or timezone.now(), Revision.How.WRITTEN, text.moves, seed)
        return row
