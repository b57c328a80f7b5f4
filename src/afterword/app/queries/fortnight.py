"""The next two weeks, day by day, over all candidacies."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from afterword.app.models import Step

DAYS = 14
MOST = 300


@dataclass(frozen=True, slots=True)
class Due:
    """A step on a day. after: the step that must stay unanswered first, "" when it stands by itself."""

    candidacy: str
    company: str
    step: str
    due: dt.datetime
    after: str


def fortnight(now: dt.datetime, zone: ZoneInfo) -> dict[dt.date, list[Due]]:
    """Return the steps of the fortnight from today by their day in `zone`, every day present."""
    first = now.astimezone(zone).date()
    end = dt.datetime.combine(first + dt.timedelta(days=DAYS), dt.time(), tzinfo=zone)
    days: dict[dt.date, list[Due]] = {first + dt.timedelta(days=day): [] for day in range(DAYS)}
    rows = (
        Step.objects.filter(due__lt=end)
        .order_by("due", "id")
        .values_list("candidacy_id", "candidacy__company", "step", "due", "after")[:MOST]
    )
    for candidacy, company, step, due, after in rows:
        day = max(first, due.astimezone(zone).date())  # what is overdue stands on today
        days[day].append(Due(str(candidacy), company, step, due, after))
    return days
