"""Rows of asks: follow_up_1, and what follows it while nobody answers."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from afterword.candidacy.state import StatedDate, Touch
from afterword.followup import whom
from afterword.followup.calendar import Calendar
from afterword.followup.limits import Because, Draft, place
from afterword.followup.step import Step, StepChannel, StepKind
from afterword.followup.view import View, rows
from afterword.followup.whom import Choice

_DAY = dt.timedelta(days=1)
_CLOSES = 19


@dataclass(frozen=True, slots=True)
class _Cause:
    """What calls for an ask: a stated date, a promised word (words), or the silence since a talk (silence)."""

    stated: StatedDate | None = None
    words: dt.datetime | None = None
    silence: dt.datetime | None = None
    giver: tuple[str, ...] = ()


def follow_ups(view: View) -> Iterator[Step]:
    """The next ask, and the chain foreseen after it as if each were done at its due and unanswered."""
    step = _next_ask(view)
    if step is None:
        return
    yield step
    most = rows()["limits"]["asks_per_candidacy"]
    count = len(view.state.asks()) + 1
    pending: tuple[str | None, ...] = (step.to,)
    first_asked = step.to if step.step == "follow_up_1" else _first_asked(view)
    if step.step == "follow_up_1" and not view.state.asks("follow_up_2") and count < most and not _promised(view):
        choice = whom.second_ask(view, step.to, pending)
        following = _later(view, "follow_up_2", choice, step.due, after="follow_up_1")
        if following is None:
            return
        yield following
        step, count, pending = following, count + 1, (*pending, following.to)
    if step.step == "follow_up_2" and count < most and view.candidacy.settings.follow_up_3:
        last = _later(view, "follow_up_3", whom.third_ask(view, first_asked, pending), step.due, after="follow_up_2")
        if last is not None:
            yield last


def _next_ask(view: View) -> Step | None:
    """The one ask that comes next by itself."""
    state = view.state
    firsts, seconds = state.asks("follow_up_1"), state.asks("follow_up_2")
    if len(state.asks()) >= rows()["limits"]["asks_per_candidacy"] or state.asks("follow_up_3"):
        return None
    cause = _cause(view)
    if cause is not None and len(firsts) < 2:
        return _first(view, cause)
    if cause is not None:  # no third follow_up_1: a further moved date brings follow_up_2, once
        return None if seconds else _second_by_date(view, cause)
    if not (firsts or seconds) or _promised(view):
        return None
    if not seconds:
        return _after_ask(view, firsts[-1], "follow_up_2")
    return _after_ask(view, seconds[-1], "follow_up_3") if view.candidacy.settings.follow_up_3 else None


def _cause(view: View) -> _Cause | None:
    """What calls for an ask and has not had one yet."""
    state = view.state
    asks, firsts = state.asks(), state.asks("follow_up_1")
    if state.dates:
        stated = state.dates[-1]
        if any(ask.at >= stated.at for ask in asks):
            return None
        return _Cause(stated=stated, giver=stated.by if stated.moves or firsts else ())
    if state.will_contact:
        words = state.will_contact[-1].at.astimezone(dt.UTC)
        return None if any(ask.at >= words for ask in asks) or len(firsts) > 1 else _Cause(words=words)
    if asks or state.last_talk is None:
        return None
    return _Cause(silence=state.last_talk.ended)


def _promised(view: View) -> bool:
    """Whether "we will contact you" holds: then there is one follow_up_1 and nothing after it."""
    return bool(view.state.will_contact) and not view.state.dates


def _first(view: View, cause: _Cause) -> Step | None:
    choice = whom.first_ask(view, cause.giver)
    channel = whom.channel(view, choice.to) if choice else None
    if choice is None or channel is None:
        return None
    if channel == "call_or_email" and view.candidacy.settings.ask_by:
        channel = "call" if view.candidacy.settings.ask_by == "call" else "email"
    calendar = view.calendar(choice.to)
    start, end, because = _window(view, cause, calendar)
    return _asked(view, "follow_up_1", choice, channel, start, end, because)


def _window(view: View, cause: _Cause, calendar: Calendar) -> tuple[dt.datetime, dt.datetime, Because]:
    """From when to when follow_up_1 is wanted, and why."""
    row = view.row("follow_up_1")
    if cause.stated is not None:
        date = cause.stated.date
        over = view.calendar(cause.stated.by[0] if cause.stated.by else None).at(date + _DAY)
        start = max(over, calendar.opening(calendar.business_day_after(date, row["after_date_bd"])))
        end = calendar.at(calendar.business_day_after(date, row["within_date_bd"]), _CLOSES)
        code = "new_date_passed" if cause.giver else "date_passed"
        return start, end, Because(f"followup.follow_up_1.{code}", {"date": date})
    if cause.words is not None:
        day = calendar.date(cause.words)
        last = calendar.business_day_after(day, row["will_contact_bd"])
        end = calendar.at(calendar.business_day_after(last, 2), _CLOSES)
        return calendar.opening(last), end, Because("followup.follow_up_1.will_contact", {"date": day})
    assert cause.silence is not None, "a cause has one of three kinds"
    because = Because("followup.follow_up_1.no_date", {"date": calendar.date(cause.silence)})
    return cause.silence + row["after_d"] * _DAY, cause.silence + row["within_d"] * _DAY, because


def _second_by_date(view: View, cause: _Cause) -> Step | None:
    choice = whom.by_mail(view, cause.giver, _first_asked(view), "giver")
    if choice is None:
        return None
    calendar = view.calendar(choice.to)
    start, end, because = _window(view, cause, calendar)
    return _asked(view, "follow_up_2", choice, "email", start, end, because)


def _after_ask(view: View, ask: Touch, step: StepKind) -> Step | None:
    """The ask after one that nobody answered, or long after one that was answered without a result."""
    if ask.answered_at is None:
        asked = _first_asked(view)
        choice = whom.second_ask(view, asked) if step == "follow_up_2" else whom.third_ask(view, asked)
        return _later(view, step, choice, ask.at)
    at, who = _answer(view, ask)
    choice = whom.by_mail(view, who, ask.to[0] if ask.to else None, "acknowledged")
    if choice is None:
        return None
    row, calendar = view.row(step), view.calendar(choice.to)
    first = max(
        calendar.business_day_after(calendar.date(at), row["acknowledged_bd"]),
        calendar.business_day_after(calendar.date(ask.at), row["after_bd"]),  # longer where the person set it so
    )
    end = calendar.at(calendar.business_day_after(first, 5), _CLOSES)
    because = Because(f"followup.{step}.acknowledged", {"date": calendar.date(at)})
    return _asked(view, step, choice, "email", calendar.opening(first), end, because)


def _answer(view: View, ask: Touch) -> tuple[dt.datetime, tuple[str, ...]]:
    """When and by whom an answered ask was last answered; a question counts from our answer to it."""
    assert ask.answered_at is not None, "only an answered ask has an answer"
    last = (ask.answered_at, ask.to)
    for reply in view.state.replies:
        theirs = reply.at == ask.answered_at or bool(set(reply.who) & set(ask.to))
        if theirs and reply.at >= ask.answered_at and (reply.answered_at or reply.at) >= last[0]:
            last = (reply.answered_at or reply.at, reply.who or ask.to)
    return last


def _later(
    view: View, step: StepKind, choice: Choice | None, since: dt.datetime, after: StepKind | None = None
) -> Step | None:
    """An ask so many business days after the one before it."""
    if choice is None:
        return None
    row = view.row(step)
    calendar = view.calendar(choice.to)
    day = calendar.date(since)
    start = calendar.opening(calendar.business_day_after(day, row["after_bd"]))
    end = calendar.at(calendar.business_day_after(day, row["within_bd"]), _CLOSES)
    because = Because(f"followup.{step}.{'foreseen' if after else 'no_answer'}", {"date": day})
    return _asked(view, step, choice, "email", start, end, because, after)


def _asked(
    view: View,
    step: StepKind,
    choice: Choice,
    channel: StepChannel,
    start: dt.datetime,
    end: dt.datetime,
    because: Because,
    after: StepKind | None = None,
) -> Step | None:
    """The ask, unless it was passed over."""
    not_before = _not_before(view, view.calendar(choice.to), step)
    if not_before is None:
        return None
    reasons = (because, Because(choice.code, choice.params))
    return place(view, Draft(step, choice.to, channel, max(start, not_before), end, reasons, after=after))


def _first_asked(view: View) -> str | None:
    """Who got the last follow_up_1."""
    return next((to for ask in reversed(view.state.asks("follow_up_1")) for to in ask.to), None)


def _not_before(view: View, calendar: Calendar, step: str) -> dt.datetime | None:
    """Until when a date, an invitation or a step passed over once holds asks back; None: passed over for good."""
    row, state = view.row("follow_up_1"), view.state
    held = state.round_began
    if state.dates:
        held = max(held, calendar.opening(calendar.business_day_after(state.dates[-1].date, row["after_date_bd"])))
    skip = state.skipped(step, state.round_began) or state.skipped("follow_up_1", state.round_began)
    if skip is not None and not any(word >= skip.at for word in state.keep_going):
        if not skip.keep:
            return None
        if skip.step == step:
            passed_over = calendar.business_day_after(calendar.date(skip.at), row["skipped_once_bd"])
            held = max(held, calendar.opening(passed_over))
    for reply in state.replies:
        if reply.outcome == "interview" and reply.at >= state.round_began:
            day = calendar.date(reply.judged_at or reply.at)
            held = max(held, calendar.opening(calendar.business_day_after(day, row["after_interview_reply_bd"])))
    return held
