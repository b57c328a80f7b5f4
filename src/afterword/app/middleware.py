"""What every request has: the moment, and the candidate whose rows are in scope; and how errors are told."""

import datetime as dt
from collections.abc import Callable
from typing import cast
from urllib.parse import unquote

from django.core.exceptions import ObjectDoesNotExist, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve
from django.utils import timezone, translation

from afterword.app.access import COOKIE, device, zone_of
from afterword.app.language import language
from afterword.app.owner import acting_as
from afterword.app.request import Request
from afterword.candidacy import reason
from afterword.errors import AfterwordError, Refused, TooLarge

Answer = Callable[[HttpRequest], HttpResponse]

OPEN = frozenset({"alive", "feed", "login"})
"""Pages that need no cookie: each proves in another way that it may be seen, or shows nothing of anybody."""


class SignedIn:
    """Puts the candidate of the browser's cookie in scope; without one, only the open pages answer."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, given: HttpRequest) -> HttpResponse:
        """Answer as the candidate whose browser asks."""
        request = cast("Request", given)
        if "\0" in unquote(request.get_full_path()):  # no page of ours asks for it, and PostgreSQL keeps none
            raise SuspiciousOperation("a null in the address")
        request.now = dt.datetime.now(dt.UTC)
        token = device(request.COOKIES.get(COOKIE, ""), request.now)
        if token is None:
            return self._answer(request) if _open(request) else render(request, "sign_in.html", status=401)
        request.candidate = token.owner
        zone = zone_of(token.owner)
        request.now = request.now.astimezone(zone)
        with acting_as(token.owner_id), timezone.override(zone), translation.override(token.owner.language):
            return self._answer(request)


class Told:
    """Shows what was raised on purpose as a page: what is wrong, where, and the mend."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self._answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the page of an error of ours, None for a fault of the program."""
        if isinstance(error, ObjectDoesNotExist):
            return render(request, "404.html", status=404)
        if not isinstance(error, AfterwordError):
            return None
        return render(request, "told.html", {"told": in_words(error)}, status=status_of(error))


def in_words(error: AfterwordError) -> dict[str, str | None]:
    """Return an error of ours as a page shows it: {"message", "mend", "where"}, in the reader's language."""
    return {
        "message": reason.message(error.code, error.params, language()),
        "mend": reason.mend(error.code, error.params, language()),
        "where": error.where,
    }


def in_one_line(error: AfterwordError) -> str:
    """Return what is wrong and its mend as they stand beside a field."""
    told = in_words(error)
    return " ".join(filter(None, (told["message"], told["mend"])))


def status_of(error: AfterwordError) -> int:
    """Return the HTTP status of an error: the one place where the tree becomes numbers."""
    if isinstance(error, Refused):
        return 409
    return 413 if isinstance(error, TooLarge) else 422


def _open(request: HttpRequest) -> bool:
    try:
        return resolve(request.path_info).url_name in OPEN
    except Http404:
        return False
