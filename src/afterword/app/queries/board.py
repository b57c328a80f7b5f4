"""All candidacies side by side: what happened in each, what is next, and the day they decide."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from afterword.app.models import Candidacy, Event, Step
from afterword.app.queries.events import latest

PAGE = 60
"""Rows of a page of the board."""

TALKS = ("interview_held", "screen_held", "one_way_held")
TOUCHES = ("letter_sent", "call_made", "voicemail_left", "touch_done_elsewhere")
DATES = ("decision_date_named", "reply_judged")
STOPS = ("offer", "rejection", "withdrawal", "no_contact_asked")
DRAWN = (*TALKS, *TOUCHES, *DATES, *STOPS, "reply_received")
"""What a picture of a candidacy shows."""


@dataclass(frozen=True, slots=True)
class Line:
    """A candidacy. events: the drawn ones, the oldest first; steps: that may be done, the soonest first.

    decides: the day they named last, None where none was.
    """

    candidacy: Candidacy
    events: list[Event]
    steps: list[Step]
    decides: dt.date | None

    @property
    def met(self) -> dt.datetime | None:
        """When the last talk was."""
        return next((event.at for event in reversed(self.events) if event.type in TALKS), None)

    @property
    def next(self) -> Step | None:
        """What is next."""
        return self.steps[0] if self.steps else None


@dataclass(frozen=True, slots=True)
class Board:
    """A page of the board. more: whether another follows."""

    lines: list[Line]
    more: bool


def board(page: int) -> Board:
    """Return the candidacies that go on, the most wanted first, then the closed ones. page: from 0."""
    rows = Candidacy.objects.order_by("stopped", "-wanted", "-created_at", "id")
    found = list(rows[page * PAGE : page * PAGE + PAGE + 1])
    return Board(lines(found[:PAGE]), len(found) > PAGE)


def lines(rows: list[Candidacy]) -> list[Line]:
    """Return these candidacies as lines, in two queries."""
    events: dict[uuid.UUID, list[Event]] = defaultdict(list)
    for event in latest(Event.objects.filter(candidacy__in=rows, type__in=(*DRAWN, "retracted"))):
        events[event.candidacy_id].append(event)
    steps: dict[uuid.UUID, list[Step]] = defaultdict(list)
    for step in Step.objects.filter(candidacy__in=rows, after="").order_by("due", "id"):
        steps[step.candidacy_id].append(step)
    return [Line(row, events[row.id], steps[row.id], decides(events[row.id])) for row in rows]


def decides(events: Sequence[Event]) -> dt.date | None:
    """Return the day of the decision that was named last."""
    named = (event.data.get("date") for event in reversed(events) if _names_a_date(event))
    found = next((day for day in named if isinstance(day, str)), None)
    try:
        return dt.date.fromisoformat(found[:10]) if found else None
    except ValueError:
        return None


def _names_a_date(event: Event) -> bool:
    return event.type == "decision_date_named" or event.data.get("outcome") == "new_date"
