"""I have one coming up: when and where, for the sheet before and the reminders."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from afterword.app.access import zone_of
from afterword.app.actions.arrange import arrange
from afterword.app.models import Candidacy
from afterword.app.pages.fields import A_YEAR, Email, Line, Moment
from afterword.app.request import Request
from afterword.candidacy import candidacy as noun
from afterword.candidacy.contact import Contact
from afterword.card import typed


class TimeForm(forms.Form):
    """When a talk is."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    starts = Moment(gettext_lazy("When does it begin?"))
    minutes = forms.ChoiceField(
        label=gettext_lazy("How long?"),
        choices=[
            ("30", gettext_lazy("Half an hour")),
            ("60", gettext_lazy("An hour")),
            ("120", gettext_lazy("Two hours")),
            ("240", gettext_lazy("Half a day")),
        ],
        widget=forms.RadioSelect,
        initial="60",
    )

    def __init__(self, *args: Any, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._now = now

    def clean_starts(self) -> dt.datetime:
        """Return the moment. Raises ValidationError for one that has passed or is far off."""
        starts: dt.datetime = self.cleaned_data["starts"]
        if starts < self._now:
            raise forms.ValidationError(_("This has passed. Use “I just came out” or “I’m waiting to hear” for it."))
        if starts > self._now + A_YEAR:
            raise forms.ValidationError(_("This is more than a year ahead. Please check the year."))
        return starts

    def times(self) -> tuple[dt.datetime, dt.datetime]:
        """Return the beginning and the end of a valid form."""
        starts: dt.datetime = self.cleaned_data["starts"]
        return starts, starts + dt.timedelta(minutes=int(self.cleaned_data["minutes"]))


class ComingForm(TimeForm):
    """Only the time is needed, and a word for the firm."""

    candidacy = forms.UUIDField(required=False, widget=forms.HiddenInput)
    company = Line(gettext_lazy("Firm"), autocomplete="organization")
    role = Line(gettext_lazy("The role"), autocomplete="organization-title")
    format = forms.ChoiceField(
        label=gettext_lazy("How will you talk?"),
        choices=[
            ("onsite", gettext_lazy("Face to face")),
            ("video", gettext_lazy("On video")),
            ("phone", gettext_lazy("By phone")),
        ],
        widget=forms.RadioSelect,
        initial="onsite",
    )
    name = Line(gettext_lazy("With whom, if you know"))
    email = Email(gettext_lazy("Their e-mail, if you know it"))

    def clean(self) -> dict[str, Any]:
        """Raise ValidationError where nothing says which firm it is."""
        said = super().clean() or self.cleaned_data
        if not (said.get("company") or said.get("candidacy") or said.get("name")) and "company" not in self.errors:
            self.add_error("company", _("Give the firm or a name, so that you know it again."))
        return said


@require_http_methods(["GET", "HEAD", "POST"])
def coming_up(request: Request) -> HttpResponse:
    """Show the form; record the talk and open the sheet. `?candidacy=` is a further talk there."""
    asked = request.GET.get("candidacy")
    standing = Candidacy.objects.filter(id=uuid.UUID(asked)).first() if asked and _is_id(asked) else None
    initial = {"id": uuid.uuid4(), "candidacy": standing.id if standing else None}
    form = ComingForm(request.POST if request.method == "POST" else None, now=request.now, initial=initial)
    if request.method != "POST" or not form.is_valid():
        return render(
            request, "coming_up.html", {"form": form, "standing": standing}, status=422 if form.is_bound else 200
        )
    said = form.cleaned_data
    starts, ends = form.times()
    contact = typed.with_email(typed.with_name(Contact(company=said["company"] or None), said["name"]), said["email"])
    me = request.candidate
    event = arrange(
        request.now,
        noun.Candidacy(
            said["company"] or said["name"], said["role"] or None, me.country or None, None, str(zone_of(me))
        ),
        starts=starts,
        ends=ends,
        format=said["format"],
        contact=contact if said["name"] or said["email"] else None,
        standing=said["candidacy"],
        id=said["id"],
    )
    return redirect("sheet", event.candidacy_id)


def _is_id(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
