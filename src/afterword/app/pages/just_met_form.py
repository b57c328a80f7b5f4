"""The form of a talk that just ended: who it was, what held their interest, what they said about deciding."""

import datetime as dt
import uuid
from typing import Any, get_args

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from afterword.app.pages.fields import A_YEAR, Country, Date, Email, Files, Line, Moment, Phone, Zone
from afterword.candidacy.candidacy import Role
from afterword.candidacy.events import EventType

MOST_PEOPLE = 10
MOST_FILES = 10
NOTE_LENGTH = 4_000_000
"""Characters that the room of the notes reads."""

ACCEPT = "image/*,.heic,.vcf,.ics,.eml,.txt"
SOON = dt.timedelta(minutes=15)

_READ = {
    "hx-post": reverse_lazy("just_met"),
    "hx-trigger": "change",
    "hx-encoding": "multipart/form-data",
    "hx-vals": '{"do": "read"}',
    "hx-target": "#capture-people",
    "hx-swap": "outerHTML",
    "hx-indicator": "#reading",
}
_FIND = {
    "hx-post": reverse_lazy("just_met"),
    "hx-trigger": "input changed delay:900ms",
    "hx-params": "csrfmiddlewaretoken,do,notes,rows,person-0-name",
    "hx-vals": '{"do": "found"}',
    "hx-target": "#found",
    "hx-sync": "this:replace",
}
"""With htmx a card is read as soon as it is chosen, and notes while they are written."""

HOW: dict[str, tuple[EventType, str]] = {
    "onsite": ("interview_held", "onsite"),
    "video": ("interview_held", "video"),
    "phone": ("interview_held", "phone"),
    "screen": ("screen_held", "phone"),
    "one_way": ("one_way_held", "one_way"),
}
"""What each answer is as an event, and its format."""


class TalkForm(forms.Form):
    """Everything about the talk but the people. Only a firm or somebody's name is needed."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    company = Line(_("Firm"), autocomplete="organization")
    role = Line(_("Your role there"), autocomplete="organization-title")
    cards = Files(_("Photo of the card, or a file"), accept=ACCEPT, most=MOST_FILES, attrs=_READ)
    pasted = forms.CharField(
        label=_("Or paste what you have"),
        help_text=_("A signature, an invitation, the lines of a card."),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    pasted_read = forms.CharField(required=False, widget=forms.HiddenInput)
    how = forms.ChoiceField(
        label=_("How did you talk?"),
        choices=[
            ("onsite", _("Face to face")),
            ("video", _("On video")),
            ("phone", _("By phone")),
            ("screen", _("A first call with a recruiter")),
            ("one_way", _("A recording, with nobody there")),
        ],
        widget=forms.RadioSelect,
        initial="onsite",
    )
    ended = Moment(_("When did it end?"))
    notes = forms.CharField(
        label=_("What did they keep coming back to?"),
        help_text=_("Their own words are best. Work or personal, both count."),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", **_FIND}),
    )
    subject_1 = Line(_("First subject"))
    subject_2 = Line(_("Second subject"))
    subject_3 = Line(_("Third subject"))
    decides = forms.ChoiceField(
        label=_("When will they decide?"),
        choices=[
            ("this_week", _("This week")),
            ("two_weeks", _("Within two weeks")),
            ("date", _("On a date")),
            ("will_contact", _("They will contact me")),
            ("unsaid", _("They didn’t say")),
        ],
        widget=forms.RadioSelect,
        initial="unsaid",
    )
    decides_on = Date(_("The date, if they named one"))
    hears = forms.ChoiceField(
        label=_("Who will you hear from?"),
        choices=[
            ("them", _("Who I talked with")),
            ("hr", _("HR")),
            ("recruiter", _("A recruiter of theirs")),
            ("agency", _("An agency")),
            ("unsaid", _("They didn’t say")),
        ],
        widget=forms.RadioSelect,
        initial="unsaid",
    )
    hears_name = Line(_("Their name, if you know it"))
    hears_email = Email(_("Their e-mail, if you know it"))
    country = Country(_("Country of the firm"))
    subdivision = Line(_("State or province"), length=6, help_text=_("Its short form, such as WA. Its holidays count."))
    timezone = Zone(_("Time zone"), help_text=_("Such as America/Los_Angeles."))
    same = forms.CharField(required=False, max_length=36)

    def __init__(self, *args: Any, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._now = now

    def clean_ended(self) -> dt.datetime:
        """Return the moment the talk ended, which has passed, but not long ago."""
        ended: dt.datetime = self.cleaned_data["ended"]
        if ended > self._now + SOON:
            raise forms.ValidationError(_("This is still ahead. For a talk to come, use “I have one coming up”."))
        if ended < self._now - A_YEAR:
            raise forms.ValidationError(_("This is more than a year ago. Please check the year."))
        return ended

    def clean_same(self) -> uuid.UUID | str | None:
        """Return the id of the candidacy that goes on, "new" for another one, None where nobody asked."""
        said: str = self.cleaned_data["same"]
        if said in {"", "new"}:
            return said or None
        try:
            return uuid.UUID(said)
        except ValueError as error:
            raise forms.ValidationError(_("Say whether it is the same candidacy.")) from error

    def clean(self) -> dict[str, Any]:
        """See that a date is there where one is meant, and that it is not before the talk."""
        cleaned = super().clean() or {}
        day, ended = cleaned.get("decides_on"), cleaned.get("ended")
        if cleaned.get("decides") == "date" and day is None and "decides_on" not in self.errors:
            self.add_error("decides_on", _("Name the date, or choose “They didn’t say”."))
        if day and ended and day < ended.date():
            self.add_error("decides_on", _("This is before the talk. See whether the month is right."))
        return cleaned

    def decision(self) -> tuple[EventType, dt.date | None] | None:
        """Return what was said about deciding as an event and its date; None for nothing."""
        said, day, ended = (self.cleaned_data[key] for key in ("decides", "decides_on", "ended"))
        if said == "unsaid":
            return None
        if said == "will_contact":
            return "will_contact_named", day
        to_friday = (4 - ended.weekday()) % 7
        days = {"this_week": to_friday, "two_weeks": 14}
        return "decision_date_named", day if said == "date" else ended.date() + dt.timedelta(days=days[said])


class PersonForm(forms.Form):
    """Somebody who was there. read: the contact that a card gave, as JSON; pictures: ids of its photos."""

    name = Line(_("Name"))
    title = Line(_("What they do there"))
    email = Email(_("E-mail"))
    phone = Phone(_("Phone"))
    part = forms.ChoiceField(
        label=_("Their part"),
        choices=[
            ("interviewer", _("Interviewer")),
            ("lead", _("Led the talk")),
            ("hiring_manager", _("Hiring manager")),
            ("hr", _("HR")),
            ("recruiter", _("Recruiter")),
            ("agency", _("Agency")),
        ],
        initial="interviewer",
        required=False,
    )
    read = forms.CharField(required=False, widget=forms.HiddenInput)
    pictures = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_part(self) -> Role:
        """Return the role; who was just read from a card is an interviewer."""
        return next((role for role in get_args(Role) if role == self.cleaned_data["part"]), "interviewer")
