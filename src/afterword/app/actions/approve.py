"""A person says yes to a letter as it stands."""

import datetime as dt
import hashlib
import uuid
from collections.abc import Sequence

from django.db import transaction

from afterword.app.actions.record import add_event, locked
from afterword.app.actions.replan import ANSWERS, replan
from afterword.app.models import Approval, Letter
from afterword.app.queries.review import review
from afterword.errors import Refused
from afterword.letter.kinds import Channel
from afterword.letter.letter import Finding


def approve(
    letter_id: uuid.UUID,
    now: dt.datetime,
    *,
    channel: Channel = "email",
    send_at: dt.datetime | None = None,
    anyway: Sequence[str] = (),
    seen: str | None = None,
) -> Approval:
    """Check the letter again on a brief rebuilt from today's rows, and approve exactly this text.

    anyway: ids of blocking findings that the person passes; seen: the digest of the text that was
    read, where somebody read it. Raises Refused for a letter that is no draft or another text than
    the one read, for a candidacy that has stopped, and for blocks that are not (or cannot be) passed.
    """
    with transaction.atomic():
        letter = Letter.objects.select_for_update().get(id=letter_id)
        if letter.state == Letter.State.APPROVED:
            return letter.approvals.filter(taken_back_at=None).latest("at")
        if letter.state != Letter.State.DRAFT:
            raise Refused("app.approve.no_draft", state=letter.state)
        if seen not in {None, digest(letter)}:
            raise Refused("app.approve.changed")
        candidacy = locked(letter.candidacy_id)
        if candidacy.stopped and ANSWERS[candidacy.stopped] != letter.kind:
            raise Refused("app.approve.stopped", stop=candidacy.stopped)
        blocks = [finding for finding in checked(letter, now, send_at) if finding.severity == "block"]
        standing = [finding.id for finding in blocks if not finding.override or finding.id not in anyway]
        if standing:
            raise Refused("app.approve.blocked", ids=standing)
        letter.state = Letter.State.APPROVED
        letter.changed_at = now
        letter.save()
        approval = Approval.objects.create(
            letter=letter,
            at=now,
            digest=digest(letter),
            channel=channel,
            send_at=send_at,
            overridden=[finding.id for finding in blocks],
        )
        add_event(candidacy, "letter_approved", now, who=_who(letter), data=_data(letter, channel, send_at))
        replan(candidacy, now)
        return approval


def checked(letter: Letter, now: dt.datetime, send_at: dt.datetime | None = None) -> tuple[Finding, ...]:
    """Return what the checks find in the letter today."""
    return review(letter, send_at or now).checked.findings


def digest(letter: Letter) -> str:
    """Return the SHA-256 of exactly what is approved."""
    return hashlib.sha256(f"{letter.subject}\n{letter.body}".encode()).hexdigest()


def _who(letter: Letter) -> list[uuid.UUID]:
    return [letter.person_id] if letter.person_id else []


def _data(letter: Letter, channel: str, send_at: dt.datetime | None) -> dict[str, object]:
    gift = letter.brief.get("gift") or {}
    return {
        "letter": str(letter.id),
        "kind": letter.kind,
        "gift": gift.get("id"),
        "subject": letter.subject,
        "channel": channel,
        "send_at": send_at.isoformat() if send_at else None,
    }
