"""An approved letter on paper: the letter and its envelope as files to print."""

import datetime as dt
import uuid

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from afterword import api
from afterword.app.models import Letter
from afterword.app.queries.brief import rebuilt
from afterword.app.request import Request
from afterword.errors import Refused
from afterword.letter.brief import Brief
from afterword.letter.letter import Letter as Composed


@require_safe
def pdf(request: Request, letter_id: uuid.UUID) -> HttpResponse:
    """Give an approved letter as PDF. `?paper=`: a4 or us-letter, else that of their country."""
    row = _row(letter_id)
    brief, on = _dated(row, request.now)
    data = api.letter_as_pdf(Composed(row.subject, row.body), brief, on, paper=request.GET.get("paper"))  # type: ignore[arg-type]
    return _file(data, "letter.pdf")


@require_safe
def envelope(request: Request, letter_id: uuid.UUID) -> HttpResponse:
    """Give its envelope as PDF. `?cover=`: dl, c6 or no10, else that of their country."""
    row = _row(letter_id)
    brief, on = _dated(row, request.now)
    return _file(api.envelope_as_pdf(brief, on, cover=request.GET.get("cover")), "envelope.pdf")  # type: ignore[arg-type]


def _row(letter_id: uuid.UUID) -> Letter:
    """The letter. Raises Refused for one that nobody approved."""
    row = Letter.objects.select_related("candidacy", "person", "owner").get(id=letter_id)
    if row.state == Letter.State.DRAFT:
        raise Refused("app.sent.not_approved", state=row.state)
    return row


def _dated(row: Letter, now: dt.datetime) -> tuple[Brief, dt.date]:
    """The brief of a letter and the day it bears: when it left, else when it is to leave, else today."""
    approval = row.approvals.filter(taken_back_at=None).order_by("-at").first()
    planned = approval.send_at if approval and approval.send_at else now
    brief = rebuilt(row, row.changed_at if row.state == Letter.State.SENT else planned)
    return brief, (brief.send_at or planned).date()


def _file(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
