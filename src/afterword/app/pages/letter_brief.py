"""Write it with an assistant: the brief to copy, and the answer to be verified against it."""

import uuid
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from afterword import api
from afterword.app.actions.reword import reword
from afterword.app.middleware import in_one_line
from afterword.app.models import Letter
from afterword.app.queries.brief import rebuilt
from afterword.app.request import Request
from afterword.errors import BadInput, Refused
from afterword.letter.letter import Finding
from afterword.letter.letter import Letter as Composed

LONGEST = 2_000_000
"""Characters that a form takes in at all; the check says what is too long for a letter."""

SUBJECTS = {"subject", "betreff", "objet"}
"""How a first line names the subject."""


class AnswerForm(forms.Form):
    """What the assistant wrote."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label=gettext_lazy("Its answer"),
        help_text=gettext_lazy("Paste all of it. A first line such as “Subject: …” becomes the subject."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10, "autocomplete": "off"}),
    )


@dataclass(frozen=True, slots=True)
class Context:
    """The brief as a prompt, and what of an answer the facts do not bear out."""

    letter: Letter
    prompt: str
    blocks: list[Finding]
    warns: list[Finding]
    verified: bool


@require_http_methods(["GET", "HEAD", "POST"])
def letter_brief(request: Request, letter_id: uuid.UUID) -> HttpResponse:
    """Give the brief to copy; take an answer in as the draft once it is verified, or once the person says so."""
    row = Letter.objects.select_related("candidacy", "person", "owner").get(id=letter_id)
    if row.state != Letter.State.DRAFT:
        raise Refused("app.revise.no_draft", state=row.state)
    brief = rebuilt(row, request.now)
    prompt = api.assistant_prompt(brief)
    if request.method != "POST":
        form = AnswerForm(initial={"version": row.version})
        return _page(request, Context(row, prompt, [], [], verified=False), form)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, Context(row, prompt, [], [], verified=False), form, status=422)
    try:
        found = api.verify_letter(form.cleaned_data["answer"], brief, language=request.candidate.language)
    except BadInput as error:
        form.add_error("answer", in_one_line(error))
        return _page(request, Context(row, prompt, [], [], verified=False), form, status=422)
    blocks = [finding for finding in found if finding.severity == "block"]
    if blocks and request.POST.get("do") != "take":
        warns = [finding for finding in found if finding.severity == "warn"]
        return _page(request, Context(row, prompt, blocks, warns, verified=True), form, status=422)
    text = text_of(form.cleaned_data["answer"], row.subject)
    kept = reword(request.now, row.id, form.cleaned_data["version"], text)
    if kept.body != text.body:
        again = AnswerForm(initial={"version": kept.version, "answer": form.cleaned_data["answer"]})
        messages.warning(request, _("The letter was changed in another window meanwhile. Look at it, then take this."))
        return _page(request, Context(kept, prompt, [], [], verified=False), again, status=409)
    if found:
        messages.warning(request, _("It is your draft now. Please look at what the facts do not bear out."))
    else:
        messages.success(request, _("It is your draft now. Everything in it stands in your notes."))
    return redirect(f"{reverse('letter', args=[row.id])}?kept")


def text_of(pasted: str, subject: str) -> Composed:
    """Return a pasted letter as subject and body; `subject` stands where it names none."""
    text = pasted.replace("\r\n", "\n").strip()
    first, _line, rest = text.partition("\n")
    head, colon, named = first.partition(":")
    if colon and head.strip("*_ ").casefold() in SUBJECTS:
        return Composed(named.strip("*_ ")[:300], rest.strip())
    return Composed(subject, text)


def _page(request: Request, page: Context, form: AnswerForm, status: int = 200) -> HttpResponse:
    return render(request, "letter_brief.html", {"page": page, "form": form}, status=status)
