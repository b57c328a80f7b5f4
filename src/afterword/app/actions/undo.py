"""Take back the last thing, which stays visible as taken back."""

import datetime as dt
import uuid

from django.db import transaction

from afterword.app.actions.hand_over import take_over_back
from afterword.app.actions.record import add_event, locked
from afterword.app.actions.reopen import reopen
from afterword.app.actions.replan import replan
from afterword.app.models import Candidacy, Event, Letter
from afterword.errors import Refused

LEFT = ("letter_sent",)
"""What has left cannot be taken back."""

HOLD = ("participations", "attendances", "letters", "mails", "interests", "given", "pictures")
"""What keeps somebody known who was taken out of a candidacy."""

CARRIED_ON = ("letter_approved", "handed_over")
"""What moved a letter on, which moves back with it."""


def undo(now: dt.datetime, candidacy_id: uuid.UUID | None = None, *, event_id: uuid.UUID | None = None) -> Event:
    """Retract an event, or the last that was recorded (of one candidacy or of all), and plan again.

    What a call brought goes with the call.
    Returns the event taken back; one that was taken back before is not taken back twice.
    Raises Refused where there is none, or where it is a letter that left.
    """
    with transaction.atomic():
        last = Event.objects.get(id=event_id) if event_id else _last(candidacy_id)
        if last is None:
            raise Refused("app.undo.nothing")
        if last.type in LEFT:
            raise Refused("app.undo.has_left")
        _undo_letter(last, now)
        candidacy = locked(last.candidacy_id)
        if candidacy.events.filter(type="retracted", data__event=str(last.id)).exists():
            return last
        for event in [*candidacy.events.filter(data__call=str(last.id)), last]:
            add_event(candidacy, "retracted", now, data={"event": str(event.id)})
            _undo_person(event, candidacy)
        _undo_setting(last, candidacy)
        replan(candidacy, now)
        return last


def _undo_letter(event: Event, now: dt.datetime) -> None:
    """Take the letter back with the event that carried it on. Raises Refused where it went further since."""
    if event.type not in CARRIED_ON:
        return
    letter = Letter.objects.filter(id=event.data.get("letter")).first()
    if letter and event.type == "letter_approved":
        reopen(now, letter.id)
    if letter and event.type == "handed_over" and letter.state == Letter.State.HANDED_OVER:
        take_over_back(letter.id, now)


def _undo_setting(event: Event, candidacy: Candidacy) -> None:
    """Set again what was set before, unless it was changed once more since."""
    key = event.data.get("key")
    if event.type == "setting_changed" and "was" in event.data and candidacy.settings.get(key) == event.data["value"]:
        candidacy.settings[key] = event.data["was"]


def _undo_person(event: Event, candidacy: Candidacy) -> None:
    """Take back the roles that adding somebody gave; who has none left is out, and gone where nothing holds them."""
    new = set(event.data.get("roles", ())) if event.type == "person_added" else set()
    for part in candidacy.participations.select_related("person").filter(person__in=event.who) if new else ():
        part.roles = [role for role in part.roles if role not in new]
        if part.roles:
            part.save()
            continue
        part.delete()
        held = (rows.exists() for rows in (getattr(part.person, name) for name in HOLD))
        if not any(held):
            part.person.delete()


def _last(candidacy_id: uuid.UUID | None) -> Event | None:
    rows = Event.objects.order_by("-recorded_at", "-order")
    if candidacy_id:
        rows = rows.filter(candidacy=candidacy_id)
    taken_back = set(rows.filter(type="retracted").values_list("data__event", flat=True))
    return next((row for row in rows.exclude(type="retracted").iterator(50) if str(row.id) not in taken_back), None)
