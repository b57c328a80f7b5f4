"""Rows the candidate sees alone: prepare, capture_prompt, ask_person after quiet weeks."""

import datetime as dt
from collections.abc import Iterator

from afterword.candidacy import reason
from afterword.candidacy.state import Meeting, Talk
from afterword.followup.calendar import Calendar
from afterword.followup.limits import Because, Draft, place, snoozed_until
from afterword.followup.step import Step, StepKind
from afterword.followup.view import CANDIDATE, View

_HOUR = dt.timedelta(hours=1)
_DAY = dt.timedelta(days=1)
_LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)


def prepare(view: View) -> Iterator[Step]:
    """Before an interview: the evening before and an hour before, once each, what is still ahead."""
    row = view.row("prepare")
    home = view.home
    last_talk = view.state.last_talk
    if view.state.skipped("prepare", last_talk.ended if last_talk else _LONG_AGO):
        return
    for meeting in view.state.meetings:
        day = home.date(meeting.starts)
        evening = home.at(day - _DAY, row["day_before_at_hour"])
        last_hour = max(meeting.starts - row["hours_before"] * _HOUR, home.at(day, row["not_before_hour"]))
        for code, moment in (("evening", evening), ("hour", last_hour)):
            useful_until = moment + dt.timedelta(minutes=row["useful_minutes"])
            if moment < meeting.starts and not view.clock.beyond(useful_until):
                yield _notify(view, "prepare", moment, useful_until, code, at=meeting.starts.astimezone(home.zone))


def capture_prompt(view: View) -> Iterator[Step]:
    """Ten minutes after an interview nothing is written down of: who was it, three subjects."""
    row = view.row("capture_prompt")
    ends: list[tuple[dt.datetime, Meeting | Talk]] = [(meeting.ends, meeting) for meeting in view.state.meetings]
    ends += [(talk.ended, talk) for talk in view.state.talks if talk.kind == "interview" and not talk.who]
    for ended, what in ends:
        due = max(
            [ended + dt.timedelta(minutes=row["after_minutes"]), *snoozed_until(view, "capture_prompt", CANDIDATE)]
        )
        until = due + dt.timedelta(days=row["useful_days"])
        if view.clock.beyond(until) or _captured(view, ended, what.interview):
            continue
        if view.state.skipped("capture_prompt", ended):
            continue
        yield _notify(view, "capture_prompt", due, until, "ended")


def _captured(view: View, ended: dt.datetime, interview: str | None) -> bool:
    """Whether a card, a note or a person was put down for this interview."""
    for event in view.state.captured:
        named = event.data.get("interview")
        if named == interview if named is not None else ended - _HOUR <= event.at <= ended + _DAY:
            return True
    return False


def _notify(view: View, step: StepKind, moment: dt.datetime, until: dt.datetime, code: str, **params: object) -> Step:
    """A notification: at any hour, on any day."""
    zone = view.home.zone
    code = f"followup.{step}.{code}"
    return Step(
        step=step,
        due=view.clock.not_before_now(moment, max(moment, until)).astimezone(zone),
        window=(moment.astimezone(zone), until.astimezone(zone)),
        to=CANDIDATE,
        channel="notification",
        after=None,
        why=reason.message(code, params, view.language),
        why_code=code,
        params={**params, "codes": [code]},
    )


def quiet_weeks(view: View) -> Step | None:
    """The question what shall become of it: after six weeks without a touch or a word, and again every six."""
    if not view.state.talks:
        return None
    home: Calendar = view.home
    weeks = view.row("ask_person")["quiet_weeks"]
    since = max(_last_sign(view), _last_date(view))
    start = since + dt.timedelta(weeks=weeks)
    if not view.clock.reached(start):
        return None
    code = "skipped" if view.state.skipped("follow_up_1", view.state.round_began) else "quiet"
    because = Because(f"followup.ask_person.{code}", {"since": home.date(since), "weeks": weeks})
    end = start + dt.timedelta(weeks=weeks)
    return place(view, Draft("ask_person", CANDIDATE, "notification", start, end, (because,), hours="candidate"))


def _last_sign(view: View) -> dt.datetime:
    """The last touch, word, talk (an agreed one too), or answer of the candidate to this question."""
    state = view.state
    signs = [touch.at for touch in state.touches] + [reply.at for reply in state.replies]
    signs += [talk.ended for talk in state.talks] + [meeting.ends for meeting in state.meetings]
    signs += [stated.at for stated in state.dates] + [event.at for event in state.will_contact]
    signs += list(state.keep_going)
    signs += [skip.at for skip in state.skips if skip.step == "ask_person"]
    return max(signs).astimezone(dt.UTC)


def _last_date(view: View) -> dt.datetime:
    """The end of a stated date: the weeks before it are not quiet."""
    return view.home.at(view.state.dates[-1].date + _DAY) if view.state.dates else _LONG_AGO
