"""The limits, applied in one place: where a draft of a step falls when everything is kept.

A row of the plan says what it wants and between which moments; `place` finds the first good moment
that no spacing, snooze, automatic reply or coming interview holds back.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from afterword.candidacy.state import THANKS, UNASKED, Approved
from afterword.followup.calendar import Calendar, Slot, hours
from afterword.followup.step import Step, StepChannel, StepKind, why
from afterword.followup.view import View, rows

_SECOND = dt.timedelta(seconds=1)
_EVER = dt.datetime.max.replace(tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Because:
    """One reason: a code and what its text needs."""

    code: str
    params: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """A step before the limits. start, end: the row's own window in UTC.

    next_day: the next business day is on time when the window holds no good moment (any more),
    until `next_day_until` o'clock there; left_out_after: too late to be of use then.
    """

    step: StepKind
    to: str | None
    channel: StepChannel
    start: dt.datetime
    end: dt.datetime
    because: tuple[Because, ...]
    hours: str = "office"
    after: StepKind | None = None
    next_day: bool = False
    next_day_until: int | None = None
    left_out_after: dt.datetime | None = None


def place(view: View, draft: Draft) -> Step | None:
    """The step with its first good moment, None where that is too late to be of use.

    An approved letter keeps its sending time, with a warning where it breaks a minimum.
    """
    approved = _approved(view, draft)
    calendar, clock = view.calendar(draft.to), view.clock
    open_hours = hours(draft.hours)
    earliest, end = max([draft.start, *_holds(view, draft, calendar)]), draft.end
    last = calendar.last_moment(earliest, end, open_hours)
    if last is None or (draft.next_day and last < end and clock.beyond(last)):
        end = last = _end_of_next_day(calendar, draft, earliest if last is None else last + _SECOND)
    since = max(earliest, clock.now)
    slot = calendar.first_slot(since, last, open_hours) or calendar.first_slot(since, None, open_hours)
    assert slot is not None, "every calendar has a good moment within the days looked at"
    ahead = slot.begins > clock.now or earliest >= clock.now
    due = clock.not_before_now(slot.begins if ahead else earliest, slot.ends)
    if approved is not None and approved.send_at is not None:
        if not _keeps(calendar, draft, earliest, approved.send_at):
            view.warn(
                "followup.warning.approved_breaks",
                step=draft.step,
                name=view.name(draft.to),
                send_at=approved.send_at.astimezone(calendar.zone),
            )
        earliest, end = min(earliest, approved.send_at), max(end, approved.send_at)
        due = clock.not_before_now(approved.send_at, _EVER if clock.beyond(end) else end)
    elif draft.left_out_after is not None and due > max(draft.left_out_after, end):
        return None
    elif clock.beyond(last) and not clock.beyond(end):
        end = last  # nothing good is left in the window
    view.note_reader(draft.to)
    return _told(view, draft, calendar, (earliest, end), due)


def _end_of_next_day(calendar: Calendar, draft: Draft, since: dt.datetime) -> dt.datetime:
    """The last good moment of the first day that is open from `since` on."""
    open_hours = hours(draft.hours)
    slot: Slot | None
    if draft.next_day:
        day, slot = next(calendar.slots(since, None, open_hours))
        if draft.next_day_until is not None:
            return max(slot.begins, min(slot.ends, calendar.at(day, draft.next_day_until)))
    else:
        slot = calendar.first_slot(since, None, open_hours)
    assert slot is not None, "every calendar has a good moment within the days looked at"
    return slot.ends


def _holds(view: View, draft: Draft, calendar: Calendar) -> list[dt.datetime]:
    """The moments before which this draft may not go."""
    holds = snoozed_until(view, draft.step, draft.to)
    if draft.step in UNASKED:
        holds += _agreed(view)
    if draft.to is not None and draft.to in view.people:
        if draft.step in UNASKED or draft.step == "gift_note":
            holds += _away(view, calendar, draft.to)
        if draft.step in UNASKED:
            holds += _spacing(view, draft, calendar, draft.to, max([draft.start, *holds]))
    return holds


def _agreed(view: View) -> list[dt.datetime]:
    """Until when an agreed interview holds what is unasked: as if it were held, noted down or not yet."""
    quiet = dt.timedelta(days=view.row("follow_up_1")["after_d"])
    return [m.ends + quiet for m in view.state.meetings if not view.clock.reached(m.ends + quiet)]


def snoozed_until(view: View, step: str, to: str | None) -> list[dt.datetime]:
    """Until when the candidate put this step off, the last word counts: one moment or none."""
    wishes = [wish for wish in view.state.snoozes if wish.step == step and (not wish.who or to in wish.who)]
    until = wishes[-1].until if wishes else None
    if until is None:
        return []
    return [until if isinstance(until, dt.datetime) else view.calendar(to).opening(until)]


def _spacing(view: View, draft: Draft, calendar: Calendar, who: str, held_until: dt.datetime) -> list[dt.datetime]:
    """Five business days from any unasked touch to this person, here or elsewhere.

    A call that nobody answered and its e-mail are one touch if the e-mail may still go that day.
    """
    between = rows()["limits"]["between_touches_bd"]
    days = [
        calendar.date(touch.at) for touch in view.touches_elsewhere(who) if touch.kind is None or touch.kind in UNASKED
    ]
    called: list[dt.date] = []
    for touch in view.state.touches:
        if touch.unasked and who in touch.to:
            (called if touch.step == draft.step else days).append(calendar.date(touch.at))
    if days:
        held_until = max(held_until, calendar.opening(calendar.business_day_after(max(days), between)))
    for day in called:
        today = calendar.slot_on(day, hours(draft.hours))
        if today is None or held_until > today.ends or view.clock.beyond(today.ends):
            days.append(day)
    return [calendar.opening(calendar.business_day_after(max(days), between))] if days else []


def _away(view: View, calendar: Calendar, who: str) -> list[dt.datetime]:
    """Until an automatic reply says they are back, and a day more."""
    limits = rows()["limits"]
    moments = []
    for hold in view.state.holds:
        if who not in hold.who or any(who in reply.who and reply.at > hold.at for reply in view.state.replies):
            continue
        if hold.back is not None:
            day = calendar.business_day_after(hold.back, limits["auto_reply_bd"])
        else:
            day = calendar.business_day_after(calendar.date(hold.at), limits["auto_reply_without_date_bd"])
        moments.append(calendar.opening(day))
    return moments


def _approved(view: View, draft: Draft) -> Approved | None:
    """The last approval of this letter."""
    fits = (one for one in reversed(view.state.approved) if one.step == draft.step and draft.to in one.who)
    return next(fits, None)


def _keeps(calendar: Calendar, draft: Draft, earliest: dt.datetime, moment: dt.datetime) -> bool:
    """Whether a chosen moment keeps the minima: not too early, and in good hours."""
    slot = calendar.slot_on(calendar.date(moment), hours(draft.hours))
    return moment >= earliest and slot is not None and slot.begins <= moment <= slot.ends and draft.after is None


def _told(
    view: View, draft: Draft, calendar: Calendar, window: tuple[dt.datetime, dt.datetime], due: dt.datetime
) -> Step:
    """The step in the reader's local time, with its reasons in words."""
    because = list(draft.because)
    begins, ends = (moment.astimezone(calendar.zone) for moment in window)
    if view.clock.beyond(window[1]):
        late = "thanks_late" if draft.step in THANKS else "late"
        because.append(Because(f"followup.{late}", {"since": ends}))
    params: dict[str, Any] = {}
    for one in reversed(because):
        params |= one.params
    params["codes"] = [one.code for one in because]
    return Step(
        step=draft.step,
        due=due.astimezone(calendar.zone),
        window=(begins, ends),
        to=draft.to,
        channel=draft.channel,
        after=draft.after,
        why=why(params["codes"], params, view.language),
        why_code=because[0].code,
        params=params,
    )
