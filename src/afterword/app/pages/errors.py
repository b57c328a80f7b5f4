"""Pages for what cannot be shown."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from afterword.app.middleware import in_words, status_of
from afterword.errors import TooLarge


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form came without its token, and that going back keeps what was typed."""
    return render(request, "form_too_old.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the address is not ours, or that the form was too large and how it comes in nevertheless."""
    if isinstance(exception, RequestDataTooBig):
        error = TooLarge("app.request.too_large", megabytes=settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20)
        return render(request, "told.html", {"told": in_words(error)}, status=status_of(error))
    return render(request, "400.html", status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page."""
    return render(request, "404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Say that something failed inside, and that nothing was half written."""
    return render(request, "500.html", status=500)
