"""Just interviewed: one page that keeps the card, the people, the notes and what was said, while it is fresh."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from afterword import shapes
from afterword.app.access import zone_of
from afterword.app.actions.capture import Met, Talk, capture
from afterword.app.middleware import in_one_line
from afterword.app.models import Candidacy, Event
from afterword.app.pages.card import details_of, doubts_of
from afterword.app.pages.interests import kind_word, strokes
from afterword.app.pages.just_met_form import MOST_PEOPLE, PersonForm, TalkForm
from afterword.app.pages.just_met_rows import Filled, contact_read, fresh, going_on, pictures_of, sent, take_in
from afterword.app.pages.just_met_talk import lines, met, talk
from afterword.app.pages.whereabouts import because, place_of
from afterword.app.queries.standing import standing_at
from afterword.app.request import Request
from afterword.candidacy.contact import Contact
from afterword.errors import BadInput


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the form. details: how many were read; doubts: how many of them are to be checked."""

    form: PersonForm
    number: int
    details: int
    doubts: int
    pictures: tuple[uuid.UUID, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A subject that the notes show so far. strokes: 1 to 3."""

    subject: str
    strokes: int
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class Context:
    """told: what was noticed in reading; standing: candidacies at this firm, where it must be asked which one."""

    people: list[Person]
    told: list[str]
    refused: list[str]
    may_add: bool
    standing: list[Candidacy]
    goes_on: Candidacy | None


@require_http_methods(["GET", "HEAD", "POST"])
def just_met(request: Request) -> HttpResponse:
    """Show the form, read what it brings, and keep it. `?candidacy=` goes on with one that stands."""
    if request.method != "POST":
        asked = request.GET.get("candidacy")
        return _shown(request, going_on(request.now, _standing(asked)) if asked else fresh(request.now))
    what, _colon, which = request.POST.get("do", "").partition(":")
    if what == "found":
        return _found(request)
    filled = sent(request)
    take_in(request, filled)
    if what == "more" and len(filled.rows) < MOST_PEOPLE:
        filled.rows.append({})
    if what == "remove" and which.isdecimal() and int(which) < len(filled.rows):
        del filled.rows[int(which)]
    return _shown(request, filled) if what in {"more", "remove", "read"} else _kept(request, filled)


def _standing(text: str) -> Candidacy:
    try:
        return Candidacy.objects.get(id=uuid.UUID(text))
    except ValueError as error:
        raise Candidacy.DoesNotExist from error


def _found(request: Request) -> HttpResponse:
    """What the notes show so far, beside them."""
    try:
        name = request.POST.get("person-0-name") if request.POST.get("rows") == "1" else None
        seen = lines(request.POST.get("notes", ""), [name or None], [], request, request.now)
    except BadInput:  # it is told when the form is sent
        seen = ()
    chips = [
        Chip(line.interest.subject, strokes(line.interest), kind_word(line.interest), line.interest.why or "")
        for line in seen
    ]
    return render(request, "parts/capture_found.html", {"chips": chips})


def _shown(request: Request, filled: Filled) -> HttpResponse:
    """The form while it is being filled, without complaints but for files that were not taken."""
    form = TalkForm(initial=_said(filled.talk), now=request.now)
    people = [PersonForm(initial=_said(row), prefix=f"person-{at}") for at, row in enumerate(filled.rows)]
    if request.POST.get("do") == "more":
        people[-1].fields["name"].widget.attrs["autofocus"] = True
    if request.htmx:
        return _page(request, filled, form, people, template="parts/capture_people.html")
    return _page(request, filled, form, people, status=422 if filled.refused else 200)


def _said(typed: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in typed.items() if value}


def _page(
    request: Request,
    filled: Filled,
    form: TalkForm,
    people: Sequence[PersonForm],
    *,
    template: str = "just_met.html",
    status: int = 200,
    standing: Sequence[Candidacy] = (),
) -> HttpResponse:
    persons = []
    for number, (person, row) in enumerate(zip(people, filled.rows, strict=True)):
        contact = contact_read(row) or Contact()
        persons.append(Person(person, number, details_of(contact), len(doubts_of(contact)), pictures_of(row)))
    same = filled.talk.get("same", "")
    page = Context(
        people=persons,
        told=filled.told,
        refused=filled.refused,
        may_add=len(persons) < MOST_PEOPLE,
        standing=list(standing),
        goes_on=_standing(same) if same not in {"", "new"} and not form.errors.get("same") else None,
    )
    return render(request, template, {"page": page, "form": form}, status=status)


def _kept(request: Request, filled: Filled) -> HttpResponse:
    """Keep it all and go on, or show what is missing beside its field."""
    form = TalkForm(data=filled.talk, now=request.now)
    people = [
        PersonForm(data={f"person-{at}-{name}": value for name, value in row.items()}, prefix=f"person-{at}")
        for at, row in enumerate(filled.rows)
    ]
    if not all([form.is_valid(), *(person.is_valid() for person in people)]) or filled.refused:
        return _page(request, filled, form, people, status=422)
    named = [met(person, row) for person, row in zip(people, filled.rows, strict=True)]
    there = [one for one in named if one]
    if not form.cleaned_data["company"] and not any(one.contact.name or one.contact.emails for one in there):
        form.add_error("company", _("Name the firm, or somebody you talked with: one of them is enough."))
        return _page(request, filled, form, people, status=422)
    if not _agency_known(form, there):
        form.add_error("hears_name", _("Everything goes through an agency: give a name there, or its own."))
        return _page(request, filled, form, people, status=422)
    if asked := _which(form):
        return _page(request, filled, form, people, status=422, standing=asked)
    try:
        told = talk(request, form, there)
    except BadInput as error:
        form.add_error("notes", in_one_line(error))
        return _page(request, filled, form, people, status=422)
    held = capture(request.now, told, id=form.cleaned_data["id"])
    return _onward(request, held, told, filled)


def _agency_known(form: TalkForm, there: Sequence[Met]) -> bool:
    """Whether an agency in between, where there is one, is somebody that the plan can go through."""
    said = form.cleaned_data
    typed = said["hears_name"] or said["hears_email"] or said["same"] not in {None, "new"}
    return said["hears"] != "agency" or bool(typed) or any("agency" in one.roles for one in there)


def _which(form: TalkForm) -> list[Candidacy]:
    """The candidacies at this firm, where it was not said yet whether one of them goes on."""
    said = form.cleaned_data
    if said["same"] or not said["company"] or Event.objects.filter(id=said["id"]).exists():
        return []
    return standing_at(said["company"])


def _onward(request: Request, held: Event, told: Talk, filled: Filled) -> HttpResponse:
    """Say what was kept, and go to the first card with an unsure detail, else to the interests."""
    text = _("Kept: your talk at %(firm)s.") % {"firm": held.candidacy.company or _("this firm")}
    if told.decision and told.decision[1]:
        text += " " + _("They decide by %(day)s.") % {"day": date_format(told.decision[1], "l j F")}
    messages.success(request, text, extra_tags=f"undo:{held.id}")
    for line in filled.told:
        messages.info(request, line)
    if told.firm.timezone != str(zone_of(request.candidate)) and not filled.talk.get("timezone"):
        place = place_of([one.contact for one in told.met], told.firm.country)
        said = {"zone": told.firm.timezone, "why": because(place) if place else ""}
        messages.info(request, _("Their time zone is taken to be %(zone)s, %(why)s. It stands in the settings.") % said)
    onward = reverse("interests", args=[held.candidacy_id]) + "?kept"  # the draft in the browser may go
    for person in held.candidacy.people.filter(id__in=held.who).order_by("created_at"):
        if doubts_of(shapes.convert(person.value, Contact, "contact")[0]):
            return redirect(f"{reverse('card', args=[person.id])}?kept&next={quote(onward)}")
    return redirect(onward)
