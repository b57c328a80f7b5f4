"""The mail account that letters can go out by."""

from dataclasses import asdict, dataclass
from typing import Any

import msgspec
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from afterword.app import place
from afterword.app.actions.keep_account import drop_account, keep_account
from afterword.app.config import chosen
from afterword.app.models import MailAccount
from afterword.app.outbox import A_DAY
from afterword.app.pages.fields import Line
from afterword.app.request import Request
from afterword.app.sending import by
from afterword.candidacy import reason
from afterword.letter.trial import trial
from afterword.outside import secrets
from afterword.outside.smtp import LOOPBACK, Answer, Server

KNOWN = {
    "gmail.com": Server("smtp.gmail.com"),
    "googlemail.com": Server("smtp.gmail.com"),
    "fastmail.com": Server("smtp.fastmail.com"),
    "yahoo.com": Server("smtp.mail.yahoo.com"),
    "icloud.com": Server("smtp.mail.me.com", 587, "starttls"),
    "gmx.de": Server("mail.gmx.net", 587, "starttls"),
    "web.de": Server("smtp.web.de", 587, "starttls"),
}
"""Servers of widely used addresses, as their providers publish them."""


class AccountForm(forms.Form):
    """The servers of a provider, and the password it gives to programs."""

    address = forms.EmailField(
        label=gettext_lazy("Your address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    host = Line(gettext_lazy("Server for sending"), help_text=gettext_lazy("Empty: the usual one of your address."))
    port = forms.IntegerField(label=gettext_lazy("Port"), min_value=1, max_value=65535, initial=465)
    security = forms.ChoiceField(
        label=gettext_lazy("Private by"),
        choices=[
            ("tls", gettext_lazy("TLS")),
            ("starttls", gettext_lazy("STARTTLS")),
            ("none", gettext_lazy("Nothing: this computer only")),
        ],
        initial="tls",
        widget=forms.RadioSelect,
    )
    user = Line(gettext_lazy("User name"), autocomplete="username", help_text=gettext_lazy("Empty: your address."))
    password = forms.CharField(
        label=gettext_lazy("Password for programs"),
        help_text=gettext_lazy("Many providers call it an app password. Leave it empty to keep the one that is kept."),
        required=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        """Fill in the server that is known, and refuse an open connection over the network."""
        said = super().clean() or self.cleaned_data
        known = KNOWN.get(str(said.get("address", "")).rpartition("@")[2].lower())
        if not said.get("host") and known:
            said.update(host=known.host, port=known.port, security=known.security)
        elif not said.get("host"):
            self.add_error("host", _("The server of this address is not known here. Your provider’s help names it."))
        if said.get("security") == "none" and said.get("host") not in LOOPBACK:
            self.add_error("security", _("Without TLS the password would be open for everybody to read."))
        return said


@dataclass(frozen=True, slots=True)
class Context:
    """What the page shows.

    kept_in: where the password is kept, in words; a_day: most letters that leave in a day; tested: how sending
    to oneself went, empty before.
    """

    account: MailAccount | None
    kept_in: str
    a_day: int
    tested: str
    went_well: bool


@require_http_methods(["GET", "HEAD", "POST"])
def mail_account(request: Request) -> HttpResponse:
    """Show the account; keep it, try it with a letter to oneself, or take it away."""
    row = MailAccount.objects.first()
    folder = place.folder(chosen)
    do = request.POST.get("do", "")
    if row and do == "drop":
        secrets.forget(drop_account(row.id), folder)
        messages.success(request, _("The account is taken away. What it sent stays."))
        return redirect("mail_account")
    if row and do == "test":
        return _shown(request, _form(request, row), row, tested=_try(request, row))
    form = AccountForm(request.POST) if do == "keep" else _form(request, row)
    if do == "keep" and form.is_valid():
        said = form.cleaned_data
        server = Server(said["host"], said["port"], said["security"], said["user"] or said["address"])
        if server.security == "none":
            server = Server(server.host, server.port, "none", said["user"])
        kept = keep_account(said["address"], {"smtp": asdict(server)})
        if said["password"]:
            secrets.keep(kept.secret, said["password"], folder)
        messages.success(request, _("Kept. Try it with a letter to yourself."))
        return redirect("mail_account")
    return _shown(request, form, row)


def _form(request: Request, row: MailAccount | None) -> AccountForm:
    if row is None:
        return AccountForm(initial={"address": request.candidate.email})
    server = msgspec.convert(row.servers["smtp"], Server)
    user = "" if server.user == row.address else server.user
    return AccountForm(initial={**asdict(server), "address": row.address, "user": user})


def _try(request: Request, row: MailAccount) -> Answer:
    """Send a letter to oneself, which is no sending to anybody."""
    mail = trial(row.address, request.candidate.name, request.now, request.candidate.language)
    return by(row, place.folder(chosen))(row.address, row.address, mail, lambda: None)


def _shown(
    request: Request, form: AccountForm, row: MailAccount | None, *, tested: Answer | None = None
) -> HttpResponse:
    language = request.candidate.language
    told = ""
    if tested and tested.state == "accepted":
        told = _("The server took it. Look into your inbox.")
    elif tested:
        code = tested.code or "outside.smtp.away"
        parts = (reason.message(code, {"words": tested.words}, language), reason.mend(code, {}, language))
        told = " ".join(filter(None, parts))
    where = _("the keyring of this computer") if secrets.has_keyring() else str(place.folder(chosen) / secrets.NAME)
    page = Context(row, where, A_DAY, told, bool(tested and tested.state == "accepted"))
    return render(request, "mail_account.html", {"form": form, "page": page}, status=422 if form.is_bound else 200)
