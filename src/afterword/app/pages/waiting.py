"""I'm waiting to hear: when it was and what was sent; the plan starts there."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from afterword.app.access import zone_of
from afterword.app.actions.capture import Met, Talk
from afterword.app.actions.wait import wait
from afterword.app.pages.fields import A_YEAR, Date, Email, Line, Phone
from afterword.app.request import Request
from afterword.candidacy import candidacy as noun
from afterword.candidacy.contact import Contact
from afterword.card import typed

ROLES: dict[str, noun.Role] = {"them": "interviewer", "hr": "hr", "recruiter": "recruiter", "agency": "agency"}
NOON = dt.time(12)


class WaitingForm(forms.Form):
    """Only the day is needed."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    day = Date(gettext_lazy("When was the interview?"), required=True)
    company = Line(gettext_lazy("Firm"), autocomplete="organization")
    role = Line(gettext_lazy("The role"), autocomplete="organization-title")
    sent = forms.ChoiceField(
        label=gettext_lazy("What did you send since?"),
        choices=[
            ("nothing", gettext_lazy("Nothing yet")),
            ("thanks", gettext_lazy("A thank-you")),
            ("asked", gettext_lazy("A thank-you, and I asked how things stand")),
        ],
        widget=forms.RadioSelect,
        initial="nothing",
    )
    asked_on = Date(gettext_lazy("When you asked, if you did"))
    date = Date(gettext_lazy("Did they name a date for the decision?"))
    hears = forms.ChoiceField(
        label=gettext_lazy("Who will you hear from?"),
        choices=[
            ("them", gettext_lazy("Who I talked with")),
            ("hr", gettext_lazy("HR")),
            ("recruiter", gettext_lazy("A recruiter of theirs")),
            ("agency", gettext_lazy("An agency")),
            ("unsaid", gettext_lazy("They didn’t say")),
        ],
        widget=forms.RadioSelect,
        initial="unsaid",
    )
    name = Line(gettext_lazy("Their name, if you know it"))
    email = Email(gettext_lazy("Their e-mail, if you know it"))
    phone = Phone(gettext_lazy("Their phone, if you know it"))

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean_day(self) -> dt.date:
        """Return the day. Raises ValidationError for one to come or long past."""
        day: dt.date = self.cleaned_data["day"]
        if day > self._today:
            raise forms.ValidationError(_("This day is still to come. Use “I have one coming up” for it."))
        if self._today - day > A_YEAR:
            raise forms.ValidationError(_("This is more than a year ago. Please check the year."))
        return day

    def clean(self) -> dict[str, Any]:
        """Raise ValidationError where the days contradict each other."""
        said = super().clean() or self.cleaned_data
        day, asked, date = said.get("day"), said.get("asked_on"), said.get("date")
        if day and asked and not day <= asked <= self._today:
            self.add_error("asked_on", _("This must lie between the interview and today."))
        if day and date and date < day:
            self.add_error("date", _("This is before the interview. Leave it empty if none was named."))
        return said


@require_http_methods(["GET", "HEAD", "POST"])
def waiting(request: Request) -> HttpResponse:
    """Show the form; keep what it says and show the plan."""
    today = request.now.date()
    form = WaitingForm(request.POST if request.method == "POST" else None, today=today, initial={"id": uuid.uuid4()})
    if request.method != "POST" or not form.is_valid():
        return render(request, "waiting.html", {"form": form}, status=422 if form.is_bound else 200)
    said = form.cleaned_data
    day: dt.date = said["day"]
    zone = zone_of(request.candidate)

    def at(date: dt.date) -> dt.datetime:
        return min(dt.datetime.combine(date, NOON, tzinfo=zone), request.now)

    asked = at(said["asked_on"] or today) if said["sent"] == "asked" else None
    thanked = min(at(day + dt.timedelta(days=1)), request.now) if said["sent"] != "nothing" else None
    row = wait(request.now, _talk(request, said, at(day)), thanked=thanked, asked=asked, id=said["id"])
    messages.success(request, _("Kept. This is how it goes on."))
    return redirect("candidacy", row.id)


def _talk(request: Request, said: dict[str, Any], ended: dt.datetime) -> Talk:
    company = said["company"] or _("Interview of %(day)s") % {"day": date_format(ended, "j F")}
    me = request.candidate
    contact = typed.with_phone(
        typed.with_email(typed.with_name(Contact(company=said["company"] or None), said["name"]), said["email"]),
        said["phone"],
    )
    known = bool(said["name"] or said["email"] or said["phone"])
    part = ROLES.get(said["hears"], "interviewer")
    met = (Met(contact, (part,)),) if known and part == "interviewer" else ()
    return Talk(
        firm=noun.Candidacy(company, said["role"] or None, me.country or None, None, str(zone_of(me))),
        kind="interview_held",
        format="",
        ended=ended,
        met=met,
        hears=0 if met and said["hears"] == "them" else Met(contact, (part,)) if known and not met else None,
        decision=("decision_date_named", said["date"]) if said["date"] else None,
    )
