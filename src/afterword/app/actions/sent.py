"""A letter has left: by the person's own hand, or by the outbox."""

import datetime as dt
import uuid

from django.db import transaction

from afterword.app.actions.record import add_event, locked
from afterword.app.actions.replan import replan
from afterword.app.models import GiftGiven, Letter
from afterword.errors import Refused


def sent(letter_id: uuid.UUID, now: dt.datetime, *, at: dt.datetime | None = None) -> Letter:
    """Record that an approved letter was sent, and remember its gift. Twice is once.

    Raises Refused for a letter that was never approved.
    """
    with transaction.atomic():
        letter = Letter.objects.select_for_update().get(id=letter_id)
        if letter.state == Letter.State.SENT:
            return letter
        if letter.state not in {Letter.State.APPROVED, Letter.State.HANDED_OVER}:
            raise Refused("app.sent.not_approved", state=letter.state)
        candidacy = locked(letter.candidacy_id)
        letter.state = Letter.State.SENT
        letter.changed_at = at or now
        letter.save()
        gift = letter.brief.get("gift") or {}
        data = {"letter": str(letter.id), "kind": letter.kind, "gift": gift.get("id"), "subject": letter.subject}
        add_event(candidacy, "letter_sent", now, at=at, who=[letter.person_id] if letter.person_id else [], data=data)
        if gift:
            _remember(letter, gift, candidacy.company, at or now)
        replan(candidacy, now)
        return letter


def _remember(letter: Letter, gift: dict[str, str | None], employer: str, at: dt.datetime) -> None:
    GiftGiven.objects.create(
        person=letter.person,
        candidacy=letter.candidacy,
        title=gift.get("title") or "",
        url=gift.get("url") or "",
        employer=employer,
        at=at,
    )
