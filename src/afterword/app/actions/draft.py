"""Write a letter and keep it as a draft, with the brief it was written from."""

import uuid

import msgspec
from django.db import transaction
from django.utils import timezone

from afterword import api
from afterword.app.models import Candidacy, Letter, Person
from afterword.letter.brief import Brief
from afterword.letter.letter import Letter as Composed


def draft(
    candidacy: Candidacy, person: Person, brief: Brief, *, seed: int = 0, id: uuid.UUID | None = None
) -> tuple[Letter, Composed]:
    """Compose from `brief` and keep the result in the place of an earlier draft of the same letter."""
    composed = api.compose_letter(brief, seed=seed, language=candidacy.owner.language)
    with transaction.atomic():
        row = Letter.objects.filter(
            candidacy=candidacy, person=person, kind=brief.kind, state=Letter.State.DRAFT
        ).first() or Letter(id=id or uuid.uuid4(), candidacy=candidacy, person=person, kind=brief.kind)
        row.subject, row.body = composed.subject, composed.body
        row.moves = msgspec.to_builtins(composed.moves)
        row.brief = msgspec.to_builtins(brief)
        row.changed_at = timezone.now()
        row.save()
    return row, composed
