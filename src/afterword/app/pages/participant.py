"""Add a person to a candidacy."""

import uuid
from typing import cast

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from afterword.app.actions.begin import add_person
from afterword.app.models import Candidacy
from afterword.app.pages.fields import Email, Line, Phone
from afterword.app.pages.words import ROLES
from afterword.app.request import Request
from afterword.candidacy.candidacy import Role
from afterword.candidacy.contact import Contact
from afterword.card import typed


class ParticipantForm(forms.Form):
    """A name or an address is enough."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    name = Line(gettext_lazy("Name"))
    title = Line(gettext_lazy("What they do there"))
    email = Email(gettext_lazy("E-mail"))
    phone = Phone(gettext_lazy("Phone"))
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Their part"), choices=list(ROLES.items()), widget=forms.CheckboxSelectMultiple
    )

    def clean(self) -> dict[str, object]:
        """Raise ValidationError for somebody without name and address."""
        said = super().clean() or self.cleaned_data
        if not (said.get("name") or said.get("email") or said.get("phone")) and not self.errors:
            self.add_error("name", _("Give a name, an e-mail address or a phone number."))
        return said


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request, candidacy_id: uuid.UUID) -> HttpResponse:
    """Show the form and add whom it names."""
    row = Candidacy.objects.get(id=candidacy_id)
    form = ParticipantForm(request.POST or None, initial={"id": uuid.uuid4(), "roles": ["interviewer"]})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        contact = typed.with_name(Contact(company=row.company or None), said["name"])
        contact = typed.with_text(contact, "title", said["title"])
        contact = typed.with_phone(typed.with_email(contact, said["email"]), said["phone"])
        person = add_person(request.now, row.id, contact, cast("list[Role]", said["roles"]), id=said["id"])
        messages.success(request, _("%(name)s is added.") % {"name": person.name or person.email or said["phone"]})
        return redirect("candidacy", row.id)
    return render(
        request, "participant.html", {"form": form, "page": {"candidacy": row}}, status=422 if form.is_bound else 200
    )
