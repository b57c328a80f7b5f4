"""The call sheet, and what came of the call."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from afterword.app.access import zone_of
from afterword.app.actions.log_call import Call, log_call
from afterword.app.models import Participation
from afterword.app.pages.fields import A_YEAR, Date
from afterword.app.pages.words import STEPS
from afterword.app.queries.call import Sheet, sheet
from afterword.app.queries.today import said
from afterword.app.request import Request
from afterword.followup.calendar import Calendar, hours

WORDS_A_MINUTE = 150
"""How fast a voicemail is spoken."""

OUTCOMES = (
    ("spoke", gettext_lazy("Spoke")),
    ("voicemail", gettext_lazy("Voicemail")),
    ("no_answer", gettext_lazy("No answer")),
    ("call_back", gettext_lazy("They’ll call back")),
)


class AfterForm(forms.Form):
    """What came of a call. parts: who may decide; today: no day it names is before."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(label=gettext_lazy("How did it go?"), choices=OUTCOMES, widget=forms.RadioSelect)
    note = forms.CharField(
        label=gettext_lazy("What they said"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )
    back_on = Date(gettext_lazy("The day they call back"))
    named = Date(gettext_lazy("They decide by"))
    decider = forms.ChoiceField(label=gettext_lazy("Who decides"), required=False)

    def __init__(self, *args: Any, today: dt.date, parts: Iterable[Participation] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        field = self.fields["decider"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("They did not say")),
            *((str(part.person_id), part.person.name or part.person.email) for part in parts),
        ]

    def clean_back_on(self) -> dt.date | None:
        """Return the day. Raises ValidationError for one that is over or far off."""
        return self._coming("back_on")

    def clean_named(self) -> dt.date | None:
        """Return the day. Raises ValidationError for one that is over or far off."""
        return self._coming("named")

    def _coming(self, name: str) -> dt.date | None:
        day: dt.date | None = self.cleaned_data[name]
        if day and day < self._today:
            raise forms.ValidationError(_("This day is over. Please check the date."))
        if day and day > self._today + A_YEAR:
            raise forms.ValidationError(_("This is more than a year ahead. Please check the year."))
        return day


@dataclass(frozen=True, slots=True)
class Context:
    """phones: the numbers to call, work first; local: the time of day there; good: whether offices are open there.

    early: whether the plan would still wait; seconds: of the voicemail.
    """

    sheet: Sheet
    step: str
    name: str
    title: str
    phones: list[str]
    why: str
    local: str
    good: bool
    early: bool
    seconds: int
    outcomes: tuple[tuple[str, object], ...] = OUTCOMES


@require_safe
def call(request: Request, candidacy_id: uuid.UUID, step: str) -> HttpResponse:
    """Show the sheet on one page."""
    return render(request, "call.html", {"page": _context(request, candidacy_id, step)})


@require_http_methods(["GET", "HEAD", "POST"])
def after(request: Request, candidacy_id: uuid.UUID, step: str) -> HttpResponse:
    """Keep what happened in the call. What the sheet sends (`from_sheet`) only fills the form in."""
    context = _context(request, candidacy_id, step)
    heard = request.POST if "from_sheet" in request.POST else request.GET
    given = request.POST if request.method == "POST" and heard is not request.POST else None
    initial = {"id": uuid.uuid4(), "outcome": heard.get("outcome", ""), "note": heard.get("note", "")}
    form = AfterForm(given, today=request.now.date(), parts=context.sheet.parts, initial=initial)
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        person = context.sheet.person
        decider = uuid.UUID(told["decider"]) if told["decider"] else None
        done = Call(
            step, told["outcome"], person.id if person else None, told["back_on"], told["named"], decider, told["note"]
        )
        event = log_call(request.now, candidacy_id, done, id=told["id"])
        messages.success(request, _("The call is kept."), extra_tags=f"undo:{event.id}")
        return redirect(f"{reverse('candidacy', args=[candidacy_id])}?called={step}")
    return render(request, "after_call.html", {"page": context, "form": form}, status=422 if form.is_bound else 200)


def _context(request: Request, candidacy_id: uuid.UUID, step: str) -> Context:
    if step not in STEPS:
        raise Http404
    seen = sheet(candidacy_id, step, request.now, request.candidate.language)
    person = seen.person
    zone_name = (person.timezone if person else "") or seen.candidacy.timezone
    zone = ZoneInfo(zone_name) if zone_name else zone_of(request.candidate)
    country = (person.country if person else "") or seen.candidacy.country
    offices = Calendar(country or None, seen.candidacy.subdivision or None, zone)
    open_there = offices.slot_on(offices.date(request.now), hours("office"))
    value = person.value if person else {}
    phones = sorted(value.get("phones", []), key=lambda phone: phone.get("kind") not in {"work", "mobile"})
    spoken = len(seen.voicemail.body.split()) if seen.voicemail else 0
    return Context(
        sheet=seen,
        step=step,
        name=(person.name or person.email or _("them")) if person else _("the switchboard"),
        title=str(STEPS[step]),
        phones=[phone["value"] for phone in phones if phone.get("kind") not in {"fax", "home"}],
        why=said(seen.step.value, request.candidate.language) if seen.step else "",
        local=request.now.astimezone(zone).strftime("%H:%M"),
        good=open_there is not None and open_there.begins <= request.now <= open_there.ends,
        early=seen.step is not None and request.now < seen.step.due,
        seconds=round(spoken * 60 / WORDS_A_MINUTE),
    )
