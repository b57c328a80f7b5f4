"""Settings: who you are, as letters are signed, and the browsers that are signed in."""

import uuid

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from afterword.app.access import COOKIE, device, zone_of
from afterword.app.actions.add_proof import MOST_PROOFS
from afterword.app.actions.present import present
from afterword.app.actions.sign_out import sign_out
from afterword.app.models import Token
from afterword.app.pages.fields import Country, Email, Line, Phone, Zone
from afterword.app.pages.undo import came_from
from afterword.app.request import Request

THEMES = ("auto", "light", "dark")
YEAR = 365 * 24 * 3600
LONGEST_PHONE = 40
SYSTEMS = ("iPhone", "iPad", "Android", "Windows", "Macintosh", "Linux")
PROGRAMS = (("Firefox/", "Firefox"), ("Edg/", "Edge"), ("Chrom", "Chrome"), ("Version/", "Safari"))
"""Marks in what browsers call themselves, the more telling first."""


class MeForm(forms.Form):
    """Only the name is needed, and only for letters."""

    name = Line(gettext_lazy("Your name, as you sign"), autocomplete="name")
    email = Email(gettext_lazy("Your e-mail"), autocomplete="email")
    phone = Phone(gettext_lazy("Your phone"), autocomplete="tel")
    proofs = forms.CharField(
        label=gettext_lazy("What letters may say about your work"),
        help_text=gettext_lazy("One fact a line, as it stands after “I”: moved 340 people to phones in six weeks."),
        required=False,
        max_length=8_000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the program"),
        choices=[("en", "English"), ("de", "Deutsch"), ("fr", "Français")],
    )
    country = Country(gettext_lazy("Where you live"), unsaid=gettext_lazy("Not said"))
    timezone = Zone(gettext_lazy("Your time zone"), help_text=gettext_lazy("Empty: the one of this computer."))

    def clean_proofs(self) -> list[str]:
        """Return the lines. Raises ValidationError for too many."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["proofs"].splitlines() if line.strip()]
        if len(lines) > MOST_PROOFS:
            raise forms.ValidationError(_("Keep the best twenty."))
        return lines

    def clean_phone(self) -> str:
        """Return the number. Raises ValidationError for one that no letter has room for."""
        number: str = self.cleaned_data["phone"]
        if len(number) > LONGEST_PHONE:
            raise forms.ValidationError(_("Write the number in at most forty characters."))
        return number


def browser(label: str) -> str:
    """Return what calls itself `label` in words: "Firefox, Linux"; "" for what is neither known."""
    system = next((name for name in SYSTEMS if name in label), "")
    program = next((name for mark, name in PROGRAMS if mark in label), "")
    return ", ".join(filter(None, [program, system.replace("Macintosh", "Mac")]))


@require_http_methods(["GET", "HEAD", "POST"])
def me(request: Request) -> HttpResponse:
    """Show the settings; keep them, choose light or dark, sign a browser out."""
    do = request.POST.get("do", "")
    if do.startswith("theme:") and do.removeprefix("theme:") in THEMES:
        answer = redirect("me")
        answer.set_cookie("theme", do.removeprefix("theme:"), max_age=YEAR, samesite="Lax")
        return answer
    if do.startswith("sign_out:"):
        try:
            sign_out(uuid.UUID(do.removeprefix("sign_out:")), request.now)
        except ValueError as error:
            raise Http404 from error
        messages.success(request, _("That browser is signed out."))
        return redirect("me")
    row = request.candidate
    names = ("name", "email", "phone", "language", "country", "timezone")
    initial = {name: getattr(row, name) for name in names}
    form = MeForm(request.POST or None, initial={**initial, "proofs": "\n".join(p["text"] for p in row.proofs)})
    if request.method == "POST" and form.is_valid():
        present(**form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect(came_from(request, "me") if request.POST.get("next") else f"{reverse('me')}?kept")
    here = device(request.COOKIES.get(COOKIE, ""), request.now)
    signed_in = Token.objects.filter(purpose=Token.Purpose.DEVICE, revoked_at=None, expires_at__gt=request.now)
    page = {
        "browsers": [(token, browser(token.label)) for token in signed_in.order_by("-created_at")[:30]],
        "here": here.id if here else None,
        "zone": str(zone_of(row)),
        "theme": request.COOKIES.get("theme", "auto"),
        "themes": list(zip(THEMES, (_("As the device"), _("Light"), _("Dark")), strict=True)),
        "looks": row.looks,
        "next": request.GET.get("next", ""),
    }
    return render(request, "me.html", {"form": form, "page": page}, status=422 if form.is_bound else 200)
