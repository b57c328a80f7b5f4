"""Send an approved letter: in one's own mail or by the outbox, and whether it was sent."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any, cast, get_args

from csp.decorators import csp_update
from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from afterword.app.actions.hand_over import Way as How
from afterword.app.actions.hand_over import hand_over as open_elsewhere
from afterword.app.actions.hand_over import take_over_back
from afterword.app.actions.pass_over import pass_over
from afterword.app.actions.queue import queue
from afterword.app.actions.reopen import reopen
from afterword.app.actions.sent import sent
from afterword.app.actions.stop_sending import release, settle, stop_sending
from afterword.app.models import Letter, MailAccount
from afterword.app.pages.fields import A_YEAR, Moment
from afterword.app.pages.link_look import LinkLook, link_look
from afterword.app.pages.on_its_way import OnItsWay, on_its_way
from afterword.app.pages.undo import came_from
from afterword.app.queries.links import LINKS, in_vain, link_of
from afterword.app.queries.sample import refuse_sample
from afterword.app.request import Request
from afterword.app.runner.inline import wake
from afterword.errors import Refused
from afterword.letter.letter import Finding
from afterword.letter.links import WAYS

HOSTS = ["https://mail.google.com", "https://outlook.live.com", "mailto:"]
"""Where a form of this page may lead in the end; the addresses themselves are fixed in `letter.links`."""

_MAIL_OF = {
    "gmail": ("gmail.com", "googlemail.com"),
    "outlook": ("outlook.com", "hotmail.com", "live.com", "msn.com"),
}


class SentForm(forms.Form):
    """Did you send it, and when."""

    answer = forms.ChoiceField(choices=[("yes", ""), ("not_yet", ""), ("no", "")])
    at = Moment(gettext_lazy("When, if it was earlier"), required=False)

    def __init__(self, *args: Any, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._now = now

    def clean_at(self) -> dt.datetime | None:
        """Return a moment that has passed, but not long ago."""
        at: dt.datetime | None = self.cleaned_data["at"]
        if at and not self._now - A_YEAR < at <= self._now:
            raise forms.ValidationError(_("Name a time that has passed, within the last year."))
        return at


@dataclass(frozen=True, slots=True)
class Way:
    """One way to send it. too_long: the letter does not fit into its link."""

    how: str
    name: str
    icon: str
    too_long: bool


@dataclass(frozen=True, slots=True)
class Context:
    """An approved letter and its ways.

    ways: the most likely first; account: one that can send by itself; way: where it is in the outbox;
    asked: it was opened elsewhere and nobody said more; held: its link was looked at in vain, and waits for a
    word; look: at that link.
    """

    letter: Letter
    to: str
    ways: list[Way]
    account: MailAccount | None
    way: OnItsWay | None
    paper: bool
    asked: bool
    send_at: dt.datetime | None
    pass_on: bool
    sample: bool
    held: Finding | None
    look: LinkLook | None


@require_safe
@csp_update({"form-action": HOSTS})  # type: ignore[arg-type]  # its types know the plain request alone
def sending(request: Request, letter_id: uuid.UUID) -> HttpResponse:
    """Show the ways to send an approved letter, or where it is on its way. `?was=` answers only what changed since."""
    row = _row(letter_id)
    if row.state == Letter.State.DRAFT:
        return redirect("letter_approve", row.id)
    way = on_its_way(row)
    if request.htmx and request.GET.get("was") == _where(row, way):
        return HttpResponse(status=204)
    if row.state in {Letter.State.SENT, Letter.State.CANCELLED}:
        there = reverse("letter", args=[row.id])
        return HttpResponse(headers={"HX-Redirect": there}) if request.htmx else redirect(there)
    return _page(request, row, SentForm(now=request.now), way)


@require_POST
def queued(request: Request, letter_id: uuid.UUID) -> HttpResponse:
    """Put the letter into the outbox of the person's mail account, or say what becomes of one that is in it."""
    row = _row(letter_id)
    do, _colon, which = request.POST.get("do", "send").partition(":")
    if do == "send":
        queue(row.id, MailAccount.objects.order_by("address")[:1].get().id, request.now)
        messages.success(request, _("It is on its way. You can still stop it until it leaves."))
    else:
        _settled(do, which, request.now)
        messages.success(request, _("Done."))
    wake()
    return redirect("sending", row.id)


def _settled(do: str, which: str, now: dt.datetime) -> None:
    """Do what the person says about a copy in the outbox. Raises Http404 for what nobody offered."""
    try:
        outbox_id = uuid.UUID(which)
    except ValueError as error:
        raise Http404 from error
    if do == "stop":
        stop_sending(outbox_id)
    elif do == "release":
        release(outbox_id, now)
    elif do in {"left", "not_left"}:
        settle(outbox_id, now, left=do == "left")
    else:
        raise Http404


@require_POST
def held_link(request: Request, letter_id: uuid.UUID) -> HttpResponse:
    """Say what becomes of a letter whose link was looked at in vain: it may leave as it is, or gets another gift."""
    if request.POST.get("do") != "change":
        pass_over(letter_id, request.now, sorted(LINKS))
        messages.success(request, _("Kept: it may leave as it is."))
        return redirect("sending", letter_id)
    row = reopen(request.now, letter_id)
    messages.info(request, _("The letter is a draft again. Choose another gift for it."))
    return redirect("gift", row.candidacy_id, row.person_id) if row.person_id else redirect("letter", row.id)


@require_POST
def hand_over(request: Request, letter_id: uuid.UUID, how: str) -> HttpResponse:
    """Record that the letter is opened in the person's own mail, and lead there."""
    if how not in get_args(How):
        raise Http404
    row = _row(letter_id)
    refuse_sample(row.candidacy)
    link = _link(row, how)
    if link is None:
        messages.warning(request, _("The letter is too long for this link. Copy it instead."))
        return redirect(f"{reverse('sending', args=[row.id])}#copy")
    try:
        open_elsewhere(row.id, cast("How", how), request.now)
    except Refused as error:
        if error.code != "app.hand_over.link":
            raise
        return redirect("sending", row.id)  # which shows what stands in the way
    if request.htmx:  # the words are in the clipboard already
        return HttpResponse(status=204)
    return HttpResponse(status=303, headers={"Location": link})


@require_POST
@csp_update({"form-action": HOSTS})  # type: ignore[arg-type]
def confirm_sent(request: Request, letter_id: uuid.UUID) -> HttpResponse:
    """Take in the answer to "Did you send it?"."""
    row = _row(letter_id)
    refuse_sample(row.candidacy)
    form = SentForm(request.POST, now=request.now)
    if not form.is_valid():
        return _page(request, row, form, on_its_way(row), status=422)
    answer = form.cleaned_data["answer"]
    if answer == "yes":
        sent(row.id, request.now, at=form.cleaned_data["at"])
        messages.success(request, _("Recorded: the letter is sent."))
        return redirect("letter", row.id)
    if answer == "no":
        return take_back(request, letter_id)
    messages.info(request, _("Fine. It waits here and under Letters."))
    return redirect(came_from(request))


@require_POST
def take_back(request: Request, letter_id: uuid.UUID) -> HttpResponse:
    """It was not sent after all: it is an approved letter again."""
    take_over_back(letter_id, request.now)
    messages.success(request, _("Taken back. The letter is approved and has not left."))
    return redirect("sending", letter_id)


def _where(row: Letter, way: OnItsWay | None) -> str:
    """The state of a letter and of its copy in the outbox, as one word to compare."""
    return f"{row.state}-{way.state}-{way.words}" if way else row.state


def _link(row: Letter, how: str) -> str | None:
    """Where a way leads; None where the letter is too long for it."""
    if how == "eml":
        return reverse("letter_eml", args=[row.id])
    if how in WAYS:
        return WAYS[how](row.person.email if row.person else "", row.subject, row.body)
    return f"{reverse('sending', args=[row.id])}#sent"


def _page(request: Request, row: Letter, form: SentForm, way: OnItsWay | None, status: int = 200) -> HttpResponse:
    approval = row.approvals.filter(taken_back_at=None).order_by("-at").first()
    page = Context(
        letter=row,
        to=row.person.email if row.person else "",
        ways=_ways(row),
        account=MailAccount.objects.order_by("address").first(),
        way=way,
        paper=bool(approval and approval.channel == "paper"),
        asked=row.state == Letter.State.HANDED_OVER,
        send_at=approval.send_at if approval and approval.send_at and approval.send_at > request.now else None,
        pass_on=bool(row.brief.get("pass_on")),
        sample=row.candidacy.sample,
        held=in_vain(row, request.now) if row.state == Letter.State.APPROVED else None,
        look=link_look(request, link_of(row)),
    )
    context = {"page": page, "form": form, "was": _where(row, way)}
    return render(request, "sending.html", context, status=status)


def _ways(row: Letter) -> list[Way]:
    """The ways, that of the candidate's own mail first."""
    domain = (row.owner.email or "").rpartition("@")[2].casefold()
    own = next((how for how, domains in _MAIL_OF.items() if domain in domains), "mailto")
    named = [
        ("gmail", _("Open in Gmail"), "mail"),
        ("outlook", _("Open in Outlook on the web"), "mail"),
        ("mailto", _("Open in my mail program"), "mail"),
        ("eml", _("Save as a mail file (.eml)"), "download"),
    ]
    ways = [Way(how, name, icon, _link(row, how) is None) for how, name, icon in named]
    return sorted(ways, key=lambda way: way.how != own)


def _row(letter_id: uuid.UUID) -> Letter:
    return Letter.objects.select_related("candidacy", "person", "owner").get(id=letter_id)
