"""Whom to ask about the state of things: who comes first and when, who then, and who must not be asked and why."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from afterword.candidacy import reason
from afterword.candidacy.candidacy import Candidacy
from afterword.candidacy.state import ASKS
from afterword.followup import whom
from afterword.followup.plan import next_steps
from afterword.followup.step import Step
from afterword.followup.view import View, rows
from afterword.followup.whom import Choice


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who can be asked. to: a person's id, None for the switchboard; why: the reason for them, in words.

    step, at: the ask that the plan has for them, and when it is due; None where it has none. by_call: whether
    they may be called.
    """

    to: str | None
    why: str
    code: str
    step: str | None = None
    at: dt.datetime | None = None
    by_call: bool = False


@dataclass(frozen=True, slots=True)
class Barred:
    """Somebody who must not be asked now, and why not. by_choice: the candidate may ask them all the same."""

    to: str
    why: str
    code: str
    by_choice: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """planned: whom the plan asks, in turn; others: who could be asked instead, the best first.

    asked: how many people were asked in this round; the strategy changes the person once.
    """

    planned: tuple[Asked, ...]
    others: tuple[Asked, ...]
    barred: tuple[Barred, ...]
    asked: int


def whom_to_ask(candidacy: Candidacy, now: dt.datetime, language: str = "en") -> Asking:
    """The ranked answer at `now` (with offset). Raises BadInput as `next_steps` does."""
    view = View(candidacy, now, language)
    planned = [_planned(step, language) for step in next_steps(candidacy, now, language).steps if step.step in ASKS]
    taken = {one.to for one in planned}
    asked = {who: ask.at for ask in view.state.asks() for who in ask.to}
    others, barred = [], []
    for choice in whom.everybody(view):
        against = _against(view, choice, asked)
        if against is not None:
            barred.append(against)
        elif choice.to not in taken:
            others.append(Asked(choice.to, _said(choice.code, choice.params, language), choice.code))
    seen = {*taken, *(one.to for one in others), *(one.to for one in barred)}
    barred += [
        Barred(who, _said("followup.barred.assistant", {"name": view.name(who)}, language), "followup.barred.assistant")
        for who, person in view.people.items()
        if who not in seen and "assistant" in person.roles
    ]
    return Asking(tuple(planned), tuple(others), tuple(barred), len(asked))


def _planned(step: Step, language: str) -> Asked:
    """An ask of the plan, with the one of its reasons that is for the person."""
    code = next(str(code) for code in reversed(step.params["codes"]) if code.startswith("followup.whom."))
    return Asked(step.to, _said(code, step.params, language), code, step.step, step.due, "call" in step.channel)


def _against(view: View, choice: Choice, asked: Mapping[str, dt.datetime]) -> Barred | None:
    """Why somebody must not be asked, None where nothing stands against it. asked: who was in this round, and when."""
    who = choice.to or ""
    stop, gate = view.state.stop, whom.in_between(view)
    found: tuple[str, dict[str, object], bool] | None = None
    if stop is not None:
        found = stop.kind, {}, False
    elif whom.channel(view, who, answer=True) is None:
        found = "no_address", {"name": view.name(who)}, False
    elif view.unanswered_asks(who) >= rows()["limits"]["unanswered_per_person"]:
        found = "unanswered", {"name": view.name(who)}, False
    elif gate is not None and gate.id != who and view.state.chosen != who:
        found = "in_between", {"gate": view.name(gate.id)}, True
    elif who in asked:
        found = "asked", {"name": view.name(who), "date": view.calendar(who).date(asked[who])}, False
    if found is None:
        return None
    code, params, by_choice = found
    return Barred(who, _said(f"followup.barred.{code}", params, view.language), f"followup.barred.{code}", by_choice)


def _said(code: str, params: Mapping[str, object], language: str) -> str:
    return reason.message(code, params, language)
