"""What a person was given and what they were asked, over all candidacies."""

import datetime as dt
import uuid
from dataclasses import dataclass

from afterword.app.models import Event, GiftGiven, Participation

ASKS = ("follow_up_1", "follow_up_2", "follow_up_3")
MOST = 200


@dataclass(frozen=True, slots=True)
class Give:
    """A gift that left."""

    at: dt.datetime
    title: str
    company: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A question about the decision. kind: the step; by: the event that says how it was asked."""

    at: dt.datetime
    kind: str
    by: str
    company: str


@dataclass(frozen=True, slots=True)
class GivesAndAsks:
    """Both, newest first."""

    gives: list[Give]
    asks: list[Ask]


def gives_and_asks(person_id: uuid.UUID) -> GivesAndAsks:
    """Return what was given to and asked of a person; what was taken back is left out."""
    given = GiftGiven.objects.filter(person=person_id).select_related("candidacy").order_by("-at")[:MOST]
    candidacies = Participation.objects.filter(person=person_id).values("candidacy")
    types = ("letter_sent", "call_made", "voicemail_left", "touch_done_elsewhere", "retracted")
    rows = list(
        Event.objects.filter(candidacy__in=candidacies, type__in=types).select_related("candidacy").order_by("-at")
    )
    taken_back = {row.data.get("event") for row in rows if row.type == "retracted"}
    asks = [
        Ask(row.at, kind, row.type, row.candidacy.company)
        for row in rows
        if str(row.id) not in taken_back and str(person_id) in row.who
        for kind in [row.data.get("kind") or row.data.get("step")]
        if kind in ASKS
    ]
    gives = [Give(row.at, row.title, row.candidacy.company if row.candidacy else row.employer) for row in given]
    return GivesAndAsks(gives, asks[:MOST])
