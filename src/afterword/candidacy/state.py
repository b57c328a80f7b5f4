"""What the events of a candidacy add up to at a moment.

Events may come in any order; what was taken back is left out, and what lies ahead too, except an
interview that is scheduled. Everything is per candidacy; asks, answers and dates are also known per
round, because a new round begins them anew.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args

from afterword.candidacy.candidacy import Candidacy
from afterword.candidacy.events import Event, EventType
from afterword.errors import BadInput

ASKS = ("follow_up_1", "follow_up_2", "follow_up_3")
UNASKED = (*ASKS, "visibility")
"""The steps nobody waits for: spacing is about these."""
THANKS = ("thank_you", "next_round_thanks", "phone_screen_thanks", "one_way_note")
REPLIES = ("rejection_thanks", "offer_answer", "competing_offer", "withdrawal")
"""The candidate's own answers, which stand outside spacing and caps."""

TalkKind = Literal["interview", "screen", "one_way"]
StopKind = Literal["no_contact", "offer", "rejection", "withdrawal"]
Channel = Literal["letter", "call", "voicemail", "elsewhere"]

_RANK = {name: rank for rank, name in enumerate(get_args(EventType))}
_TALKS: dict[str, TalkKind] = {"interview_held": "interview", "screen_held": "screen", "one_way_held": "one_way"}
_DAY = dt.timedelta(days=1)
_HOUR = dt.timedelta(hours=1)
_LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Talk:
    """Something that was held. ended: UTC; round: from 1, 0 for a screen and a one-way interview."""

    event: str
    kind: TalkKind
    ended: dt.datetime
    who: tuple[str, ...]
    round: int = 0
    interview: str | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """An interview that stands in the calendar, in UTC."""

    interview: str
    starts: dt.datetime
    ends: dt.datetime


@dataclass(frozen=True, slots=True)
class Touch:
    """What reached them from us. step: what it was, None where nobody said.

    spent: it did its step's work (a call that nobody answered did not); unasked: it counts for
    spacing; no_gift: the letter said that it carries none; answered_at: when the first reply came.
    """

    at: dt.datetime
    to: tuple[str, ...]
    step: str | None
    channel: Channel
    gift: str | None = None
    no_gift: bool = False
    spent: bool = True
    unasked: bool = False
    answered_at: dt.datetime | None = None

    @property
    def is_ask(self) -> bool:
        """Whether it asked about the state of the candidacy."""
        return self.spent and self.step in ASKS


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back. outcome: None until the person said what it was; answered_at: our answer to a question."""

    at: dt.datetime
    who: tuple[str, ...]
    outcome: str | None = None
    judged_at: dt.datetime | None = None
    answered_at: dt.datetime | None = None

    @property
    def pauses(self) -> bool:
        """Whether unasked touches wait for what comes next."""
        return self.outcome is None or (self.outcome == "question" and self.answered_at is None)


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A decision date. moves: how often another date was said before it in its round."""

    date: dt.date
    by: tuple[str, ...]
    at: dt.datetime
    moves: int = 0
    earlier_than: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop as it was said. until: when it lifts by itself (no_contact); by: last day to answer (offer)."""

    kind: StopKind
    at: dt.datetime
    who: tuple[str, ...] = ()
    until: dt.datetime | None = None
    by: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Approved:
    """A letter that waits to be sent. send_at: None means when its step is due."""

    step: str
    who: tuple[str, ...]
    at: dt.datetime
    send_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Wish:
    """A step put off or passed over. who: () for whoever it goes to.

    until: when it may come again, a date as 08 h there; None for skipped.
    """

    step: str
    who: tuple[str, ...]
    at: dt.datetime
    until: dt.datetime | dt.date | None = None
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Hold:
    """An automatic reply. back: the first day they are in again."""

    at: dt.datetime
    who: tuple[str, ...]
    back: dt.date | None


@dataclass(frozen=True, slots=True)
class Bounce:
    """A letter that came back. reopened: the step it undid, None for a soft one or where no letter is known."""

    at: dt.datetime
    who: tuple[str, ...]
    hard: bool
    reopened: str | None = None


@dataclass(frozen=True, slots=True)
class Handed:
    """A letter opened in the person's own mail program: counts as sent from `counts_at` on."""

    step: str
    who: tuple[str, ...]
    at: dt.datetime
    counts_at: dt.datetime


@dataclass(frozen=True, slots=True)
class State:
    """All of it, times in UTC, oldest first. turns: when this state changes by time alone."""

    zone: dt.tzinfo = dt.UTC
    talks: tuple[Talk, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    touches: tuple[Touch, ...] = ()
    replies: tuple[Reply, ...] = ()
    dates: tuple[StatedDate, ...] = ()
    ignored_dates: tuple[StatedDate, ...] = ()
    will_contact: tuple[Event, ...] = ()
    deciders: tuple[str, ...] = ()
    stops: tuple[Stop, ...] = ()
    approved: tuple[Approved, ...] = ()
    handed: tuple[Handed, ...] = ()
    snoozes: tuple[Wish, ...] = ()
    skips: tuple[Wish, ...] = ()
    holds: tuple[Hold, ...] = ()
    bounces: tuple[Bounce, ...] = ()
    competing: tuple[Event, ...] = ()
    captured: tuple[Event, ...] = ()
    keep_going: tuple[dt.datetime, ...] = ()
    call_spent: bool = False
    call_back: dt.date | None = None
    unretractable: tuple[str, ...] = ()
    last_event: dt.datetime | None = None
    turns: tuple[dt.datetime, ...] = ()
    met: frozenset[str] = frozenset()
    unreachable: frozenset[str] = frozenset()

    @property
    def round(self) -> int:
        """The present round, 0 before the first interview."""
        return max((talk.round for talk in self.talks), default=0)

    @property
    def round_began(self) -> dt.datetime:
        """When counting began anew: the end of the first interview of this round."""
        present = self.round
        return min((talk.ended for talk in self.talks if talk.round == present and present), default=_LONG_AGO)

    @property
    def last_talk(self) -> Talk | None:
        """What was held last."""
        return max(self.talks, key=lambda talk: talk.ended, default=None)

    @property
    def no_contact(self) -> Stop | None:
        """The no-contact instruction in force."""
        asked = [stop for stop in self.stops if stop.kind == "no_contact"]
        return asked[-1] if asked else None

    @property
    def stop(self) -> Stop | None:
        """The stop in force: no_contact wins, else the latest that no later interview reopened."""
        if self.no_contact:
            return self.no_contact
        return self.stops[-1] if self.stops else None

    def asks(self, step: str | None = None) -> list[Touch]:
        """The asks of this round; call, voicemail and e-mail about one thing on one day are one."""
        found: dict[tuple[str | None, dt.date], Touch] = {}
        for touch in self.touches:
            if touch.is_ask and touch.at >= self.round_began and step in {None, touch.step}:
                same_thing = touch.step, touch.at.astimezone(self.zone).date()
                if same_thing not in found or touch.answered_at is not None:
                    found[same_thing] = touch
        return list(found.values())

    def visible(self) -> list[Touch]:
        """The visibility items of this round."""
        return [touch for touch in self.touches if touch.step == "visibility" and touch.at >= self.round_began]

    def done(self, step: str, since: dt.datetime, who: str | None = None) -> bool:
        """Whether `step` was done since then, to `who` where one is named."""
        return any(
            touch.step == step and touch.spent and touch.at >= since and (who is None or who in touch.to)
            for touch in self.touches
        )

    def skipped(self, step: str, since: dt.datetime, who: str | None = None) -> Wish | None:
        """The last word that `step` is passed over, since then and not taken up again."""
        found = [
            skip
            for skip in self.skips
            if skip.step == step and skip.at >= since and (who is None or not skip.who or who in skip.who)
        ]
        return found[-1] if found else None


def derive(candidacy: Candidacy, now: dt.datetime, zone: dt.tzinfo) -> State:
    """The state of a candidacy at `now`; a day without a zone of its own is a day in `zone`.

    Raises BadInput, with the event and key in `where`, for a date or time that cannot be read.
    """
    past, unretractable = _standing(candidacy.events, now)
    by_type: dict[str, list[Event]] = {}
    for event in past:
        by_type.setdefault(event.type, []).append(event)

    def of(*types: str) -> list[Event]:
        return [event for event in past if event.type in types] if len(types) > 1 else by_type.get(types[0], [])

    talks = _talks(of("interview_held", "screen_held", "one_way_held"), zone)
    replies = _replies(of("reply_received", "reply_judged"))
    handed, touches = _letters(of("letter_sent", "handed_over"), now)
    touches, bounces = _bounced(touches, of("bounced"))
    calls, call_spent, call_back = _calls(of("call_made", "voicemail_left"))
    touches += calls + [_elsewhere(event) for event in of("touch_done_elsewhere")]
    touches.sort(key=lambda touch: touch.at)
    words = replies + [
        Reply(event.at.astimezone(dt.UTC), event.who, "new_date")
        for event in of("decision_date_named", "will_contact_named")
    ]
    speaks = {person.id for person in candidacy.people if {"assistant", "mailbox"} & set(person.roles)}
    touches = [_with_answer(touch, words, speaks) for touch in touches]
    dates, ignored = _dates(of("decision_date_named", "will_contact_named", "reply_judged"), talks, zone)
    return State(
        zone=zone,
        talks=tuple(talks),
        meetings=_meetings(candidacy.events, past, talks, now),
        touches=tuple(touches),
        replies=tuple(_with_our_answer(reply, touches) for reply in replies),
        dates=dates,
        ignored_dates=ignored,
        will_contact=tuple(e for e in of("will_contact_named") if not e.data.get("date") and _in_round(e.at, talks)),
        deciders=tuple(person for event in of("decider_named") for person in event.who),
        stops=_stops(past, talks, now, zone),
        approved=_approved(of("letter_approved"), of("letter_sent", "handed_over")),
        handed=tuple(handed),
        snoozes=tuple(_snooze(event) for event in of("snoozed")),
        skips=tuple(
            Wish(str(e.data.get("step")), e.who, e.at.astimezone(dt.UTC), keep=bool(e.data.get("keep")))
            for e in of("skipped")
        ),
        holds=tuple(Hold(e.at, e.who, day_of(e, "return_date")) for e in of("auto_reply_received")),
        bounces=tuple(bounces),
        competing=tuple(of("competing_offer")),
        captured=tuple(of("card_taken", "note_written", "person_added")),
        unreachable=_unreachable(bounces, of("card_taken", "person_added", "letter_sent")),
        keep_going=tuple(
            e.at for e in of("setting_changed") if e.data.get("key") == "keep_going" and e.data.get("value", True)
        ),
        call_spent=call_spent,
        call_back=call_back,
        unretractable=tuple(unretractable),
        last_event=past[-1].at if past else None,
        turns=_turns(candidacy, now, zone, handed),
        met=frozenset(person for talk in talks for person in talk.who),
    )


def moment_of(event: Event, key: str, zone: dt.tzinfo, hour: int = 0) -> dt.datetime | None:
    """The time under `key` of an event, in UTC; a date means that local hour. None where there is none."""
    value = event.data.get(key)
    if value is None or value == "":
        return None
    try:
        if isinstance(value, str):
            value = dt.date.fromisoformat(value) if len(value) <= 10 else dt.datetime.fromisoformat(value)
        if isinstance(value, dt.datetime):
            return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(dt.UTC)
        if isinstance(value, dt.date):
            return dt.datetime(value.year, value.month, value.day, hour, tzinfo=zone).astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        raise _unreadable(event, key, value) from error
    raise _unreadable(event, key, value)


def day_of(event: Event, key: str) -> dt.date | None:
    """The date under `key` of an event, None where there is none."""
    value = event.data.get(key)
    if value is None or value == "":
        return None
    try:
        if isinstance(value, str):
            value = dt.datetime.fromisoformat(value)
    except ValueError as error:
        raise _unreadable(event, key, value) from error
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    raise _unreadable(event, key, value)


def _unreadable(event: Event, key: str, value: object) -> BadInput:
    return BadInput("followup.not_a_time", where=f"events {event.id}: data.{key}", value=str(value)[:80])


def happened(event: Event) -> dt.datetime:
    """When it happened, in UTC: the end of an interview is what counts."""
    ended = moment_of(event, "ended", dt.UTC) if event.type in _TALKS else None
    return ended or event.at.astimezone(dt.UTC)


def _order(event: Event) -> tuple[dt.datetime, int, dt.datetime, str]:
    """By time; of two at one moment the talk comes before what was said in it, a reply before its judgement."""
    return happened(event), _RANK[event.type], (event.recorded_at or event.at).astimezone(dt.UTC), event.id


def _standing(events: Iterable[Event], now: dt.datetime) -> tuple[list[Event], list[str]]:
    """The events up to `now` that nobody took back, in order, and the ids of letters that could not be."""
    past = sorted((event for event in events if happened(event) <= now), key=_order)
    left = {event.id for event in past if event.type == "letter_sent"}
    gone: set[str] = set()
    refused = []
    for event in reversed(past):
        if event.type != "retracted" or event.id in gone:
            continue
        target = event.data.get("event")
        if target in left:
            refused.append(event.id)
        elif isinstance(target, str):
            gone.add(target)
    return [event for event in past if event.id not in gone and event.type != "retracted"], refused


def _turns(
    candidacy: Candidacy, now: dt.datetime, zone: dt.tzinfo, handed: Iterable[Handed]
) -> tuple[dt.datetime, ...]:
    ahead = [happened(event) for event in candidacy.events]
    ahead += [touch.at for touch in candidacy.elsewhere]
    ahead += [letter.counts_at for letter in handed]
    ahead += [
        until
        for event in candidacy.events
        if event.type == "no_contact_asked" and (until := moment_of(event, "until", zone))
    ]
    return tuple(sorted(moment.astimezone(dt.UTC) for moment in ahead if moment > now))


def _talks(events: Iterable[Event], zone: dt.tzinfo) -> list[Talk]:
    talks = []
    number, day = 0, None
    for event in events:
        ended = happened(event)
        if event.type == "interview_held":
            local = ended.astimezone(zone).date()
            said = event.data.get("round")
            if isinstance(said, int) and said > 0:
                number = said
            elif day is None or local > day:
                number += 1
            day = local
        kind = _TALKS[event.type]
        talks.append(
            Talk(event.id, kind, ended, event.who, number if kind == "interview" else 0, _text(event.data, "interview"))
        )
    return talks


def _in_round(at: dt.datetime, talks: Iterable[Talk]) -> bool:
    """Whether something said then still holds: it lapses with the next round, not with the first."""
    rounds = [talk for talk in talks if talk.round]
    present = max((talk.round for talk in rounds), default=0)
    first = min((talk.round for talk in rounds), default=0)
    began = min((talk.ended for talk in rounds if talk.round == present), default=_LONG_AGO)
    return present == first or at >= began - _HOUR  # said during the interview, whose end is what we know


def _dates(
    events: Iterable[Event], talks: list[Talk], zone: dt.tzinfo
) -> tuple[tuple[StatedDate, ...], tuple[StatedDate, ...]]:
    """The decision dates said in this round, in the order they were said, and those that were past when said."""
    dates: list[StatedDate] = []
    ignored: list[StatedDate] = []
    for event in events:
        if event.type == "reply_judged" and event.data.get("outcome") != "new_date":
            continue
        day = day_of(event, "date")
        if day is None or not _in_round(event.at, talks):
            continue
        said = event.at.astimezone(dt.UTC)
        if day < event.at.astimezone(zone).date():
            ignored.append(StatedDate(day, event.who, said))
        elif not dates or dates[-1].date != day:
            earlier = dates[-1].date if dates and day < dates[-1].date else None
            dates.append(StatedDate(day, event.who, said, len(dates), earlier))
    return tuple(dates), tuple(ignored)


def _replies(events: Iterable[Event]) -> list[Reply]:
    """Replies with the judgement on them; one that judges none stands for a reply by itself."""
    replies: list[Reply] = []
    for event in events:
        at = event.at.astimezone(dt.UTC)
        if event.type == "reply_received":
            replies.append(Reply(at, event.who))
            continue
        outcome = str(event.data.get("outcome"))
        judged = [
            index
            for index, reply in enumerate(replies)
            if reply.outcome is None and (not event.who or not reply.who or set(event.who) & set(reply.who))
        ]
        for index in judged:
            replies[index] = Reply(replies[index].at, replies[index].who or event.who, outcome, at)
        if not judged:
            replies.append(Reply(at, event.who, outcome, at))
    return replies


def _with_our_answer(reply: Reply, touches: Iterable[Touch]) -> Reply:
    if reply.outcome != "question":
        return reply
    ours = (t.at for t in touches if t.at > reply.at and (not reply.who or set(reply.who) & set(t.to)))
    return Reply(reply.at, reply.who, reply.outcome, reply.judged_at, next(ours, None))


def _letters(events: Iterable[Event], now: dt.datetime) -> tuple[list[Handed], list[Touch]]:
    """Letters handed over that do not count yet, and touches by those that do."""
    waiting: list[Handed] = []
    touches: list[Touch] = []
    events = list(events)
    for event in events:
        step, at = _text(event.data, "kind"), event.at.astimezone(dt.UTC)
        if event.type == "handed_over":
            if _sent_after(event, events):
                continue
            if now < at + _DAY:
                waiting.append(Handed(step or "letter", event.who, at, at + _DAY))
                continue
        touches.append(
            Touch(
                at,
                event.who,
                step,
                "letter",
                gift=_text(event.data, "gift"),
                no_gift="gift" in event.data and event.data["gift"] is None,
                unasked=step in UNASKED,
            )
        )
    return waiting, touches


def _sent_after(handed: Event, events: Iterable[Event]) -> bool:
    return any(
        event.type == "letter_sent"
        and event.at >= handed.at
        and event.data.get("kind") == handed.data.get("kind")
        and set(event.who) == set(handed.who)
        for event in events
    )


def _bounced(touches: list[Touch], events: Iterable[Event]) -> tuple[list[Touch], list[Bounce]]:
    """The touches without the letters that came back for good, and the bounces."""
    bounces = []
    for event in events:
        at = event.at.astimezone(dt.UTC)
        if event.data.get("kind") != "hard":
            bounces.append(Bounce(at, event.who, hard=False))
            continue
        lost = [t for t in touches if t.at <= at and (not event.who or set(event.who) & set(t.to))]
        if lost:
            touches = [touch for touch in touches if touch is not lost[-1]]
        bounces.append(Bounce(at, event.who, hard=True, reopened=lost[-1].step if lost else None))
    return touches, bounces


def _unreachable(bounces: Iterable[Bounce], newer: Iterable[Event]) -> frozenset[str]:
    """Whose address does not work: a hard bounce with no new address and no later letter."""
    newer = list(newer)
    return frozenset(
        person
        for bounce in bounces
        if bounce.hard
        for person in bounce.who
        if not any(person in event.who and event.at > bounce.at for event in newer)
    )


def _calls(events: Iterable[Event]) -> tuple[list[Touch], bool, dt.date | None]:
    """Touches by phone, whether the one call or the one voicemail is spent, and a call they asked for."""
    touches: list[Touch] = []
    spent, asked_for = False, None
    for event in events:
        step, outcome = _text(event.data, "step"), event.data.get("outcome")
        counts = step is None or step in UNASKED
        at = event.at.astimezone(dt.UTC)
        if event.type == "voicemail_left":
            spent = spent or counts
            touches.append(Touch(at, event.who, step, "voicemail", unasked=counts))
            continue
        requested, asked_for = asked_for is not None, None
        spent = spent or (counts and not requested)
        if outcome == "call_back":
            asked_for = day_of(event, "date") or at.date()
        answered = outcome in {"spoke", "call_back"}
        touches.append(
            Touch(
                at,
                event.who,
                step,
                "call",
                spent=answered,
                unasked=counts and not requested,
                answered_at=at if answered else None,
            )
        )
    return touches, spent, asked_for


def _elsewhere(event: Event) -> Touch:
    """A touch that did not go through the program; without a step it counts for spacing only."""
    step = _text(event.data, "step")
    at = event.at.astimezone(dt.UTC)
    return Touch(at, event.who, step, "elsewhere", unasked=step is None or step in UNASKED)


def _with_answer(touch: Touch, words: Iterable[Reply], speaks: set[str]) -> Touch:
    """The touch with the time of the first reply from that person or for them."""
    if touch.answered_at is not None or not touch.spent:
        return touch
    answers = [
        word.at
        for word in words
        if word.at >= touch.at and (not word.who or not touch.to or set(word.who) & (set(touch.to) | speaks))
    ]
    if not answers:
        return touch
    return Touch(
        touch.at, touch.to, touch.step, touch.channel, touch.gift, touch.no_gift, touch.spent, touch.unasked,
        min(answers),
    )  # fmt: skip


def _stops(past: Iterable[Event], talks: list[Talk], now: dt.datetime, zone: dt.tzinfo) -> tuple[Stop, ...]:
    """The stops in force, oldest first."""
    interviewed = max((talk.ended for talk in talks if talk.kind == "interview"), default=_LONG_AGO)
    no_contact: Stop | None = None
    wrote_again = False
    stops: list[Stop] = []
    for event in past:
        at = event.at.astimezone(dt.UTC)
        kind = event.data.get("outcome") if event.type == "reply_judged" else event.type
        if kind == "no_contact_asked":
            no_contact = Stop("no_contact", at, event.who, moment_of(event, "until", zone))
            wrote_again = False
        elif kind in {"offer", "rejection", "withdrawal"} and at >= interviewed:
            stops.append(Stop(kind, at, event.who, by=day_of(event, "by")))
        elif event.type in {"reply_received", "interview_held"}:
            wrote_again = no_contact is not None
        elif wrote_again and event.data.get("key") == "contact_allowed" and event.data.get("value", True):
            no_contact = None
    if no_contact is not None and (no_contact.until is None or no_contact.until > now):
        stops.append(no_contact)
    return tuple(stops)


def _approved(events: Iterable[Event], left: Iterable[Event]) -> tuple[Approved, ...]:
    """Approved and not yet sent; a second approval of the same letter replaces the first."""
    waiting: dict[tuple[str, tuple[str, ...]], Approved] = {}
    left = list(left)
    for event in events:
        step = _text(event.data, "kind")
        if step is None:
            continue
        sent = any(e.data.get("kind") == step and e.at >= event.at and set(e.who) & set(event.who) for e in left)
        if not sent:
            at = event.at.astimezone(dt.UTC)
            waiting[step, event.who] = Approved(step, event.who, at, moment_of(event, "send_at", dt.UTC, 8))
    return tuple(waiting.values())


def _snooze(event: Event) -> Wish:
    at = event.at.astimezone(dt.UTC)
    value = event.data.get("until")
    a_date = isinstance(value, str) and len(value) <= len("2026-11-24")
    until = day_of(event, "until") if a_date else moment_of(event, "until", dt.UTC)
    return Wish(str(event.data.get("step")), event.who, at, until=until or at)


def _meetings(
    events: Iterable[Event], past: Iterable[Event], talks: Iterable[Talk], now: dt.datetime
) -> tuple[Meeting, ...]:
    """The interviews in the calendar that are not known to have been held."""
    past = list(past)
    standing = {event.id for event in past}
    taken_back = {event.data.get("event") for event in events if event.type == "retracted" and event.at <= now}
    moves = ("interview_scheduled", "interview_moved", "interview_cancelled")
    entries = [
        event
        for event in events
        if event.type in moves
        and (event.id in standing or (event.at > now and event.type != moves[2] and event.id not in taken_back))
    ]
    entries.sort(key=lambda e: ((e.recorded_at or e.at if e.at <= now else _LONG_AGO), _RANK[e.type], e.at, e.id))
    meetings: dict[str, Meeting] = {}
    for event in entries:
        key = _text(event.data, "interview")
        if key is None:
            key = event.id if event.type == moves[0] or not meetings else next(reversed(meetings))
        meetings.pop(key, None)
        if event.type != moves[2]:
            starts = moment_of(event, "from", dt.UTC) or event.at.astimezone(dt.UTC)
            meetings[key] = Meeting(key, starts, moment_of(event, "to", dt.UTC) or starts + _HOUR)
    held = {talk.interview for talk in talks}
    return tuple(
        meeting
        for meeting in sorted(meetings.values(), key=lambda m: (m.starts, m.interview))
        if meeting.interview not in held
        and not any(meeting.starts <= talk.ended <= meeting.ends + 12 * _HOUR for talk in talks)
    )


def _text(data: dict[str, Any], key: str) -> str | None:
    value = data.get(key)
    return None if value is None or value == "" else str(value)
