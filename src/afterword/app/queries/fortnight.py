"""The next two weeks, day by day, over all candidacies."""

import datetime as dt
import uuid
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from afterword.app.models import Person, Step

DAYS = 14
MOST = 300


@dataclass(frozen=True, slots=True)
class Due:
    """A step on a day. after: the step that must stay unanswered first, "" when it stands by itself.

    who: the name of the person it goes to, "" for oneself and for the switchboard.
    """

    candidacy: str
    company: str
    step: str
    due: dt.datetime
    after: str
    who: str


def fortnight(now: dt.datetime, zone: ZoneInfo) -> dict[dt.date, list[Due]]:
    """Return the steps of the fortnight from today by their day in `zone`, every day present."""
    first = now.astimezone(zone).date()
    end = dt.datetime.combine(first + dt.timedelta(days=DAYS), dt.time(), tzinfo=zone)
    days: dict[dt.date, list[Due]] = {first + dt.timedelta(days=day): [] for day in range(DAYS)}
    steps = Step.objects.filter(due__lt=end).order_by("due", "id")
    rows = list(steps.values_list("candidacy_id", "candidacy__company", "step", "due", "after", "to")[:MOST])
    people = {uuid.UUID(to) for *_, to in rows if to not in {"", "candidate"}}
    names = {str(id): name for id, name in Person.objects.filter(id__in=people).values_list("id", "name")}
    for candidacy, company, step, due, after, to in rows:
        day = max(first, due.astimezone(zone).date())  # what is overdue stands on today
        days[day].append(Due(str(candidacy), company, step, due, after, names.get(to, "")))
    return days
