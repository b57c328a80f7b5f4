"""The interest ledger: what seems to have held their interest, why, and what the notes say besides."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from afterword import api, shapes
from afterword.app.actions.add_subject import add_subject
from afterword.app.actions.confirm_fact import RECORDS, confirm_fact
from afterword.app.actions.judge import judge
from afterword.app.actions.keep_note import keep_note
from afterword.app.actions.move_interest import move_interest
from afterword.app.middleware import in_one_line
from afterword.app.models import Candidacy, Participation
from afterword.app.models import Interest as Row
from afterword.app.pages.fields import LENGTH, Files, Line
from afterword.app.pages.just_met_form import NOTE_LENGTH
from afterword.app.pages.whose import interests_of
from afterword.app.queries.gift import may_allow
from afterword.app.queries.ledger import Ledger, Told, ledger
from afterword.app.request import Request
from afterword.errors import BadInput
from afterword.notes.interest import Evidence, Interest

STRONG, FAIR = 0.6, 0.4
"""From this confidence on, three strokes and two."""


class SubjectForm(forms.Form):
    """A subject named by hand."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    subject = Line(gettext_lazy("A subject"), required=True, help_text=gettext_lazy("As it stands after “about”."))
    person = forms.ChoiceField(label=gettext_lazy("Whose"), required=False)

    def __init__(self, *args: Any, people: list[Participation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Nobody’s in particular")), *_choices(people)]


class NoteForm(forms.Form):
    """Another note: typed, or a file."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("Another note"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )
    file = Files(
        gettext_lazy("Or a file: notes or a transcript"), accept=".txt,.md,.vtt,.srt,.docx", most=1, megabytes=16
    )
    person = forms.ChoiceField(label=gettext_lazy("Whose interests"), required=False)

    def __init__(self, *args: Any, people: list[Participation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Whoever the note names")), *_choices(people)]

    def clean(self) -> dict[str, Any]:
        """See that there is something to read."""
        cleaned = super().clean() or {}
        if not (cleaned.get("note") or cleaned.get("file") or self.errors):
            self.add_error("note", _("Write at least one line, or choose a file."))
        return cleaned


@dataclass(frozen=True, slots=True)
class Subject:
    """A line of the ledger as it is shown. strokes: 1 to 3; kind: Work, Personal or ""; gift_for: whose gift page.

    allow: whether a private line may be allowed there.
    """

    row: Row
    value: Interest
    strokes: int
    kind: str
    why: str
    evidence: list["Shown"]
    gift_for: uuid.UUID | None
    allow: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of evidence with the line that says where it comes from. own: these are their words."""

    evidence: Evidence
    source: str
    own: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a note says. id: of the event; action: what the button says, "" where there is nothing to record."""

    id: uuid.UUID
    told: Told
    text: str
    action: str


@dataclass(frozen=True, slots=True)
class Context:
    """first: the line with the page's filled button; aside: what was put aside just now; asks: nothing was found."""

    ledger: Ledger
    subjects: list[Subject]
    first: uuid.UUID | None
    facts: list[Fact]
    aside: Row | None
    asks: bool
    several: bool
    subject_form: SubjectForm
    note_form: NoteForm


@require_http_methods(["GET", "HEAD", "POST"])
def interests(request: Request, candidacy_id: uuid.UUID) -> HttpResponse:
    """Show the ledger, and do what its buttons say."""
    if request.method != "POST":
        return _page(request, ledger(candidacy_id))
    what, _colon, which = request.POST.get("do", "").partition(":")
    if what in _FORMS:
        return _FORMS[what](request, ledger(candidacy_id))
    Candidacy.objects.get(id=candidacy_id)
    if what in _BUTTONS:
        _BUTTONS[what](request, which)
    back = reverse("interests", args=[candidacy_id])
    return redirect(f"{back}?aside={which}" if what == "hide" else back)


def _page(
    request: Request,
    found: Ledger,
    *,
    subject_form: SubjectForm | None = None,
    note_form: NoteForm | None = None,
    status: int = 200,
) -> HttpResponse:
    fallback = next((part.person_id for part in found.people if "interviewer" in part.roles), None)
    fallback = fallback or next((part.person_id for part in found.people), None)
    subjects = [_subject(row, fallback) for row in found.lines]
    page = Context(
        ledger=found,
        subjects=subjects,
        first=next((one.row.id for one in subjects if one.gift_for and not one.value.sensitive), None),
        facts=[_fact(told) for told in found.told],
        aside=next((row for row in found.hidden if str(row.id) == request.GET.get("aside")), None),
        asks=not subjects,
        several=len([part for part in found.people if {"interviewer", "lead"} & set(part.roles)]) > 1,
        subject_form=subject_form or SubjectForm(initial={"id": uuid.uuid4()}, people=found.people),
        note_form=note_form or NoteForm(initial={"id": uuid.uuid4()}, people=found.people),
    )
    return render(request, "interests.html", {"page": page}, status=status)


def strokes(interest: Interest, *, judged: bool = False) -> int:
    """How strong an interest is shown, 1 to 3. judged: named by the person, without evidence."""
    if judged and not interest.evidence:
        return 2
    return 3 if interest.confidence >= STRONG else 2 if interest.confidence >= FAIR else 1


def kind_word(interest: Interest) -> str:
    """Return the word of the kind of a subject, "" where it is unclear."""
    return {"business": _("Work"), "personal": _("Personal")}.get(interest.kind, "")


def _subject(row: Row, fallback: uuid.UUID | None) -> Subject:
    value = shapes.convert(row.value, Interest, "interest")[0]
    return Subject(
        row=row,
        value=value,
        strokes=strokes(value, judged=row.judged),
        kind=kind_word(value),
        why=value.why or _("You named it."),
        evidence=[_shown(item) for item in value.evidence],
        gift_for=row.person_id or fallback,
        allow=may_allow(row),
    )


def _shown(item: Evidence) -> Shown:
    if item.words == "observed":
        source = _("You noticed it; it was not talked about")
    elif item.direct:
        source = _("Their own words")
    else:
        source = _("Your note")
    if item.at and item.at.line:
        source += ", " + _("line %(line)d") % {"line": item.at.line}
    elif item.at and item.at.time:
        source += ", " + item.at.time
    return Shown(item, source, item.direct)


def _fact(told: Told) -> Fact:
    value = {"value": _written(told.fact.value or "")}
    text, action = {
        "decision_date": (_("They decide by %(value)s."), _("Yes, plan with this date"))
        if told.fact.value
        else (_("They will get in touch; no day was named."), _("Yes, plan without a date")),
        "decider": (_("You will hear from %(value)s, or they decide."), _("Yes, that is who")),
        "no_contact": (_("They asked not to be contacted until %(value)s."), _("Yes, write nothing until then"))
        if told.fact.value
        else (_("They asked not to be contacted."), _("Yes, write nothing more to them")),
        "next_round": (_("There may be another round: %(value)s."), ""),
        "promise_by_me": (_("You promised: %(value)s."), ""),
        "promise_by_them": (_("They promised: %(value)s."), ""),
    }[told.fact.kind]
    return Fact(uuid.uuid4(), told, text % value, action if told.fact.kind in RECORDS else "")


def _written(value: str) -> str:
    """A date as a person says it; everything else as it stands."""
    try:
        return date_format(dt.date.fromisoformat(value), "l j F")
    except ValueError:
        return value


def _choices(people: list[Participation]) -> list[tuple[str, str]]:
    return [(str(part.person_id), part.person.name or part.person.email) for part in people]


# What the buttons do ------------------------------------------------------------------------------


def _up(request: Request, which: str) -> None:
    move_interest(_id(which), "up")


def _down(request: Request, which: str) -> None:
    move_interest(_id(which), "down")


def _hide(request: Request, which: str) -> None:
    judge(_id(which), hidden=True)


def _show(request: Request, which: str) -> None:
    judge(_id(which), hidden=False)


def _rename(request: Request, which: str) -> None:
    subject = request.POST.get("subject", "").strip()
    if not (subject and subject.isprintable() and len(subject) <= LENGTH):
        messages.error(request, _("Write the subject in one line of at most 200 letters. Nothing was changed."))
        return
    judge(_id(which), subject=subject)


def _confirm(request: Request, which: str) -> None:
    note, _colon, index = which.partition(":")
    event = confirm_fact(
        request.now, _id(note), int(index) if index.isdecimal() else -1, id=_id(request.POST.get("id", ""))
    )
    messages.success(request, _("Recorded, and planned with."), extra_tags=f"undo:{event.id}")


def _add(request: Request, found: Ledger) -> HttpResponse:
    form = SubjectForm(request.POST, people=found.people)
    if not form.is_valid():
        return _page(request, found, subject_form=form, status=422)
    said = form.cleaned_data
    person = uuid.UUID(said["person"]) if said["person"] else None
    add_subject(found.candidacy.id, said["subject"], person_id=person, id=said["id"])
    return redirect("interests", found.candidacy.id)


def _note(request: Request, found: Ledger) -> HttpResponse:
    form = NoteForm(request.POST, {"file": request.FILES.getlist("file")}, people=found.people)
    if not form.is_valid():
        return _page(request, found, note_form=form, status=422)
    said = form.cleaned_data
    part = next((part for part in found.people if str(part.person_id) == said["person"]), None)
    upload = said["file"][0] if said["file"] else None
    data = upload.read() if upload else said["note"].encode()
    name = (upload.name or "") if upload else "notes.txt"
    try:
        text = api.note_text(data, name)
        read = api.read_interests(
            data,
            name,
            interviewer=part.person.name if part else None,
            now=request.now,
            language=request.candidate.language,
        )
        several = [] if part or upload or len(found.people) < 2 else found.people
        names = [one.person.name for one in several]
        seen = interests_of(said["note"], names, request.now, request.candidate.language) if several else []
    except BadInput as error:
        form.add_error("file" if upload else "note", in_one_line(error))
        return _page(request, found, note_form=form, status=422)
    keep_note(
        request.now,
        found.candidacy.id,
        text,
        read,
        name=name if upload else "",
        person_id=part.person_id if part else None,
        id=said["id"],
        panel=[(line, None if at is None else several[at].person_id) for line, at in seen],
    )
    count = len(seen or read.interests)
    told_text = ngettext("Kept. It shows %(count)d interest.", "Kept. It shows %(count)d interests.", count)
    messages.success(request, told_text % {"count": count})
    return redirect("interests", found.candidacy.id)


def _id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise Row.DoesNotExist from error


_BUTTONS: dict[str, Callable[[Request, str], None]] = {
    "up": _up,
    "down": _down,
    "hide": _hide,
    "show": _show,
    "rename": _rename,
    "confirm": _confirm,
}
_FORMS: dict[str, Callable[[Request, Ledger], HttpResponse]] = {"add": _add, "note": _note}
