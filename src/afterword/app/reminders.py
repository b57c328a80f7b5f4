"""Reminders to the candidate: a digest a day, and prompts around a talk; each at most once, none in a burst.

planned -> claimed -> doubt -> sent | failed. `doubt` is committed before the message is handed in, as in the outbox:
what was claimed and never came to doubt goes again, what stays in doubt is never sent a second time. What could not
go because the computer was off is `missed`, shown on Today, and not made up for; where nothing was due it is `quiet`.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from afterword.app.access import zone_of
from afterword.app.models import Reminder, Reminding, Step

PROMPTS = ("prepare", "capture_prompt")
"""Steps that are told at their moment, by ntfy alone."""
LATE = dt.timedelta(hours=1)
"""A prompt that comes later than this is missed: the talk has begun, or Today shows the card."""
LEASE = dt.timedelta(minutes=20)
"""After this a claim is a crash: longer than a mail server may take for all of its answers."""
WAITS = (2, 10, 30)
"""Minutes until the next try; after the last it has failed."""
CHANNELS = {Reminder.Channel.MAIL: "digest", Reminder.Channel.NTFY: "push"}
"""Which choice of the candidate turns a channel on."""

State = Reminder.State


@dataclass(frozen=True, slots=True)
class Answer:
    """How it ended: sent, failed for good, again later, in doubt, or quiet as nothing was to say. code: of a text."""

    state: str
    code: str = ""
    params: dict[str, object] | None = None


AGAIN = "again"
Send = Callable[[Reminder, Callable[[], None]], Answer]
"""(reminder, before_send) to how it ended; `before_send` commits the doubt."""


class TakenOverError(RuntimeError):
    """Another process took this reminder while the lease was over: nothing may leave."""


def plan(now: dt.datetime) -> None:
    """Plan what is due for the owner in scope, and note what was missed. Before the sweep: it drops what has passed."""
    choice = Reminding.objects.select_related("owner").first()
    if choice is None:
        return
    zone = zone_of(choice.owner)
    on = [channel for channel, name in CHANNELS.items() if getattr(choice, name)]
    rows = [row for channel in on for row in _digests(channel, choice, now, zone)]
    if choice.push:
        rows += _prompts(choice, now)
    known = set(Reminder.objects.filter(key__in=[row.key for row in rows]).values_list("key", flat=True))
    fresh = [row for row in rows if row.key not in known]
    Reminder.objects.bulk_create(fresh, ignore_conflicts=True)  # two programs may plan at the same moment


def remind(now: dt.datetime, send: Send) -> list[Reminder]:
    """Send what is planned and due for the owner in scope; return what was touched, in order."""
    _settle(now)
    return list(_sent(now, send))


def slot(day: dt.date, hour: int, zone: ZoneInfo) -> dt.datetime:
    """When the digest of a day goes."""
    return dt.datetime.combine(day, dt.time(hour), tzinfo=zone)


def _digests(channel: str, choice: Reminding, now: dt.datetime, zone: ZoneInfo) -> Iterator[Reminder]:
    """The digest of today once its hour has come, and one note for all the days that had none before."""
    today = now.astimezone(zone).date()
    since = choice.since.astimezone(zone)
    first = since.date() if since <= slot(since.date(), choice.hour, zone) else since.date() + dt.timedelta(days=1)
    last = Reminder.objects.filter(channel=channel, kind="digest").order_by("-until").first()
    if last:
        first = max(first, last.until.astimezone(zone).date())
    if first < today:
        due = Step.objects.filter(after="", due__lt=slot(today, 0, zone), candidacy__sample=False).exists()
        state = State.MISSED if due else State.QUIET
        yield _digest(channel, choice, slot(first, choice.hour, zone), slot(today, 0, zone), state)
    if first <= today and slot(today, choice.hour, zone) <= now:
        tomorrow = today + dt.timedelta(days=1)
        yield _digest(channel, choice, slot(today, choice.hour, zone), slot(tomorrow, 0, zone), State.PLANNED)


def _digest(channel: str, choice: Reminding, due: dt.datetime, until: dt.datetime, state: str) -> Reminder:
    key = f"{channel} digest {due.date()}"
    return Reminder(
        owner_id=choice.owner_id, key=key, channel=channel, kind="digest", due=due, until=until, state=state
    )


def _prompts(choice: Reminding, now: dt.datetime) -> Iterator[Reminder]:
    """A prompt for each talk whose moment has come since they were turned on: again only where it was put off."""
    rows = Step.objects.filter(step__in=PROMPTS, after="", due__lte=now, candidacy__sample=False)
    for step in rows.order_by("due", "id"):
        begins = dt.datetime.fromisoformat(step.value["window"][0])
        if begins < choice.since:
            continue
        key = f"ntfy {step.step} {step.candidacy_id} {begins.astimezone(dt.UTC).isoformat()}"
        state = State.PLANNED if now <= begins + LATE else State.MISSED
        yield Reminder(
            owner_id=choice.owner_id,
            key=key,
            channel=Reminder.Channel.NTFY,
            kind=step.step,
            candidacy_id=step.candidacy_id,
            due=begins,
            until=begins + LATE,
            state=state,
        )


def _settle(now: dt.datetime) -> None:
    """What a crash or a long sleep left behind."""
    rows = Reminder.objects
    crashed = now - LEASE
    rows.filter(state=State.CLAIMED, claimed_at__lte=crashed).update(state=State.PLANNED)
    doubt = {"code": "app.reminders.doubt", "params": {}}
    rows.filter(state=State.DOUBT, claimed_at__lte=crashed).update(state=State.FAILED, told=doubt)
    rows.filter(state=State.PLANNED, until__lte=now).update(state=State.MISSED)


def _sent(now: dt.datetime, send: Send) -> Iterator[Reminder]:
    due = Reminder.objects.filter(state=State.PLANNED, due__lte=now).order_by("due", "id")
    for id in list(due.values_list("id", flat=True)):
        if Reminder.objects.filter(id=id, state=State.PLANNED).update(state=State.CLAIMED, claimed_at=now):
            yield _hand_in(Reminder.objects.get(id=id), now, send)


def _hand_in(row: Reminder, now: dt.datetime, send: Send) -> Reminder:
    ours = Reminder.objects.filter(id=row.id, claimed_at=now)

    def before_send() -> None:
        if ours.filter(state=State.CLAIMED).update(state=State.DOUBT) != 1:
            raise TakenOverError

    answer = send(row, before_send)
    row.attempts += 1
    row.told = {"code": answer.code, "params": answer.params or {}} if answer.code else {}
    row.state = answer.state
    if answer.state == AGAIN:
        tries = row.attempts <= len(WAITS)
        row.state = State.PLANNED if tries else State.FAILED
        row.due = now + dt.timedelta(minutes=WAITS[row.attempts - 1]) if tries else row.due
    ours.filter(state__in=(State.CLAIMED, State.DOUBT)).update(
        state=row.state, attempts=row.attempts, told=row.told, due=row.due
    )
    return row
