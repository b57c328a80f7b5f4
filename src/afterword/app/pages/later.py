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
from afterword.app.pages.fields import A_YEAR
from afterword.app.pages.undo import came_from
from afterword.app.request import Request

EVENING = dt.time(18)


@require_POST
def later(request: Request, step_id: uuid.UUID) -> HttpResponse:
    """Record what the button says of the step, once; the message tells what follows and takes it back."""
    step = Step.objects.filter(id=step_id).first()
    do = request.POST.get("do", "")
    if step is None:  # planned anew meanwhile: another tab was quicker
        messages.info(request, _("The plan has moved on; here is how it stands now."))
        return redirect("today")
    if do == "date":
        return _until_a_day(request, step)
    if do not in ANSWERS:
        return HttpResponseBadRequest()
    return _told(request, *ANSWERS[do](request, step))


def _until_a_day(request: Request, step: Step) -> HttpResponse:
    try:
        day = dt.date.fromisoformat(request.POST.get("until", ""))
    except ValueError:
        day = request.now.date()
    if not request.now.date() < day <= request.now.date() + A_YEAR:
        messages.error(request, _("Nothing was put off. Give a day from tomorrow on, within a year."))
        return redirect(came_from(request))
    return _told(request, *_put_off(request, step, day.isoformat(), date_format(day, "l j F")))


def _told(request: Request, event: Event, told: str) -> HttpResponse:
    messages.success(request, told, extra_tags=f"undo:{event.id}")
    return redirect(came_from(request))


def _put_off(request: Request, step: Step, until: str, words: str) -> tuple[Event, str]:
    who = _who(step)
    event = record(step.candidacy_id, "snoozed", request.now, who=who, data={"step": step.step, "until": until})
    return event, _("Put off until %(day)s.") % {"day": words}


def _days(days: int) -> Callable[[Request, Step], tuple[Event, str]]:
    def answer(request: Request, step: Step) -> tuple[Event, str]:
        until = request.now.date() + dt.timedelta(days=days)
        return _put_off(request, step, until.isoformat(), date_format(until, "l j F"))

    return answer


def _evening(request: Request, step: Step) -> tuple[Event, str]:
    until = max(request.now, dt.datetime.combine(request.now.date(), EVENING, tzinfo=request.now.tzinfo))
    return _put_off(request, step, until.isoformat(), _("this evening"))


def _skip(keep: bool) -> Callable[[Request, Step], tuple[Event, str]]:
    def answer(request: Request, step: Step) -> tuple[Event, str]:
        data = {"step": step.step, "keep": keep}
        event = record(step.candidacy_id, "skipped", request.now, who=_who(step), data=data)
        return event, _("Passed over this time.") if keep else _("It does not come again.")

    return answer


def _elsewhere(request: Request, step: Step) -> tuple[Event, str]:
    data = {"step": step.step, "channel": "email"}
    event = record(step.candidacy_id, "touch_done_elsewhere", request.now, who=_who(step), data=data)
    return event, _("Noted as done.")


def _keep_going(request: Request, step: Step) -> tuple[Event, str]:
    event = record(step.candidacy_id, "setting_changed", request.now, data={"key": "keep_going", "value": True})
    return event, _("It goes on.")


def _withdraw(request: Request, step: Step) -> tuple[Event, str]:
    return record(step.candidacy_id, "withdrawal", request.now), _("Closed. A short letter to them is next.")


def _who(step: Step) -> list[uuid.UUID]:
    return [uuid.UUID(step.to)] if step.to not in {"", "candidate"} else []


ANSWERS: dict[str, Callable[[Request, Step], tuple[Event, str]]] = {
    "evening": _evening,
    "tomorrow": _days(1),
    "week": _days(7),
    "skip": _skip(keep=True),
    "drop": _skip(keep=False),
    "elsewhere": _elsewhere,
    "keep_going": _keep_going,
    "withdraw": _withdraw,
}
"""What each button records."""
