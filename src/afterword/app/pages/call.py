"""The call sheet, and what came of the call."""

import uuid
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from afterword.app.access import zone_of
from afterword.app.actions.log_call import Call, log_call
from afterword.app.pages.words import STEPS
from afterword.app.queries.call import Sheet, sheet
from afterword.app.queries.today import said
from afterword.app.request import Request

_DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
WORDS_A_MINUTE = 150


class AfterForm(forms.Form):
    """What came of a call."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=gettext_lazy("How did it go?"),
        choices=[
            ("spoke", gettext_lazy("Spoke")),
            ("voicemail", gettext_lazy("Voicemail")),
            ("no_answer", gettext_lazy("No answer")),
            ("call_back", gettext_lazy("They’ll call back")),
        ],
        widget=forms.RadioSelect,
    )
    back_on = forms.DateField(label=gettext_lazy("When, if they said so"), required=False, widget=_DATE)
    named = forms.DateField(
        label=gettext_lazy("A date for the decision, if they named one"), required=False, widget=_DATE
    )
    note = forms.CharField(
        label=gettext_lazy("What they said"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


@dataclass(frozen=True, slots=True)
class Context:
    """phones: the numbers to call, work first; local: the time of day there; good: whether it is a good moment."""

    sheet: Sheet
    name: str
    title: str
    phones: list[str]
    why: str
    local: str
    good: bool
    seconds: int


@require_safe
def call(request: Request, candidacy_id: uuid.UUID, step: str) -> HttpResponse:
    """Show the sheet on one page."""
    context = _context(request, candidacy_id, step)
    return render(request, "call.html", {"page": context, "form": AfterForm(initial={"id": uuid.uuid4()})})


@require_http_methods(["GET", "HEAD", "POST"])
def after(request: Request, candidacy_id: uuid.UUID, step: str) -> HttpResponse:
    """Keep what happened in the call."""
    context = _context(request, candidacy_id, step)
    wanted = request.GET.get("outcome", "")
    form = AfterForm(request.POST or None, initial={"id": uuid.uuid4(), "outcome": wanted})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        person = context.sheet.person
        done = Call(step, told["outcome"], person.id if person else None, told["back_on"], told["named"], told["note"])
        event = log_call(request.now, candidacy_id, done, id=told["id"])
        messages.success(request, _("Kept."), extra_tags=f"undo:{event.id}")
        return redirect("candidacy", candidacy_id)
    return render(request, "after_call.html", {"page": context, "form": form}, status=422 if form.is_bound else 200)


def _context(request: Request, candidacy_id: uuid.UUID, step: str) -> Context:
    seen = sheet(candidacy_id, step, request.now, request.candidate.language)
    person = seen.person
    zone_name = (person.timezone if person else "") or seen.candidacy.timezone
    there = request.now.astimezone(ZoneInfo(zone_name) if zone_name else zone_of(request.candidate))
    value = person.value if person else {}
    phones = sorted(value.get("phones", []), key=lambda phone: phone.get("kind") not in {"work", "mobile"})
    spoken = len(seen.voicemail.body.split()) if seen.voicemail else 0
    return Context(
        seen,
        (person.name or person.email) if person else _("the switchboard"),
        str(STEPS.get(step, "")),
        [phone["value"] for phone in phones if phone.get("kind") not in {"fax", "home"}],
        said(seen.step.value, request.candidate.language) if seen.step else "",
        there.strftime("%H:%M"),
        8 <= there.hour < 18 and there.weekday() < 5,
        round(spoken * 60 / WORDS_A_MINUTE),
    )
