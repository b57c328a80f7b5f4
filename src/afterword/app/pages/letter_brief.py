"""Write it with an assistant: the brief to copy, and the answer to be verified against it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from afterword import api
from afterword.app.actions.add_own_words import add_own_words
from afterword.app.actions.add_proof import add_proof
from afterword.app.actions.add_subject import add_subject
from afterword.app.actions.reword import reword
from afterword.app.middleware import in_one_line
from afterword.app.models import Letter
from afterword.app.pages.fields import Line
from afterword.app.pages.letter_doubts import Doubt, Part, doubts, in_place
from afterword.app.queries.brief import rebuilt
from afterword.app.request import Request
from afterword.errors import BadInput, Refused
from afterword.letter.answer import Answer
from afterword.letter.letter import Finding
from afterword.letter.letter import Letter as Composed

LONGEST = 2_000_000
"""Characters that a form takes in at all; the check says what is too long for a letter."""

SHOWN = 90
"""Characters of what was left out that are shown."""


class AnswerForm(forms.Form):
    """What the assistant wrote."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label=gettext_lazy("Its answer"),
        help_text=gettext_lazy("Paste all of it. A first line such as “Subject: …” becomes the subject."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10, "autocomplete": "off"}),
    )


class TrueForm(forms.Form):
    """A sentence that is true and that the notes lack."""

    fact = Line(gettext_lazy("What is true"), required=True, length=500)
    about = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        widget=forms.RadioSelect,
        choices=[
            ("me", gettext_lazy("About me and my work: letters may say it")),
            ("talk", gettext_lazy("A subject of the talk, as it stands after “about”")),
            ("own", gettext_lazy("My own words, for this letter alone")),
        ],
    )


@dataclass(frozen=True, slots=True)
class Looked:
    """An answer that was looked through. left_out: what stood around the letter, shortened; loose: of no place."""

    answer: Answer
    left_out: list[str]
    parts: list[Part]
    doubts: list[Doubt]
    loose: list[Finding]

    @property
    def blocked(self) -> bool:
        """Whether something stands in the way."""
        return any(doubt.blocks for doubt in self.doubts) or any(one.severity == "block" for one in self.loose)


@dataclass(frozen=True, slots=True)
class Context:
    """The brief as a prompt; an answer and what of it the facts do not bear out; a true thing to be added."""

    letter: Letter
    prompt: str
    form: AnswerForm
    looked: Looked | None = None
    adding: TrueForm | None = field(default=None)


@require_http_methods(["GET", "HEAD", "POST"])
def letter_brief(request: Request, letter_id: uuid.UUID) -> HttpResponse:
    """Give the brief to copy; take an answer in as the draft once it is verified, or once the person says so."""
    row = Letter.objects.select_related("candidacy", "person", "owner").get(id=letter_id)
    if row.state != Letter.State.DRAFT:
        raise Refused("app.revise.no_draft", state=row.state)
    prompt = api.assistant_prompt(rebuilt(row, request.now))
    if request.method != "POST":
        return _page(request, Context(row, prompt, AnswerForm(initial={"version": row.version})))
    do = request.POST.get("do", "verify")
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, Context(row, prompt, form), 422)
    try:
        looked = _looked(request, row, form.cleaned_data["answer"])
        if do == "other" and looked.answer.others:
            form = _holding(form.cleaned_data["version"], looked.answer.others[0])
            looked = _looked(request, row, looked.answer.others[0])
        if do == "keep":
            return _add(request, row, form, looked)
    except BadInput as error:
        form.add_error("answer", in_one_line(error))
        return _page(request, Context(row, prompt, form), 422)
    if do.startswith("add:"):
        doubt = next((one for one in looked.doubts if f"add:{one.number}" == do), None)
        if doubt:
            adding = TrueForm(initial={"fact": " ".join(doubt.text.split()), "about": _likely(doubt.text)})
            return _page(request, Context(row, prompt, form, looked, adding))
    if do == "take" or not (looked.blocked or looked.answer.others or do == "other"):
        return _take(request, row, form, looked, prompt)
    return _page(request, Context(row, prompt, form, looked), 422)


def _looked(request: Request, row: Letter, pasted: str) -> Looked:
    """Read an answer and hold it against the notes as they stand. Raises BadInput for an answer without a letter."""
    brief = rebuilt(row, request.now)
    answer = api.read_answer(pasted, brief)
    found = api.verify_letter(answer.text, brief, moves=answer.moves, language=request.candidate.language)
    marked, loose = doubts(answer.body, [one for one in found if one.severity != "info"])
    left_out = [part if len(part) <= SHOWN else f"{part[:SHOWN].rstrip()}…" for part in answer.left_out]
    return Looked(answer, left_out, in_place(answer.body, marked), marked, loose)


def _take(request: Request, row: Letter, form: AnswerForm, looked: Looked, prompt: str) -> HttpResponse:
    """Put the letter in the draft's place, unless the draft is another one by now."""
    answer = looked.answer
    text = Composed((answer.subject or row.subject)[:300], answer.body)
    kept = reword(request.now, row.id, form.cleaned_data["version"], text)
    if kept.body != text.body:
        again = _holding(kept.version, form.cleaned_data["answer"])
        messages.warning(request, _("The letter was changed in another window meanwhile. Look at it, then take this."))
        return _page(request, Context(kept, prompt, again), 409)
    if looked.doubts or looked.loose:
        messages.warning(request, _("It is your draft now. Please look at what the facts do not bear out."))
    else:
        messages.success(request, _("It is your draft now. Everything in it stands in your notes."))
    if looked.left_out:
        messages.info(request, _left_out(looked.left_out))
    return redirect(f"{reverse('letter', args=[row.id])}?kept")


def _add(request: Request, row: Letter, form: AnswerForm, looked: Looked) -> HttpResponse:
    """Keep what is true, and look at the answer again."""
    adding = TrueForm(request.POST)
    if not adding.is_valid():
        prompt = api.assistant_prompt(rebuilt(row, request.now))
        return _page(request, Context(row, prompt, form, looked, adding), 422)
    fact: str = adding.cleaned_data["fact"]
    if adding.cleaned_data["about"] == "own":
        row = add_own_words(row.id, fact)
        messages.success(request, _("Kept among your own words of this letter."))
    elif adding.cleaned_data["about"] == "talk":
        same = uuid.uuid5(row.id, fact)
        add_subject(row.candidacy_id, fact, person_id=row.person_id, id=same)
        messages.success(request, _("Kept among the subjects of the talk."))
    elif add_proof(fact):
        messages.success(request, _("Kept among what letters may say about your work."))
    else:
        messages.warning(request, _("Your list of facts is full. Take one out under “You” first."))
    row = Letter.objects.select_related("candidacy", "person", "owner").get(id=row.id)
    again = _looked(request, row, form.cleaned_data["answer"])
    return _page(request, Context(row, api.assistant_prompt(rebuilt(row, request.now)), form, again))


def _likely(text: str) -> str:
    """What a sentence is about, as a first guess."""
    words = {word.strip(",.;:").split("’")[0].split("'")[0].casefold() for word in text.split()}
    return "me" if words & {"i", "my", "ich", "mein", "meine", "je", "j", "mon", "ma", "mes"} else "talk"


def _holding(version: int, answer: str) -> AnswerForm:
    """A form that holds this answer, with its errors open."""
    data: dict[str, Any] = {"version": version, "answer": answer}
    form = AnswerForm(data)
    form.is_valid()
    return form


def _left_out(parts: Sequence[str]) -> str:
    return _("Left out, as it is not part of the letter: %(parts)s") % {
        "parts": " · ".join(f"“{part}”" for part in parts)
    }


def _page(request: Request, page: Context, status: int = 200) -> HttpResponse:
    left_out = _left_out(page.looked.left_out) if page.looked and page.looked.left_out else ""
    context = {"page": page, "form": page.form, "left_out": left_out}
    return render(request, "letter_brief.html", context, status=status)
