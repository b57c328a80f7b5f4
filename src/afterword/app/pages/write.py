"""Write a letter: what will be in it, one sentence of the person's own, and the draft."""

import dataclasses
import datetime as dt
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from afterword import api
from afterword.app.actions.draft import draft
from afterword.app.actions.sign import sign
from afterword.app.middleware import in_one_line
from afterword.app.models import Candidacy, Letter, Person, ShelfItem
from afterword.app.pages.fields import Line
from afterword.app.pages.gift_shown import to_read
from afterword.app.pages.letter_words import FOR_WHAT, KINDS, LOCALES, written
from afterword.app.queries.brief import brief_of
from afterword.app.request import Request
from afterword.errors import BadInput
from afterword.letter.brief import Brief, Topic
from afterword.letter.kinds import Kind, Tone
from afterword.letter.locales import nearest
from afterword.letter.moves import carries_gift
from afterword.letter.text import parse
from afterword.letter.topics import usable

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

TONES: dict[Tone, "_StrPromise"] = {
    "warm": gettext_lazy("Warm"),
    "formal": gettext_lazy("Formal"),
    "brief": gettext_lazy("Brief"),
}

BESIDE = {"own_words": "own_words", "gift.note": "gift_note", "candidate.name": "name"}
"""Beside which field it is told that a part of the brief cannot be written."""


class WriteForm(forms.Form):
    """What only the person can say. gift: the item of the shelf that is enclosed."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    gift = forms.UUIDField(required=False, widget=forms.HiddenInput)
    name = Line(
        gettext_lazy("Your name"),
        autocomplete="name",
        help_text=gettext_lazy("It stands under the letter."),
        required=True,
    )
    own_words = forms.CharField(
        label=gettext_lazy("One sentence in your own words"),
        help_text=gettext_lazy("It goes in as you write it. It is what nobody else could send."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),  # a limit here would cut what is pasted
    )
    gift_note = Line(
        gettext_lazy("Why this gift is for them, in one line"),
        help_text=gettext_lazy("Such as: It is short, and page 4 is about shared tablets."),
        length=400,
    )
    answer = forms.ChoiceField(
        label=gettext_lazy("Your answer"),
        choices=[("accept", gettext_lazy("I accept")), ("decline", gettext_lazy("I decline"))],
        widget=forms.RadioSelect,
    )
    tone = forms.ChoiceField(
        label=gettext_lazy("How it sounds"),
        choices=list(TONES.items()),
        widget=forms.RadioSelect,
        initial="warm",
    )
    locale = forms.ChoiceField(
        label=gettext_lazy("Language of the letter"),
        required=False,
        widget=forms.Select(
            attrs={
                "hx-get": "",
                "hx-include": "[name=tone]",
                "hx-select": "#tones",
                "hx-target": "#tones",
                "hx-swap": "outerHTML",
            }
        ),
    )
    pass_on = forms.BooleanField(
        label=gettext_lazy("Ask whoever coordinates it to pass the letter on"),
        help_text=gettext_lazy("For when you have no address of theirs."),
        required=False,
    )

    def __init__(self, *args: Any, named: bool, enclosed: bool, kind: Kind, usual: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        locale = self.fields["locale"]
        assert isinstance(locale, forms.ChoiceField)
        there = _("As is usual there: %(language)s") % {"language": LOCALES[nearest(usual)]}
        locale.choices = [("", there), *LOCALES.items()]
        for field, needed in (("name", not named), ("gift_note", enclosed), ("answer", kind == "offer_answer")):
            if not needed:
                del self.fields[field]


@dataclass(frozen=True, slots=True)
class Specimen:
    """A tone with its name, and how a letter in it would begin and end."""

    tone: str
    name: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Context:
    """What the letter would hold.

    draft: one that stands already; gone_on: one of this kind that is approved or sent; siblings: letters
    to others about this talk; to_read: having read the gift is worth saying.
    """

    candidacy: Candidacy
    person: Person
    kind: str
    name: str
    for_what: str
    brief: Brief
    topics: tuple[Topic, ...]
    tones: list[Specimen]
    left_out: int
    carries_gift: bool
    gift: ShelfItem | None
    to_read: bool
    questions: list[str]
    draft: Letter | None
    gone_on: Letter | None
    siblings: int
    stopped: bool


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Request, candidacy_id: uuid.UUID, kind: str, person_id: uuid.UUID) -> HttpResponse:
    """Show what a letter would hold, and write it. `?gift=` encloses an item of the shelf, empty for none."""
    of = written(kind)
    candidacy = Candidacy.objects.select_related("owner").get(id=candidacy_id)
    person = candidacy.people.get(id=person_id)
    standing = candidacy.letters.filter(person=person, kind=of, state=Letter.State.DRAFT).first()
    if request.method == "POST":
        gift = _gift(request.POST.get("gift", ""))
    else:
        gift = _gift(request.GET["gift"]) if "gift" in request.GET else _enclosed(standing)
    brief = _brief(request.now, candidacy, person, of, {}, gift if carries_gift(of) else None)
    if request.method != "POST":
        initial = _initial(request, standing, gift, person, brief.locale)
        form = _form(request, of, gift, brief.locale, initial=initial)
        return _page(request, candidacy, person, brief, form, gift, standing)
    form = _form(request, of, gift, brief.locale, data=request.POST)
    if form.is_valid():
        try:
            letter = _written(request, candidacy, person, of, form.cleaned_data, gift)
        except BadInput as error:
            field = BESIDE.get(error.where or "")
            form.add_error(field if field in form.fields else None, in_one_line(error))
        else:
            messages.success(request, _("The draft is kept. Read it over and make it yours."))
            return redirect(f"{reverse('letter', args=[letter.id])}?kept")
    return _page(request, candidacy, person, brief, form, gift, standing, status=422)


def _written(
    request: Request, candidacy: Candidacy, person: Person, kind: Kind, said: dict[str, Any], gift: ShelfItem | None
) -> Letter:
    if said.get("name"):
        sign(candidacy.owner_id, said["name"])
    brief = _brief(request.now, candidacy, person, kind, said, gift)
    letter, _composed = draft(candidacy, person, brief, now=request.now, id=said["id"])
    return letter


def _brief(
    now: dt.datetime, candidacy: Candidacy, person: Person, kind: Kind, said: dict[str, Any], gift: ShelfItem | None
) -> Brief:
    return brief_of(
        candidacy,
        person,
        kind,
        gift=gift,
        gift_note=said.get("gift_note") or None,
        own_words=said.get("own_words") or None,
        tone=cast("Tone", said.get("tone") or "warm"),
        answer=cast("Literal['accept', 'decline'] | None", said.get("answer") or None),
        pass_on=bool(said.get("pass_on")),
        locale=said.get("locale") or None,
        send_at=now,
    )


def _form(request: Request, kind: Kind, gift: ShelfItem | None, usual: str, **given: Any) -> WriteForm:
    named, enclosed = bool(request.candidate.name), gift is not None
    return WriteForm(named=named, enclosed=enclosed, kind=kind, usual=usual, **given)


def _gift(text: str) -> ShelfItem | None:
    try:
        return ShelfItem.objects.get(id=uuid.UUID(text)) if text else None
    except ValueError as error:
        raise ShelfItem.DoesNotExist from error


def _enclosed(standing: Letter | None) -> ShelfItem | None:
    given = (standing.brief.get("gift") if standing else None) or {}
    return ShelfItem.objects.filter(value__id=given["id"]).first() if given.get("id") else None


def _initial(
    request: Request, standing: Letter | None, gift: ShelfItem | None, person: Person, usual: str
) -> dict[str, Any]:
    """What stands in the form at first. `?tone=` and `?locale=`: as chosen on a page that is still open."""
    before = standing.brief if standing else {}
    locale = request.GET.get("locale", before.get("locale") or "")
    note = request.GET.get("note") or (before.get("gift") or {}).get("note")
    return {
        "id": uuid.uuid4(),
        "gift": gift.id if gift else None,
        "own_words": before.get("own_words"),
        "gift_note": note,
        "answer": before.get("answer"),
        "tone": request.GET.get("tone") or before.get("tone") or "warm",
        "locale": "" if locale == usual and "locale" not in request.GET else locale,
        "pass_on": before.get("pass_on", not person.email),
    }


def _page(
    request: Request,
    candidacy: Candidacy,
    person: Person,
    brief: Brief,
    form: WriteForm,
    gift: ShelfItem | None,
    standing: Letter | None,
    status: int = 200,
) -> HttpResponse:
    kind = brief.kind
    if (locale := form["locale"].value()) in LOCALES:
        brief = dataclasses.replace(brief, locale=locale)
    topics = usable(brief)
    context = Context(
        candidacy=candidacy,
        person=person,
        kind=kind,
        name=str(KINDS[kind]),
        for_what=str(FOR_WHAT[kind]),
        brief=brief,
        topics=topics[:5],
        tones=_specimens(brief),
        left_out=max(len(topics) - 5, 0),
        carries_gift=carries_gift(kind),
        gift=gift,
        to_read=brief.gift is not None and to_read(brief.gift),
        questions=_questions(person, topics),
        draft=standing,
        gone_on=_gone_on(candidacy, person, kind),
        siblings=len(brief.siblings),
        stopped=bool(candidacy.stopped),
    )
    return render(request, "write.html", {"page": context, "form": form}, status=status)


def _specimens(brief: Brief) -> list[Specimen]:
    """How a letter in each tone would begin and end."""
    name = brief.candidate.name or "A"  # it does not stand in the specimen
    brief = dataclasses.replace(brief, candidate=dataclasses.replace(brief.candidate, name=name), pass_on=False)
    found = []
    for tone, label in TONES.items():
        try:
            text = parse(api.compose_letter(dataclasses.replace(brief, tone=tone)).body)
            said = "\n".join(filter(None, (text.salutation, f"{text.sentences[0]} …", text.closing)))
        except (BadInput, IndexError):  # told when the letter is written
            said = ""
        found.append(Specimen(tone, str(label), said, brief.locale.replace("_", "-")))
    return found


def _gone_on(candidacy: Candidacy, person: Person, kind: Kind) -> Letter | None:
    rows = candidacy.letters.filter(person=person, kind=kind)
    return rows.exclude(state__in=[Letter.State.DRAFT, Letter.State.CANCELLED]).order_by("-changed_at").first()


def _questions(person: Person, topics: tuple[Topic, ...]) -> list[str]:
    """What may bring the one sentence to mind."""
    name = person.value.get("given") or person.name or _("they")
    asked = [
        _("What did %(name)s say about %(topic)s that you thought of again on the way home?")
        % {"name": name, "topic": topic.text}
        for topic in topics[:1]
    ]
    asked += [
        _("What would you try first about %(topic)s?") % {"topic": topic.text} for topic in (topics[1:2] or topics[:1])
    ]
    return [*asked, _("What did you see or hear there that made you want this job more?")]
