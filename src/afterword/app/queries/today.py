"""Today: what may be done now or next, over all candidacies, in the order that matters."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, Value, When

from afterword.app.models import Step
from afterword.candidacy import reason

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
    late = Case(When(until__lt=now, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = (
        Step.objects.filter(after="", due__lte=now + ahead)
        .order_by(late, "-candidacy__wanted", "until", "due", "id")
        .values_list(
            "candidacy_id", "candidacy__company", "candidacy__role", "candidacy__wanted",
            "step", "value__due", "until", "to", "value__why", "value__params", "candidacy__owner__language",
        )[:LIMIT]
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
            why if kept == language else _said(params, language),
        )
        for id, company, role, wanted, step, due, until, to, why, params, kept in rows
    ]


def said(value: dict[str, Any], language: str) -> str:
    """Return the reason of a step, kept as JSON, in any language from its codes."""
    return _said(value["params"], language) if value.get("params", {}).get("codes") else str(value.get("why", ""))


def _said(params: dict[str, Any], language: str) -> str:
    return " ".join(reason.message(code, params, language) for code in params["codes"])
