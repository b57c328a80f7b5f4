"""Make the sample candidacy: one click, and everything has something on it."""

import datetime as dt
import functools
import uuid
from dataclasses import replace
from importlib.resources import files
from zoneinfo import ZoneInfo

from django.db import transaction

from afterword import api, shapes
from afterword.app.actions.capture import Line, Met, Talk, capture
from afterword.app.actions.hold_picture import hold_picture
from afterword.app.actions.shelve import shelve
from afterword.app.models import Candidacy
from afterword.candidacy import candidacy as noun
from afterword.candidacy.contact import Contact, Email
from afterword.errors import Refused
from afterword.gift.gift import Gift

SEATTLE = ZoneInfo("America/Los_Angeles")
ENDED = dt.time(15)
SINCE = dt.timedelta(hours=2)
"""So long ago at least the sample interview ended: a letter may leave now."""

TO_DECIDE = dt.timedelta(days=17)


def add_sample(now: dt.datetime) -> Candidacy:
    """Add the sample: its talk ended on the last working day before `now`. Raises Refused where it stands already."""
    ended = last_talk(now)
    talk, gifts, picture = _talk(ended), _gifts(), _picture()
    with transaction.atomic():
        if Candidacy.objects.filter(sample=True).exists():
            raise Refused("app.sample.stands")
        held = hold_picture(now, *picture)
        ruth = replace(talk.met[0], contact=replace(talk.met[0].contact, files=(f"{held}.jpg",)), pictures=(held,))
        event = capture(now, replace(talk, met=(ruth,)), id=uuid.uuid4())
        shelve(gifts, sample=True)
        row = Candidacy.objects.get(id=event.candidacy_id)
        row.sample = True
        row.save()
        return row


def last_talk(now: dt.datetime) -> dt.datetime:
    """Return when the sample interview ended: 15:00 in Seattle on a working day, two hours ago or more."""
    ended = dt.datetime.combine(now.astimezone(SEATTLE).date(), ENDED, tzinfo=SEATTLE)
    while ended > now - SINCE or ended.weekday() > 4:
        ended -= dt.timedelta(days=1)
    return ended


def _talk(ended: dt.datetime) -> Talk:
    decides = (ended + TO_DECIDE).date()
    note = _read("notes.md").decode().format(day=_day(ended, "%A {} %B %Y"), decides=_day(decides, "%B {}"))
    ledger = api.read_interests(note.encode(), "notes.md", interviewer="Ruth Calloway", now=ended)
    ruth, _ = shapes.read(_read("contact.json"), Contact, "contact.json")
    dana = Contact(
        name="Dana Whitcombe",
        given="Dana",
        family="Whitcombe",
        company=ruth.company,
        emails=(Email("dana.whitcombe@fernhill.example.org"),),
        region="US",
    )
    return Talk(
        firm=noun.Candidacy(ruth.company, "identity systems analyst", "US", "WA", SEATTLE.key),
        kind="interview_held",
        format="onsite",
        ended=ended,
        met=(Met(ruth),),
        hears=Met(dana, ("hr",)),
        decision=("decision_date_named", decides),
        note=note,
        lines=tuple(Line(interest, 0) for interest in ledger.interests),
    )


def _day(day: dt.date, form: str) -> str:
    return day.strftime(form).format(day.day)


def _gifts() -> tuple[Gift, ...]:
    return api.read_shelf([("shelf.html", _read("shelf.html"))])[0]


def _picture() -> tuple[bytes, int, int]:
    picture = api.keepable_picture(_read("card.jpg"), "card.jpg")
    assert picture is not None
    return picture


@functools.cache
def _read(name: str) -> bytes:
    return (files("afterword.app.sample") / name).read_bytes()
