"""Put a step of Today off, pass it over, or answer what the program asks; what follows is shown before."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from afterword.app.actions.record import record
from afterword.app.models import Event, Person, Step
from afterword.app.pages import steps
from afterword.app.pages.fields import A_YEAR
from afterword.app.pages.undo import came_from
from afterword.app.pages.words import STEPS
from afterword.app.queries.what_if import Happening, what_if
from afterword.app.request import Request
from afterword.followup.step import Plan

NO_DAY = gettext_lazy("Nothing was put off. Give a day from tomorrow on, within a year.")
EVENING = dt.time(18)
DAY_ENDS = 17
"""From this hour on "this evening" is now."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A button and what follows from it."""

    do: str
    label: str
    then: str


@dataclass(frozen=True, slots=True)
class Context:
    """What the page offers. until: the day that was asked about, "" for none; wrong: what is wrong with it."""

    step: Step
    title: str
    worth: str
    choices: list[Choice]
    until: str
    wrong: str
    next: str


@require_http_methods(["GET", "HEAD", "POST"])
def later(request: Request, step_id: uuid.UUID) -> HttpResponse:
    """Show the ways with what follows from each; record what the button says, once, and tell how to take it back."""
    step = Step.objects.select_related("candidacy__owner").filter(id=step_id).first()
    if step is None:  # planned anew meanwhile: another tab was quicker
        messages.info(request, _("The plan has moved on; here is how it stands now."))
        return redirect("today")
    if request.method != "POST":
        template = "parts/later.html" if request.htmx else "later.html"
        return render(request, template, {"page": _context(request, step)})
    do = request.POST.get("do", "")
    if do == "date":
        return _until_a_day(request, step)
    if do not in ANSWERS:
        return HttpResponseBadRequest()
    return _told(request, *ANSWERS[do](request, step))


def _context(request: Request, step: Step) -> Context:
    asked = request.GET.get("until", "")
    day = _day(request, asked)
    today, now = request.now.date(), request.now
    offered: list[tuple[str, str, Happening]] = []
    if now.hour < DAY_ENDS:
        offered.append(("evening", _("This evening"), _snoozed(step, _this_evening(now).isoformat())))
    offered.append(("tomorrow", _("Tomorrow"), _snoozed(step, (today + dt.timedelta(days=1)).isoformat())))
    offered.append(("week", _("In a week"), _snoozed(step, (today + dt.timedelta(days=7)).isoformat())))
    if day:
        until = _("Until %(day)s") % {"day": date_format(day, "l j F")}
        offered.insert(0, ("date", until, _snoozed(step, day.isoformat())))
    offered.append(("skip", _("Not this time"), _skipped(step, keep=True)))
    offered.append(("drop", _("Never"), _skipped(step, keep=False)))
    if step.step not in steps.OWN:
        offered.append(("elsewhere", _("I did it elsewhere"), _elsewhere_done(step)))
    plans = what_if(step.candidacy, now, [happening for _do, _label, happening in offered])
    choices = [
        Choice(do, label, _then(do, step, plan, now))
        for (do, label, _happening), plan in zip(offered, plans, strict=True)
    ]
    person = Person.objects.filter(id=_who(step)[0]).first() if _who(step) else None
    given = request.GET.get("next", "")
    ours = given.startswith("/") and url_has_allowed_host_and_scheme(given, allowed_hosts=None)
    return Context(
        step,
        steps.title(step, person.name or person.email if person else "", step.candidacy.company),
        str(steps.WORTH[step.step]),
        choices,
        day.isoformat() if day else "",
        str(NO_DAY) if asked and not day else "",
        given if ours else reverse("today"),
    )


def _then(do: str, step: Step, plan: Plan, now: dt.datetime) -> str:
    """What follows, in one or two sentences."""
    kept = next((one for one in plan.steps if one.step == step.step and (one.to or "") == step.to), None)
    if do in {"evening", "tomorrow", "week", "date"}:
        if kept is None:
            return _("Then it is too late for it, and it falls away.")
        if kept.due > step.until:
            return f"{_on(kept.due, now)} {_best_until(step.until, now)}"
        return f"{_on(kept.due, now)} {_last(kept.window[1], now)}"
    said = {
        "skip": _("Left out this once; it may come again."),
        "drop": _("Left out for good; all else goes on."),
        "elsewhere": _("It counts as done."),
    }[do]
    coming = next((one for one in plan.steps if one.after is None and one.step not in steps.OWN), None)
    if coming is None:
        return f"{said} {_('Nothing else is planned there.')}"
    told = {"step": str(STEPS[coming.step]), "when": date_format(coming.due.astimezone(now.tzinfo), "l j F")}
    return f"{said} {_('Next there: %(step)s, %(when)s.') % told}"


def _on(due: dt.datetime, now: dt.datetime) -> str:
    local = due.astimezone(now.tzinfo)
    if local.date() == now.date():
        return _("Then it comes today at %(time)s.") % {"time": date_format(local, "H:i")}
    return _("Then it comes on %(day)s.") % {"day": date_format(local, "l j F")}


def _last(until: dt.datetime, now: dt.datetime) -> str:
    return _("The last useful day is %(day)s.") % {"day": date_format(until.astimezone(now.tzinfo), "l j F")}


def _best_until(until: dt.datetime, now: dt.datetime) -> str:
    local = until.astimezone(now.tzinfo)
    if until <= now:
        return _("Its best time is over, and it still counts.")
    return _("Its best time ends before, on %(day)s.") % {"day": date_format(local, "l j F")}


def _day(request: Request, text: str) -> dt.date | None:
    """A day that a step can be put off until, None for any other text."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if request.now.date() < day <= request.now.date() + A_YEAR else None


def _until_a_day(request: Request, step: Step) -> HttpResponse:
    day = _day(request, request.POST.get("until", ""))
    if day is None:
        messages.error(request, NO_DAY)
        return redirect(came_from(request))
    return _told(request, *_put_off(request, step, day.isoformat(), date_format(day, "l j F")))


def _told(request: Request, event: Event, told: str) -> HttpResponse:
    messages.success(request, told, extra_tags=f"undo:{event.id}")
    return redirect(came_from(request))


def _recorded(request: Request, step: Step, happening: Happening) -> Event:
    kind, who, data = happening
    return record(step.candidacy_id, kind, request.now, who=[uuid.UUID(one) for one in who], data=data)


def _snoozed(step: Step, until: str) -> Happening:
    return "snoozed", _ids(step), {"step": step.step, "until": until}


def _skipped(step: Step, *, keep: bool) -> Happening:
    return "skipped", _ids(step), {"step": step.step, "keep": keep}


def _elsewhere_done(step: Step) -> Happening:
    return "touch_done_elsewhere", _ids(step), {"step": step.step, "channel": "email"}


def _put_off(request: Request, step: Step, until: str, words: str) -> tuple[Event, str]:
    return _recorded(request, step, _snoozed(step, until)), _("Put off until %(day)s.") % {"day": words}


def _days(days: int) -> Callable[[Request, Step], tuple[Event, str]]:
    def answer(request: Request, step: Step) -> tuple[Event, str]:
        until = request.now.date() + dt.timedelta(days=days)
        return _put_off(request, step, until.isoformat(), date_format(until, "l j F"))

    return answer


def _this_evening(now: dt.datetime) -> dt.datetime:
    return max(now, dt.datetime.combine(now.date(), EVENING, tzinfo=now.tzinfo))


def _evening(request: Request, step: Step) -> tuple[Event, str]:
    return _put_off(request, step, _this_evening(request.now).isoformat(), _("this evening"))


def _skip(keep: bool) -> Callable[[Request, Step], tuple[Event, str]]:
    def answer(request: Request, step: Step) -> tuple[Event, str]:
        event = _recorded(request, step, _skipped(step, keep=keep))
        return event, _("Passed over this time.") if keep else _("It does not come again.")

    return answer


def _elsewhere(request: Request, step: Step) -> tuple[Event, str]:
    return _recorded(request, step, _elsewhere_done(step)), _("Noted as done.")


def _keep_going(request: Request, step: Step) -> tuple[Event, str]:
    event = record(step.candidacy_id, "setting_changed", request.now, data={"key": "keep_going", "value": True})
    return event, _("It goes on.")


def _withdraw(request: Request, step: Step) -> tuple[Event, str]:
    return record(step.candidacy_id, "withdrawal", request.now), _("Closed. A short letter to them is next.")


def _ids(step: Step) -> list[str]:
    return [step.to] if step.to not in {"", "candidate"} else []


def _who(step: Step) -> list[uuid.UUID]:
    return [uuid.UUID(one) for one in _ids(step)]


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
