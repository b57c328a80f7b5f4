"""Signing a browser in by its link, and out again."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from afterword.app.access import COOKIE
from afterword.app.actions.sign_in import BROWSER_HOLDS, sign_in
from afterword.app.request import Request


@require_safe
@never_cache
def login(request: Request, key: str) -> HttpResponse:
    """Spend the link and know this browser from now on."""
    if request.method == "HEAD":  # a preview of the link must not spend it
        return HttpResponse()
    browser = sign_in(key, request.now, request.headers.get("User-Agent", ""))
    if browser is None:
        return render(request, "sign_in.html", {"spent": True}, status=410)
    answer = redirect("today")
    answer.set_cookie(COOKIE, browser, max_age=BROWSER_HOLDS, httponly=True, samesite="Lax", secure=request.is_secure())
    return answer
