"""From the events of a candidacy to its state.

Events may come in any order; what was taken back is left out, and what lies ahead too, except an
interview that is scheduled.
"""

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any, get_args

from afterword.candidacy.candidacy import Candidacy
from afterword.candidacy.events import Event, EventType
from afterword.candidacy.state import (
    UNASKED,
    Approved,
    Bounce,
    Handed,
    Hold,
    Meeting,
    Reply,
    State,
    StatedDate,
    Stop,
    Talk,
    TalkKind,
    Touch,
    Wish,
)  # fmt: skip
from afterword.errors import BadInput

_RANK = {name: rank for rank, name in enumerate(get_args(EventType))}
_TALKS: dict[str, TalkKind] = {"interview_held": "interview", "screen_held": "screen", "one_way_held": "one_way"}
_DAY = dt.timedelta(days=1)
_HOUR = dt.timedelta(hours=1)
_DATE_LENGTH = len("2026-11-24")
_YEARS = range(1970, 2101)
_LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)


def derive(
    candidacy: Candidacy, now: dt.datetime, zone: dt.tzinfo, zones: Mapping[str, dt.tzinfo] | None = None
) -> State:
    """The state of a candidacy at `now`; a day is a day in the zone of who said it, else in `zone`.

    zones: the zone of each person, by id.

    Raises BadInput, with the event and key in `where`, for a date or time that cannot be read.
    """
    past, unretractable = _standing(candidacy.events, now)

    def there(event: Event) -> dt.tzinfo:
        return next(((zones or {})[who] for who in event.who if who in (zones or {})), zone)

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
    dates, ignored = _dates(of("decision_date_named", "will_contact_named", "reply_judged"), talks, there)
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
        stops=_stops(past, talks, now, there),
        approved=_approved(
            of("letter_approved"),
            of("letter_sent", "handed_over", "touch_done_elsewhere", "voicemail_left")
            + [event for event in of("call_made") if event.data.get("outcome") != "no_answer"],
        ),
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
        gifts=tuple(of("gift_given")),
        unreachable=_unreachable(bounces, of("card_taken", "person_added", "letter_sent")),
        keep_going=tuple(
            e.at for e in of("setting_changed") if e.data.get("key") == "keep_going" and e.data.get("value", True)
        ),
        chosen=_chosen(of("setting_changed"), talks),
        call_spent=call_spent,
        call_back=call_back,
        unretractable=tuple(unretractable),
        turns=_turns(candidacy, now, there, handed),
        met=frozenset(person for talk in talks if talk.kind == "interview" for person in talk.who),
    )


def moment_of(event: Event, key: str, zone: dt.tzinfo, hour: int = 0) -> dt.datetime | None:
    """The time under `key` of an event, in UTC; a date means that local hour. None where there is none."""
    value = event.data.get(key)
    if value is None or value == "":
        return None
    value = _read(event, key, value)
    if not isinstance(value, dt.datetime):
        return dt.datetime(value.year, value.month, value.day, hour, tzinfo=zone).astimezone(dt.UTC)
    return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(dt.UTC)


def day_of(event: Event, key: str) -> dt.date | None:
    """The date under `key` of an event, None where there is none."""
    value = event.data.get(key)
    if value is None or value == "":
        return None
    value = _read(event, key, value)
    return value.date() if isinstance(value, dt.datetime) else value


def _read(event: Event, key: str, value: object) -> dt.date:
    """A date, or a time, which is one too; text as ISO 8601."""
    try:
        if isinstance(value, str):
            value = dt.date.fromisoformat(value) if len(value) <= _DATE_LENGTH else dt.datetime.fromisoformat(value)
    except ValueError:
        pass
    if isinstance(value, dt.date) and value.year in _YEARS:
        return value
    raise BadInput("followup.not_a_time", where=f"events {event.id}: data.{key}", value=str(value)[:80])


def readable(moment: dt.datetime) -> bool:
    """Whether a time lies where calendars and clocks can be counted on."""
    return moment.year in _YEARS


def happened(event: Event) -> dt.datetime:
    """When it happened, in UTC: the end of an interview is what counts."""
    if not readable(event.at):
        raise BadInput("followup.far_off", where=f"events {event.id}: at", value=str(event.at))
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
    candidacy: Candidacy, now: dt.datetime, there: Callable[[Event], dt.tzinfo], handed: Iterable[Handed]
) -> tuple[dt.datetime, ...]:
    ahead = [happened(event) for event in candidacy.events]
    ahead += [touch.at for touch in candidacy.elsewhere]
    ahead += [letter.counts_at for letter in handed]
    ahead += [
        until
        for event in candidacy.events
        if event.type == "no_contact_asked" and (until := moment_of(event, "until", there(event)))
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
    events: Iterable[Event], talks: list[Talk], there: Callable[[Event], dt.tzinfo]
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
        if day < event.at.astimezone(there(event)).date():
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


def _chosen(events: Iterable[Event], talks: Iterable[Talk]) -> str | None:
    """Whom the candidate chose last to ask; with the next round the plan names somebody anew."""
    words = [event for event in events if event.data.get("key") == "ask" and _in_round(event.at, talks)]
    return _text(words[-1].data, "value") if words else None


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
    """The touches without those whom a letter did not reach for good, and the bounces.

    A bounce is of the last letter before it: one that comes twice undoes no earlier letter.
    """
    bounces = []
    missed: dict[int, set[str]] = {}
    for event in events:
        at = event.at.astimezone(dt.UTC)
        if event.data.get("kind") != "hard":
            bounces.append(Bounce(at, event.who, hard=False))
            continue
        sent = [n for n, t in enumerate(touches) if t.at <= at and (not event.who or set(event.who) & set(t.to))]
        if sent:
            missed.setdefault(sent[-1], set()).update(event.who or touches[sent[-1]].to)
        bounces.append(Bounce(at, event.who, hard=True, reopened=touches[sent[-1]].step if sent else None))
    reached = [
        dataclasses.replace(touch, to=tuple(who for who in touch.to if who not in missed.get(number, ())))
        for number, touch in enumerate(touches)
    ]
    return [touch for number, touch in enumerate(reached) if touch.to or number not in missed], bounces


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


def _stops(
    past: Iterable[Event], talks: list[Talk], now: dt.datetime, there: Callable[[Event], dt.tzinfo]
) -> tuple[Stop, ...]:
    """The stops in force, oldest first."""
    interviewed = max((talk.ended for talk in talks if talk.kind == "interview"), default=_LONG_AGO)
    no_contact: Stop | None = None
    wrote_again = False
    stops: list[Stop] = []
    for event in past:
        at = event.at.astimezone(dt.UTC)
        kind = event.data.get("outcome") if event.type == "reply_judged" else event.type
        if kind == "no_contact_asked":
            no_contact = Stop("no_contact", at, event.who, moment_of(event, "until", there(event)))
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
    """Approved and neither sent nor done otherwise; a second approval of the same letter replaces the first."""
    waiting: dict[tuple[str, tuple[str, ...]], Approved] = {}
    left = list(left)
    for event in events:
        step = _text(event.data, "kind")
        if step is None:
            continue
        sent = any(
            step in {e.data.get("kind"), e.data.get("step")} and e.at >= event.at and set(e.who) & set(event.who)
            for e in left
        )
        if not sent:
            at = event.at.astimezone(dt.UTC)
            waiting[step, event.who] = Approved(step, event.who, at, moment_of(event, "send_at", dt.UTC, 8))
    return tuple(waiting.values())


def _snooze(event: Event) -> Wish:
    at = event.at.astimezone(dt.UTC)
    value = event.data.get("until")
    a_date = isinstance(value, str) and len(value) <= _DATE_LENGTH
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
