"""Staying visible: one fresh gift now and then while a decision is pending, with no ask in it."""

import datetime as dt

from afterword.followup import whom
from afterword.followup.calendar import Calendar
from afterword.followup.limits import Because, Draft, place
from afterword.followup.step import Step, StepKind
from afterword.followup.view import CANDIDATE, View

_DAY = dt.timedelta(days=1)
_CLOSES = 19


def visibility(view: View, asks: list[Step]) -> Step | None:
    """The next visibility item, or the question whether to keep going where two had no answer.

    asks: the asks of the plan. Known ones come first: an item within five business days before
    one, or after it, waits until ten after it.
    """
    state = view.state
    choice = whom.visible(view)
    interviews = [talk.ended for talk in state.talks if talk.kind == "interview"]
    if choice is None or not interviews or state.asks("follow_up_3"):
        return None
    row, calendar = view.row("visibility"), view.calendar(choice.to)
    start = _earliest(view, calendar, max(interviews))
    if start is None:
        return None
    because = (
        Because("followup.visibility.waiting", {"date": calendar.date(max(interviews))}),
        Because(choice.code, choice.params),
    )

    def drafted(since: dt.datetime, after: StepKind | None) -> Draft:
        end = calendar.at(calendar.business_day_after(calendar.date(since), row["within_bd"]), _CLOSES)
        return Draft("visibility", choice.to, "email", since, end, because, after=after)

    step = place(view, drafted(start, None))
    for ask in asks:
        if step is not None and ask.after is None and _too_near(view, calendar, step, ask):
            if ask.step == "follow_up_3":
                return None  # it is the last touch
            day = calendar.business_day_after(calendar.date(ask.due), row["after_touch_bd"])
            step = place(view, drafted(max(start, calendar.opening(day)), ask.step))
    if step is None or not _must_ask(view):
        return step
    return _question(view, step)


def _earliest(view: View, calendar: Calendar, interviewed: dt.datetime) -> dt.datetime | None:
    """Three weeks after the interview, ten business days after any touch, fifteen after the last item."""
    row, state = view.row("visibility"), view.state

    def after(moment: dt.datetime, days: int) -> dt.datetime:
        return calendar.opening(calendar.business_day_after(calendar.date(moment), days))

    moments: list[dt.datetime] = [interviewed + row["after_interview_d"] * _DAY]
    others = [touch for touch in state.touches if touch.step != "visibility"]
    moments += [after(touch.at, row["after_touch_bd"]) for touch in others[-1:]]
    moments += [after(item.at, row["after_item_bd"]) for item in state.visible()[-1:]]
    if state.will_contact and not state.dates:
        moments.append(after(state.will_contact[-1].at, view.row("follow_up_1")["will_contact_bd"]))
    skip = state.skipped("visibility", state.round_began)
    if skip is not None and not any(word >= skip.at for word in state.keep_going):
        if not skip.keep:
            return None
        moments.append(after(skip.at, row["after_item_bd"]))
    return max(moments)


def _too_near(view: View, calendar: Calendar, item: Step, ask: Step) -> bool:
    """Whether the item would fall within five business days before the ask, or after it."""
    days = view.row("visibility")["before_follow_up_1_bd"]
    if view.state.will_contact and not view.state.dates:
        return True  # nothing unasked before the one ask that "we will contact you" allows
    return any(
        place.business_day_after(place.date(item.due), days) > place.date(ask.due)
        for place in (calendar, view.calendar(ask.to))
    )


def _must_ask(view: View) -> bool:
    """Whether a further item needs the candidate's word: two had no answer, and none was given since."""
    unanswered = [item for item in view.state.visible() if item.answered_at is None]
    if len(unanswered) < view.row("visibility")["free_items"]:
        return False
    return not any(word > unanswered[-1].at for word in view.state.keep_going)


def _question(view: View, item: Step) -> Step | None:
    """The question in place of the item, due when the item would have been."""
    because = (Because("followup.ask_person.keep_going", {"name": view.name(item.to)}),)
    draft = Draft(
        "ask_person", CANDIDATE, "notification", item.due, item.window[1], because, hours="candidate", after=item.after
    )
    return place(view, draft)
