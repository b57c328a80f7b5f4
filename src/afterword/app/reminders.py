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
    for channel, on in CHANNELS.items():
        if getattr(choice, on):
            _plan_digest(channel, choice, now, zone)
    if choice.push:
        _plan_prompts(choice, now)


def remind(now: dt.datetime, send: Send) -> list[Reminder]:
    """Send what is planned and due for the owner in scope; return what was touched, in order."""
    _settle(now)
    return list(_sent(now, send))


def slot(day: dt.date, hour: int, zone: ZoneInfo) -> dt.datetime:
    """When the digest of a day goes."""
    return dt.datetime.combine(day, dt.time(hour), tzinfo=zone)


def _plan_digest(channel: str, choice: Reminding, now: dt.datetime, zone: ZoneInfo) -> None:
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
        _once(
            f"{channel} digest {first}", channel, "digest", slot(first, choice.hour, zone), slot(today, 0, zone), state
        )
    if first <= today and slot(today, choice.hour, zone) <= now:
        tomorrow = today + dt.timedelta(days=1)
        _once(f"{channel} digest {today}", channel, "digest", slot(today, choice.hour, zone), slot(tomorrow, 0, zone))


def _plan_prompts(choice: Reminding, now: dt.datetime) -> None:
    """A prompt for each talk whose moment has come since they were turned on: again only where it was put off."""
    rows = Step.objects.filter(step__in=PROMPTS, after="", due__lte=now, candidacy__sample=False)
    for step in rows.order_by("due", "id"):
        begins = dt.datetime.fromisoformat(step.value["window"][0])
        if begins < choice.since:
            continue
        key = f"ntfy {step.step} {step.candidacy_id} {begins.astimezone(dt.UTC).isoformat()}"
        state = State.PLANNED if now <= begins + LATE else State.MISSED
        _once(key, Reminder.Channel.NTFY, step.step, begins, begins + LATE, state, step)


def _once(
    key: str,
    channel: str,
    kind: str,
    due: dt.datetime,
    until: dt.datetime,
    state: str = State.PLANNED,
    step: Step | None = None,
) -> None:
    row = {"channel": channel, "kind": kind, "due": due, "until": until, "state": state}
    Reminder.objects.get_or_create(key=key, defaults={**row, "candidacy": step.candidacy if step else None})


def _settle(now: dt.datetime) -> None:
    """What a crash or a long sleep left behind."""
    rows = Reminder.objects
    crashed = now - LEASE
    rows.filter(state=State.CLAIMED, claimed_at__lte=crashed).update(state=State.PLANNED)
    doubt = {"code": "app.reminders.doubt", "params": {}}
    rows.filter(state=State.DOUBT, claimed_at__lte=crashed).update(state=State.FAILED, told=doubt)
    rows.filter(state=State.PLANNED, until__lte=now).update(state=State.MISSED)


def _sent(now: dt.datetime, send: Send) -> Iterator[Reminder]:
    for id in list(Reminder.objects.filter(state=State.PLANNED, due__lte=now).order_by("due", "id").values_list("id")):
        claimed = Reminder.objects.filter(id=id[0], state=State.PLANNED).update(state=State.CLAIMED, claimed_at=now)
        if claimed:
            yield _hand_in(Reminder.objects.get(id=id[0]), now, send)


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
