"""What a person was given, what they were asked, and what they answered, over all candidacies."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from afterword.app.models import Event, GiftGiven, Participation
from afterword.app.queries.events import latest
from afterword.candidacy.state import ASKS, UNASKED
from afterword.followup.calendar import Calendar
from afterword.followup.view import rows as plan

SENT = ("letter_sent", "call_made", "voicemail_left", "touch_done_elsewhere")
ANSWERS = ("reply_received", "decision_date_named", "will_contact_named")
REACHED = ("spoke", "call_back")
"""Outcomes of a call that somebody answered."""

MOST = 200


@dataclass(frozen=True, slots=True)
class Give:
    """A gift that left."""

    at: dt.datetime
    title: str
    company: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A question about the decision. kind: the step; by: the event that says how it was asked.

    answered_at: when the first answer to it came, None while there is none.
    """

    at: dt.datetime
    kind: str
    by: str
    company: str
    answered_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class GivesAndAsks:
    """Both, newest first. visible: how many things worth reading came without a question.

    not_before: the day before which nothing unasked goes to them, None where nothing has.
    """

    gives: list[Give]
    asks: list[Ask]
    visible: int
    not_before: dt.date | None

    @property
    def answered(self) -> int:
        """How many of the questions had an answer."""
        return sum(ask.answered_at is not None for ask in self.asks)


def gives_and_asks(person_id: uuid.UUID) -> GivesAndAsks:
    """Return what was given to, asked of and answered by a person; what was taken back is left out."""
    given = GiftGiven.objects.filter(person=person_id).select_related("candidacy").order_by("-at")[:MOST]
    parts = list(Participation.objects.filter(person=person_id).select_related("candidacy", "person")[:MOST])
    happened = _happened([part.candidacy_id for part in parts])
    theirs = [row for row in happened if str(person_id) in row.who]
    answers = sorted(row.at for row in theirs if row.type in ANSWERS or row.data.get("outcome") in REACHED)
    asks = [
        Ask(row.at, kind, row.type, row.candidacy.company, next((at for at in answers if at >= row.at), None))
        for row in theirs
        for kind in [_kind(row)]
        if kind in ASKS and row.type in SENT
    ]
    touches = [row for row in theirs if row.type in SENT and _kind(row) in {None, *UNASKED}]
    gives = [Give(row.at, row.title, row.candidacy.company if row.candidacy else row.employer) for row in given]
    return GivesAndAsks(
        gives,
        asks[:MOST],
        sum(_kind(row) == "visibility" for row in touches),
        _not_before(parts, touches),
    )


def _happened(candidacies: Iterable[uuid.UUID]) -> list[Event]:
    """What happened there and was not taken back, the newest first."""
    rows = Event.objects.filter(candidacy__in=list(candidacies), type__in=(*SENT, *ANSWERS, "retracted"))
    return latest(rows.select_related("candidacy"))[::-1]


def _kind(row: Event) -> str | None:
    kind = row.data.get("kind") or row.data.get("step")
    return str(kind) if kind else None


def _not_before(parts: list[Participation], touches: list[Event]) -> dt.date | None:
    """So many business days there after the last thing that came unasked."""
    if not touches:
        return None
    row = next(part.candidacy for part in parts if part.candidacy_id == touches[0].candidacy_id)
    person = parts[0].person
    zone = ZoneInfo(person.timezone or row.timezone or "UTC")
    offices = Calendar(person.country or row.country or None, person.subdivision or row.subdivision or None, zone)
    return offices.business_day_after(offices.date(touches[0].at), plan()["limits"]["between_touches_bd"])
