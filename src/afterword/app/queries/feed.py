"""The plans of all candidacies as a calendar carries them: each step with its call sheet or letter."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable

from django.db.models import Count, Max

from afterword import shapes
from afterword.app.models import Candidacy, Letter, Participation
from afterword.app.models import Step as Row
from afterword.app.queries.at_hand import at_hand
from afterword.app.queries.candidacy import person_of
from afterword.candidacy import candidacy as noun
from afterword.followup.ics import Planned, Sheet
from afterword.followup.step import Plan, Step

AHEAD = dt.timedelta(days=92)
MOST = 300
"""Entries; nobody plans by more."""

SHEETS = 12
"""So many of the next steps carry a sheet; a later look brings those of the later steps."""


def feed(now: dt.datetime, page: Callable[[uuid.UUID], str]) -> list[Planned]:
    """Return what the calendar of the candidate in scope holds; the sample is left out.

    page: the web address of a candidacy
    """
    rows = list(Row.objects.filter(due__lt=now + AHEAD, candidacy__sample=False).order_by("due", "id")[:MOST])
    ids = {row.candidacy_id for row in rows}
    candidacies = Candidacy.objects.filter(id__in=ids).select_related("owner")
    known = candidacies.annotate(version=Count("events"), changed_at=Max("events__recorded_at")).in_bulk()
    people = _people(ids)
    letters = _letters(ids)
    sheets: dict[uuid.UUID, dict[tuple[str, str | None], Sheet]] = defaultdict(dict)
    for row in [row for row in rows if not row.after][:SHEETS]:
        sheets[row.candidacy_id][row.step, row.to or None] = at_hand(
            known[row.candidacy_id],
            _step(row),
            next((part for part in people[row.candidacy_id] if str(part.person_id) == row.to), None),
            letters.get((row.candidacy_id, row.step, row.to)),
            page(row.candidacy_id),
        )
    return [
        Planned(
            Plan(tuple(_step(row) for row in rows if row.candidacy_id == id)),
            _value(candidacy, people[id]),
            str(id),
            sheets[id],
            candidacy.version,
            candidacy.changed_at,
        )
        for id, candidacy in known.items()
    ]


def _step(row: Row) -> Step:
    return shapes.convert(row.value, Step, "step")[0]


def _value(row: Candidacy, people: Iterable[Participation]) -> noun.Candidacy:
    return noun.Candidacy(row.company or None, row.role or None, people=tuple(person_of(part) for part in people))


def _people(candidacies: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Participation]]:
    found: dict[uuid.UUID, list[Participation]] = defaultdict(list)
    for part in Participation.objects.filter(candidacy__in=candidacies).select_related("person"):
        found[part.candidacy_id].append(part)
    return found


def _letters(candidacies: Iterable[uuid.UUID]) -> dict[tuple[uuid.UUID, str, str], Letter]:
    """Letters that wait to leave: the latest of each kind and person."""
    waiting = (Letter.State.DRAFT, Letter.State.APPROVED, Letter.State.HANDED_OVER)
    rows = Letter.objects.filter(candidacy__in=candidacies, state__in=waiting).order_by("changed_at")
    return {(row.candidacy_id, row.kind, str(row.person_id)): row for row in rows}
