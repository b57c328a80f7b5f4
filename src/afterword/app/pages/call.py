"""The call sheet: whom, when, what to say; and what came of the call in two taps."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from afterword.app.access import zone_of
from afterword.app.actions.log_call import Call, Instead, Outcome, Said, log_call
from afterword.app.actions.record import record
from afterword.app.models import Participation
from afterword.app.pages.fields import A_YEAR, Date, Email, Line, Phone, id_of
from afterword.app.pages.words import CALLS, ROLES, STEPS, STOPS, happened
from afterword.app.queries.call import Sheet, sheet
from afterword.app.queries.today import said
from afterword.app.request import Request
from afterword.candidacy.candidacy import Role
from afterword.candidacy.contact import Contact
from afterword.card import typed
from afterword.followup.calendar import Calendar, Slot, hours

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

OUTCOMES: "dict[str, _StrPromise]" = {
    **CALLS,
    "date": gettext_lazy("They named a date"),
    "offer": gettext_lazy("They decided for you"),
    "rejection": gettext_lazy("They decided for somebody else"),
    "no_contact": gettext_lazy("They want no more contact"),
    "wrong_person": gettext_lazy("It is somebody else"),
}
"""What a button of the sheet says; the first three need nothing more."""

SPOKEN: dict[str, Said | None] = {
    "date": None, "offer": "offer", "rejection": "rejection", "no_contact": "no_contact_asked",
}  # fmt: skip
"""Outcomes of a talk, and what each is besides."""

FINDERS = ("hr", "hiring_manager", "recruiter", "agency", "assistant")
"""What somebody can be who is named as the one to ask."""

SLOT = dt.timedelta(minutes=15)
"""A step that is due within it is due: the plan counts in quarters of an hour."""

LEFT_OUT = frozenset({"fax", "home"})
ON_THE_CARD = frozenset({"qr", "vcard", "ocr"})


class CallForm(forms.Form):
    """What came of a call. parts: who may decide or be asked instead; today: no day it names is before."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        choices=list(OUTCOMES.items()), error_messages={"required": gettext_lazy("Say how it went.")}
    )
    note = forms.CharField(
        label=gettext_lazy("What they say"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    back_on = Date(gettext_lazy("On which day, if they said so"))
    named = Date(gettext_lazy("They decide by"))
    decider = forms.ChoiceField(label=gettext_lazy("Who decides"), required=False)
    until = Date(gettext_lazy("Until when, if they said so"))
    instead = forms.ChoiceField(label=gettext_lazy("Who it is"), required=False)
    name = Line(gettext_lazy("Name"))
    phone = Phone(gettext_lazy("Direct number"))
    email = Email(gettext_lazy("E-mail"))
    role = forms.ChoiceField(
        label=gettext_lazy("Their part"),
        required=False,
        choices=[(role, ROLES[role]) for role in FINDERS],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, today: dt.date, parts: Iterable[Participation], called: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        known = [(str(part.person_id), part.person.name or part.person.email) for part in parts]
        _choices(self, "decider", [("", _("They did not say")), *known])
        _choices(self, "instead", [("", _("Somebody new")), *(one for one in known if one[0] != called)])

    def clean_back_on(self) -> dt.date | None:
        """Return the day. Raises ValidationError for one that is over or far off."""
        return self._coming("back_on")

    def clean_named(self) -> dt.date | None:
        """Return the day. Raises ValidationError for one that is over or far off."""
        return self._coming("named")

    def clean_until(self) -> dt.date | None:
        """Return the day. Raises ValidationError for one that is over or far off."""
        return self._coming("until")

    def clean(self) -> dict[str, Any]:
        """Raise ValidationError for a date that was named and is not given."""
        told = super().clean() or self.cleaned_data
        if told.get("outcome") == "date" and not told.get("named") and "named" not in self.errors:
            self.add_error("named", _("Say which date they named."))
        return told

    def _coming(self, name: str) -> dt.date | None:
        day: dt.date | None = self.cleaned_data[name]
        if day and day < self._today:
            raise forms.ValidationError(_("This day is over. Please check the date."))
        if day and day > self._today + A_YEAR:
            raise forms.ValidationError(_("This is more than a year ahead. Please check the year."))
        return day


@dataclass(frozen=True, slots=True)
class Number:
    """A number to dial. why: where it is from, where that matters."""

    value: str
    why: str


@dataclass(frozen=True, slots=True)
class Clocks:
    """The time of day there and here, "" where both are one. good: whether offices are open there.

    opens: when they open next, here and there.
    """

    there: str
    here: str
    place: str
    good: bool
    opens: dt.datetime | None
    opens_there: str


@dataclass(frozen=True, slots=True)
class Context:
    """numbers: the first is the one to dial; left_out: what kinds of numbers are known and not to be called.

    barred: the stop that leaves no call, "" where there is none; early: whether the plan would still wait;
    noted: what was just kept, next: what follows it; write: where the step can be written instead;
    opened: the outcome whose fields were filled in wrongly.
    """

    sheet: Sheet
    step: str
    name: str
    title: str
    numbers: list[Number]
    left_out: list[str]
    why: str
    clocks: Clocks
    barred: str
    early: bool
    noted: str
    next: str
    write: str
    opened: str


@require_http_methods(["GET", "HEAD", "POST"])
def call(request: Request, candidacy_id: uuid.UUID, step: str) -> HttpResponse:
    """Show the sheet on one page, and keep what came of the call."""
    if step not in STEPS:
        raise Http404
    seen = sheet(candidacy_id, step, request.now, request.candidate.language)
    given = request.POST if request.method == "POST" else None
    called = str(seen.person.id) if seen.person else ""
    start = {"id": uuid.uuid4(), "role": "hr"}
    form = CallForm(given, today=request.now.date(), parts=seen.parts, called=called, initial=start)
    if form.is_bound and form.is_valid():
        event = log_call(request.now, candidacy_id, _told(step, seen, form.cleaned_data), id=form.cleaned_data["id"])
        messages.success(request, _("The call is kept."), extra_tags=f"undo:{event.id}")
        return redirect(f"{reverse('call', args=[candidacy_id, step])}?noted={event.id}#noted")
    context = _context(request, seen, step, opened=str(form.data.get("outcome", "")) if form.is_bound else "")
    return render(request, "call.html", {"page": context, "form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def rehearse(request: Request, candidacy_id: uuid.UUID, step: str) -> HttpResponse:
    """Show the words in large type, one card after the other; all that is kept is that it was rehearsed."""
    if step not in STEPS:
        raise Http404
    seen = sheet(candidacy_id, step, request.now, request.candidate.language)
    if request.method == "POST":
        event = record(candidacy_id, "setting_changed", request.now, data={"key": "rehearsed", "value": step})
        messages.success(request, _("Kept: you rehearsed it."), extra_tags=f"undo:{event.id}")
        return redirect("call", candidacy_id, step)
    return render(request, "rehearse.html", {"page": _context(request, seen, step)})


def _told(step: str, seen: Sheet, told: dict[str, Any]) -> Call:
    """The call, as the button and the fields beside it tell."""
    outcome = told["outcome"]
    return Call(
        step,
        cast("Outcome", "spoke" if outcome in SPOKEN else outcome),
        seen.person.id if seen.person else None,
        back_on=told["back_on"],
        named=told["named"],
        decider=uuid.UUID(told["decider"]) if told["decider"] else None,
        note=told["note"],
        said=SPOKEN.get(outcome),
        until=told["until"],
        instead=_instead(seen, told) if outcome == "wrong_person" else None,
    )


def _instead(seen: Sheet, told: dict[str, Any]) -> Instead | None:
    """Who is to be asked instead, None where nobody was named."""
    if told["instead"]:
        return Instead(uuid.UUID(told["instead"]))
    contact = Contact(company=seen.candidacy.company or None, region=seen.candidacy.country or None)
    changes: tuple[tuple[str, Callable[[Contact, str | None], Contact]], ...] = (
        ("name", typed.with_name), ("email", typed.with_email), ("phone", typed.with_phone),
    )  # fmt: skip
    for name, change in changes:
        contact = change(contact, told[name]) if told[name] else contact
    if not (contact.name or contact.emails or contact.phones):
        return None
    return Instead(contact=contact, role=cast("Role", told["role"] or "hr"))


def _context(request: Request, seen: Sheet, step: str, *, opened: str = "") -> Context:
    person = seen.person
    phones: list[dict[str, Any]] = person.value.get("phones", []) if person else []
    noted = _noted(request, seen)
    writes = person is not None and person.email and seen.step
    return Context(
        sheet=seen,
        step=step,
        name=(person.name or person.email or _("them")) if person else _("the switchboard"),
        title=str(STEPS[step]),
        numbers=[_number(phone) for phone in sorted(phones, key=_rank) if phone.get("kind") not in LEFT_OUT],
        left_out=[str(phone["kind"]) for phone in phones if phone.get("kind") in LEFT_OUT],
        why=said(seen.step.value, request.candidate.language) if seen.step else "",
        clocks=_clocks(request, seen),
        barred=str(STOPS.get(seen.candidacy.stopped, "")) if seen.step is None else "",
        early=seen.step is not None and request.now + SLOT < seen.step.due,
        noted=noted,
        next=_next(seen) if noted else "",
        write=reverse("write", args=[seen.candidacy.id, step, person.id]) if person and writes else "",
        opened=opened,
    )


def _noted(request: Request, seen: Sheet) -> str:
    """The call that was just kept, in words, unless it was taken back since."""
    noted = id_of(request.GET.get("noted"))
    event = seen.candidacy.events.filter(id=noted).first() if noted else None
    taken_back = seen.candidacy.events.filter(type="retracted", data__event=str(noted)).exists()
    return happened(event, _names(seen)) if event and not taken_back else ""


def _names(seen: Sheet) -> dict[str, str]:
    return {str(part.person_id): part.person.name or part.person.email for part in seen.parts}


def _rank(phone: dict[str, Any]) -> int:
    """The number of the desk first, a mobile last."""
    return {"work": 0, "mobile": 2}.get(phone.get("kind", ""), 1)


def _number(phone: dict[str, Any]) -> Number:
    """A number with where it is from: a mobile is called only where they gave it."""
    if phone.get("kind") != "mobile":
        return Number(phone["value"], "")
    origin = phone.get("origin")
    if origin in ON_THE_CARD:
        return Number(phone["value"], _("A mobile; it stands on their card."))
    if origin == "ics":
        return Number(phone["value"], _("A mobile; it stands in their invitation."))
    return Number(phone["value"], _("A mobile; call it only if they gave it to you."))


def _clocks(request: Request, seen: Sheet) -> Clocks:
    person, row = seen.person, seen.candidacy
    zone_name = (person.timezone if person else "") or row.timezone
    here = zone_of(request.candidate)
    zone = ZoneInfo(zone_name) if zone_name else here
    offices = Calendar((person.country if person else "") or row.country or None, row.subdivision or None, zone)
    slot = offices.first_slot(request.now, None, hours("office"))
    there = request.now.astimezone(zone)
    same = there.utcoffset() == request.now.astimezone(here).utcoffset()
    return Clocks(
        there=there.strftime("%H:%M"),
        here="" if same else request.now.astimezone(here).strftime("%H:%M"),
        place=str(zone).rpartition("/")[2].replace("_", " "),
        good=_is_open(slot, request.now),
        opens=slot.begins.astimezone(here) if slot and not _is_open(slot, request.now) else None,
        opens_there=slot.begins.astimezone(zone).strftime("%H:%M") if slot and not same else "",
    )


def _is_open(slot: Slot | None, now: dt.datetime) -> bool:
    return slot is not None and slot.begins <= now <= slot.ends


def _next(seen: Sheet) -> str:
    """What follows, in one line: the stop, or the first step with whom it is for."""
    step = seen.next
    stopped = str(STOPS.get(seen.candidacy.stopped, ""))
    if step is None:
        return stopped or _("Nothing more is planned until something happens.")
    who = _names(seen).get(step.to, "")
    return " ".join(filter(None, [stopped, ", ".join(filter(None, [str(STEPS[step.step]), who])) + "."]))


def _choices(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
