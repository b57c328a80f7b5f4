"""While this was closed: the steps whose best time passed, and whether they are still worth doing."""

import datetime as dt
import uuid
from dataclasses import dataclass
from pathlib import Path

from afterword.app import owner, pause
from afterword.app.models import Candidacy, Person, Reminder, Step

MOST = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A step that was missed. who: whom it went to, "" for oneself; stands: it is still in the plan."""

    candidacy: uuid.UUID
    company: str
    step: str
    who: str
    until: dt.datetime
    stands: bool


@dataclass(frozen=True, slots=True)
class Missed:
    """What had its time between two looks."""

    closed_at: dt.datetime
    opened_at: dt.datetime
    lines: list[Line]


def passed(closed_at: dt.datetime, now: dt.datetime) -> list[pause.Kept]:
    """Return the steps of the candidate in scope whose best time ended in between, as planned before it.

    Call it before the sweep: the sweep plans them anew or leaves them out.
    """
    rows = Step.objects.filter(after="", until__gt=closed_at, until__lte=now, candidacy__sample=False)
    found = rows.order_by("until", "id").values_list("candidacy_id", "step", "to", "until")[:MOST]
    return [pause.Kept(*row) for row in found]


def missed(folder: Path) -> Missed | None:
    """Return what the candidate in scope missed and has not put away; None where there is nothing to say."""
    found = pause.kept(folder, owner.current())
    if found is None:
        return None
    ids = {one.candidacy for one in found.steps}
    companies = dict(Candidacy.objects.filter(id__in=ids).values_list("id", "company"))
    people = {uuid.UUID(one.to) for one in found.steps if one.to not in {"", "candidate"}}
    names = {str(id): name for id, name in Person.objects.filter(id__in=people).values_list("id", "name")}
    standing = set(Step.objects.filter(candidacy__in=ids, after="").values_list("candidacy_id", "step", "to"))
    lines = [
        Line(
            one.candidacy,
            companies[one.candidacy],
            one.step,
            names.get(one.to, ""),
            one.until,
            (one.candidacy, one.step, one.to) in standing,
        )
        for one in dict.fromkeys(found.steps)
        if one.candidacy in companies
    ]
    return Missed(found.closed_at, found.opened_at, lines) if lines else None


def not_come() -> list[Reminder]:
    """Return the reminders that were missed or failed and are not put away, the oldest first."""
    gone = (Reminder.State.MISSED, Reminder.State.FAILED)
    return list(Reminder.objects.filter(state__in=gone, seen_at=None).order_by("due", "id")[:MOST])
