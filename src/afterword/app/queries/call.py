"""What a call sheet needs: the step, whom to call, the words to say, and whether the one call is spent."""

import datetime as dt
import uuid
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from afterword import api
from afterword.app.models import Candidacy, Event, Participation, Person, Step
from afterword.app.queries.brief import brief_of
from afterword.app.queries.candidacy import value_of
from afterword.app.queries.events import latest
from afterword.candidacy import history
from afterword.candidacy.state import UNASKED
from afterword.letter.calls import CallSheet

MOST = 50
CALLS = ("call_made", "voicemail_left")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A call. person: None for the switchboard; words: None where the candidate has no name yet.

    parts: everybody who takes part, any of whom may decide; spent: when the one call or the one voicemail was,
    None while there is one; asked_back: the day they asked to be called; rehearsed: when it last was;
    next: what follows a call: the next thing unasked, else what the plan holds first.
    """

    candidacy: Candidacy
    step: Step | None
    person: Person | None
    parts: list[Participation]
    words: CallSheet | None
    spent: dt.datetime | None
    asked_back: dt.date | None
    rehearsed: dt.datetime | None
    next: Step | None


def sheet(candidacy_id: uuid.UUID, step: str, now: dt.datetime, language: str) -> Sheet:
    """Return the sheet of a step. Raises Candidacy.DoesNotExist for a candidacy of somebody else."""
    candidacy = Candidacy.objects.select_related("owner").get(id=candidacy_id)
    steps = list(candidacy.steps.order_by("due", "id"))
    row = next((one for one in steps if one.step == step), None)
    parts = list(candidacy.participations.select_related("person").order_by("person__created_at")[:MOST])
    person = _person(parts, row)
    words = None
    if candidacy.owner.name:
        words = api.call_sheet(brief_of(candidacy, person, "call_script", send_at=now), language=language)
    state = history.derive(value_of(candidacy), now, ZoneInfo(candidacy.timezone or "UTC"))
    return Sheet(
        candidacy,
        row,
        person,
        parts,
        words,
        _spent(candidacy) if state.call_spent else None,
        state.call_back,
        _rehearsed(candidacy, step),
        min((one for one in steps if not one.after), key=lambda one: (one.step not in UNASKED, one.due), default=None),
    )


def _person(parts: list[Participation], row: Step | None) -> Person | None:
    """Whom the plan names; without a step whoever is in charge of hiring."""
    if row is not None:
        return next((part.person for part in parts if str(part.person_id) == row.to), None)
    ranked = sorted(parts, key=lambda part: not {"hr", "recruiter", "agency"} & set(part.roles))
    return ranked[0].person if ranked else None


def _spent(candidacy: Candidacy) -> dt.datetime | None:
    """When the last call was that nobody took back and that did not only find out whom to ask."""
    made = latest(candidacy.events.filter(type__in=(*CALLS, "retracted")))
    return next((row.at for row in reversed(made) if row.data.get("step") != "whom"), None)


def _rehearsed(candidacy: Candidacy, step: str) -> dt.datetime | None:
    rows: list[Event] = list(candidacy.events.filter(type="setting_changed", data__key="rehearsed", data__value=step))
    return max((row.at for row in rows), default=None)
