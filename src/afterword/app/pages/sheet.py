"""The sheet before: what to bring home from a talk, on one page."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from afterword.app.actions.arrange import When, call_off, move
from afterword.app.pages.coming_up_form import TimeForm
from afterword.app.queries.arranged import arranged
from afterword.app.request import Request


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: Request, candidacy_id: uuid.UUID) -> HttpResponse:
    """Show the sheet; move the talk or call it off. `?talk=` names one of several."""
    seen = arranged(candidacy_id, request.now, request.GET.get("talk"))
    talk = seen.talk
    given = request.POST if request.POST.get("do") == "move" else None
    form = TimeForm(given, now=request.now, initial={"id": uuid.uuid4()})
    if request.method == "POST" and talk is None:
        return redirect("sheet", candidacy_id)
    if request.method == "POST" and talk and request.POST.get("do") == "call_off":
        event = call_off(request.now, talk.event)
        messages.success(request, _("Called off."), extra_tags=f"undo:{event.id}")
        return redirect("candidacy", candidacy_id)
    if talk and form.is_bound and form.is_valid():
        event = move(request.now, talk.event, When(*form.times()), id=form.cleaned_data["id"])
        messages.success(request, _("Moved."), extra_tags=f"undo:{event.id}")
        return redirect("sheet", candidacy_id)
    people = [known for known in seen.people if known.met or known.subjects or known.given]
    page = {"seen": seen, "people": people, "again": any(known.subjects or known.given for known in people)}
    return render(request, "sheet.html", {"page": page, "form": form}, status=422 if form.is_bound else 200)
