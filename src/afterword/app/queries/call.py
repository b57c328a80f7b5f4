"""What a call sheet needs: the step, whom to call, and the words to say."""

import datetime as dt
import uuid
from dataclasses import dataclass, replace

from afterword import api
from afterword.app.models import Candidacy, Participation, Person, Step
from afterword.app.queries.brief import brief_of
from afterword.letter.letter import Letter

MOST = 50


@dataclass(frozen=True, slots=True)
class Sheet:
    """A call. person: None for the switchboard; script, voicemail: None where the candidate has no name yet.

    parts: everybody who takes part, any of whom may decide.
    """

    candidacy: Candidacy
    step: Step | None
    person: Person | None
    parts: list[Participation]
    script: Letter | None
    voicemail: Letter | None


def sheet(candidacy_id: uuid.UUID, step: str, now: dt.datetime, language: str) -> Sheet:
    """Return the sheet of a step. Raises Candidacy.DoesNotExist for a candidacy of somebody else."""
    candidacy = Candidacy.objects.select_related("owner").get(id=candidacy_id)
    row = candidacy.steps.filter(step=step).order_by("due").first()
    parts = list(candidacy.participations.select_related("person").order_by("person__created_at")[:MOST])
    person = _person(parts, row)
    if person is None or not candidacy.owner.name:
        return Sheet(candidacy, row, person, parts, None, None)
    brief = replace(brief_of(candidacy, person, "call_script", send_at=now), channel="call")
    voicemail = replace(brief, kind="voicemail", channel="voicemail")
    return Sheet(
        candidacy,
        row,
        person,
        parts,
        api.compose_letter(brief, language=language),
        api.compose_letter(voicemail, language=language),
    )


def _person(parts: list[Participation], row: Step | None) -> Person | None:
    """Whom the plan names; without a step whoever is in charge of hiring."""
    if row is not None:
        return next((part.person for part in parts if str(part.person_id) == row.to), None)
    ranked = sorted(parts, key=lambda part: not {"hr", "recruiter", "agency"} & set(part.roles))
    return ranked[0].person if ranked else None
