"""Add what happened in a candidacy: an answer, a call, a date, a decision."""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from afterword import api
from afterword.app.actions.allow_contact import allow_contact
from afterword.app.actions.keep_reply import keep_reply
from afterword.app.actions.record import record
from afterword.app.middleware import in_one_line
from afterword.app.models import Candidacy, Event
from afterword.app.pages.fields import Date, Files, Moment
from afterword.app.pages.words import CALLS, OUTCOMES, STEPS
from afterword.app.queries.page import MOST_ROWS
from afterword.app.request import Request
from afterword.candidacy.events import EventType
from afterword.errors import BadInput
from afterword.reply.reply import Reply

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MOST_MAIL = 2_000_000
"""Characters of a pasted mail."""

MOST_TEXT = 60_000
"""Characters that are kept as words of what is no mail."""

ANSWERS = ("acknowledgement", "question", "new_date", "interview", "offer", "rejection")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of news. event: what it is recorded as; fields: those of the form that it asks for; needed: of these."""

    label: "_StrPromise"
    event: EventType
    fields: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    data: Callable[[Mapping[str, Any]], dict[str, object]] = lambda said: {}


def _day(name: str, key: str) -> Callable[[Mapping[str, Any]], dict[str, object]]:
    return lambda said: {key: said[name].isoformat() if said[name] else None}


KINDS: dict[str, Kind] = {
    "answer": Kind(gettext_lazy("They wrote"), "reply_received", ("outcome", "date", "mail", "file"), ("outcome",)),
    "away": Kind(
        gettext_lazy("An automatic reply"), "auto_reply_received", ("date",), data=_day("date", "return_date")
    ),
    "bounced": Kind(gettext_lazy("My letter came back"), "bounced", data=lambda said: {"kind": "hard"}),
    "they_called": Kind(gettext_lazy("They called"), "reply_received", ("outcome", "date"), ("outcome",)),
    "called": Kind(gettext_lazy("I called"), "call_made", ("spoke", "date"), ("spoke",)),
    "date": Kind(gettext_lazy("They named a date"), "decision_date_named", ("date",), ("date",), _day("date", "date")),
    "will_contact": Kind(
        gettext_lazy("They will be in touch"), "will_contact_named", ("date",), data=_day("date", "date")
    ),
    "decider": Kind(gettext_lazy("Who decides"), "decider_named", (), ("who",)),
    "talk": Kind(
        gettext_lazy("Another talk was held"),
        "interview_held",
        ("round",),
        ("round",),
        lambda said: {"round": said["round"]},
    ),
    "elsewhere": Kind(
        gettext_lazy("I did something elsewhere"),
        "touch_done_elsewhere",
        ("step", "channel"),
        ("step", "who"),
        lambda said: {"step": None if said["step"] == ANSWER else said["step"], "channel": said["channel"] or "email"},
    ),
    "other_offer": Kind(
        gettext_lazy("Another firm made an offer"), "competing_offer", ("date",), ("date",), _day("date", "deadline")
    ),
    "offer": Kind(gettext_lazy("They made an offer"), "offer", ("date",), data=_day("date", "by")),
    "rejection": Kind(gettext_lazy("They said no"), "rejection"),
    "withdrawal": Kind(gettext_lazy("I withdraw"), "withdrawal"),
    "no_contact": Kind(gettext_lazy("They want no contact"), "no_contact_asked", ("date",), data=_day("date", "until")),
    "allowed": Kind(
        gettext_lazy("They are glad to hear from me again"),
        "setting_changed",
    ),
}

USUAL = ("answer", "they_called", "called", "date", "talk")
"""What happens most; the rest is behind "Something else"."""

ANSWER = "answer"
ELSEWHERE = ("thank_you", "gift_note", "follow_up_1", "follow_up_2", "follow_up_3", "visibility")
CHANNELS = {
    "email": gettext_lazy("By mail"),
    "call": gettext_lazy("By phone"),
    "paper": gettext_lazy("On paper"),
}
ALL_FIELDS = ("outcome", "spoke", "round", "step", "channel", "date", "mail", "file")

DATES: "Mapping[str, _StrPromise]" = {
    "answer": gettext_lazy("The new date, if they named one"),
    "they_called": gettext_lazy("The new date, if they named one"),
    "called": gettext_lazy("When they call back, if they said so"),
    "away": gettext_lazy("The day they are back, if it says so"),
    "date": gettext_lazy("They decide by"),
    "will_contact": gettext_lazy("By when, if they said so"),
    "other_offer": gettext_lazy("You must answer it by"),
    "offer": gettext_lazy("You must answer by, if they said so"),
    "no_contact": gettext_lazy("Until when, if they said so"),
}
"""What a date means, by kind of news."""


@dataclass(frozen=True, slots=True)
class Seems:
    """What a mail seems to be, in words. kind: of news it is then, "" for an answer."""

    words: str
    kind: str


class NewsForm(forms.Form):
    """All the fields that news can have; a kind shows its own."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    who = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    at = Moment(gettext_lazy("When"))
    outcome = forms.ChoiceField(
        label=gettext_lazy("What was it?"), required=False, choices=[], widget=forms.RadioSelect
    )
    spoke = forms.ChoiceField(
        label=gettext_lazy("How did it go?"),
        required=False,
        choices=list(CALLS.items()),
        widget=forms.RadioSelect,
    )
    round = forms.IntegerField(label=gettext_lazy("Which round was it?"), required=False, min_value=1, max_value=20)
    step = forms.ChoiceField(
        label=gettext_lazy("What was it?"),
        required=False,
        choices=[(ANSWER, gettext_lazy("An answer to what they asked")), *((name, STEPS[name]) for name in ELSEWHERE)],
        widget=forms.RadioSelect,
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("How?"), required=False, choices=list(CHANNELS.items()), widget=forms.RadioSelect
    )
    date = Date()
    mail = forms.CharField(
        label=gettext_lazy("Their mail, if you like"),
        help_text=gettext_lazy("Pasted whole. Afterword says what it seems to be; you decide."),
        required=False,
        max_length=MOST_MAIL,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
    )
    file = Files(gettext_lazy("Or the mail as a file (.eml)"), accept=".eml,message/rfc822", most=1, megabytes=25)

    def __init__(self, *args: Any, kind: str, candidacy: Candidacy, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kind, self._now, self.candidacy = KINDS[kind], now, candidacy
        people = candidacy.people.order_by("created_at")[:MOST_ROWS]
        _choices(
            self, "who", [("", _("Nobody in particular")), *((str(one.id), one.name or one.email) for one in people)]
        )
        _choices(self, "outcome", [(name, capfirst(OUTCOMES[name])) for name in ANSWERS])
        self.fields["date"].label = DATES.get(kind, "")
        for name in ALL_FIELDS:
            if name not in self._kind.fields:
                del self.fields[name]

    def clean_at(self) -> dt.datetime:
        """Return the moment. Raises ValidationError for one to come."""
        at: dt.datetime = self.cleaned_data["at"]
        if at > self._now + dt.timedelta(minutes=5):
            raise forms.ValidationError(_("This is still to come. Say when it happened."))
        return self._now if at + dt.timedelta(minutes=1) > self._now else at  # the field knows no seconds

    def clean(self) -> dict[str, Any]:
        """Raise ValidationError for what this kind of news needs and does not have."""
        said = super().clean() or self.cleaned_data
        for name in self._kind.needed:
            if said.get(name) in {None, ""} and name not in self.errors:
                self.add_error(name, _("Please say this."))
        if said.get("outcome") == "new_date" and not said.get("date"):
            self.add_error("date", _("Please say which date they named."))
        return said


@require_http_methods(["GET", "HEAD", "POST"])
def happened(request: Request, candidacy_id: uuid.UUID) -> HttpResponse:
    """Show the form of one kind of news (`?what=`), and record it."""
    candidacy = Candidacy.objects.get(id=candidacy_id)
    what = request.POST.get("what") or request.GET.get("what") or "answer"
    if what not in KINDS:
        raise Http404
    initial = {"id": uuid.uuid4(), "at": request.now.replace(second=0, microsecond=0), "round": 2}
    only = candidacy.people.order_by("created_at").values_list("id", flat=True)[:2]
    if len(only) == 1:
        initial["who"] = str(only[0])
    given = request.POST if request.method == "POST" else None
    files = request.FILES if request.method == "POST" else None
    form = NewsForm(given, files, kind=what, candidacy=candidacy, now=request.now, initial=initial)
    seems = None
    if request.method == "POST" and request.POST.get("do") == "read":
        form, seems = _read(request, form)
    elif request.method == "POST" and form.is_valid():
        event = _recorded(request, candidacy, what, form.cleaned_data)
        messages.success(request, _("Kept."), extra_tags=f"undo:{event.id}")
        return redirect("candidacy", candidacy.id)
    page = {
        "candidacy": candidacy,
        "what": what,
        "usual": [(name, KINDS[name].label) for name in USUAL],
        "rest": [(name, kind.label) for name, kind in KINDS.items() if name not in USUAL and _may(candidacy, name)],
        "is_rare": what not in USUAL,
        "seems": seems,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "happened.html", {"form": form, "page": page}, status=status)


def _may(candidacy: Candidacy, what: str) -> bool:
    """Whether a kind of news makes sense now: only who asked for no contact can allow it again."""
    return what != "allowed" or candidacy.stopped == "no_contact"


def _read(request: Request, form: NewsForm) -> tuple[NewsForm, Seems | None]:
    """Say what the mail seems to be and mark it in the form, where nothing is chosen yet; nothing is recorded."""
    form.is_valid()
    raw, wrong = _raw(form.cleaned_data), form.errors.get("mail")
    form.errors.clear()
    if wrong:
        form.add_error("mail", list(wrong))
        return form, None
    if not raw:
        form.add_error("mail", _("Paste the mail first, or give it as a file."))
        return form, None
    try:
        reply = api.read_reply(raw, [request.candidate.email], language=request.candidate.language)
    except BadInput as error:
        form.add_error("mail", in_one_line(error))
        return form, None
    filled = request.POST.copy()
    filled["mail"] = raw.decode(errors="replace")
    if reply.outcome and not filled.get("outcome"):
        filled["outcome"] = reply.outcome
    again = NewsForm(filled, kind="answer", candidacy=form.candidacy, now=request.now)
    again.full_clean()
    again.errors.clear()
    return again, _seems(reply)


def _seems(reply: Reply) -> Seems:
    if reply.what == "auto_reply":
        return Seems(_("an automatic reply"), "away")
    if reply.what == "bounce":
        return Seems(_("a letter of yours that came back"), "bounced")
    outcome = OUTCOMES.get(reply.outcome or "")
    return Seems(str(outcome) if outcome else _("not clear; please choose"), "")


def _recorded(request: Request, candidacy: Candidacy, what: str, said: Mapping[str, Any]) -> Event:
    kind = KINDS[what]
    who = uuid.UUID(said["who"]) if said["who"] else None
    if kind.event == "reply_received":
        judged: dict[str, object] = {"outcome": said["outcome"]}
        if said["date"]:
            judged["date"] = said["date"].isoformat()
        return keep_reply(
            request.now,
            candidacy.id,
            at=said["at"],
            who=who,
            what="reply",
            judged=judged,
            mail=_mail(request, _raw(said)),
            id=said["id"],
        )
    people = [who] if who else []
    if what == "allowed":
        return allow_contact(request.now, candidacy.id, at=said["at"], who=people, id=said["id"])
    event, data = _call(said) if what == "called" else (kind.event, kind.data(said))
    return record(candidacy.id, event, request.now, at=said["at"], who=people, data=data, id=said["id"])


def _call(said: Mapping[str, Any]) -> tuple[EventType, dict[str, object]]:
    """A call as it is recorded: a voicemail is an event of its own."""
    if said["spoke"] == "voicemail":
        return "voicemail_left", {"step": "follow_up_1"}
    data: dict[str, object] = {"step": "follow_up_1", "outcome": said["spoke"]}
    if said["spoke"] == "call_back" and said["date"]:
        data["date"] = said["date"].isoformat()
    return "call_made", data


def _raw(said: Mapping[str, Any]) -> bytes:
    """The mail as it was given: the file, else what was pasted."""
    for file in said.get("file") or []:
        content: bytes = file.read()
        file.seek(0)
        return content
    return str(said.get("mail") or "").strip().encode()


def _mail(request: Request, raw: bytes) -> tuple[Reply, bytes] | None:
    """Return the mail as it is read, with what was given; one that is no mail is kept as plain words."""
    if not raw:
        return None
    try:
        return api.read_reply(raw, [request.candidate.email], language=request.candidate.language), raw
    except BadInput:
        return Reply(what="other", text=raw.decode(errors="replace")[:MOST_TEXT]), raw


def _choices(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
