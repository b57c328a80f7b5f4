"""Whom to ask in a candidacy, with the names."""

import datetime as dt
import uuid
from dataclasses import dataclass

from afterword.app.models import Candidacy
from afterword.app.queries.candidacy import value_of
from afterword.followup.asking import Asking, whom_to_ask


@dataclass(frozen=True, slots=True)
class Whom:
    """names: of everybody who takes part, by id."""

    candidacy: Candidacy
    asking: Asking
    names: dict[str, str]


def whom(candidacy_id: uuid.UUID, now: dt.datetime, language: str) -> Whom:
    """Return the ranked answer. Raises Candidacy.DoesNotExist for a candidacy of somebody else."""
    row = Candidacy.objects.get(id=candidacy_id)
    value = value_of(row)
    latest = max([now, *(event.recorded_at for event in value.events if event.recorded_at)])
    names = {person.id: person.name or person.email or "" for person in value.people}
    return Whom(row, whom_to_ask(value, latest, language), names)
