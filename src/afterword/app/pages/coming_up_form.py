"""The form of a talk that is coming up: typed by hand, or filled in by an invitation."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from afterword.app.models import Candidacy
from afterword.app.pages.fields import A_YEAR, Email, Files, Line, Moment, Zone
from afterword.candidacy.contact import Contact
from afterword.card.invitation import Invitation

MOST_GUESTS = 10
PASTED = 400_000
"""Characters of a pasted invitation, or of the mail it came in."""

GUESTS = (
    ("interviewer", gettext_lazy("Talks with me")),
    ("hr", gettext_lazy("Arranges it")),
    ("", gettext_lazy("Neither")),
)
OTHER = "other"
NEW = "new"

_LENGTHS = (
    ("30", gettext_lazy("Half an hour")),
    ("60", gettext_lazy("An hour")),
    ("120", gettext_lazy("Two hours")),
    ("240", gettext_lazy("Half a day")),
)
_READ = {
    "hx-post": reverse_lazy("coming_up"),
    "hx-trigger": "change",
    "hx-encoding": "multipart/form-data",
    "hx-vals": '{"do": "read"}',
    "hx-target": "#coming-up",
    "hx-swap": "outerHTML",
    "hx-indicator": "#reading",
}


class TimeForm(forms.Form):
    """When a talk is. zones: (name, what it is) to choose from, where the zone must be asked; length: minutes."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    starts = Moment(gettext_lazy("When does it begin?"))
    zone = forms.ChoiceField(
        label=gettext_lazy("In which time zone is that?"), required=False, widget=forms.RadioSelect
    )
    other_zone = Zone(gettext_lazy("Another zone"), help_text=gettext_lazy("Such as America/Los_Angeles."))
    minutes = forms.ChoiceField(label=gettext_lazy("How long?"), widget=forms.RadioSelect, initial="60")

    def __init__(
        self,
        *args: Any,
        now: dt.datetime,
        zones: Sequence[tuple[str, str]] = (),
        length: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._now = now
        usual = [one for one, _label in _LENGTHS]
        own = [(str(length), _("%(count)d minutes") % {"count": length})] if length and str(length) not in usual else []
        field = self.fields["minutes"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*own, *_LENGTHS]
        asked = self.fields["zone"]
        assert isinstance(asked, forms.ChoiceField)
        asked.choices = [*zones, (OTHER, _("Another one"))]
        if not zones:
            del self.fields["zone"], self.fields["other_zone"]

    def clean(self) -> dict[str, Any]:
        """Read the time in the zone that was said. Raises ValidationError for a time that cannot be."""
        said = super().clean() or self.cleaned_data
        starts: dt.datetime | None = said.get("starts")
        if starts and "zone" in self.fields:
            name = said.get("other_zone") if said.get("zone") == OTHER else said.get("zone")
            if not name and "other_zone" not in self.errors:
                self.add_error("zone", _("Say in which zone the time is: half a day could hang on it."))
                return said
            if name:
                starts = said["starts"] = timezone.localtime(starts).replace(tzinfo=ZoneInfo(name))
        if starts and starts < self._now:
            self.add_error("starts", _("This has passed. Use “I just came out” or “I’m waiting to hear” for it."))
        if starts and starts > self._now + A_YEAR:
            self.add_error("starts", _("This is more than a year ahead. Please check the year."))
        return said

    def times(self) -> tuple[dt.datetime, dt.datetime]:
        """Return the beginning and the end of a valid form."""
        starts: dt.datetime = self.cleaned_data["starts"].astimezone(dt.UTC)
        return starts, starts + dt.timedelta(minutes=int(self.cleaned_data["minutes"]))


class ComingForm(TimeForm):
    """Only the time is needed, and a word for the firm. one: the invitation that fills it in."""

    file = Files(
        gettext_lazy("The invitation, if you have one"),
        accept=".ics,.eml,.txt,text/calendar,message/rfc822",
        most=1,
        attrs=_READ,
    )
    pasted = forms.CharField(
        label=gettext_lazy("The text of the invitation, or the whole mail"),
        required=False,
        max_length=PASTED,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    found = forms.CharField(required=False, max_length=PASTED, widget=forms.HiddenInput)
    which = forms.CharField(required=False, max_length=3, widget=forms.HiddenInput)
    candidacy = forms.UUIDField(required=False, widget=forms.HiddenInput)
    goes_on = forms.ChoiceField(label=gettext_lazy("Which candidacy is it?"), required=False, widget=forms.RadioSelect)
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

    def __init__(
        self,
        *args: Any,
        one: Invitation | None = None,
        guests: Sequence[Contact] = (),
        standing: Sequence[Candidacy] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, length=one.minutes if one else None, **kwargs)
        field = self.fields["goes_on"]
        assert isinstance(field, forms.ChoiceField)
        going_on = [(str(row.id), row.company or row.role or _("Your candidacy")) for row in standing]
        field.choices = [*going_on, (NEW, _("A new one"))]
        if not standing:
            del self.fields["goes_on"]
        self.guests = guests[:MOST_GUESTS]
        for number, guest in enumerate(self.guests):
            self.fields[f"guest_{number}"] = forms.ChoiceField(
                label=guest_name(guest), choices=GUESTS, required=False, widget=forms.RadioSelect
            )

    @property
    def guest_fields(self) -> list[forms.BoundField]:
        """The fields of those whom the invitation names."""
        return [self[f"guest_{number}"] for number in range(len(self.guests))]

    def clean(self) -> dict[str, Any]:
        """Raise ValidationError where nothing says which firm it is."""
        said = super().clean()
        known = said.get("company") or self.standing() or said.get("name") or self.people()
        if not known and "company" not in self.errors:
            self.add_error("company", _("Give the firm or a name, so that you know it again."))
        return said

    def standing(self) -> Any:
        """Return the id of the candidacy that goes on, None for a new one."""
        chosen = self.cleaned_data.get("goes_on")
        return chosen if chosen and chosen != NEW else None if chosen else self.cleaned_data.get("candidacy")

    def people(self) -> list[tuple[Contact, Any]]:
        """Return whom the invitation names and what they do, without those who do neither."""
        said = [(guest, self.cleaned_data.get(f"guest_{number}")) for number, guest in enumerate(self.guests)]
        return [(guest, part) for guest, part in said if part]


def guest_name(guest: Contact) -> str:
    """Return a guest in one line: the name, else the address."""
    return guest.name or next((email.value for email in guest.emails), "")
