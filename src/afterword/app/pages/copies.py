"""Copies: everything to take away, a backup that is proven, and how to erase."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.contrib import messages
from django.db import connection
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from afterword.app import place
from afterword.app.actions.erase_everything import erase_everything
from afterword.app.actions.note_copy import note_copy
from afterword.app.backup import backup
from afterword.app.config import chosen
from afterword.app.doctor import Look, examine
from afterword.app.export import export, restore_rows
from afterword.app.request import Request
from afterword.candidacy import reason
from afterword.errors import BadInput

MOST = 64 * 2**20
"""Bytes of an export that is taken in."""


@dataclass(frozen=True, slots=True)
class Context:
    """looks: what was examined, each with its words; sqlite: whether a backup of the file can be taken here."""

    looks: list[tuple[Look, str]]
    sqlite: bool
    erasing: bool


@require_http_methods(["GET", "HEAD", "POST"])
def copies(request: Request) -> HttpResponseBase:
    """Show the page; give a copy, take one in, or erase everything."""
    do = request.POST.get("do", "")
    name = f"afterword-{request.now:%Y-%m-%d}"
    if do == "export":
        data = export()
        note_copy(request.now)
        return HttpResponse(
            data, "application/json", headers={"Content-Disposition": f'attachment; filename="{name}.json"'}
        )
    if do == "backup":
        return _backup(request, f"{name}.sqlite3")
    if do == "take_in":
        return _take_in(request)
    if do == "erase" and request.POST.get("sure"):
        erase_everything()
        messages.success(request, _("Everything is erased."))
        return redirect("start")
    language = request.candidate.language
    looks = [
        (look, reason.message(f"cli.doctor.{look.what}", look.params, language))
        for look in examine(place.folder(chosen))
    ]
    context = Context(looks, connection.vendor == "sqlite", "erase" in request.GET or do == "erase")
    return render(request, "copies.html", {"page": context})


def _backup(request: Request, name: str) -> HttpResponseBase:
    """Send a proven copy of the database file; it is deleted here when it is sent."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / name
        backup(target)
        note_copy(request.now)
        return FileResponse(target.open("rb"), as_attachment=True, filename=name)


def _take_in(request: Request) -> HttpResponse:
    file = request.FILES.get("file")
    if file is None or not file.size or file.size > MOST:
        raise BadInput("app.export.not_an_export")
    added = restore_rows(file.read())
    messages.success(request, _("%(count)d rows are taken in.") % {"count": added})
    return redirect("today")
