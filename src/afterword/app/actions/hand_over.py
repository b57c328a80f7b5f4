"""A letter is opened in the person's own mail; whether it was sent they say afterwards."""

import datetime as dt
import uuid
from typing import Literal

from django.db import transaction

from afterword.app.actions.record import add_event, locked
from afterword.app.actions.replan import replan
from afterword.app.models import Event, Letter, Outbox
from afterword.app.queries.links import in_vain
from afterword.app.queries.sample import refuse_sample
from afterword.errors import Refused

Way = Literal["gmail", "outlook", "mailto", "copy", "eml", "paper"]


def hand_over(letter_id: uuid.UUID, how: Way, now: dt.datetime) -> Letter:
    """Record that an approved letter was opened elsewhere; opened again it is still one hand-over.

    Raises Refused for a letter that is not approved, for one that the outbox is sending, for the sample, and
    where its link was looked at in vain and nobody passed that.
    """
    with transaction.atomic():
        letter = Letter.objects.select_for_update(of=("self",)).select_related("person").get(id=letter_id)
        if letter.state in {Letter.State.HANDED_OVER, Letter.State.SENT}:
            return letter
        if letter.state != Letter.State.APPROVED:
            raise Refused("app.sent.not_approved", state=letter.state)
        on_its_way = (Outbox.State.QUEUED, Outbox.State.HELD, Outbox.State.CLAIMED, Outbox.State.DOUBT)
        if letter.outbox.filter(state__in=on_its_way).exists():
            raise Refused("app.hand_over.on_its_way")
        candidacy = locked(letter.candidacy_id)
        refuse_sample(candidacy)
        if found := in_vain(letter, now):
            raise Refused("app.hand_over.link", finding=found.message)
        letter.state, letter.changed_at = Letter.State.HANDED_OVER, now
        letter.save()
        gift = letter.brief.get("gift") or {}
        data = {
            "letter": str(letter.id),
            "kind": letter.kind,
            "gift": gift.get("id"),
            "subject": letter.subject,
            "channel": how,
        }
        add_event(candidacy, "handed_over", now, who=[letter.person_id] if letter.person_id else [], data=data)
        replan(candidacy, now)
        return letter


def take_over_back(letter_id: uuid.UUID, now: dt.datetime) -> Letter:
    """Take the hand-over back: it was not sent after all, and is an approved letter again.

    Raises Refused for a letter that was not handed over.
    """
    with transaction.atomic():
        letter = Letter.objects.select_for_update().get(id=letter_id)
        if letter.state == Letter.State.APPROVED:
            return letter
        if letter.state != Letter.State.HANDED_OVER:
            raise Refused("app.hand_over.not_open", state=letter.state)
        candidacy = locked(letter.candidacy_id)
        letter.state, letter.changed_at = Letter.State.APPROVED, now
        letter.save()
        handed = _handed(letter)
        if handed:
            add_event(candidacy, "retracted", now, data={"event": str(handed.id)})
        replan(candidacy, now)
        return letter


def _handed(letter: Letter) -> Event | None:
    rows = Event.objects.filter(candidacy=letter.candidacy_id, type="handed_over", data__letter=str(letter.id))
    return rows.order_by("-order").first()
