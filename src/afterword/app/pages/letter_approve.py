"""Approve a letter: what leaves, to whom, how and when; exactly this text, once."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from afterword.app.actions.approve import approve as say_yes
from afterword.app.actions.approve import digest
from afterword.app.middleware import in_one_line
from afterword.app.models import Letter, Step
from afterword.app.pages.fields import Moment
from afterword.app.pages.letter import Shown, shown
from afterword.app.pages.letter_words import KINDS
from afterword.app.request import Request
from afterword.errors import BadInput, Refused
from afterword.letter.kinds import Channel
from afterword.letter.letter import Finding


class ApproveForm(forms.Form):
    """How and when it goes, and which findings are passed. seen: the digest of the text that was read."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    subject = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300)
    body = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    channel = forms.ChoiceField(
        label=gettext_lazy("How it goes"),
        choices=[("email", gettext_lazy("By e-mail")), ("paper", gettext_lazy("On paper"))],
        widget=forms.RadioSelect,
        initial="email",
    )
    time = forms.ChoiceField(label=gettext_lazy("When it goes"), widget=forms.RadioSelect, initial="now")
    at = Moment(gettext_lazy("The time, if you name one"), required=False)
    anyway = forms.MultipleChoiceField(
        label=gettext_lazy("Send anyway"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, now: dt.datetime, due: dt.datetime | None, passable: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._now, self._due = now, due
        times = [("now", _("As soon as I send it")), ("date", _("At a time I name"))]
        if due:
            when = date_format(due, "l j F, H:i")
            times.insert(0, ("due", _("When the plan says: %(when)s") % {"when": when}))
        self._choices("time", times)
        self._choices("anyway", list(passable.items()))

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """See that a time that is meant is there and has not passed."""
        cleaned = super().clean() or {}
        at = cleaned.get("at")
        if cleaned.get("time") == "date" and "at" not in self.errors:
            if at is None:
                self.add_error("at", _("Name the time, or choose another."))
            elif at < self._now:
                self.add_error("at", _("This has passed. Name a time that is still ahead."))
        return cleaned

    def send_at(self) -> dt.datetime | None:
        """Return the moment it is to leave; None for as soon as the person sends it."""
        chosen: dt.datetime | None = {"due": self._due, "date": self.cleaned_data["at"]}.get(self.cleaned_data["time"])
        return chosen


@dataclass(frozen=True, slots=True)
class Context:
    """What leaves. stuck: findings that no click passes; changed: the text that was read, where another stands now."""

    letter: Letter
    kind: str
    shown: Shown
    due: dt.datetime | None
    stuck: list[Finding]
    passable: list[Finding]
    changed: bool
    sample: bool


@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: Request, letter_id: uuid.UUID) -> HttpResponse:
    """Show what would leave; approve exactly this."""
    row = Letter.objects.select_related("candidacy", "person", "owner").get(id=letter_id)
    if row.state != Letter.State.DRAFT:
        return redirect("sending", row.id)
    seen = shown(request, row)
    if seen.told:
        messages.warning(request, seen.told)
        return redirect("letter", row.id)
    due = _due(row, request.now)
    passable = {finding.id: finding.message for finding in seen.blocks if finding.override}
    if request.method != "POST":
        initial = {"seen": digest(row), "subject": row.subject, "body": row.body, "time": "due" if due else "now"}
        form = ApproveForm(initial=initial, now=request.now, due=due, passable=passable)
        return _page(request, row, seen, form, due)
    form = ApproveForm(request.POST, now=request.now, due=due, passable=passable)
    if not form.is_valid():
        return _page(request, row, seen, form, due, status=422)
    try:
        say_yes(
            row.id,
            request.now,
            channel=cast("Channel", form.cleaned_data["channel"]),
            send_at=form.send_at(),
            anyway=form.cleaned_data["anyway"],
            seen=form.cleaned_data["seen"],
        )
    except Refused as error:
        if error.code == "app.approve.changed":
            return _changed(request, row, seen, form, due)
        return _refused(request, row, seen, form, due, error)
    except BadInput as error:
        return _refused(request, row, seen, form, due, error)
    messages.success(request, _("Approved, exactly as it stands. Nothing has left yet."))
    return redirect("sending", row.id)


def _due(row: Letter, now: dt.datetime) -> dt.datetime | None:
    """The moment the plan names for this letter, where it is still ahead."""
    step = Step.objects.filter(candidacy=row.candidacy_id, step=row.kind, to=str(row.person_id)).order_by("due").first()
    return timezone.localtime(step.due) if step and step.due > now else None


def _changed(request: Request, row: Letter, seen: Shown, form: ApproveForm, due: dt.datetime | None) -> HttpResponse:
    """Both texts: the one that was read, and the one that stands now, which is asked about anew."""
    fresh = {"seen": digest(row), "subject": row.subject, "body": row.body}
    again = ApproveForm(
        initial=form.cleaned_data | fresh,
        now=request.now,
        due=due,
        passable=dict(form.fields["anyway"].choices),  # type: ignore[attr-defined]
    )
    return _page(request, row, seen, again, due, status=409, read=form)


def _refused(
    request: Request,
    row: Letter,
    seen: Shown,
    form: ApproveForm,
    due: dt.datetime | None,
    error: Refused | BadInput,
) -> HttpResponse:
    if error.code == "app.approve.blocked":
        form.add_error(None, _("Something stands in the way. Mend it in the letter, or tick what you send anyway."))
    else:
        form.add_error(None, in_one_line(error))
    return _page(request, row, seen, form, due, status=422)


def _page(
    request: Request,
    row: Letter,
    seen: Shown,
    form: ApproveForm,
    due: dt.datetime | None,
    status: int = 200,
    read: ApproveForm | None = None,
) -> HttpResponse:
    page = Context(
        letter=row,
        kind=str(KINDS[row.kind]),
        shown=seen,
        due=due,
        stuck=[finding for finding in seen.blocks if not finding.override],
        passable=[finding for finding in seen.blocks if finding.override],
        changed=read is not None,
        sample=row.candidacy.sample,
    )
    before = read.cleaned_data if read else None
    return render(request, "letter_approve.html", {"page": page, "form": form, "read": before}, status=status)
