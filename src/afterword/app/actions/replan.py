"""Compute the plan of a candidacy again and keep it as rows, in the transaction of what changed."""

import datetime as dt
import uuid
from collections.abc import Iterator

import msgspec

from afterword import api
from afterword.app.actions.let_go import let_go
from afterword.app.models import Candidacy, Letter, Outbox, Step
from afterword.app.queries.candidacy import value_of
from afterword.followup.step import Plan
from afterword.followup.step import Step as PlannedStep

ANSWERS = {"offer": "offer_answer", "rejection": "rejection_thanks", "withdrawal": "withdrawal", "no_contact": ""}
"""The one letter that each stop still allows."""


def replan(candidacy: Candidacy, now: dt.datetime) -> Plan:
    """Write the steps of `candidacy` as of `now`; a stop cancels everything queued but its own answer.

    Call it inside the transaction that holds the candidacy's lock.
    """
    value = value_of(candidacy)
    recorded = [event.recorded_at for event in value.events if event.recorded_at]
    now = max([now, *recorded])  # a clock set back does not make the past the future
    plan = api.next_steps(value, now, language=candidacy.owner.language)
    let_go(candidacy, plan, now)
    candidacy.steps.all().delete()
    Step.objects.bulk_create(
        Step(
            id=id,
            owner_id=candidacy.owner_id,
            candidacy=candidacy,
            step=step.step,
            due=step.due,
            until=step.window[1],
            to=step.to or "",
            after=step.after or "",
            wanted=candidacy.wanted,
            value=msgspec.to_builtins(step),
        )
        for id, step in _named(candidacy.id, len(value.events), plan)
    )
    candidacy.recheck_at = plan.recheck_at
    candidacy.stopped = plan.stopped or ""
    candidacy.paused = (plan.paused.reason_code or "") if plan.paused else ""
    candidacy.warnings = msgspec.to_builtins(plan.warnings)
    candidacy.save()
    if plan.stopped:
        _cancel_queued(candidacy, ANSWERS[plan.stopped])
    return plan


def _named(candidacy: uuid.UUID, events: int, plan: Plan) -> Iterator[tuple[uuid.UUID, PlannedStep]]:
    """The steps with their ids: these stay while only time passes, so that a page that stands open still means them.

    What happened makes new ones, so that a form sent twice finds its step gone.
    """
    seen: dict[str, int] = {}
    for step in plan.steps:
        name = f"{step.step} {step.to} {step.why_code if step.step == 'prepare' else ''}"
        seen[name] = seen.get(name, 0) + 1
        yield uuid.uuid5(candidacy, f"{name} {seen[name]} {events}"), step


def _cancel_queued(candidacy: Candidacy, still_allowed: str) -> None:
    letters = candidacy.letters.filter(state=Letter.State.APPROVED).exclude(kind=still_allowed)
    waiting = (Outbox.State.QUEUED, Outbox.State.HELD)
    Outbox.objects.filter(letter__in=letters, state__in=waiting).update(state=Outbox.State.CANCELLED)
    letters.update(state=Letter.State.CANCELLED)
