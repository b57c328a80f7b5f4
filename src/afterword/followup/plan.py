"""What is next in a candidacy: the whole contact plan, read at one moment."""

import datetime as dt
from collections.abc import Iterator
from typing import get_args

from afterword.candidacy import reason
from afterword.candidacy.candidacy import Candidacy
from afterword.candidacy.state import ASKS, THANKS, UNASKED, Reply
from afterword.followup import edits
from afterword.followup.limits import Because
from afterword.followup.rows.answers import answer, competing_offer
from afterword.followup.rows.asks import follow_ups
from afterword.followup.rows.prompts import capture_prompt, prepare, quiet_weeks
from afterword.followup.rows.thanks import gift_note, one_way_note, phone_screen_thanks, thank_you
from afterword.followup.step import Pause, Plan, Step, StepKind
from afterword.followup.view import View, rows
from afterword.followup.visible import visibility

_KINDS: dict[str, StepKind] = {kind: kind for kind in get_args(StepKind)}
_MANY_MOVES = 2


def next_steps(candidacy: Candidacy, now: dt.datetime, language: str = "en") -> Plan:
    """Every step whose time has come or is known, the chain foreseen after it, and when to look again.

    now: with offset. Times in the plan are local to who reads. Raises BadInput for an unknown
    zone name, for an event whose date or time cannot be read, and for a number in the settings
    that cannot be.
    """
    view = View(candidacy, now, language)
    stop, pause = view.state.stop, None
    if stop is not None:
        steps = list(answer(view, stop))
    else:
        steps = _one_each(list(_rows(view)))
        steps += _approved_besides(view, steps)
        steps, pause = _paused(view, steps)
        _warn_of_dates(view)
        _warn_of_edits(view)
    _warn_of_letters(view, steps)
    order = list(rows())
    steps.sort(key=lambda step: (step.due, step.after is not None, order.index(step.step), step.to or ""))
    turns = view.clock.turns
    return Plan(
        steps=tuple(steps),
        stopped=stop.kind if stop else None,
        paused=pause,
        recheck_at=turns.astimezone(view.home.zone) if turns else None,
        warnings=tuple(view.warnings),
    )


def _rows(view: View) -> Iterator[Step]:
    """The table, top to bottom."""
    yield from prepare(view)
    yield from capture_prompt(view)
    yield from thank_you(view)  # and next_round_thanks
    yield from phone_screen_thanks(view)
    yield from one_way_note(view)
    yield from gift_note(view)
    asks = list(follow_ups(view))
    yield from asks
    seen = visibility(view, [*asks, *(step for step in _approved(view, asks) if step.step in ASKS)])
    quiet = quiet_weeks(view)
    if quiet is not None and seen is not None and seen.step == "ask_person":
        seen, quiet = min(seen, quiet, key=lambda step: step.due), None  # one question at a time
    yield from (step for step in (seen, quiet) if step is not None)
    yield from competing_offer(view)


def _one_each(steps: list[Step]) -> list[Step]:
    """One letter of a kind per receiver: who passes thanks on for several gets that for the last talk."""
    letters = {*THANKS, "gift_note"}
    last = {(step.step, step.to): step for step in sorted(steps, key=lambda step: step.window)}
    return [step for step in steps if step.step not in letters or step is last[step.step, step.to]]


def _approved_besides(view: View, steps: list[Step]) -> list[Step]:
    """Approved letters whose step the plan does not hold: listed with their time and a warning."""
    besides = _approved(view, steps)
    for step in besides:
        view.warn("followup.warning.approved_breaks", step=step.step, name=view.name(step.to), send_at=step.window[0])
    return besides


def _approved(view: View, steps: list[Step]) -> list[Step]:
    """Approved letters that are not among these steps, each at its time, or now where that has passed."""
    besides: list[Step] = []
    for letter in reversed(view.state.approved):
        for who in letter.who:
            kind = _KINDS.get(letter.step)
            if kind is None or who not in view.people:
                continue
            if any(step.step == kind and step.to == who for step in (*steps, *besides)):
                continue
            zone = view.calendar(who).zone
            chosen = (letter.send_at or letter.at).astimezone(zone)
            because = Because("followup.approved", {"name": view.name(who)})
            besides.append(
                Step(
                    step=kind,
                    due=view.clock.not_before_now(chosen, dt.datetime.max.replace(tzinfo=dt.UTC)).astimezone(zone),
                    window=(chosen, chosen),
                    to=who,
                    channel="email",
                    after=None,
                    why=reason.message(because.code, because.params, view.language),
                    why_code=because.code,
                    params={**because.params, "codes": [because.code]},
                )
            )
    return besides


def _paused(view: View, steps: list[Step]) -> tuple[list[Step], Pause | None]:
    """What goes on while a reply is unread or unanswered, and the pause itself."""
    pausing = [reply for reply in view.state.replies if reply.pauses]
    if not pausing:
        return steps, None
    theirs = {who for reply in pausing for who in reply.who}
    kept = [step for step in steps if _goes_on(step, theirs, anonymous=not theirs)]
    return kept, _pause(view, pausing[-1])


def _goes_on(step: Step, theirs: set[str], *, anonymous: bool) -> bool:
    if step.step in UNASKED or step.why_code == "followup.ask_person.keep_going":
        return False
    if step.step == "gift_note":
        return step.to not in theirs and not anonymous
    return step.step not in THANKS or step.to not in theirs


def _pause(view: View, reply: Reply) -> Pause:
    code = "followup.pause.question" if reply.outcome == "question" else "followup.pause.reply"
    params = {"name": ", ".join(view.name(who) for who in reply.who) or view.candidacy.company or "?"}
    return Pause(reason.message(code, params, view.language), None, code)


def _warn_of_dates(view: View) -> None:
    dates, ignored = view.state.dates, view.state.ignored_dates
    if ignored and (not dates or ignored[-1].at > dates[-1].at):
        view.warn("followup.warning.date_past", date=ignored[-1].date)
    if dates and dates[-1].earlier_than is not None:
        view.warn("followup.warning.date_earlier", date=dates[-1].date, before=dates[-1].earlier_than)
    if dates and dates[-1].moves >= _MANY_MOVES:
        view.warn("followup.warning.date_moved", times=dates[-1].moves, date=dates[-1].date)


def _warn_of_edits(view: View) -> None:
    """What the person set under the minimum of the table: kept, and said why it is a minimum."""
    for edit, value in edits.below(view.candidacy.settings):
        view.warn(f"{edits.BELOW}{edit.setting}", value=value, least=edit.least)


def _warn_of_letters(view: View, steps: list[Step]) -> None:
    """Letters that came back, or whose way is not known, and a call that was asked for."""
    state = view.state
    for bounce in state.bounces:
        for who in bounce.who:
            if bounce.hard and who in state.unreachable:
                open_again = any(step.step == bounce.reopened for step in steps)
                view.warn(f"followup.warning.bounced_{'open' if open_again else 'late'}", name=view.name(who))
            elif not bounce.hard and not any(who in touch.to and touch.at > bounce.at for touch in state.touches):
                view.warn("followup.warning.bounced_soft", name=view.name(who))
    for letter in state.handed:
        zone = view.home.zone
        for who in letter.who:
            view.warn("followup.warning.handed_over", name=view.name(who), until=letter.counts_at.astimezone(zone))
    if state.unretractable:
        view.warn("followup.warning.letter_left")
    if state.call_back is not None:
        view.warn("followup.warning.call_back", date=state.call_back)
