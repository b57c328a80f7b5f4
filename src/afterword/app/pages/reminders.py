"""Reminders: a list a day by mail to oneself, and a phone by ntfy; off until they are turned on."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from afterword.app import place
from afterword.app.actions.remind_me import remind_me
from afterword.app.config import chosen
from afterword.app.delivery import address, topic_of
from afterword.app.middleware import in_one_line
from afterword.app.models import MailAccount, Reminder, Reminding
from afterword.app.pages.fields import Line
from afterword.app.pages.words import REMINDERS, in_words, outcome_of
from afterword.app.request import Request
from afterword.app.sending import by
from afterword.errors import AfterwordError, BadInput
from afterword.letter.trial import trial
from afterword.outside import ntfy, secrets

USUAL = "https://ntfy.sh"
MOST_SHOWN = 10


class RemindersForm(forms.Form):
    """What is sent where, and when."""

    digest = forms.BooleanField(label=gettext_lazy("A mail to myself with the day’s list"), required=False)
    hour = forms.TypedChoiceField(
        label=gettext_lazy("At"), coerce=int, choices=[(hour, f"{hour}:00") for hour in range(24)], initial=8
    )
    push = forms.BooleanField(label=gettext_lazy("Messages to my phone by ntfy"), required=False)
    server = Line(gettext_lazy("Server"), length=300, help_text=gettext_lazy("Your own, or https://ntfy.sh."))
    topic = Line(
        gettext_lazy("Topic"),
        length=64,
        help_text=gettext_lazy("The one your phone listens to. Whoever knows it can read along: let nobody guess it."),
    )
    token = forms.CharField(
        label=gettext_lazy("Access token"),
        help_text=gettext_lazy("Only where the topic is protected. Leave it empty to keep the one that is kept."),
        required=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    names = forms.BooleanField(
        label=gettext_lazy("Names, firms and my last note may leave with it"),
        help_text=gettext_lazy("Otherwise a message says only that there is something: “Two things today”."),
        required=False,
    )

    def clean_token(self) -> str:
        """Return the token. Raises ValidationError for what no header can carry."""
        token: str = self.cleaned_data["token"]
        if not (token.isascii() and token.isprintable()):
            raise forms.ValidationError(in_one_line(BadInput("outside.ntfy.no_token")))
        return token

    def clean(self) -> dict[str, Any]:
        """Refuse a server and a topic that cannot be asked, and a mail without an account."""
        said = super().clean() or self.cleaned_data
        if said.get("digest") and not MailAccount.objects.exists():
            self.add_error("digest", in_one_line(BadInput("app.reminders.no_account")))
        if said.get("push") and "server" in said and "topic" in said:
            try:
                ntfy.address(ntfy.Topic(said["server"], said["topic"], near=chosen.ntfy_hosts))
            except BadInput as error:
                field = "topic" if error.code == "outside.ntfy.no_topic" else "server"
                self.add_error(field, in_one_line(error))
        return said


@dataclass(frozen=True, slots=True)
class Context:
    """What the page shows. account: the address that mails go to, "" for none; told: how a try went.

    last: the newest reminders, each with what became of it.
    """

    choice: Reminding | None
    account: str
    kept_in: str
    last: list[tuple[Reminder, str, str]]
    told: str = ""
    went_well: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: Request) -> HttpResponse:
    """Show the choice; keep it, or try one way with a message that says nothing."""
    row = Reminding.objects.first()
    do = request.POST.get("do", "")
    if do == "try_mail" and (account := MailAccount.objects.first()):
        return _page(request, _form(row), row, *_try_mail(request, account))
    if do == "try_ntfy" and row:
        return _page(request, _form(row), row, *_try_ntfy(request, row))
    if do != "keep":
        return _page(request, _form(row), row)
    form = RemindersForm(request.POST)
    if not form.is_valid():
        return _page(request, form, row, status=422)
    said = dict(form.cleaned_data)
    token = said.pop("token")
    moved = row is not None and row.server != said["server"]
    kept = remind_me(request.now, **said)
    folder = place.folder(chosen)
    if token:
        secrets.keep(kept.secret, token, folder)
    elif moved:
        secrets.forget(kept.secret, folder)  # the token of one server is nothing for another
    messages.success(request, _("Kept. Try it once."))
    return redirect("reminders")


def _form(row: Reminding | None) -> RemindersForm:
    names = ("digest", "hour", "push", "server", "topic", "names")
    given = {name: getattr(row, name) for name in names} if row else {}
    return RemindersForm(initial={**given, "server": given.get("server") or USUAL})


def _try_mail(request: Request, account: MailAccount) -> tuple[str, bool]:
    """Send a letter to oneself, which is no sending to anybody."""
    letter = trial(account.address, request.candidate.name, request.now, request.candidate.language)
    try:
        answer = by(account, place.folder(chosen))(account.address, account.address, letter, lambda: None)
    except AfterwordError as error:
        return in_one_line(error), False
    if answer.state == "accepted":
        return _("The server took it. Look into your inbox."), True
    return in_words(answer.code or "outside.smtp.away", {"words": answer.words}), False


def _try_ntfy(request: Request, row: Reminding) -> tuple[str, bool]:
    """Send a message that says nothing of anybody."""
    folder = place.folder(chosen)
    token = secrets.find(row.secret, folder) or ""
    message = ntfy.Message(_("Afterword can reach you"), _("This is a try; nothing is due."), address(folder))
    try:
        answer = ntfy.publish(topic_of(row), token, message, lambda: None)
    except AfterwordError as error:
        return in_one_line(error), False
    if answer.state == "accepted":
        return _("The server took it. Look at your phone."), True
    return in_words(answer.code, answer.params or {}), False


def _page(
    request: Request,
    form: RemindersForm,
    row: Reminding | None,
    told: str = "",
    went_well: bool = False,
    *,
    status: int = 200,
) -> HttpResponse:
    account = MailAccount.objects.first()
    where = _("the keyring of this computer") if secrets.has_keyring() else str(place.folder(chosen) / secrets.NAME)
    newest = Reminder.objects.exclude(state=Reminder.State.QUIET).select_related("candidacy").order_by("-due", "id")
    last = [(one, str(REMINDERS[one.kind]), outcome_of(one)) for one in newest[:MOST_SHOWN]]
    page = Context(row, account.address if account else "", where, last, told, went_well)
    return render(request, "reminders.html", {"form": form, "page": page}, status=status)
