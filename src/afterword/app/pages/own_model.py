"""A language model of one's own that may draft letters: off until it is named here."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from afterword.app import place
from afterword.app.actions.keep_model import drop_model, keep_model
from afterword.app.config import chosen
from afterword.app.drafting import key_of, server_of
from afterword.app.middleware import in_one_line
from afterword.app.models import OwnModel
from afterword.app.pages.fields import Line
from afterword.app.request import Request
from afterword.errors import AfterwordError, BadInput
from afterword.outside import llm, secrets

USUAL = "http://127.0.0.1:11434/v1"
"""Where Ollama answers on the same computer."""

HARMLESS = "Wish me a good morning in one short sentence."
WAIT = 60.0
"""Seconds that a page waits for the harmless line; a model may have to be loaded first."""
SHOWN = 600
"""Characters of its answer."""


class ModelForm(forms.Form):
    """Address, name and key, as servers give them."""

    address = Line(
        gettext_lazy("Its address"),
        required=True,
        length=300,
        help_text=gettext_lazy("On this computer, or https:// elsewhere. Most end in /v1."),
    )
    name = Line(
        gettext_lazy("Name of the model"),
        required=True,
        length=200,
        help_text=gettext_lazy("As the server lists it, such as qwen3:4b."),
    )
    key = forms.CharField(
        label=gettext_lazy("Key"),
        help_text=gettext_lazy("Only where the server wants one. Leave it empty to keep the one that is kept."),
        required=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def clean_address(self) -> str:
        """Return the address. Raises ValidationError for none, or where others could read on the way."""
        address: str = self.cleaned_data["address"]
        try:
            llm.endpoint(llm.Model(address, "", near=chosen.model_hosts))
        except BadInput as error:
            raise forms.ValidationError(in_one_line(error)) from error
        return address.strip()

    def clean_key(self) -> str:
        """Return the key. Raises ValidationError for what no header can carry."""
        key: str = self.cleaned_data["key"]
        if not (key.isascii() and key.isprintable()):
            raise forms.ValidationError(in_one_line(BadInput("outside.llm.no_key")))
        return key


@dataclass(frozen=True, slots=True)
class Context:
    """What the page shows. kept_in: where the key is kept, in words; told: how trying it went, empty before."""

    server: OwnModel | None
    kept_in: str
    harmless: str
    told: str = ""
    answered: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def own_model(request: Request) -> HttpResponse:
    """Show the model; keep it, try it with a harmless line, or take it away."""
    row = OwnModel.objects.first()
    folder = place.folder(chosen)
    do = request.POST.get("do", "")
    if do == "drop":
        if secret := drop_model():
            secrets.forget(secret, folder)
        messages.success(request, _("Your model is taken away. Letters stay as they are."))
        return redirect("own_model")
    if row and do == "test":
        return _tried(request, row)
    if do != "keep":
        initial = {"address": row.address, "name": row.name} if row else {"address": USUAL}
        return _page(request, ModelForm(initial=initial), row)
    form = ModelForm(request.POST)
    if not form.is_valid():
        return _page(request, form, row, status=422)
    said = form.cleaned_data
    moved = row is not None and row.address != said["address"]
    kept = keep_model(said["address"], said["name"])
    if said["key"]:
        secrets.keep(kept.secret, said["key"], folder)
    elif moved:
        secrets.forget(kept.secret, folder)  # the key of one server is nothing for another
    messages.success(request, _("Kept. Try it with a harmless line."))
    return redirect("own_model")


def _tried(request: Request, row: OwnModel) -> HttpResponse:
    """Ask the harmless line and show what came back."""
    form = ModelForm(initial={"address": row.address, "name": row.name})
    line = [{"role": "user", "content": HARMLESS}]
    try:
        said = llm.ask(server_of(row), key_of(row, place.folder(chosen)), line, timeout=WAIT)
    except AfterwordError as error:
        return _page(request, form, row, told=in_one_line(error))
    return _page(request, form, row, told=_("It answers."), answered=" ".join(said.text.split())[:SHOWN])


def _page(
    request: Request, form: ModelForm, row: OwnModel | None, status: int = 200, *, told: str = "", answered: str = ""
) -> HttpResponse:
    where = _("the keyring of this computer") if secrets.has_keyring() else str(place.folder(chosen) / secrets.NAME)
    page = Context(row, where, HARMLESS, told, answered)
    return render(request, "own_model.html", {"form": form, "page": page}, status=status)
