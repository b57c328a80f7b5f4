"""Remember the steps that a new plan no longer holds, so that calendars can take them out."""

import datetime as dt

from django.db.models import Q

from afterword.app.models import Candidacy, PastStep
from afterword.followup.step import Plan

KEPT = dt.timedelta(days=60)
"""A calendar that was not read for longer keeps what it has."""
WORDLESS: dict[str, object] = {"why": "", "params": {}}


def let_go(candidacy: Candidacy, plan: Plan, now: dt.datetime) -> None:
    """Keep what stands now and not in `plan`, and forget what is planned again.

    Call it in `replan`, before the steps are written. The words of a step are left out: they may name somebody
    who is erased.
    """
    planned = {_name(step.step, step.to or "", step.why_code) for step in plan.steps}
    standing = {_name(row.step, row.to, row.value.get("why_code", "")): row for row in candidacy.steps.all()}
    PastStep.objects.filter(
        Q(name__in=planned | set(standing)) | Q(gone_at__lt=now - KEPT), candidacy=candidacy
    ).delete()
    PastStep.objects.bulk_create(
        PastStep(
            owner_id=candidacy.owner_id, candidacy=candidacy, name=name, value={**row.value, **WORDLESS}, gone_at=now
        )
        for name, row in standing.items()
        if name not in planned
    )


def _name(step: str, to: str, why_code: str) -> str:
    """What a calendar knows a step by."""
    return f"{step} {to} {why_code if step == 'prepare' else ''}"[:200]
