"""Parts: every component in all its states on one sheet, for those who work on the look. It is not translated."""

import re
from dataclasses import dataclass
from pathlib import Path

from django import forms
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from afterword.app.pages.fields import Email, Files, Line, Phone
from afterword.app.request import Request
from afterword.app.templatetags.stationery import STAMPS

TALKS = (("onsite", "Face to face"), ("video", "On video"), ("phone", "By phone"))
BARS = (
    ("On their subject", 5), ("From your own shelf", 5), ("Timely", 2), ("Easy to open", 3),
    ("Trustworthy", 5), ("Quick to use", 5), ("New to them", 4),
)  # fmt: skip


class Sample(forms.Form):
    """One field of each sort."""

    name = Line("Name", autocomplete="name", required=True)
    email = Email("E-mail", autocomplete="email")
    phone = Phone("Phone", autocomplete="tel")
    site = forms.URLField(label="Their page", required=False, assume_scheme="https")
    day = forms.DateField(label="When was it?", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    role = forms.ChoiceField(label="Part in the talk", choices=(("interviewer", "Interviewer"), ("hr", "People team")))
    talk = forms.ChoiceField(label="How did you talk?", choices=TALKS, widget=forms.RadioSelect)
    ways = forms.MultipleChoiceField(
        label="What did they name?", choices=TALKS, required=False, widget=forms.CheckboxSelectMultiple
    )
    notes = forms.CharField(
        label="What did they keep coming back to?",
        help_text="Their own words are best.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    card = Files("Photo of the card, or a file", accept="image/*", most=2)
    agreed = forms.BooleanField(label="They agreed to being passed on", required=False)


@dataclass(frozen=True, slots=True)
class Parts:
    """form: as it first stands; faulty: with a message beside every field; icons, stamps: all there are."""

    form: Sample
    faulty: Sample
    icons: tuple[str, ...]
    stamps: tuple[str, ...]
    bars: tuple[tuple[str, int], ...]


@require_safe
def parts(request: Request) -> HttpResponse:
    """Show the components."""
    faulty = Sample({"email": "ruth.calloway@fernhill", "phone": "no number", "site": "fernhill", "day": "soon"})
    faulty.auto_id = "faulty_%s"
    return render(request, "parts.html", {"page": Parts(Sample(), faulty, icons(), tuple(STAMPS), BARS)})


def icons() -> tuple[str, ...]:
    """Return the names of the icons in the sprite."""
    sprite = finders.find("icons.svg")
    assert sprite
    return tuple(re.findall(r'<symbol id="([^"]+)"', Path(sprite).read_text(encoding="utf-8")))
