"""Check a letter I have: any letter, whoever wrote it; nothing is kept unless the person says so."""

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from afterword import api
from afterword.app.actions.draft import keep_draft
from afterword.app.middleware import in_one_line
from afterword.app.models import Letter, Participation
from afterword.app.pages.letter_brief import LONGEST
from afterword.app.pages.letter_marks import OWN, own_share, reading_time
from afterword.app.pages.letter_words import FOR_WHAT, KINDS
from afterword.app.queries.brief import brief_of
from afterword.app.queries.readers import reader, readers
from afterword.app.request import Request
from afterword.errors import BadInput
from afterword.letter.brief import Brief
from afterword.letter.letter import Checked, Finding, OwnSentence
from afterword.letter.letter import Letter as Composed
from afterword.letter.text import parse_mail

MOST_BYTES = 2_000_000
MOST_SENTENCES = 100
SUBJECTS = {"subject", "betreff", "objet"}
"""How a first line names the subject."""
LITTLE = 0.15
"""Below this share of its own a sentence could stand in any letter."""


class CheckForm(forms.Form):
    """The letter, pasted or as a file, and what is known about it."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Your letter"),
        help_text=gettext_lazy("From the greeting to your name. A first line “Subject: …” is its subject."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14, "class": "letter-text", "autocomplete": "off"}),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        help_text=gettext_lazy("A mail (.eml) or a text (.txt)."),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".eml,.txt,message/rfc822,text/plain"}),
    )
    reader = forms.ChoiceField(
        label=gettext_lazy("Who is it for?"),
        help_text=gettext_lazy("Then every name, date and fact is held against your notes."),
        required=False,
    )
    kind = forms.ChoiceField(label=gettext_lazy("What kind of letter is it?"), required=False)
    locale = forms.ChoiceField(
        label=gettext_lazy("Language of the letter"),
        required=False,
        choices=[
            ("auto", gettext_lazy("Read it off the letter")),
            ("en_US", gettext_lazy("American English")),
            ("en_GB", gettext_lazy("British English")),
            ("de", gettext_lazy("German")),
            ("fr", gettext_lazy("French")),
        ],
    )

    def __init__(self, *args: Any, people: list[Participation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind, KINDS[kind]) for kind in (*FOR_WHAT, "call_script", "voicemail")]
        self._choices("kind", [("auto", _("Read it off the letter")), *kinds])
        named = [(str(part.id), ", ".join(filter(None, (part.person.name, part.candidacy.company)))) for part in people]
        self._choices("reader", [("", _("Nobody in particular")), *named])
        if not people:
            del self.fields["reader"]

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_file(self) -> "UploadedFile[Any] | None":
        """Return the file, which is not too large."""
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file and (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large for a letter. Paste the letter itself."))
        return file


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and how much of it is this person's. ink: 0 any letter's, 1 in part, 2 theirs."""

    text: str
    ink: int
    word: str
    why: str


@dataclass(frozen=True, slots=True)
class Result:
    """What the checks found. may_keep: somebody is named whom the letter is for."""

    kind: str
    length: str
    own: str
    blocks: list[Finding]
    warns: list[Finding]
    infos: list[Finding]
    sentences: list[Sentence]
    may_keep: bool


@dataclass(frozen=True, slots=True)
class Context:
    """The page, with a result once a letter was given."""

    result: Result | None


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: Request) -> HttpResponse:
    """Check a letter, and keep it as a draft only where the person says so."""
    people = readers()
    if request.method != "POST":
        return _page(request, None, CheckForm(initial={"id": uuid.uuid4()}, people=people))
    form = CheckForm(request.POST, request.FILES, people=people)
    if not form.is_valid():
        return _page(request, None, form, status=422)
    said = form.cleaned_data
    try:
        if said["file"]:
            said["text"] = _as_text(said["file"].read())
            read = request.POST.copy()
            read["text"] = said["text"]
            form = CheckForm(read, people=people)
            form.is_valid()
        checked, brief, part = _checked(request, said)
    except BadInput as error:
        form.add_error("text", in_one_line(error))
        return _page(request, None, form, status=422)
    if request.POST.get("do") == "keep" and brief and part:
        letter = _kept(request, part, brief, said)
        messages.success(request, _("Kept as a draft."))
        return redirect("letter", letter.id)
    return _page(request, _result(said["text"], checked, may_keep=part is not None), form)


def _as_text(data: bytes) -> str:
    """Return a mail or a text file as it would be pasted."""
    read = parse_mail(data)
    if read.subject and not read.raw.casefold().startswith("subject:"):
        return f"Subject: {read.subject}\n\n{read.raw}"
    return read.raw


def _checked(request: Request, said: dict[str, Any]) -> tuple[Checked, Brief | None, Participation | None]:
    """Check by the text alone, then against the brief of whom it is for."""
    language = request.candidate.language
    kind, locale = said["kind"] or "auto", said["locale"] or "auto"
    alone = api.check_letter(said["text"], kind=kind, locale=locale, language=language)
    if not said.get("reader"):
        return alone, None, None
    part = reader(uuid.UUID(said["reader"]))
    brief = brief_of(part.candidacy, part.person, alone.kind, send_at=request.now)
    full = api.check_letter(said["text"], brief, kind=alone.kind, locale=locale, language=language)
    return full, brief, part


def text_of(pasted: str, subject: str) -> Composed:
    """Return a pasted letter as subject and body; `subject` stands where it names none."""
    text = pasted.replace("\r\n", "\n").strip()
    first, _line, rest = text.partition("\n")
    head, colon, named = first.partition(":")
    if colon and head.strip("*_ ").casefold() in SUBJECTS:
        return Composed(named.strip("*_ ")[:300], rest.strip())
    return Composed(subject, text)


def _kept(request: Request, part: Participation, brief: Brief, said: dict[str, Any]) -> Letter:
    text = text_of(said["text"], "")
    return keep_draft(part.candidacy, part.person, brief, text, now=request.now, id=said["id"])


def _result(text: str, checked: Checked, *, may_keep: bool) -> Result:
    by = {
        severity: [one for one in checked.findings if one.severity == severity]
        for severity in ("block", "warn", "info")
    }
    return Result(
        kind=str(KINDS[checked.kind]),
        length=reading_time(text),
        own=own_share(checked.own),
        blocks=by["block"],
        warns=by["warn"],
        infos=by["info"],
        sentences=[_sentence(one) for one in checked.own.sentences[:MOST_SENTENCES]],
        may_keep=may_keep,
    )


def _sentence(one: OwnSentence) -> Sentence:
    ink = 2 if one.own >= OWN else 1 if one.own >= LITTLE else 0
    words = (_("Any letter’s"), _("In part yours"), _("Only yours"))
    return Sentence(one.text, ink, words[ink], one.why)


def _page(request: Request, result: Result | None, form: CheckForm, status: int = 200) -> HttpResponse:
    return render(request, "check.html", {"page": Context(result), "form": form}, status=status)
