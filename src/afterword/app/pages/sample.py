"""The sample interview comes with one click and goes with one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from afterword.app.actions.add_sample import add_sample
from afterword.app.actions.remove_sample import remove_sample
from afterword.app.models import Candidacy
from afterword.app.queries.sample import has_sample, is_sample
from afterword.app.request import Request


@require_POST
def add(request: Request) -> HttpResponse:
    """Make the sample, or go to the one that stands."""
    if not Candidacy.objects.filter(sample=True).exists():
        add_sample(request.now)
        messages.success(request, _("This is a made-up interview. Try everything: nothing of it is ever sent."))
    return redirect("today")


@require_POST
def remove(request: Request) -> HttpResponse:
    """Remove the sample and go back to the four doors."""
    if remove_sample():
        messages.success(request, _("The sample is removed. Nothing of your own was touched."))
    return redirect("start")


LISTS = frozenset({"today", "people", "letters", "shelf", "calendar"})
"""Pages on which the sample stands among one's own."""


def mark(request: HttpRequest) -> dict[str, bool]:
    """Let every page know whether it shows the sample, alone or among others."""
    match = request.resolver_match
    if match is None or not hasattr(request, "candidate"):
        return {}
    if match.url_name in LISTS:
        return {"has_sample": has_sample()}
    return {"is_sample": is_sample(match.kwargs)}
