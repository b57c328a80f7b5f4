"""The letter as it will stand in their inbox and their mail program, to be changed and read over."""

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from afterword import api
from afterword.app.actions.reopen import reopen
from afterword.app.actions.revise import revise
from afterword.app.actions.reword import another_wording, bring_back
from afterword.app.middleware import in_one_line
from afterword.app.models import Letter
from afterword.app.pages.fields import Line
from afterword.app.pages.letter_marks import Paragraph, own_share, paragraphs, reading_time, to_check
from afterword.app.pages.letter_words import KINDS
from afterword.app.queries.brief import rebuilt
from afterword.app.queries.review import Review, review
from afterword.app.request import Request
from afterword.errors import AfterwordError, BadInput, Refused
from afterword.letter.letter import Finding
from afterword.letter.letter import Letter as Composed

FIRST_WORDS = 120
"""Characters of a letter that an inbox may show."""

MOST_SENTENCES = 40
"""Longer than this it is no letter; the page shows the findings and leaves the margin out."""


class LetterForm(forms.Form):
    """The text of a draft. version: the one it was read at, so that two windows never overwrite each other."""

    version = forms.IntegerField(widget=forms.HiddenInput(attrs={"id": "letter-version"}))
    subject = Line(gettext_lazy("Subject"), required=True, length=300)
    body = forms.CharField(
        label=gettext_lazy("Letter"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "class": "letter-text", "autocomplete": "off"}),
    )

    def clean_body(self) -> str:
        """Return the text with plain line ends."""
        body: str = self.cleaned_data["body"].replace("\r\n", "\n").strip()
        if not body:
            raise forms.ValidationError(_("There is no letter here. Write one line at least."))
        return body


@dataclass(frozen=True, slots=True)
class Shown:
    """A letter as it reads: its margin, what was found, and how long it is.

    loose: what stands in no margin note; told: why the letter cannot be checked.
    """

    letter: Letter
    first_words: str
    paragraphs: list[Paragraph]
    blocks: list[Finding]
    warns: list[Finding]
    infos: list[Finding]
    loose: list[Finding]
    own: str
    length: str
    to_check: str
    told: str


@dataclass(frozen=True, slots=True)
class Context:
    """The page of a letter. conflict: another window changed it, and this is what stands now."""

    letter: Letter
    kind: str
    shown: Shown
    conflict: bool
    open: bool


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: Request, letter_id: uuid.UUID) -> HttpResponse:
    """Show a letter; keep what was changed, word it differently, or take its approval back."""
    row = _row(letter_id)
    if request.method != "POST":
        return _page(request, row, _fresh(row))
    do = request.POST.get("do", "save")
    if do == "reopen":
        reopen(request.now, row.id)
        messages.success(request, _("It is a draft again. Change what you like, then approve it anew."))
        return redirect("letter", row.id)
    form = LetterForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form, status=422)
    refused = _save(request, row, form)
    if refused:
        return refused
    said = _version(row.id)
    if do == "again":
        another_wording(request.now, row.id, said)
        messages.info(request, _("Another wording. “Bring the earlier one back” undoes it."))
    elif do == "back":
        bring_back(request.now, row.id, said)
        messages.info(request, _("The earlier wording is back."))
    elif do == "approve":
        return redirect("letter_approve", row.id)
    else:
        messages.success(request, _("Saved."))
    return redirect("letter", row.id)


@require_POST
def live(request: Request, letter_id: uuid.UUID) -> HttpResponse:
    """Save what is being typed and answer with how it reads now."""
    row = _row(letter_id)
    form = LetterForm(request.POST)
    told = ""
    if form.is_valid():
        try:
            revise(
                request.now,
                row.id,
                form.cleaned_data["version"],
                form.cleaned_data["subject"],
                form.cleaned_data["body"],
            )
        except AfterwordError as error:
            told = in_one_line(error)
        row = _row(letter_id)
    else:
        told = " ".join(str(error) for field in form for error in field.errors)
    context = {"page": Context(row, str(KINDS[row.kind]), shown(request, row), False, True), "told": told}
    return render(request, "parts/letter_live.html", context)


@require_safe
def eml(request: Request, letter_id: uuid.UUID) -> HttpResponse:
    """Give an approved letter as a mail that any mail program opens."""
    row = _row(letter_id)
    if row.state == Letter.State.DRAFT:
        raise Refused("app.sent.not_approved", state=row.state)
    data = api.letter_as_mail(Composed(row.subject, row.body), rebuilt(row, request.now))
    answer = HttpResponse(data, content_type="message/rfc822")
    answer["Content-Disposition"] = 'attachment; filename="letter.eml"'
    return answer


def shown(request: Request, row: Letter) -> Shown:
    """Return how a letter reads now."""
    told, over = "", None
    if row.state != Letter.State.SENT:
        try:
            over = review(row, request.now)
        except AfterwordError as error:
            told = in_one_line(error)
    every = over.checked.findings if over else ()
    findings = list({finding.message: finding for finding in every}.values())  # one text, several siblings
    parts = paragraphs(row.body, over if _is_letter(over) else None)
    noted = {note.text for part in parts for note in part.notes}
    return Shown(
        letter=row,
        first_words=" ".join(row.body[: FIRST_WORDS * 2].split())[:FIRST_WORDS],
        paragraphs=parts,
        blocks=[finding for finding in findings if finding.severity == "block"],
        warns=[finding for finding in findings if finding.severity == "warn"],
        infos=[finding for finding in findings if finding.severity == "info"],
        loose=[finding for finding in findings if finding.message not in noted],
        own=own_share(over.checked.own) if over else "",
        length=reading_time(row.body),
        to_check=to_check(findings) if over else "",
        told=told,
    )


def _is_letter(over: Review | None) -> bool:
    return over is not None and len(over.checked.own.sentences) <= MOST_SENTENCES


def _row(letter_id: uuid.UUID) -> Letter:
    return Letter.objects.select_related("candidacy", "person", "owner").get(id=letter_id)


def _version(letter_id: uuid.UUID) -> int:
    return Letter.objects.values_list("version", flat=True).get(id=letter_id)


def _fresh(row: Letter) -> LetterForm:
    return LetterForm(initial={"version": row.version, "subject": row.subject, "body": row.body})


def _save(request: Request, row: Letter, form: LetterForm) -> HttpResponse | None:
    """Keep the text; the page that says why not where it cannot be kept."""
    said: dict[str, Any] = form.cleaned_data
    try:
        revise(request.now, row.id, said["version"], said["subject"], said["body"])
    except BadInput as error:
        form.add_error("body", in_one_line(error))
        return _page(request, row, form, status=422)
    except Refused as error:
        if error.code != "app.revise.elsewhere":
            raise
        standing = _row(row.id)
        typed = {"version": standing.version, "subject": said["subject"], "body": said["body"]}
        return _page(request, standing, LetterForm(initial=typed), status=409, conflict=True)
    return None


def _page(
    request: Request, row: Letter, form: LetterForm, status: int = 200, *, conflict: bool = False
) -> HttpResponse:
    is_open = conflict or bool(form.errors) or "edit" in request.GET
    page = Context(row, str(KINDS[row.kind]), shown(request, row), conflict, is_open)
    return render(request, "letter.html", {"page": page, "form": form}, status=status)
