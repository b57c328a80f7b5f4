"""Take back one thing, from the message that told of it or from the list of what happened."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from afterword.app.actions.undo import undo as take_back
from afterword.app.models import Event
from afterword.app.request import Request


@require_POST
def undo(request: Request) -> HttpResponse:
    """Retract the event that the form names, and go back to where the person was."""
    try:
        event_id = uuid.UUID(request.POST.get("event", ""))
    except ValueError as error:
        raise Event.DoesNotExist from error
    take_back(request.now, event_id=event_id)
    messages.success(request, _("Taken back."))
    return redirect(came_from(request))


def came_from(request: Request, otherwise: str = "today") -> str:
    """Return the page of ours that the form was on: its hidden `next`, else the referring page."""
    for address in (request.POST.get("next", ""), request.headers.get("Referer", "")):
        if address.startswith(("/", "http://", "https://")) and url_has_allowed_host_and_scheme(
            address, allowed_hosts={request.get_host()}
        ):
            return address
    return otherwise
