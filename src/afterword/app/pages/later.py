"""Put a step of Today off, pass it over, or answer what the program asks."""

import datetime as dt
import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from afterword.app.actions.record import record
from afterword.app.models import Event, Step
from afterword.app.pages.undo import came_from
from afterword.app.request import Request


@require_POST
def later(request: Request, step_id: uuid.UUID) -> HttpResponse:
    """Record what the button says of the step, once; the message tells what follows and takes it back."""
    step = Step.objects.filter(id=step_id).first()
    answer = ANSWERS.get(request.POST.get("do", ""))
    if step is None:  # planned anew meanwhile: another tab was quicker
        messages.info(request, _("The plan has moved on; here is how it stands now."))
        return redirect("today")
    if answer is None:
        return HttpResponseBadRequest()
    event, told = answer(request, step)
    messages.success(request, told, extra_tags=f"undo:{event.id}")
    return redirect(came_from(request))


def _put_off(days: int) -> Callable[[Request, Step], tuple[Event, str]]:
    def answer(request: Request, step: Step) -> tuple[Event, str]:
        until = request.now.date() + dt.timedelta(days=days)
        event = record(step.candidacy_id, "snoozed", request.now, data={"step": step.step, "until": until.isoformat()})
        return event, _("Put off until %(day)s.") % {"day": date_format(until, "l j F")}

    return answer


def _skip(request: Request, step: Step) -> tuple[Event, str]:
    event = record(step.candidacy_id, "skipped", request.now, data={"step": step.step, "keep": True})
    return event, _("Passed over this time.")


def _elsewhere(request: Request, step: Step) -> tuple[Event, str]:
    who = [uuid.UUID(step.to)] if step.to not in {"", "candidate"} else []
    event = record(
        step.candidacy_id,
        "touch_done_elsewhere",
        request.now,
        who=who,
        data={"step": step.step, "channel": "email"},
    )
    return event, _("Noted as done.")


def _keep_going(request: Request, step: Step) -> tuple[Event, str]:
    event = record(step.candidacy_id, "setting_changed", request.now, data={"key": "keep_going", "value": True})
    return event, _("It goes on.")


def _withdraw(request: Request, step: Step) -> tuple[Event, str]:
    return record(step.candidacy_id, "withdrawal", request.now), _("Closed. A short letter to them is next.")


ANSWERS: dict[str, Callable[[Request, Step], tuple[Event, str]]] = {
    "tomorrow": _put_off(1),
    "week": _put_off(7),
    "skip": _skip,
    "elsewhere": _elsewhere,
    "keep_going": _keep_going,
    "withdraw": _withdraw,
}
"""What each button records."""
