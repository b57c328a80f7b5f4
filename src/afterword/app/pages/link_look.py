"""The link of a gift on the day it leaves: what was seen there, and whether links are looked at."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from afterword.app.actions.let_look import let_look
from afterword.app.language import language
from afterword.app.pages.undo import came_from
from afterword.app.queries.links import seen
from afterword.app.request import Request
from afterword.app.runner.inline import wake
from afterword.candidacy import reason
from afterword.gift import links
from afterword.gift.look import AGAINST


@dataclass(frozen=True, slots=True)
class LinkLook:
    """What to say of a link. against: it speaks against the gift; off: links are not looked at."""

    words: str
    against: bool
    off: bool


def link_look(request: Request, url: str) -> LinkLook | None:
    """Return what is known of a link; None where there is none."""
    if not links.clean(url):
        return None
    found = seen(url, request.candidate)
    row = found.last
    if row is None:
        words = _("It is looked at before the letter leaves.") if found.on else ""
        return LinkLook(words, against=False, off=not found.on)
    when = {"when": date_format(localtime(row.at), "j F, H:i"), "site": links.host(url)}
    words = {
        "ok": _("It was there and free to read on %(when)s.") % when,
        "moved": _("Looked at on %(when)s.") % when,
        "gone": _("There was no such page at %(site)s any more on %(when)s.") % when,
        "paywalled": _("%(site)s asked for money or a sign-in on %(when)s.") % when,
        "unreachable": _("Not looked at yet: tried on %(when)s.") % when,
    }[row.outcome]
    return LinkLook(f"{words} {_told(row.told)}".strip(), against=row.outcome in AGAINST, off=not found.on)


@require_POST
def let_links_be_looked_at(request: Request) -> HttpResponse:
    """Turn it on or off, and go back to where it was asked."""
    on = request.POST.get("on") == "yes"
    let_look(on=on)
    wake()
    messages.success(
        request,
        _("Links are looked at shortly before a letter leaves.") if on else _("Links are not looked at any more."),
    )
    return redirect(came_from(request, "me"))


def _told(told: dict[str, object]) -> str:
    if not told:
        return ""
    params = told.get("params")
    return reason.message(str(told["code"]), params if isinstance(params, dict) else {}, language())
