"""The outbox that never sends twice: one sender an account, every step committed before the next.

queued -> claimed -> doubt -> sent | failed | unsure. `doubt` is committed when the body is on the wire and before
the line that hands it in. What was claimed and never came to doubt was certainly not taken and goes again; what
stays in doubt is asked of the person, because nothing here can know. See docs/decisions/0008-outbox.md.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.policy import SMTP
from email.utils import format_datetime

from django.db import transaction
from django.db.models import Q

from afterword.app.actions.approve import digest
from afterword.app.actions.record import locked
from afterword.app.actions.replan import ANSWERS
from afterword.app.actions.sent import sent
from afterword.app.models import Letter, MailAccount, Outbox
from afterword.app.queries.links import LINKS
from afterword.app.queries.outbox import bounced_since
from afterword.app.queries.review import standing
from afterword.outside.smtp import Answer

Send = Callable[[str, str, bytes, Callable[[], None]], Answer]
"""(sender, recipient, mail, before_dot) to what the server answered."""

LEASE = dt.timedelta(minutes=20)
"""So long one sender has an account for itself; longer than all answers of a mail together may take."""
GRACE = dt.timedelta(minutes=10)
"""So long a server may take after the dot (RFC 5321, 4.5.3.2.6); before that nobody may doubt."""
LATE = dt.timedelta(days=1)
"""What should have left longer ago than this is held and shown: a word of yesterday reads wrong today."""
AT_ONCE = 3
"""Letters in one look; after a pause nothing leaves in a burst."""
A_DAY = 25
"""Letters in 24 hours from one account: nobody writes more by hand, and servers grow wary."""
WAITS = (1, 5, 15, 60, 240)
"""Minutes until the next try after each temporary refusal; after the last it has failed."""
UNASKED = frozenset({"follow_up_1", "follow_up_2", "follow_up_3", "visibility"})


class TakenOverError(RuntimeError):
    """Another sender took this letter while the lease was over: leave before the dot."""


def send_due(account_id: uuid.UUID, now: dt.datetime, send: Send) -> list[Outbox]:
    """Send what is due of an account of the owner in scope; return what was touched, in order.

    Somebody else who sends at this moment leaves it to them: the result is empty.
    """
    if not _lease(account_id, now):
        return []
    try:
        _settle(account_id, now)
        return list(_sent(account_id, now, send))
    finally:
        MailAccount.objects.filter(id=account_id, leased_until=now + LEASE).update(leased_until=None)


def _lease(account_id: uuid.UUID, now: dt.datetime) -> bool:
    free = MailAccount.objects.filter(Q(leased_until=None) | Q(leased_until__lte=now), id=account_id)
    return free.update(leased_until=now + LEASE) == 1


def _settle(account_id: uuid.UUID, now: dt.datetime) -> None:
    """What a crash left: claimed goes again, doubt that is old enough is asked of the person."""
    rows = Outbox.objects.filter(account=account_id)
    rows.filter(state=Outbox.State.CLAIMED).update(state=Outbox.State.QUEUED)
    doubtful = rows.filter(state=Outbox.State.DOUBT, claimed_at__lte=now - GRACE)
    doubtful.update(state=Outbox.State.UNSURE, told={"code": "app.outbox.unsure", "params": {}})


def _sent(account_id: uuid.UUID, now: dt.datetime, send: Send) -> Iterator[Outbox]:
    due = Outbox.objects.filter(account=account_id, state=Outbox.State.QUEUED, send_at__lte=now)
    left = A_DAY - Outbox.objects.filter(account=account_id, dated_at__gt=now - dt.timedelta(days=1)).count()
    taken = 0
    for id in list(due.order_by("send_at", "id").values_list("id", flat=True)):
        if taken >= min(AT_ONCE, left):
            return
        row = _claim(id, now)
        if row is None:
            continue
        if row.state == Outbox.State.CLAIMED:
            taken += 1
            _hand_in(row, now, send)
        yield row


def _claim(id: uuid.UUID, now: dt.datetime) -> Outbox | None:
    """Take one in hand, on the rows as they stand at this moment; hold or cancel what must not leave."""
    with transaction.atomic():
        found = Outbox.objects.select_related("letter").get(id=id)
        candidacy = locked(found.letter.candidacy_id)
        row = Outbox.objects.select_for_update(of=("self",)).select_related("letter__person").get(id=id)
        if row.state != Outbox.State.QUEUED:
            return None
        letter = row.letter
        if candidacy.stopped and ANSWERS[candidacy.stopped] != letter.kind:
            return _put(row, Outbox.State.CANCELLED, "app.outbox.stopped", stop=candidacy.stopped)
        approval = letter.approvals.filter(taken_back_at=None).order_by("-at").first()
        if letter.state != Letter.State.APPROVED or approval is None or approval.digest != digest(letter):
            return _put(row, Outbox.State.CANCELLED, "app.outbox.not_approved")
        if letter.person is None or _recipient(row) != letter.person.email:
            return _put(row, Outbox.State.HELD, "app.outbox.moved")
        if bounced_since(letter, approval.at):
            return _put(row, Outbox.State.HELD, "app.outbox.bounced")
        if candidacy.paused and letter.kind in UNASKED:
            return _put(row, Outbox.State.HELD, "app.outbox.answered")
        if row.send_at < now - LATE and row.attempts == 0:
            return _put(row, Outbox.State.HELD, "app.outbox.late")
        if blocks := standing(letter, approval, now):
            link = next((found for found in blocks if found.id in LINKS), None)
            if link and len(blocks) == 1:
                return _put(row, Outbox.State.HELD, f"app.outbox.{link.id}", ids=[link.id], url=link.quote)
            return _put(row, Outbox.State.HELD, "app.outbox.checks", ids=sorted({found.id for found in blocks}))
        row.claimed_at, row.attempts = now, row.attempts + 1
        row.dated_at = row.dated_at or now
        return _put(row, Outbox.State.CLAIMED)


def _recipient(row: Outbox) -> str:
    """To whom the fixed bytes are addressed."""
    mail = message_from_bytes(bytes(row.mail), policy=SMTP)
    return str(mail["To"].addresses[0].addr_spec)


def _hand_in(row: Outbox, now: dt.datetime, send: Send) -> None:
    """Send it, and keep what was answered."""
    assert row.account
    assert row.letter.person
    assert row.dated_at

    def before_dot() -> None:
        ours = Outbox.objects.filter(id=row.id, state=Outbox.State.CLAIMED, claimed_at=row.claimed_at)
        if ours.update(state=Outbox.State.DOUBT) != 1:
            raise TakenOverError

    dated = f"Date: {format_datetime(row.dated_at.astimezone(dt.UTC))}\r\n".encode()
    answer = send(row.account.address, row.letter.person.email, dated + bytes(row.mail), before_dot)
    with transaction.atomic():
        _keep(row, answer, now)


def _keep(row: Outbox, answer: Answer, now: dt.datetime) -> None:
    params = {"words": answer.words}
    if answer.state == "accepted":
        _put(row, Outbox.State.SENT)
        sent(row.letter_id, now)
    elif answer.state == "doubt":
        row.state = Outbox.State.DOUBT
    elif answer.state == "refused" or row.attempts > len(WAITS):
        _put(row, Outbox.State.FAILED, answer.code, **params)
    else:
        row.send_at = now + dt.timedelta(minutes=WAITS[row.attempts - 1])
        _put(row, Outbox.State.QUEUED, answer.code, **params)


def _put(row: Outbox, state: Outbox.State, code: str = "", **params: object) -> Outbox:
    row.state = state
    row.told = {"code": code, "params": params} if code else {}
    row.save()
    return row
