"""Everything that Today shows, in a fixed number of queries."""

import datetime as dt
import uuid
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from afterword.app.models import Candidacy, Event, Interest, Letter, Outbox, Participation, Person, Step
from afterword.app.queries.board import TALKS, Line, lines
from afterword.app.queries.events import latest, standing
from afterword.app.queries.fortnight import Due as Foreseen
from afterword.app.queries.fortnight import fortnight
from afterword.app.queries.today import first

MOST_CARDS = 20
MOST_ROWS = 30
MOST_LINES = 8
"""Candidacies that are drawn; the board holds all."""
MOST_EVENTS = 300
WORDS = ("reply_received", "decision_date_named", "will_contact_named")
WEEK = dt.timedelta(days=7)
DONE = (
    "interview_held", "screen_held", "one_way_held", "note_written", "letter_sent", "call_made", "voicemail_left",
    "touch_done_elsewhere", "reply_judged", "decision_date_named", "snoozed", "skipped", "offer", "rejection",
    "withdrawal", "no_contact_asked",
)  # fmt: skip
"""What a person did or learned, as a week is told; bookkeeping is left out."""


@dataclass(frozen=True, slots=True)
class Due:
    """A step that may be done now. person: who it goes to, None for the switchboard and for the candidate.

    subject: what held that person's interest most; draft: the letter that is begun for this step;
    quiet_since: the last word from the firm, the talk itself or later.
    """

    step: Step
    candidacy: Candidacy
    person: Person | None
    roles: tuple[str, ...]
    subject: Interest | None
    draft: Letter | None
    late: bool
    quiet_since: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Desk:
    """handed: letters opened in the person's own mail, not yet known to be sent; moving: mail that needs a look.

    waiting: the most wanted of those that go on; going_on: how many do; next: what comes where nothing is due today.
    """

    due: list[Due]
    more: int
    handed: list[Letter]
    moving: list[Outbox]
    asked: list[Candidacy]
    waiting: list[Line]
    going_on: int
    closed: list[Candidacy]
    days: dict[dt.date, list[Foreseen]]
    done: list[Event]
    next: Due | None


def desk(now: dt.datetime, zone: ZoneInfo) -> Desk:
    """Return what is due by the end of today in `zone`, and what surrounds it."""
    tonight = dt.datetime.combine(now.astimezone(zone).date() + dt.timedelta(days=1), dt.time(), tzinfo=zone)
    rows = Step.objects.select_related("candidacy")
    steps = first(rows, now, tonight - dt.timedelta(microseconds=1), MOST_CARDS + MOST_ROWS)
    running = Candidacy.objects.filter(stopped="")
    asked = list(running.exclude(paused="").order_by("-wanted", "-created_at")[:MOST_ROWS])
    coming = Step.objects.filter(after="", due__gte=tonight).select_related("candidacy").order_by("due", "id")[:1]
    states = (Outbox.State.FAILED, Outbox.State.UNSURE, Outbox.State.HELD)
    return Desk(
        due=_due(steps[:MOST_CARDS], now),
        more=max(0, len(steps) - MOST_CARDS),
        handed=list(_letters(Letter.State.HANDED_OVER)[:MOST_ROWS]),
        moving=list(
            Outbox.objects.filter(state__in=states)
            .select_related("letter__person", "letter__candidacy")
            .order_by("send_at", "id")[:MOST_ROWS]
        ),
        asked=asked,
        waiting=lines(list(running.order_by("-wanted", "-created_at")[:MOST_LINES])),
        going_on=running.count(),
        closed=list(Candidacy.objects.exclude(stopped="").order_by("-created_at")[:MOST_ROWS]),
        days=fortnight(now, zone),
        done=_done(now),
        next=None if steps else next(iter(_due(list(coming), now)), None),
    )


def _due(steps: list[Step], now: dt.datetime) -> list[Due]:
    ids = [uuid.UUID(step.to) for step in steps if _is_id(step.to)]
    candidacies = {step.candidacy_id for step in steps}
    people = Person.objects.in_bulk(ids)
    parts = Participation.objects.filter(candidacy__in=candidacies, person__in=ids)
    roles = {(part.candidacy_id, part.person_id): tuple(part.roles) for part in parts}
    ledger = list(Interest.objects.filter(candidacy__in=candidacies, hidden=False).order_by("rank", "id")[:200])
    drafts = {
        (row.candidacy_id, row.kind, row.person_id): row
        for row in Letter.objects.filter(candidacy__in=candidacies, state=Letter.State.DRAFT).order_by("changed_at")
    }
    quiet = _quiet_since(candidacies)
    found = []
    for step in steps:
        person = people.get(uuid.UUID(step.to)) if _is_id(step.to) else None
        id = person.id if person else None
        of_them = [
            row
            for row in ledger
            if row.candidacy_id == step.candidacy_id and row.person_id in {id, None} and not row.value.get("sensitive")
        ]
        found.append(
            Due(
                step,
                step.candidacy,
                person,
                roles.get((step.candidacy_id, id), ()) if id else (),
                of_them[0] if of_them and person else None,
                drafts.get((step.candidacy_id, step.step, id)),
                step.until < now,
                quiet.get(step.candidacy_id),
            )
        )
    return found


def _quiet_since(candidacies: set[uuid.UUID]) -> dict[uuid.UUID, dt.datetime]:
    rows = Event.objects.filter(candidacy__in=candidacies, type__in=(*TALKS, *WORDS, "retracted"))
    return {event.candidacy_id: event.at for event in latest(rows, MOST_EVENTS)}


def _done(now: dt.datetime) -> list[Event]:
    rows = (
        Event.objects.filter(recorded_at__gte=now - WEEK).select_related("candidacy").order_by("-recorded_at", "-order")
    )
    return standing(rows.filter(type__in=(*DONE, "retracted"))[:200])[:MOST_ROWS]


def _letters(state: str) -> QuerySet[Letter]:
    return Letter.objects.filter(state=state).select_related("person", "candidacy").order_by("changed_at")


def _is_id(to: str) -> bool:
    return to not in {"", "candidate"}
