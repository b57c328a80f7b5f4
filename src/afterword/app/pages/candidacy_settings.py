"""The settings of one candidacy."""

import uuid
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from afterword.app.actions.change_settings import change_settings
from afterword.app.models import Candidacy
from afterword.app.pages.fields import Country, Line, Zone
from afterword.app.request import Request
from afterword.followup import edits

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Days(forms.IntegerField):
    """A number of days that a person sets in place of the plan's; empty is the plan's own."""

    def __init__(self, label: "str | _StrPromise") -> None:
        super().__init__(label=label, required=False, widget=forms.NumberInput(attrs={"inputmode": "numeric"}))

    def clean(self, value: Any) -> Any:
        """Return the number. Raises ValidationError for one that nobody plans with."""
        try:
            days = super().clean(value)
        except forms.ValidationError:
            days = 0
        if days is not None and not 1 <= days <= edits.most():
            raise forms.ValidationError(_("Write 1 to %(most)s, or nothing.") % {"most": edits.most()})
        return days


class SettingsForm(forms.Form):
    """Where the firm is decides which days and hours count there."""

    company = Line(gettext_lazy("Firm"), autocomplete="organization")
    role = Line(gettext_lazy("The role"), autocomplete="organization-title")
    wanted = forms.TypedChoiceField(
        label=gettext_lazy("How much do you want this one?"),
        coerce=int,
        choices=[(1, gettext_lazy("It would do")), (2, gettext_lazy("Much")), (3, gettext_lazy("Most of all"))],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("It orders Today, nothing else."),
    )
    country = Country(gettext_lazy("Country of the firm"))
    subdivision = Line(
        gettext_lazy("State or province"), length=6, help_text=gettext_lazy("Its short form, such as WA.")
    )
    timezone = Zone(gettext_lazy("Time zone"), help_text=gettext_lazy("Such as America/Los_Angeles."))
    addressees = forms.ChoiceField(
        label=gettext_lazy("After a panel, who gets a letter?"),
        required=False,
        choices=[
            ("", gettext_lazy("As is usual there")),
            ("each", gettext_lazy("Each of them")),
            ("lead", gettext_lazy("Who led it")),
            ("hr", gettext_lazy("HR, to pass on")),
            ("recruiter", gettext_lazy("The recruiter, to pass on")),
        ],
    )
    sector = forms.BooleanField(
        label=gettext_lazy("It is a public body"),
        required=False,
        help_text=gettext_lazy("Public bodies often prefer one letter to who led the interview."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the letters"),
        required=False,
        choices=[
            ("", gettext_lazy("As is usual there")),
            ("en", gettext_lazy("English")),
            ("de", gettext_lazy("German")),
            ("fr", gettext_lazy("French")),
        ],
    )
    saturday_thank_you = forms.BooleanField(label=gettext_lazy("A thank-you may arrive on Saturday"), required=False)
    follow_up_3 = forms.BooleanField(
        label=gettext_lazy("One last note, if two questions stay unanswered"), required=False
    )
    ask_by = forms.ChoiceField(
        label=gettext_lazy("How do you ask how things stand?"),
        required=False,
        choices=[
            ("", gettext_lazy("By call or by mail, as it comes")),
            ("call", gettext_lazy("By call, where there is a number")),
            ("note", gettext_lazy("By mail")),
        ],
    )
    follow_up_1_d = Days(gettext_lazy("Days from the interview to your question, if they named no date"))
    follow_up_1_date_bd = Days(gettext_lazy("Business days from the date they named to your question"))
    follow_up_2_bd = Days(gettext_lazy("Business days from that question to a second one"))
    follow_up_3_bd = Days(gettext_lazy("Business days from the second question to the last note"))
    visibility_bd = Days(gettext_lazy("Business days between two things worth reading"))
    everywhere = forms.BooleanField(
        label=gettext_lazy("The same for all candidacies, later ones too"),
        required=False,
        help_text=gettext_lazy("The days, a call or a note, Saturday and the last note; not who gets a letter."),
    )

    def __init__(self, *args: Any, country: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        for edit in edits.edits():
            field, usual = self.fields[edit.setting], edits.usual(country, edit.setting)
            field.widget.attrs["placeholder"] = str(edit.least)
            if usual:
                field.help_text = _("There about %(days)s are usual.") % {"days": usual}
            else:
                field.help_text = _("Empty: %(days)s.") % {"days": edit.least}

    def clean_sector(self) -> str | None:
        """Return the sector as the plan knows it."""
        return "public" if self.cleaned_data["sector"] else None


@require_http_methods(["GET", "HEAD", "POST"])
def candidacy_settings(request: Request, candidacy_id: uuid.UUID) -> HttpResponse:
    """Show the settings and change them."""
    row = Candidacy.objects.get(id=candidacy_id)
    columns = ("company", "role", "wanted", "country", "subdivision", "timezone")
    given = request.POST if request.method == "POST" else None
    initial = {**row.settings, **{name: getattr(row, name) for name in columns}}
    form = SettingsForm(given, initial=initial, country=row.country)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        row = change_settings(request.now, row.id, said, everywhere=said["everywhere"])
        messages.success(request, _("Kept. The plan follows it."))
        for warning in row.warnings:
            if warning["code"].startswith(edits.BELOW):
                messages.warning(request, warning["message"])
        return redirect("candidacy", row.id)
    page = {"candidacy": row}
    return render(
        request, "candidacy_settings.html", {"form": form, "page": page}, status=422 if form.is_bound else 200
    )
