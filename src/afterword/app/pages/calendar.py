"""Calendar: the fortnight, and three ways to have it where the laptop is not."""

import datetime as dt
import hashlib
import uuid
from dataclasses import dataclass

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from afterword.app import access
from afterword.app.actions.close_feed import close_feed
from afterword.app.actions.open_feed import open_feed
from afterword.app.actions.read_feed import read_feed
from afterword.app.models import Candidacy, Candidate, Token
from afterword.app.owner import acting_as
from afterword.app.pages.words import STEPS
from afterword.app.queries.feed import feed as plans
from afterword.app.queries.fortnight import Due, fortnight
from afterword.app.request import Request
from afterword.followup.ics import calendar as written

SHOWN_ONCE = "feed"
"""The cookie that carries a new address over the redirect, to its one showing."""

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A step of a day, in words."""

    due: Due
    label: str


@dataclass(frozen=True, slots=True)
class Context:
    """days: those with entries and today; address: a new one, for once; local: only this computer reaches it."""

    days: list[tuple[dt.date, list[Entry]]]
    feeds: list[Token]
    id: uuid.UUID
    address: str
    local: bool


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def calendar(request: Request) -> HttpResponse:
    """Show the fortnight; make a private address or take one back."""
    if request.method == "POST":
        return _change(request)
    key = request.COOKIES.get(SHOWN_ONCE, "")
    fresh = access.feed(key) if key else None
    context = Context(
        days=_days(request),
        feeds=list(Token.objects.filter(purpose=Token.Purpose.FEED, revoked_at=None).order_by("created_at")),
        id=uuid.uuid4(),
        address=request.build_absolute_uri(reverse("feed", args=[key])) if fresh else "",
        local=request.get_host().rpartition(":")[0] in _LOOPBACK or request.get_host() in _LOOPBACK,
    )
    answer = render(request, "calendar.html", {"page": context})
    answer.delete_cookie(SHOWN_ONCE, path=reverse("calendar"), samesite="Strict")
    return answer


@require_safe
@never_cache
def download(request: Request) -> HttpResponse:
    """Give the calendar as a file; `?candidacy=` that of one candidacy."""
    asked = request.GET.get("candidacy")
    one = Candidacy.objects.get(id=_id(asked)) if asked else None
    answer = _file(request, request.candidate, one)
    answer["Content-Disposition"] = 'attachment; filename="afterword.ics"'
    return answer


@require_safe
@cache_control(private=True, no_cache=True)
def feed(request: Request, key: str) -> HttpResponse:
    """Answer a calendar program that knows a private address, shortly where nothing changed since it last looked.

    Raises Http404 for any other key.
    """
    token = access.feed(key)
    if token is None:
        raise Http404
    zone = access.zone_of(token.owner)
    with acting_as(token.owner_id), timezone.override(zone), translation.override(token.owner.language):
        read_feed(request.now, token.id)
        answer = _file(request, token.owner)
    answer["ETag"] = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer


def _change(request: Request) -> HttpResponse:
    verb, _, named = request.POST.get("do", "").partition(":")
    answer = redirect("calendar")
    if verb == "open":
        key = open_feed(request.now, id=_id(request.POST.get("id", "")))
        where, secure = reverse("calendar"), request.is_secure()
        answer.set_cookie(SHOWN_ONCE, key, max_age=120, path=where, httponly=True, samesite="Strict", secure=secure)
    elif verb == "close":
        close_feed(request.now, _id(named))
    return answer


def _id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise SuspiciousOperation("not an id of a form of ours") from error


def _file(request: Request, candidate: Candidate, one: Candidacy | None = None) -> HttpResponse:
    parts = plans(request.now, lambda id: request.build_absolute_uri(reverse("candidacy", args=[id])), one)
    text = written(parts, request.now, candidate.language)
    return HttpResponse(text.encode(), content_type="text/calendar; charset=utf-8")


def _days(request: Request) -> list[tuple[dt.date, list[Entry]]]:
    found = fortnight(request.now, access.zone_of(request.candidate))
    return [
        (day, [Entry(due, str(STEPS.get(due.step, due.step))) for due in dues])
        for day, dues in found.items()
        if dues or day == request.now.date()
    ]
