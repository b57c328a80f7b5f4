"""The shelf: what could be given, found by words and kind; and taking in files of it."""

import uuid
from dataclasses import dataclass
from typing import Any, cast, get_args
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from afterword import shapes
from afterword.app import importing, meaning
from afterword.app.actions.drop_gift import drop_gift
from afterword.app.actions.put_back import put_back
from afterword.app.actions.undo_import import undo_import
from afterword.app.models import Import, ShelfItem
from afterword.app.pages.fields import LENGTH, Files, id_of
from afterword.app.pages.gift_shown import kind_word, length_and_cost, name_of, safe_link
from afterword.app.queries.shelf_page import Item, ShelfPage, shelf_page
from afterword.app.request import Request
from afterword.errors import BadInput
from afterword.gift import shelf as steps
from afterword.gift.gift import Gift, GiftKind

KINDS: tuple[GiftKind, ...] = get_args(GiftKind)
MOST_FILES = 20


@dataclass(frozen=True, slots=True)
class Row:
    """A thing as it stands in the list."""

    id: uuid.UUID
    kind: str
    word: str
    title: str
    about: str
    host: str
    read: bool
    sample: bool


@dataclass(frozen=True, slots=True)
class Context:
    """words, kind: what is looked for; kinds: (kind, word, count); removed: title and signed text of what went.

    reading: how far a sentence model has read, None where it has read all or there is none.
    """

    found: ShelfPage
    rows: list[Row]
    words: str
    kind: str
    kinds: list[tuple[str, str, int]]
    query: str
    removed: tuple[str, str] | None
    reading: meaning.Progress | None


@require_http_methods(["GET", "HEAD", "POST"])
def shelf(request: Request) -> HttpResponse:
    """Show the shelf for `?words=&kind=&page=`; a POST removes an item or puts the removed one back."""
    if request.method == "POST":
        return _change(request)
    words = " ".join(request.GET.get("words", "").split())[:LENGTH]
    kind = request.GET.get("kind", "")
    page = request.GET.get("page", "")
    found = shelf_page(
        words=words, kind=kind if kind in KINDS else "", page=int(page) if page.isdecimal() and len(page) < 7 else 1
    )
    dropped = request.GET.get("dropped")
    progress = meaning.progress()
    context = Context(
        found=found,
        rows=[_row(item) for item in found.items],
        words=words,
        kind=kind,
        kinds=[(name, kind_word(name), found.kinds[name]) for name in KINDS if name in found.kinds],
        query=urlencode({name: value for name, value in (("words", words), ("kind", kind)) if value}),
        removed=(request.GET.get("removed", ""), dropped) if dropped else None,
        reading=progress if progress and progress.waiting else None,
    )
    return render(request, "shelf.html", {"page": context})


def _change(request: Request) -> HttpResponse:
    what, _colon, which = request.POST.get("do", "").partition(":")
    if what == "drop":
        try:
            return redirect(taken_off(request, uuid.UUID(which)))
        except ValueError as error:
            raise ShelfItem.DoesNotExist from error
    if what == "put_back":
        try:
            kept = signing.loads(request.POST.get("dropped", ""), salt=_dropped(request))
        except signing.BadSignature as error:
            raise BadInput("app.shelf.damaged") from error
        row = put_back(kept)
        messages.success(request, _("“%(title)s” is back.") % {"title": row.title or row.url})
    return redirect("shelf")


def taken_off(request: Request, item_id: uuid.UUID) -> str:
    """Take a thing off the shelf; return the address of the page that can put it back.

    The thing itself goes along in that address, signed: what was removed is not kept here.
    """
    kept = drop_gift(item_id)
    signed = signing.dumps(kept, salt=_dropped(request), compress=True)
    removed = name_of(shapes.convert(kept["value"], Gift, "gift")[0])
    return f"{reverse('shelf')}?{urlencode({'removed': removed, 'dropped': signed})}"


def _dropped(request: Request) -> str:
    return f"afterword.shelf.dropped.{request.candidate.id}"


def _row(item: Item) -> Row:
    gift = item.gift
    link = safe_link(gift.url)
    return Row(
        id=item.id,
        kind=gift.kind,
        word=kind_word(gift.kind),
        title=name_of(gift),
        about=length_and_cost(gift) if gift.minutes or gift.items else "",
        host=link.partition("://")[2].partition("/")[0].removeprefix("www."),
        read=gift.read,
        sample=item.sample,
    )


# Taking in files -----------------------------------------------------------------------------------


class ImportForm(forms.Form):
    """Files of things that were saved elsewhere."""

    saved = Files(
        gettext_lazy("Your files"),
        accept=".html,.htm,.csv,.tsv,.bib,.ris,.opml,.xml,.vcf,.json,.txt,.zip",
        most=MOST_FILES,
        megabytes=steps.MOST_MEGABYTES,
        attrs={
            "data-most": steps.MOST_MEGABYTES * 1_000_000,
            "data-too-large": format_lazy(
                gettext_lazy("A file may have {megabytes} MB. Export a part of it, for example one folder."),
                megabytes=steps.MOST_MEGABYTES,
            ),
        },
    )

    def clean_saved(self) -> list[Any]:
        """Return the files. Raises ValidationError where there is none."""
        files: list[Any] = self.cleaned_data["saved"]
        if not files:
            raise forms.ValidationError(_("Choose at least one file."))
        return files


@dataclass(frozen=True, slots=True)
class Imported:
    """An import as the page shows it.

    known: stood there already; waits: it is in hand; lost: it never ends; nothing: it failed, or held nothing to give
    """

    row: Import
    known: int
    waits: bool
    lost: bool
    nothing: bool


@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: Request) -> HttpResponse:
    """Ask for files and bring them in; show how far `?of=` is and what came of it; take an import back."""
    if request.method != "POST":
        row = Import.objects.filter(id=of).first() if (of := id_of(request.GET.get("of", ""))) else None
        return _import_page(request, ImportForm(), row)
    if request.POST.get("do") == "undo":
        of = id_of(request.POST.get("of", ""))
        count = undo_import(of) if of else 0
        told = ngettext("%(count)d thing is off the shelf again.", "%(count)d things are off the shelf again.", count)
        messages.success(request, told % {"count": count})
        return redirect("shelf")
    form = ImportForm(request.POST, cast("Any", {"saved": request.FILES.getlist("saved")}))
    if form.is_valid():
        uploads = [(upload.name or "", upload.read()) for upload in form.cleaned_data["saved"]]
        row = importing.bring(request.now, uploads, request.candidate.language)
        if row.state != Import.State.FAILED:
            return redirect(f"{reverse('shelf_import')}?{urlencode({'of': row.id})}")
        for place, told in row.told:
            form.add_error("saved", f"{place}: {told}" if place else told)
        undo_import(row.id)
    return _import_page(request, form, None, status=422)


def _import_page(request: Request, form: ImportForm, row: Import | None, status: int = 200) -> HttpResponse:
    shown = None
    if row is not None:
        lost = importing.is_lost(row, request.now)
        waits = row.state in {Import.State.READING, Import.State.SHELVING} and not lost
        nothing = row.state == Import.State.FAILED or not (waits or lost or row.done)
        shown = Imported(row, max(0, row.done - row.new), waits, lost, nothing)
    return render(request, "shelf_import.html", {"page": shown, "form": form}, status=status)
