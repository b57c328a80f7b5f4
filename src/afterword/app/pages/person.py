"""One person: how to reach them, what they cared about, what they were given and what they were asked."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from afterword import shapes
from afterword.app.actions.erase_person import erase_person
from afterword.app.actions.locate import locate
from afterword.app.models import Step
from afterword.app.pages.fields import Country, Zone
from afterword.app.pages.steps import Link, draft_of, links, rate
from afterword.app.pages.whereabouts import because, place_of
from afterword.app.pages.words import OUTCOMES, ROLES, STEPS
from afterword.app.queries.gives_and_asks import Ask
from afterword.app.queries.people import Whole, whole
from afterword.app.request import Request
from afterword.candidacy.contact import Contact
from afterword.followup.places import Place

SURE = 0.9
"""From this confidence on a detail of a card needs no second look."""

KINDS = {
    "work": gettext_lazy("Work"),
    "mobile": gettext_lazy("Mobile"),
    "fax": gettext_lazy("Fax"),
    "home": gettext_lazy("Private"),
}


BY = {
    "letter_sent": gettext_lazy("by mail"),
    "call_made": gettext_lazy("by call"),
    "voicemail_left": gettext_lazy("by voicemail"),
    "touch_done_elsewhere": gettext_lazy("elsewhere"),
}
"""How a question went out."""


class PlaceForm(forms.Form):
    """Where somebody works."""

    country = Country(gettext_lazy("Country"), unsaid=gettext_lazy("As the firm"))
    timezone = Zone(gettext_lazy("Time zone"), help_text=gettext_lazy("Such as America/Los_Angeles."))


@dataclass(frozen=True, slots=True)
class Detail:
    """A number or an address. doubtful: whether it is one to check."""

    value: str
    kind: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Next:
    """A step that waits for them, and where it is done."""

    step: Step
    title: str
    link: Link


@dataclass(frozen=True, slots=True)
class Context:
    """asks: each with what it was and how it went out; replies: when, what came, and its words.

    next: what waits for them; rate: how often something worth reading may go to them.
    """

    whole: Whole
    emails: list[Detail]
    phones: list[Detail]
    parts: list[tuple[uuid.UUID, str, str]]
    asks: list[tuple[Ask, str, str]]
    replies: list[tuple[dt.datetime, str, str]]
    next: list[Next]
    rate: str
    call: str
    erasing: bool
    place: Place | None
    because: str


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: Request, person_id: uuid.UUID) -> HttpResponse:
    """Show the person. Erasing is asked for on a page of its own (`?erase`), which says what goes."""
    do = request.POST.get("do", "")
    if do == "erase":
        name = erase_person(request.now, person_id)
        messages.success(request, _("%(name)s is erased.") % {"name": name or _("This person")})
        return redirect("people")
    seen = whole(person_id)
    known = {"country": seen.person.country, "timezone": seen.person.timezone}
    form = PlaceForm(request.POST if do == "locate" else None, initial=known)
    if form.is_bound and form.is_valid():
        locate(request.now, person_id, form.cleaned_data["country"], form.cleaned_data["timezone"])
        messages.success(request, _("Kept. The plan follows their days and hours."))
        return redirect("person", person_id)
    contact = shapes.convert(seen.person.value, Contact, "contact")[0]
    place = None if seen.person.timezone else place_of([contact], seen.person.country or None)
    context = _context(seen, erasing="erase" in request.GET, place=place)
    return render(request, "person.html", {"page": context, "form": form}, status=422 if form.is_bound else 200)


def _context(seen: Whole, *, erasing: bool, place: Place | None) -> Context:
    value = seen.person.value
    upcoming = [Next(step, str(STEPS[step.step]), links(step, draft_of(step, seen.letters))[0]) for step in seen.steps]
    phones = [_detail(phone) for phone in value.get("phones", [])]
    calls = next((part for part in seen.parts if not part.candidacy.stopped), None)
    step = upcoming[0].step.step if upcoming else "follow_up_1"
    return Context(
        whole=seen,
        emails=[_detail(email) for email in value.get("emails", [])],
        phones=phones,
        parts=[
            (part.candidacy_id, part.candidacy.company, ", ".join(str(ROLES[role]) for role in part.roles))
            for part in seen.parts
        ],
        asks=[(ask, str(STEPS.get(ask.kind, ask.kind)), str(BY[ask.by])) for ask in seen.both.asks],
        replies=[
            (mail.at, str(OUTCOMES.get(mail.value.get("outcome") or "", "")), mail.value.get("text") or "")
            for mail in seen.replies
        ],
        next=upcoming,
        rate=rate((calls or seen.parts[0]).candidacy.settings) if seen.parts else "",
        call=reverse("call", args=[calls.candidacy_id, step]) if calls and phones else "",
        erasing=erasing,
        place=place,
        because=because(place) if place else "",
    )


def _detail(row: dict[str, object]) -> Detail:
    confidence = row.get("confidence")
    doubtful = isinstance(confidence, (int, float)) and confidence < SURE
    return Detail(str(row["value"]), str(KINDS.get(str(row.get("kind")), "")), doubtful)
