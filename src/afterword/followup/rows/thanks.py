"""Rows of thanks: thank_you and next_round_thanks, phone_screen_thanks, one_way_note, gift_note."""

import datetime as dt
from collections.abc import Iterator

from afterword.candidacy.candidacy import Person
from afterword.candidacy.state import Talk
from afterword.followup import whom
from afterword.followup.calendar import Calendar
from afterword.followup.limits import Because, Draft, place
from afterword.followup.step import Step, StepChannel, StepKind
from afterword.followup.view import View
from afterword.followup.whom import Choice

_HOUR = dt.timedelta(hours=1)
_DAY = dt.timedelta(days=1)
_CLOSES = 19
_LETTERS = ("thank_you", "next_round_thanks")


def thank_you(view: View) -> Iterator[Step]:
    """After an interview, once per person and round: each interviewer, the lead, or who passes it on."""
    for number in sorted({talk.round for talk in view.state.talks if talk.round}):
        talks = [talk for talk in view.state.talks if talk.round == number]
        people = [person for person in _met(view, talks) if _latest_round(view, person) == number]
        step: StepKind = "thank_you" if number == 1 else "next_round_thanks"
        if not people and any(talk.who for talk in talks):
            continue
        for choice in whom.thanked(view, people, nobody_named=not any(talk.who for talk in talks)):
            own = [talk for talk in talks if choice.to in talk.who] or talks
            began, ended = min(talk.ended for talk in own), max(talk.ended for talk in own)
            if _thanked_already(view, choice, began) or view.state.skipped(step, began, choice.to):
                continue
            placed = place(view, _draft(view, step, choice, ended))
            if placed is not None:
                yield placed


def _met(view: View, talks: list[Talk]) -> list[Person]:
    """Who was met in these talks and is still known, in the order they were named."""
    ids = dict.fromkeys(who for talk in talks for who in talk.who)
    return [view.people[who] for who in ids if who in view.people]


def _latest_round(view: View, person: Person) -> int:
    return max(talk.round for talk in view.state.talks if person.id in talk.who)


def _thanked_already(view: View, choice: Choice, since: dt.datetime) -> bool:
    """Whether the letter left, or all whom it is for were thanked by another way."""

    def thanked(who: str | None) -> bool:
        return any(view.state.done(step, since, who) for step in _LETTERS)

    return thanked(choice.to) or (bool(choice.readers) and all(thanked(reader) for reader in choice.readers))


def _draft(view: View, step: StepKind, choice: Choice, ended: dt.datetime) -> Draft:
    """Two to 24 hours after, or as the reader's country has it; then late, then left out."""
    row = view.row(step)
    calendar = view.calendar(choice.to)
    habit = row.get("country", {}).get(calendar.country, {})
    start, end = ended + row["after_h"] * _HOUR, ended + row["within_h"] * _HOUR
    if habit.get("not_before") == "next_morning":
        start = max(start, calendar.opening(calendar.date(ended) + _DAY))
        end = ended + habit["within_d"] * _DAY
    elif habit.get("until") == "next_noon":
        end = calendar.at(calendar.business_day_after(calendar.date(ended), 1), 12)
    saturday = view.candidacy.settings.saturday_thank_you
    return Draft(
        step,
        choice.to,
        _by_letter(view, choice),
        start,
        end,
        (
            Because(f"followup.{step}.held", {"at": ended.astimezone(calendar.zone)}),
            Because(choice.code, choice.params),
        ),
        hours="thanks_on_saturday" if saturday else "office",
        next_day=True,
        left_out_after=ended + row["late_d"] * _DAY,
    )


def _by_letter(view: View, choice: Choice) -> StepChannel:
    return "email" if choice.to is not None and view.has_mail(view.people[choice.to]) else "paper"


def phone_screen_thanks(view: View) -> Iterator[Step]:
    """After a phone screen: the same day; from 17 h on, or on a Saturday, the next business day by noon."""
    row = view.row("phone_screen_thanks")
    for talk in view.state.talks:
        choice = whom.screener(view, talk) if talk.kind == "screen" else None
        if choice is None or _step_done(view, "phone_screen_thanks", choice.to, talk.ended):
            continue
        calendar = view.calendar(choice.to)
        day = calendar.date(talk.ended)
        next_day = calendar.business_day_after(day, 1)
        same_day = talk.ended < calendar.at(day, row["same_day_before_hour"]) and calendar.is_business_day(day)
        yield from _after_talk(
            view,
            "phone_screen_thanks",
            choice,
            talk,
            start=talk.ended if same_day else calendar.opening(next_day),
            end=calendar.at(day, _CLOSES) if same_day else calendar.at(next_day, row["next_day_until_hour"]),
            next_day_until=row["next_day_until_hour"],
        )


def one_way_note(view: View) -> Iterator[Step]:
    """After an interview with a machine: within a business day, only if a person behind it is known."""
    row = view.row("one_way_note")
    for talk in view.state.talks:
        choice = whom.behind_one_way(view) if talk.kind == "one_way" else None
        if choice is None or _step_done(view, "one_way_note", choice.to, talk.ended):
            continue
        calendar = view.calendar(choice.to)
        last_day = calendar.business_day_after(calendar.date(talk.ended), row["within_bd"])
        yield from _after_talk(view, "one_way_note", choice, talk, start=talk.ended, end=calendar.at(last_day, _CLOSES))


def _step_done(view: View, step: StepKind, to: str | None, since: dt.datetime) -> bool:
    return view.state.done(step, since, to) or view.state.skipped(step, since, to) is not None


def _after_talk(
    view: View,
    step: StepKind,
    choice: Choice,
    talk: Talk,
    *,
    start: dt.datetime,
    end: dt.datetime,
    next_day_until: int | None = None,
) -> Iterator[Step]:
    calendar: Calendar = view.calendar(choice.to)
    held = Because(f"followup.{step}.held", {"at": talk.ended.astimezone(calendar.zone)})
    placed = place(
        view,
        Draft(
            step,
            choice.to,
            _by_letter(view, choice),
            start,
            end,
            (held, Because(choice.code, choice.params)),
            next_day=True,
            next_day_until=next_day_until,
            left_out_after=talk.ended + view.row(step)["late_d"] * _DAY,
        ),
    )
    if placed is not None:
        yield placed


def gift_note(view: View) -> Iterator[Step]:
    """The gift that was not ready for the thank-you: two to five days after that letter, before any ask."""
    row = view.row("gift_note")
    state = view.state
    if state.asks():
        return
    gate = whom.in_between(view)
    if gate is not None and not view.has_mail(gate):
        view.warn("followup.warning.no_address", name=view.name(gate.id))
        return  # nothing goes past an agency
    letters = {
        to: touch
        for touch in state.touches
        if touch.step == "thank_you" and touch.no_gift and touch.at >= state.round_began
        for to in touch.to
    }
    for to, letter in letters.items():
        given = state.gifted(to, letter.at) or state.done("visibility", letter.at, to)
        if to not in view.people or given or _step_done(view, "gift_note", to, letter.at):
            continue
        choice = whom.by_any_way(view, view.people[to], "gift_missing")
        if _step_done(view, "gift_note", choice.to, letter.at):
            continue
        calendar = view.calendar(choice.to)
        sent = {"at": letter.at.astimezone(calendar.zone), "reader": view.name(to)}
        because = [Because("followup.gift_note.gift_missing", sent)]
        if choice.to != to:
            because.append(Because(choice.code, choice.params))
        start, end = letter.at + row["after_d"] * _DAY, letter.at + row["within_d"] * _DAY
        placed = place(view, Draft("gift_note", choice.to, _by_letter(view, choice), start, end, tuple(because)))
        if placed is not None:
            yield placed
