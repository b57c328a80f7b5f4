"""Pictures of time: where a moment stands on a line, drawn so that nothing overlaps on a narrow phone.

Places are percent of the width, so that no text ever scales. What was is filled on a solid line, what is foreseen is
hollow on a dashed one: no colour is needed to tell them apart.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from afterword.app.models import Event, Step
from afterword.app.pages import steps as words
from afterword.app.pages.words import STEPS, STOPS, happened
from afterword.app.queries.board import TALKS, Line, decides

MARGIN = 4.0
"""Percent that stays free at both ends, so that half a dot has room."""
APART = 8.5
"""Percent that two dots need between their middles: 26 of the 310 pixels on the narrowest phone."""
LANE = 28
"""Pixels from one lane to the next."""
TOP = 22
"""Pixels above the first lane, for the word "today"."""
MOST_TICKS = 5
MIDDLE = (18.0, 82.0)
"""Between these a label is centred on its place; nearer to an end it begins or ends there."""
BETWEEN_LABELS = (24.0, 66.0)
"""Here the word "today" meets neither the first label nor the last one of a lane."""

STAYS = dt.timedelta(days=1)
"""The least that an axis holds."""
TALK = "users"
EVENT_ICONS = {
    **dict.fromkeys(TALKS, TALK), "letter_sent": "mail", "call_made": "phone", "voicemail_left": "voicemail",
    "touch_done_elsewhere": "send", "reply_received": "message-square", "reply_judged": "message-square",
    "offer": "check", "rejection": "x", "withdrawal": "x", "no_contact_asked": "x",
}  # fmt: skip

State = Literal["done", "next", "maybe"]


@dataclass(frozen=True, slots=True)
class Axis:
    """From one moment to another."""

    begins: dt.datetime
    ends: dt.datetime

    def at(self, moment: dt.datetime) -> float:
        """Return the percent of the width where a moment stands; what lies beyond stands at the end."""
        share = (moment - self.begins) / (self.ends - self.begins)
        return round(MARGIN + (100 - 2 * MARGIN) * max(0.0, min(1.0, share)), 2)

    def holds(self, moment: dt.datetime) -> bool:
        """Whether a moment lies on it."""
        return self.begins <= moment <= self.ends


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place. anchor: which part of them stands there."""

    x: float
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot. y: pixels from the top; state: whether it was, is next, or comes only if the step before stays silent."""

    x: float
    y: int
    icon: str
    state: State


@dataclass(frozen=True, slots=True)
class Fact:
    """What a dot says, in words. maybe: what must stay silent first, "" where nothing must."""

    at: dt.datetime
    text: str
    icon: str
    state: State
    maybe: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """A drawn candidacy. facts: the same in words; window: where the next step is good; base, height: pixels."""

    marks: list[Mark]
    facts: list[Fact]
    ticks: list[Label]
    today: Label
    window: tuple[float, float] | None
    base: int
    height: int


@dataclass(frozen=True, slots=True)
class Lane:
    """A line of the board, without words. past: where the solid part ends; closed: whether it has an end."""

    marks: list[Mark]
    begins: float
    today: float | None
    ends: float
    closed: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A candidacy on Today or on the board: its facts in words, and its lane, None where nothing is known yet.

    quiet: nothing is due for a week; labels: at the ends of a lane that has an axis of its own.
    """

    line: Line
    next: str
    quiet: bool
    stopped: str
    last: Fact | None
    lane: Lane | None
    labels: list[Label]


def timeline(
    events: Sequence[Event], steps: Sequence[Step], names: Mapping[str, str], now: dt.datetime
) -> Timeline | None:
    """Draw a candidacy. events: the oldest first; names: of people by id. None before anything is known."""
    facts = _facts(events, steps, names, now)
    if day := decides(events):
        at = _noon(day, now)
        facts.append(Fact(at, _("The day they named for the decision"), "calendar", "next" if at > now else "done"))
        facts.sort(key=lambda fact: fact.at)
    if not facts:
        return None
    moments = [fact.at for fact in facts]
    axis = _axis([*moments, now])
    base = TOP + LANE * max(0, *(lanes := _lanes([axis.at(fact.at) for fact in facts]))) + LANE
    marks = [
        Mark(axis.at(fact.at), base - LANE // 2 - LANE * lane, fact.icon, fact.state)
        for fact, lane in zip(facts, lanes, strict=True)
    ]
    first = next((step for step in steps if not step.after and step.until > now), None)
    window = (axis.at(first.due), axis.at(first.until)) if first and axis.holds(first.due) else None
    return Timeline(marks, facts, ticks(axis, now), _label(axis, now, _("Today")), window, base, base + LANE)


def row(line: Line, now: dt.datetime, axis: Axis | None = None) -> Row:
    """Describe and draw a candidacy. axis: the one that all rows share; without it a line of its own, with labels."""
    step = line.next
    # a name is not worth a query here: the page of the candidacy says who
    facts = _facts(line.events, [step] if step else [], {}, now)
    past = [fact for fact in facts if fact.state == "done"]
    day = _noon(line.decides, now) if line.decides else None
    own = axis or _own_axis(line, day, now)
    lane = _lane(line, facts, day, own, now) if own else None
    return Row(
        line,
        str(STEPS.get(step.step, "")) if step else "",
        step is not None and step.due > now + dt.timedelta(days=7),
        str(STOPS.get(line.candidacy.stopped, "")),
        past[-1] if past else None,
        lane,
        _ends(own, day, now) if own and axis is None else [],
    )


def shared_axis(lines: Iterable[Line], now: dt.datetime) -> Axis:
    """Return one axis for all lines: three months back and two ahead at most, and at least a fortnight each way."""
    begins, ends = now - dt.timedelta(days=14), now + dt.timedelta(days=14)
    for line in lines:
        begins = min([begins, *(event.at for event in line.events)])
        ends = max([ends, *(step.due for step in line.steps[:1])])
        ends = max(ends, _noon(line.decides, now)) if line.decides else ends
    return Axis(max(begins, now - dt.timedelta(days=92)), min(ends, now + dt.timedelta(days=62)))


def ticks(axis: Axis, now: dt.datetime) -> list[Label]:
    """Return the days written under an axis: Mondays, or firsts of months, at most five and never too near."""
    zone = now.tzinfo
    first, last = axis.begins.astimezone(zone).date(), axis.ends.astimezone(zone).date()
    days = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
    for every in (1, 2, 4):
        mondays = [day for day in days if day.weekday() == 0][::every]
        if len(mondays) <= MOST_TICKS:
            break
    else:
        mondays = []
    months = [day for day in days if day.day == 1]
    found = mondays or months[:: len(months) // MOST_TICKS + 1]
    return [
        Label(x, date_format(day, "j M"), "middle")
        for day in found
        if 8 < (x := axis.at(dt.datetime.combine(day, dt.time(), tzinfo=zone))) < 92
    ]


def _facts(events: Sequence[Event], steps: Sequence[Step], names: Mapping[str, str], now: dt.datetime) -> list[Fact]:
    """What was and what is foreseen, in order; the same thing on the same day is one."""
    found: dict[tuple[object, ...], Fact] = {}
    for event in events:
        if event.type == "decision_date_named":  # the day it names is drawn, not the day it was named on
            continue
        at = event.at.astimezone(now.tzinfo)
        what = event.data.get("kind") or event.data.get("step") or ""
        text = happened(event, names)
        known = found.get(key := (event.type, what, at.date()))
        if known:
            who = ", ".join(name for id in event.who if (name := names.get(id)))
            text = ", ".join(filter(None, [known.text, who]))
        found[key] = Fact(at, text, EVENT_ICONS.get(event.type, "check"), "done")
    for step in steps:
        at = max(step.due, now).astimezone(now.tzinfo)
        name = names.get(step.to, "")
        title = ": ".join(filter(None, [str(STEPS.get(step.step, "")), name]))
        after = str(STEPS.get(step.after, ""))
        known = found.get(key := ("step", step.step, at.date()))
        text = ", ".join(filter(None, [known.text, name])) if known else title
        found[key] = Fact(at, text, words.icon(step), "maybe" if after else "next", after)
    return sorted(found.values(), key=lambda fact: fact.at)


def _axis(moments: Sequence[dt.datetime]) -> Axis:
    begins, ends = min(moments), max(moments)
    return Axis(begins, max(ends, begins + STAYS))


def _lanes(places: Sequence[float]) -> list[int]:
    """The lane of each dot, from 0 beside the line, so that none touches the one before it there."""
    last: list[float] = []
    found = []
    for x in places:
        lane = next((n for n, before in enumerate(last) if x - before >= APART), len(last))
        last[lane : lane + 1] = [x]
        found.append(lane)
    return found


def _label(axis: Axis, moment: dt.datetime, text: str) -> Label:
    x = axis.at(moment)
    return Label(x, text, "start" if x < MIDDLE[0] else "end" if x > MIDDLE[1] else "middle")


def _own_axis(line: Line, day: dt.datetime | None, now: dt.datetime) -> Axis | None:
    """From the last talk to the decision or the next step, whichever is later."""
    ends = max(filter(None, [line.next.due if line.next else None, day]), default=None)
    return Axis(line.met, max(ends, now)) if line.met and ends and line.met < ends else None


def _lane(line: Line, facts: Sequence[Fact], day: dt.datetime | None, axis: Axis, now: dt.datetime) -> Lane | None:
    marks = [Mark(axis.at(fact.at), 14, fact.icon, fact.state) for fact in facts if axis.holds(fact.at)]
    if day and day >= now and axis.holds(day):
        marks.append(Mark(axis.at(day), 14, "calendar", "next"))
    if not marks:
        return None
    closed = bool(line.candidacy.stopped)
    return Lane(
        _thinned(marks),
        min(mark.x for mark in marks),
        axis.at(now) if axis.holds(now) else None,
        max(mark.x for mark in marks),
        closed,
    )


def _thinned(marks: Sequence[Mark]) -> list[Mark]:
    """One lane has room for few: of dots that would touch, the later stays, and a talk always does."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: mark.x):
        if kept and mark.x - kept[-1].x < 3.5:
            if kept[-1].icon != TALK:
                kept[-1] = mark
        else:
            kept.append(mark)
    return kept


def _ends(axis: Axis, decision: dt.datetime | None, now: dt.datetime) -> list[Label]:
    """The words under a lane of its own: met, today where there is room, and its end."""
    day = date_format(axis.ends.astimezone(now.tzinfo), "D j F")
    x = axis.at(now)
    middle = [Label(x, _("Today"), "middle")] if BETWEEN_LABELS[0] < x < BETWEEN_LABELS[1] else []
    end = _("Decision %(day)s") % {"day": day} if decision == axis.ends else day
    return [Label(0, _("Met"), "start"), *middle, Label(100, end, "end")]


def _noon(day: dt.date, now: dt.datetime) -> dt.datetime:
    """A day as a moment."""
    return dt.datetime.combine(day, dt.time(12), tzinfo=now.tzinfo)
