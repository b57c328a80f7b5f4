"""Today: what may be done now or next, over all candidacies, in the order that matters.

First what is late and still counts, then what is wanted most, then what closes first. What waits for the person's
own word (a reply to judge, a letter that stopped on its way) stands before all of it on the page.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from afterword.app.models import Step
from afterword.followup.step import why

T = TypeVar("T")
LIMIT = 50
"""More than this a day is nobody's plan; the page says how many there are."""


@dataclass(frozen=True, slots=True)
class Line:
    """One step of Today. due: local to who reads; late: its window has passed.

    to: a person's id, "candidate", or None for the switchboard.
    """

    candidacy: str
    company: str
    role: str | None
    wanted: int
    step: str
    due: dt.datetime
    until: dt.datetime
    to: str | None
    late: bool
    why: str


def today(now: dt.datetime, *, ahead: dt.timedelta = dt.timedelta(days=1), language: str = "en") -> list[Line]:
    """Return the steps due by `now` + `ahead`: the late first, then by how much wanted, then by what closes first.

    language: of the reasons; one that is kept in another is said again.
    """
    steps = Step.objects.values_list(
        "candidacy_id", "candidacy__company", "candidacy__role", "wanted",
        "step", "value__due", "until", "to", "value__why", "value__params", "candidacy__owner__language",
    )  # fmt: skip
    return [
        Line(
            str(id),
            company,
            role or None,
            wanted,
            step,
            dt.datetime.fromisoformat(due),
            until,
            to or None,
            until < now,
            told if kept == language else _said(params, language),
        )
        for id, company, role, wanted, step, due, until, to, told, params, kept in first(steps, now, now + ahead, LIMIT)
    ]


def first(steps: "QuerySet[Step, T]", now: dt.datetime, by: dt.datetime, most: int) -> "list[T]":
    """Return the first `most` of those steps that may be done and are due by `by`, in the order of Today.

    Two queries, the late and the others: each follows the index of steps and stops at what is needed.
    """
    # Coalesce: SQLite would else choose the index by `due`, and sort all that is due
    ordered = steps.filter(after="").alias(at=Coalesce("due", "until")).filter(at__lte=by)
    ordered = ordered.order_by("-wanted", "until", "due", "id")
    late = list(ordered.filter(until__lt=now)[:most])
    return late + list(ordered.filter(until__gte=now)[: most - len(late)])


def said(value: dict[str, Any], language: str) -> str:
    """Return the reason of a step, kept as JSON, in any language from its codes."""
    return _said(value["params"], language) if value.get("params", {}).get("codes") else str(value.get("why", ""))


def _said(params: dict[str, Any], language: str) -> str:
    return why(params["codes"], params, language)
