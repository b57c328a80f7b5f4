"""Add a person to a candidacy."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from afterword import api
from afterword.app.actions.begin import add_person
from afterword.app.middleware import in_one_line
from afterword.app.models import Candidacy
from afterword.app.pages.fields import Email, Line, Phone
from afterword.app.pages.words import ROLES
from afterword.app.request import Request
from afterword.candidacy.candidacy import Role
from afterword.candidacy.contact import Contact
from afterword.card import typed
from afterword.errors import BadInput

TYPED: dict[str, Callable[[Contact, str], Contact]] = {
    "name": typed.with_name,
    "title": lambda contact, text: typed.with_text(contact, "title", text),
    "email": typed.with_email,
    "phone": typed.with_phone,
}
"""How what is typed goes into a contact."""


class ParticipantForm(forms.Form):
    """A name, an address, or their signature is enough; what is typed goes before what is read."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    name = Line(gettext_lazy("Name"))
    title = Line(gettext_lazy("What they do there"))
    email = Email(gettext_lazy("E-mail"))
    phone = Phone(gettext_lazy("Phone"))
    signature = forms.CharField(
        label=gettext_lazy("Or their signature"),
        help_text=gettext_lazy("Pasted from a mail of theirs; name, title and numbers are read from it."),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Their part"), choices=list(ROLES.items()), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, region: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._region = region

    def clean_signature(self) -> Contact:
        """Return whom the signature names. Raises ValidationError for text that names nobody."""
        text: str = self.cleaned_data["signature"].strip()
        if not text:
            return Contact()
        try:
            found = api.read_card([("signature.txt", text.encode())], region=self._region or None).contacts
        except BadInput as error:
            raise forms.ValidationError(in_one_line(error)) from error
        if not found:
            raise forms.ValidationError(_("Nobody is named here. Type the name above."))
        return found[0]

    def clean(self) -> dict[str, Any]:
        """Raise ValidationError for somebody without name and address."""
        said = super().clean() or self.cleaned_data
        read = said.get("signature", Contact()) != Contact()
        if not (read or any(said.get(name) for name in ("name", "email", "phone")) or self.errors):
            self.add_error("name", _("Give a name, an e-mail address or a phone number."))
        return said


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request, candidacy_id: uuid.UUID) -> HttpResponse:
    """Show the form and add whom it names."""
    row = Candidacy.objects.get(id=candidacy_id)
    given = request.POST if request.method == "POST" else None
    initial = {"id": uuid.uuid4(), "roles": ["interviewer"]}
    form = ParticipantForm(given, initial=initial, region=row.country)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        read: Contact = said["signature"]
        contact = replace(read, company=read.company or row.company or None)
        for name, change in TYPED.items():
            contact = change(contact, said[name]) if said[name] else contact
        person = add_person(request.now, row.id, contact, cast("list[Role]", said["roles"]), id=said["id"])
        messages.success(request, _("%(name)s is added.") % {"name": person.name or person.email or _("Somebody")})
        return redirect("candidacy", row.id)
    return render(
        request, "participant.html", {"form": form, "page": {"candidacy": row}}, status=422 if form.is_bound else 200
    )
