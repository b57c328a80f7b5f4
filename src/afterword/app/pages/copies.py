"""Copies: everything to take away, a backup that is proven, and how to erase."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.contrib import messages
from django.db import connection
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from afterword.app import place
from afterword.app.actions.erase_everything import erase_everything
from afterword.app.actions.note_copy import note_copy
from afterword.app.backup import backup
from afterword.app.config import chosen
from afterword.app.doctor import Look, examine
from afterword.app.export import export, restore_rows
from afterword.app.middleware import in_one_line
from afterword.app.models import MailAccount, OwnModel, Reminding
from afterword.app.pages.gift_sources import KEY
from afterword.app.request import Request
from afterword.candidacy import reason
from afterword.errors import BadInput
from afterword.outside import secrets

MOST = 64 * 2**20
"""Bytes of an export that is taken in."""

MENDS = {
    "folder": gettext_lazy("Others on this computer may look into it. Let it be readable by you alone."),
    "disk": gettext_lazy("Make room on the disk, or nothing more can be kept."),
    "database": gettext_lazy("Save what can be saved, stop the program, and put the last saved database back."),
    "version": gettext_lazy("A newer version of the program wrote it. Install that one."),
    "ocr": gettext_lazy("Photos of cards are kept but not read. Type what the card says."),
}
"""What to do about each thing that is not well."""


@dataclass(frozen=True, slots=True)
class Context:
    """looks: what was examined, in words, each with its mend; sqlite: whether a backup of the file can be taken here.

    unfit: why the document was not taken in, "" where it was or none was given; unsure: erasing was asked for
    without the tick.
    """

    looks: list[tuple[Look, str, str]]
    sqlite: bool
    erasing: bool
    unsure: bool
    unfit: str


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
    if do == "erase" and request.POST.get("sure"):
        _erase()
        messages.success(request, _("Everything is erased."))
        return redirect("start")
    unfit = ""
    if do == "take_in":
        try:
            added = restore_rows(_document(request))
        except BadInput as error:
            unfit = in_one_line(error)
        else:
            messages.success(request, _("%(count)d rows are taken in.") % {"count": added})
            return redirect("today")
    language = request.candidate.language
    looks = [
        (
            look,
            reason.message(f"cli.doctor.{look.what}", look.params, language),
            "" if look.well else str(MENDS[look.what]),
        )
        for look in examine(place.folder(chosen))
    ]
    unsure = do == "erase"
    context = Context(looks, connection.vendor == "sqlite", "erase" in request.GET or unsure, unsure, unfit)
    return render(request, "copies.html", {"page": context}, status=422 if unsure or unfit else 200)


def _backup(request: Request, name: str) -> HttpResponseBase:
    """Send a proven copy of the database file; nothing of it stays here."""
    sent = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it, and with that it is gone
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / name
        backup(target)
        with target.open("rb") as copy:
            shutil.copyfileobj(copy, sent)
    sent.seek(0)
    note_copy(request.now)
    return FileResponse(sent, as_attachment=True, filename=name, content_type="application/vnd.sqlite3")


def _document(request: Request) -> bytes:
    """Return the bytes that were uploaded. Raises BadInput for none, or for more than any export of use has."""
    file = request.FILES.get("file")
    if file is None or not file.size or file.size > MOST:
        raise BadInput("app.export.not_an_export")
    return bytes(file.read())


def _erase() -> None:
    """Erase the rows, then the passwords and keys, which are kept elsewhere."""
    rows = (model.objects.values_list("secret", flat=True) for model in (MailAccount, OwnModel, Reminding))
    kept = [KEY, *(secret for secrets_of in rows for secret in secrets_of)]
    erase_everything()
    for name in filter(None, kept):
        secrets.forget(name, place.folder(chosen))
