"""The letter as it will stand in their inbox and their mail program, to be changed and read over."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from afterword import api
from afterword.app.actions.reopen import reopen
from afterword.app.actions.rephrase import rephrase
from afterword.app.actions.retrace import retrace
from afterword.app.actions.revise import revise
from afterword.app.actions.reword import another_wording
from afterword.app.middleware import in_one_line
from afterword.app.models import Letter
from afterword.app.pages.fields import Line
from afterword.app.pages.letter_marks import Paragraph, inked, own_in_words, paragraphs, reading_time, to_check
from afterword.app.pages.letter_words import HOW, KINDS
from afterword.app.pages.link_look import LinkLook, link_look
from afterword.app.queries.brief import rebuilt
from afterword.app.queries.links import link_of
from afterword.app.queries.review import Review, review
from afterword.app.queries.revisions import revisions
from afterword.app.request import Request
from afterword.errors import AfterwordError, BadInput, Refused
from afterword.letter.alternatives import Alternative, alternatives
from afterword.letter.checks.known import known
from afterword.letter.letter import Finding
from afterword.letter.letter import Letter as Composed
from afterword.letter.places import Place, places

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
class Sentence:
    """The sentence that is looked at. at: its number; is_own: the person wrote it; others: what it may say instead."""

    at: int
    text: str
    is_own: bool
    others: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A letter as it reads: its margin, what was found, and how long it is.

    loose: what stands in no margin note; told: why the letter cannot be checked; language: as a browser names it.
    """

    letter: Letter
    first_words: str
    language: str
    paragraphs: list[Paragraph]
    blocks: list[Finding]
    warns: list[Finding]
    infos: list[Finding]
    loose: list[Finding]
    own: str
    length: str
    to_check: str
    told: str
    sentence: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """A text that the draft had. what: made it; stands: whether it is the one that stands now."""

    number: int
    what: str
    at: dt.datetime
    stands: bool


@dataclass(frozen=True, slots=True)
class Context:
    """The page of a letter. conflict: another window changed it, and this is what stands now.

    ink: whether it shows whose each sentence is; at: the sentence that the person comes back to; others:
    letters to others of this candidacy; history: the texts it had, the newest first; look: at the gift's link.
    """

    letter: Letter
    kind: str
    shown: Shown
    others: int
    history: list[Earlier]
    can_step_back: bool
    can_step_on: bool
    conflict: bool = False
    open: bool = False
    ink: bool = False
    at: int | None = None
    look: LinkLook | None = None


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: Request, letter_id: uuid.UUID) -> HttpResponse:
    """Show a letter; keep what was changed, word it or one sentence differently, or step back and forward."""
    row = _row(letter_id)
    if request.method != "POST":
        if "HX-Request" in request.headers:
            return render(request, "parts/letter_looked.html", {"page": _context(request, row)})
        return _page(request, row, _fresh(row))
    do, _colon, which = request.POST.get("do", "save").partition(":")
    if do == "reopen":
        reopen(request.now, row.id)
        messages.success(request, _("It is a draft again. Change what you like, then approve it anew."))
        return redirect("letter", row.id)
    version = _number(request.POST.get("version")) or 0
    if "body" in request.POST:
        form = LetterForm(request.POST)
        if not form.is_valid():
            return _page(request, row, form, status=422)
        refused = _save(request, row, form)
        if refused:
            return refused
        row = _row(row.id)
        version = row.version
    if do == "approve":
        return redirect("letter_approve", row.id)
    _do(request, row, version, do, which)
    if "HX-Request" in request.headers:
        row = _row(row.id)
        return render(request, "parts/letter_changed.html", {"page": _context(request, row), "form": _fresh(row)})
    at = _number(which.partition(":")[0]) if do == "say" else None
    asked = "&".join([*(["ink"] if _is_ink(request) else []), *([] if at is None else [f"at={at}#s{at}"])])
    return redirect(f"{reverse('letter', args=[row.id])}{asked and '?'}{asked}")


def _do(request: Request, row: Letter, version: int, do: str, which: str) -> None:
    """Do what a button asks for, and say so with its undo."""
    try:
        told = _done(request, row, version, do, which)
    except Refused as error:
        if error.code != "app.revise.nothing_earlier":
            raise
        messages.warning(request, in_one_line(error))
        return
    now = Letter.objects.values_list("version", flat=True).get(id=row.id)
    undo = f"back:{row.id}:{now}" if do in {"again", "say"} else ""
    if do == "save":
        messages.success(request, told)
    elif now == version:
        messages.warning(request, _("The letter was changed in another window meanwhile. Look at it once more."))
    else:
        messages.info(request, told, extra_tags=undo)


def _done(request: Request, row: Letter, version: int, do: str, which: str) -> str:
    """Return what was done, in words."""
    if do == "again":
        another_wording(request.now, row.id, version)
        return _("The letter is worded differently.")
    if do == "say":
        at, _colon, wording = which.partition(":")
        rephrase(request.now, row.id, version, _number(at) or 0, wording)
        return _("The sentence is worded differently.")
    if do not in {"back", "on", "to"}:
        return _("Saved.")
    steps = revisions(row)
    target = {"back": steps.back, "on": steps.on}.get(do)
    retrace(request.now, row.id, version, target.number if target else _number(which) or 0)
    return _("One step back.") if do == "back" else _("This is how it stood.")


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
    return render(request, "parts/letter_live.html", {"page": _context(request, row), "told": told})


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


def shown(request: Request, row: Letter, *, ink: bool = False, at: int | None = None) -> Shown:
    """Return how a letter reads now. ink: with whose each sentence is; at: with the wordings of this sentence."""
    told, over = "", None
    if row.state != Letter.State.SENT:
        try:
            over = review(row, request.now)
        except AfterwordError as error:
            told = in_one_line(error)
    every = over.checked.findings if over else ()
    findings = list({finding.message: finding for finding in every}.values())  # one text, several siblings
    stands = places(row.body, over.moves) if over and _is_letter(over) else ()
    inks = inked(stands, over.checked.own) if over else {}
    parts = paragraphs(row.body, over if stands else None, stands, ink=ink)
    noted = {note.text for part in parts for note in part.notes}
    return Shown(
        letter=row,
        first_words=" ".join(row.body[: FIRST_WORDS * 2].split())[:FIRST_WORDS],
        language=str(row.brief.get("locale") or "en").replace("_", "-"),
        paragraphs=parts,
        blocks=[finding for finding in findings if finding.severity == "block"],
        warns=[finding for finding in findings if finding.severity == "warn"],
        infos=[finding for finding in findings if finding.severity == "info"],
        loose=[finding for finding in findings if finding.message not in noted],
        own=own_in_words(sum(one.is_mine for one in inks.values()), len(inks)),
        length=reading_time(row.body),
        to_check=to_check(findings) if over else "",
        told=told,
        sentence=_sentence(row, over, stands, at) if over else None,
    )


def _sentence(row: Letter, over: Review, stands: tuple[Place, ...], at: int | None) -> Sentence | None:
    """What a sentence of a draft may say instead."""
    if at is None or at >= len(stands) or row.state != Letter.State.DRAFT:
        return None
    place = stands[at]
    is_own = not place.as_composed or known(over.brief).written_by_candidate(place.text)
    return Sentence(at, place.text, is_own, () if is_own else alternatives(over.brief, row.body, over.moves, at))


def _is_ink(request: Request) -> bool:
    return "ink" in request.GET or "ink" in request.POST


def _is_letter(over: Review) -> bool:
    return len(over.checked.own.sentences) <= MOST_SENTENCES


def _number(text: str | None) -> int | None:
    """Return a small number of an address or a form, None for anything else."""
    return int(text) if text and text.isdecimal() and text.isascii() and len(text) < 9 else None


def _row(letter_id: uuid.UUID) -> Letter:
    return Letter.objects.select_related("candidacy", "person", "owner").get(id=letter_id)


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


def _context(request: Request, row: Letter, *, conflict: bool = False, is_open: bool = False) -> Context:
    ink = _is_ink(request) and row.state == Letter.State.DRAFT
    others = row.candidacy.letters.exclude(person=row.person_id).exclude(state=Letter.State.CANCELLED).exclude(body="")
    steps = revisions(row)
    return Context(
        letter=row,
        kind=str(KINDS[row.kind]),
        shown=shown(request, row, ink=ink, at=_number(request.GET.get("sentence"))),
        others=others.count(),
        history=[Earlier(one.number, str(HOW[one.how]), one.at, one.number == row.revision) for one in steps.rows],
        can_step_back=steps.back is not None,
        can_step_on=steps.on is not None,
        conflict=conflict,
        open=is_open,
        ink=ink,
        at=_number(request.GET.get("at")),
        look=link_look(request, link_of(row)) if row.state != Letter.State.SENT else None,
    )


def _page(
    request: Request, row: Letter, form: LetterForm, status: int = 200, *, conflict: bool = False
) -> HttpResponse:
    is_open = conflict or bool(form.errors) or "edit" in request.GET
    page = _context(request, row, conflict=conflict, is_open=is_open)
    answer = render(request, "letter.html", {"page": page, "form": form}, status=status)
    if "HX-Request" in request.headers:  # asked for a part, answered with all of it
        answer["HX-Retarget"], answer["HX-Reswap"] = "body", "innerHTML"
    return answer
