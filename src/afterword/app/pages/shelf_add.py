"""Put something on the shelf by hand, in under a minute: a link, a tip, places, a contact, a figure, a work."""

import uuid
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from afterword import api
from afterword.app.actions.add_gift import add_gift
from afterword.app.middleware import in_one_line
from afterword.app.models import Interest
from afterword.app.pages.reading import kept_of
from afterword.app.pages.shelf_forms import FORMS, MOST_PLACES, GiftForm
from afterword.app.queries.reading import words_for
from afterword.app.request import Request
from afterword.errors import BadInput
from afterword.gift import links
from afterword.gift.formats import entry

FOR = ("candidacy", "person", "interest", "subject")
"""For whom it is."""

PREFILLED = ("title", "url", "note", "text", "next", *FOR)
"""What a link to this page may bring along."""

PLACES = (
    "place",
    *(f"{field}_{number}" for number in range(1, MOST_PLACES + 1) for field in ("name", "address", "url", "phone")),
)
"""And to that of places, from the map."""


@dataclass(frozen=True, slots=True)
class Context:
    """heading, lead: what is asked for; kinds: the other forms, each (kind, words); query: goes on with them."""

    kind: str
    heading: str
    lead: str
    kinds: list[tuple[str, str]]
    query: str
    back: str
    map: str


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request, kind: str) -> HttpResponse:
    """Show the form of a kind, and keep what it says; then go on to `?next=`, or to read it for somebody."""
    if kind not in FORMS:
        raise Http404
    if request.method != "POST":
        filled = (*PREFILLED, *PLACES) if kind == "places" else PREFILLED
        asked: dict[str, Any] = {field: request.GET[field] for field in filled if field in request.GET}
        form = _form(request, kind, initial={"id": uuid.uuid4(), "work": kind, **asked})
        return _page(request, kind, form)
    form = _form(request, kind, data=request.POST)
    if form.is_valid():
        told = _keep(request, form)
        if told is not None:
            return told
    return _page(request, kind, form, status=422)


@require_safe
def shared(request: Request) -> HttpResponse:
    """Go on with what the phone shares, `?title=&text=&url=`, to the form of a link; some apps put it into the text."""
    told = " ".join(request.GET.get(name, "") for name in ("url", "text"))
    address = next((word for word in told.split() if links.clean(word)), "")
    title = request.GET.get("title") or " ".join(
        word for word in request.GET.get("text", "").split() if word != address
    )
    asked = {"url": address, "title": title[: entry.MOST_LETTERS]}
    return redirect(f"{reverse('shelf_add', args=['link'])}?{urlencode({k: v for k, v in asked.items() if v})}")


def _keep(request: Request, form: GiftForm) -> HttpResponse | None:
    """Keep the gift and go on; None where its pasted text cannot be read."""
    said, gift = form.cleaned_data, form.gift
    assert gift is not None
    if said.get("text") and "url" in said:
        quotes = words_for(_line(said["interest"]), said["subject"])
        try:
            found = api.find_passages(said["text"].encode(), "text.txt", quotes, language=request.candidate.language)
        except BadInput as error:
            form.add_error("text", in_one_line(error))
            return None
        gift = replace(gift, **kept_of(found, gift))
    row, new = add_gift(request.now, gift, id=said["id"])
    if form.tracked():
        messages.info(request, _("What followed the reader was taken off the address."))
    messages.success(request, _("On your shelf.") if new else _("This was on your shelf already; gaps were filled."))
    for warning in form.warnings():
        messages.warning(request, _("Not for everybody: %(reason)s") % {"reason": warning})
    whose = urlencode({name: said[name] for name in FOR if said[name]})
    return redirect(_next(said["next"]) or reverse("reader", args=[row.id]) + (f"?{whose}" if whose else ""))


def _form(request: Request, kind: str, **given: Any) -> GiftForm:
    return FORMS[kind](today=request.now.date(), giver=request.candidate.name, **given)


def _next(address: str) -> str:
    """Return an address of ours to go on to, "" for any other."""
    ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if ours else ""


def _whose(form: GiftForm) -> dict[str, Any]:
    return {name: value for name in FOR if (value := form[name].value())}


def _gift_page(form: GiftForm) -> str:
    """Return the page that the gift is for, "" where it is for nobody."""
    said = {name: form[name].value() for name in FOR}
    try:
        page = reverse("gift", args=[said.pop("candidacy"), said.pop("person")])
    except NoReverseMatch:
        return ""
    return f"{page}?{urlencode({name: value for name, value in said.items() if value})}"


def _line(id: uuid.UUID | None) -> Interest | None:
    return Interest.objects.get(id=id) if id else None


def _page(request: Request, kind: str, form: GiftForm, status: int = 200) -> HttpResponse:
    kinds = {
        "link": _("A link"),
        "tip": _("A tip of your own"),
        "places": _("Places"),
        "contact": _("A contact"),
        "statistic": _("A figure"),
        "book": _("A book, a talk, a tool"),
    }
    leads = {
        "link": _("Found something? Paste where it is, and say in one line why."),
        "tip": _("What you know from doing it yourself is worth more than most articles."),
        "places": _("Up to five that you know yourself. One is enough."),
        "contact": _("Somebody who can help them, with a number that may be passed on."),
        "statistic": _("One number they can use tomorrow, with its source."),
        "promised": _("A kept promise comes first: it is offered before everything else."),
    }
    headings = {**kinds, "promised": _("What you promised"), "link": _("Paste a link")}
    shown = kind if kind in headings else "book"
    page = Context(
        kind=kind,
        heading=headings[shown],
        lead=leads.get(shown, _("By its title; an address helps, where it has one.")),
        kinds=[(name, words) for name, words in kinds.items() if name != shown],
        query=request.GET.urlencode(),
        map=f"{reverse('gift_places')}?{urlencode(_whose(form))}" if kind == "places" else "",
        back=_next(str(form["next"].value() or "")) or _gift_page(form) or reverse("shelf"),
    )
    return render(request, "shelf_add.html", {"page": page, "form": form}, status=status)
