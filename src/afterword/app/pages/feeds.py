"""The feeds that a person follows: a trade magazine, a society, somebody's notes. Asked only where they are on."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from afterword.app.actions.follow import follow, turn, unfollow
from afterword.app.following import EVERY, add_feed, ask_feed
from afterword.app.language import language
from afterword.app.middleware import in_one_line
from afterword.app.models import Feed
from afterword.app.pages.fields import Files, Line
from afterword.app.queries.following import counted
from afterword.app.request import Request
from afterword.candidacy import reason
from afterword.errors import AfterwordError
from afterword.gift import links
from afterword.gift.formats import opml


class FeedForm(forms.Form):
    """A feed by its address, or many out of a reader's list."""

    address = Line(
        gettext_lazy("Address of the feed, or of the site"),
        help_text=gettext_lazy("The site is asked when you press the button, and once a day while the feed is on."),
        length=2000,
    )
    file = Files(gettext_lazy("Or the list of your feed reader (.opml)"), accept=".opml,.xml", most=1, megabytes=5)

    def clean(self) -> dict[str, Any]:
        """See that there is something to follow, of the web."""
        said = super().clean() or {}
        address = said.get("address")
        if address and "://" not in address:
            address = f"https://{address}"
        if not (address or said.get("file") or self.errors):
            self.add_error("address", _("Paste an address, or choose a file."))
        if address:
            link = links.clean(address)
            if link is None:
                self.add_error("address", _("This is no address of the web. It begins with https://."))
            else:
                said["address"] = link.url
        if said.get("file"):
            said["feeds"] = opml.feeds(said["file"][0].read().decode("utf-8", "replace"))
            if not said["feeds"]:
                self.add_error("file", _("No feed stands in this file. Export the list from your reader as OPML."))
        return said


@dataclass(frozen=True, slots=True)
class Row:
    """A feed. new: how many entries are kept of it; may_ask: it was not asked just before; told: what went wrong."""

    id: uuid.UUID
    name: str
    site: str
    on: bool
    new: int
    asked_at: dt.datetime | None
    may_ask: bool
    told: str


@require_http_methods(["GET", "HEAD", "POST"])
def feeds(request: Request) -> HttpResponse:
    """Show the feeds; add one or a list, turn one on or off, ask one now, take one away."""
    do, _colon, which = request.POST.get("do", "").partition(":")
    if request.method != "POST":
        return _page(request, FeedForm())
    if do == "add":
        return _added(request)
    try:
        _done(request, do, uuid.UUID(which))
    except ValueError as error:
        raise Http404 from error
    return redirect("feeds")


def _added(request: Request) -> HttpResponse:
    form = FeedForm(request.POST, {"file": request.FILES.getlist("file")})  # type: ignore[arg-type]  # several at once
    if not form.is_valid():
        return _page(request, form, status=422)
    said = form.cleaned_data
    try:
        if said.get("feeds"):
            new = follow(request.now, said["feeds"], on=False)
            told = ngettext("%(count)d feed is here.", "%(count)d feeds are here.", new) % {"count": new}
            messages.success(request, f"{told} {_('Turn on those that may be asked.')}")
        if said.get("address"):
            row = add_feed(request.now, said["address"])
            messages.success(request, _("You follow %(name)s.") % {"name": row.title or row.address})
    except AfterwordError as error:
        form.add_error("address" if said.get("address") else "file", in_one_line(error))
        return _page(request, form, status=422)
    return redirect("feeds")


def _done(request: Request, do: str, feed_id: uuid.UUID) -> None:
    """Do what a button of a row asks for. Raises ValueError for what no button asks."""
    if do in {"on", "off"}:
        turn(feed_id, on=do == "on")
    elif do == "ask":
        row = ask_feed(Feed.objects.get(id=feed_id), request.now)
        if row and not row.told:
            count = len(row.entries)
            messages.success(
                request, ngettext("%(count)d entry is there.", "%(count)d entries are there.", count) % {"count": count}
            )
    elif do == "drop":
        name, address = unfollow(feed_id)
        messages.success(request, _("You do not follow %(name)s any more.") % {"name": name or address})
    else:
        raise ValueError(do)


def _page(request: Request, form: FeedForm, status: int = 200) -> HttpResponse:
    rows = [_row(row, new, request.now) for row, new in counted()]
    return render(request, "feeds.html", {"page": {"rows": rows}, "form": form}, status=status)


def _row(row: Feed, new: int, now: dt.datetime) -> Row:
    params = row.told.get("params") or {}
    return Row(
        id=row.id,
        name=row.title or links.host(row.address),
        site=links.host(row.address),
        on=row.on,
        new=new,
        asked_at=row.asked_at,
        may_ask=row.on and not (row.asked_at and abs(now - row.asked_at) < EVERY),
        told=reason.message(row.told["code"], params, language()) if row.told else "",
    )
