"""Rows of the candidate's own answers: competing_offer, rejection_thanks, offer_answer, withdrawal."""

import datetime as dt
from collections.abc import Iterator

from afterword.candidacy.history import moment_of
from afterword.candidacy.state import Stop
from afterword.followup import whom
from afterword.followup.calendar import hours
from afterword.followup.limits import Because, Draft, place
from afterword.followup.step import Step, StepKind
from afterword.followup.view import View

_DAY = dt.timedelta(days=1)
_HOUR = dt.timedelta(hours=1)
_STEPS: dict[str, StepKind] = {
    "rejection": "rejection_thanks",
    "offer": "offer_answer",
    "withdrawal": "withdrawal",
}


def competing_offer(view: View) -> Iterator[Step]:
    """Another firm's offer: told at once with its true deadline, once for each deadline."""
    offers = view.state.competing
    choice = whom.told_of_offer(view) if offers else None
    channel = whom.channel(view, choice.to, answer=True) if choice and choice.to else None
    if choice is None or channel is None:
        return
    calendar = view.calendar(choice.to)
    closes = hours("answer").closes
    last = moment_of(offers[-1], "deadline", calendar.zone, closes)
    first = next(offer for offer in offers if moment_of(offer, "deadline", calendar.zone, closes) == last)
    at = first.at.astimezone(dt.UTC)
    if view.state.done("competing_offer", at) or view.state.skipped("competing_offer", at):
        return
    if last is not None and view.clock.beyond(last):
        return
    end = at + view.row("competing_offer")["within_h"] * _HOUR
    if last is not None:
        end = min(end, last)
    because = (
        Because("followup.competing_offer.deadline", {"date": calendar.date(last)})
        if last is not None
        else Because("followup.competing_offer.no_deadline", {}),
        Because(choice.code, choice.params),
    )
    step = place(
        view,
        Draft("competing_offer", choice.to, channel, at, end, because, hours="answer", left_out_after=last),
    )
    if step is not None:
        yield step


def answer(view: View, stop: Stop) -> Iterator[Step]:
    """The one answer that a stop still allows; after a no-contact instruction there is none."""
    step = _STEPS.get(stop.kind)
    choice = whom.answered(view, stop) if step else None
    if step is None or choice is None or choice.to is None:
        return
    if view.state.done(step, stop.at) or view.state.skipped(step, stop.at):
        return
    row, calendar = view.row(step), view.calendar(choice.to)
    channel = whom.channel(view, choice.to, answer=True)
    if channel is None:  # an agency that nothing reaches: never past it
        view.warn("followup.warning.no_address", name=view.name(choice.to))
        return
    because = (
        Because(f"followup.{step}.said", {"at": stop.at.astimezone(calendar.zone)}),
        Because(choice.code, choice.params),
    )
    if step == "rejection_thanks":
        start, hours_name = calendar.opening(calendar.date(stop.at) + _DAY), "office"
        end = stop.at + row["within_d"] * _DAY
        channel = "email" if view.has_mail(view.people[choice.to]) else channel
    else:
        start, end, hours_name = stop.at, stop.at + row["within_h"] * _HOUR, "answer"
        if stop.by is not None:
            end = max(stop.at, calendar.at(stop.by, hours("answer").closes))
    placed = place(view, Draft(step, choice.to, channel, start, end, because, hours=hours_name, next_day=True))
    if placed is not None:
        yield placed
