"""Just interviewed: one page that keeps the card, the people, the notes and what was said, while it is fresh."""

import dataclasses
import datetime as dt
import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import msgspec
from django.contrib import messages
from django.forms import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from afterword import api, shapes
from afterword.app.actions.add_subject import named_by_hand
from afterword.app.actions.capture import Line, Met, Talk, capture
from afterword.app.middleware import in_words
from afterword.app.models import Candidacy, Event
from afterword.app.pages import card_reading
from afterword.app.pages.card_reading import Found, placed
from afterword.app.pages.interests import kind_word, strokes
from afterword.app.pages.just_met_form import HOW, MOST_PEOPLE, PersonForm, TalkForm
from afterword.app.queries.standing import standing_at
from afterword.app.request import Request
from afterword.candidacy import candidacy as noun
from afterword.candidacy.candidacy import Role
from afterword.candidacy.contact import Contact, Email
from afterword.card import typed
from afterword.card.merge import merged
from afterword.errors import BadInput
from afterword.followup.calendar import suggested_zone
from afterword.notes.interest import Interest
from afterword.notes.words import stems

SURE = 0.9
"""A field below this confidence is shown with the wish to be checked."""

LEDGER = 5
_FIVE = dt.timedelta(minutes=5)
_ROW = ("name", "title", "email", "phone", "part", "read", "pictures")


@dataclass(slots=True)
class Filled:
    """What stands in the form as text: the fields of the talk, and one row a person."""

    talk: dict[str, str]
    rows: list[dict[str, str]]
    told: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Row:
    """A person of the form. doubts: how many details are to be checked; pictures: ids of the photos held."""

    form: PersonForm
    number: int
    details: int
    doubts: int
    pictures: list[str]


@dataclass(frozen=True, slots=True)
class Chip:
    """A subject that the notes show so far. strokes: 1 to 3."""

    subject: str
    strokes: int
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class Context:
    """told: what was noticed while reading; standing: candidacies at this firm, when it must be asked which."""

    rows: list[Row]
    told: list[str]
    may_add: bool
    standing: list[Candidacy]
    goes_on: Candidacy | None


@require_http_methods(["GET", "HEAD", "POST"])
def just_met(request: Request) -> HttpResponse:
    """Show the form, read what it brings, and keep it."""
    if request.method != "POST":
        return _shown(request, _fresh(request))
    what, _colon, which = request.POST.get("do", "").partition(":")
    if what == "found":
        return _found(request)
    filled = _filled(request)
    if what == "more" and len(filled.rows) < MOST_PEOPLE:
        filled.rows.append({})
    if what == "remove" and which.isdigit() and int(which) < len(filled.rows):
        del filled.rows[int(which)]
    _take_in(request, filled)
    if what in {"more", "remove", "read"}:
        return _shown(request, filled)
    return _kept(request, filled)


def _fresh(request: Request) -> Filled:
    """The form as it is first shown; `?candidacy=` goes on with one that stands."""
    ended = request.now - dt.timedelta(minutes=request.now.minute % 5)
    talk = {"id": str(uuid.uuid4()), "ended": ended.strftime("%Y-%m-%dT%H:%M")}
    asked = request.GET.get("candidacy")
    if not asked:
        return Filled(talk, [{}])
    row = Candidacy.objects.get(id=_uuid(asked))
    talk |= {"company": row.company, "role": row.role, "same": str(row.id)}
    parts = row.participations.select_related("person").order_by("person__created_at")[:MOST_PEOPLE]
    met = [part for part in parts if {"interviewer", "lead", "hiring_manager"} & set(part.roles)]
    rows = [
        {**_visible(shapes.convert(part.person.value, Contact, "contact")[0]), "part": _part(part.roles)}
        for part in met
    ]
    return Filled(talk, rows or [{}])


def _filled(request: Request) -> Filled:
    """What the form says, as it was typed."""
    talk = {name: request.POST.get(name, "") for name in TalkForm.base_fields if name != "cards"}
    count = request.POST.get("rows", "")
    rows = [
        {name: request.POST.get(f"person-{number}-{name}", "") for name in _ROW}
        for number in range(min(int(count), MOST_PEOPLE) if count.isdecimal() else 1)
    ]
    return Filled(talk, rows or [{}])


def _take_in(request: Request, filled: Filled) -> None:
    """Read the files and the pasted text into the rows; what was typed wins."""
    field_ = TalkForm.base_fields["cards"]
    try:
        uploads = field_.clean(request.FILES.getlist("cards"))
    except ValidationError as error:
        filled.refused += error.messages
        return
    pasted = filled.talk.get("pasted", "")
    digest = hashlib.sha256(pasted.encode()).hexdigest()
    new_text = pasted if digest != filled.talk.get("pasted_read") else ""
    if not uploads and not new_text.strip():
        return
    region = filled.talk.get("country") or request.candidate.country or None
    reading = card_reading.read(uploads, new_text, now=request.now, region=region, language=request.candidate.language)
    filled.talk["pasted_read"] = digest
    filled.told += reading.told
    filled.refused += reading.refused
    for one in reading.found:
        _fill(filled, one)
    if reading.loose:
        row = next((row for row in reversed(filled.rows) if row.get("pictures")), filled.rows[0])
        row["pictures"] = _joined(row.get("pictures", ""), reading.loose)


def _fill(filled: Filled, one: Found) -> None:
    """Put who was read into the row that could be them, else into a new one."""
    row = next((row for row in filled.rows if _could_be(row, one.contact)), None)
    if row is None:
        if len(filled.rows) == MOST_PEOPLE:
            filled.told.append(_("%(name)s was read too, but ten people are the most.") % {"name": one.contact.name})
            return
        row = {}
        filled.rows.append(row)
    before = _read(row)
    files = len(before.files) if before else 0
    contact = merged(before, placed(one.contact, lambda index: index + files)) if before else one.contact
    shown = _visible(before) if before else {}
    for name, value in _visible(contact).items():
        if row.get(name, "") in {"", shown.get(name)}:
            row[name] = value
    row["read"] = msgspec.json.encode(contact).decode()
    row["pictures"] = _joined(row.get("pictures", ""), one.pictures)
    filled.talk["company"] = filled.talk.get("company") or contact.company or ""


def _could_be(row: dict[str, str], contact: Contact) -> bool:
    """Whether a row is empty, or names this person in whole or in part."""
    address = row.get("email", "").strip().casefold()
    addresses = {email.value.casefold() for email in contact.emails}
    if address and addresses:
        return address in addresses
    words = set(row.get("name", "").casefold().split())
    return words <= set((contact.name or "").casefold().split())


def _visible(contact: Contact) -> dict[str, str]:
    """The details of a contact that a row shows."""
    return {
        "name": contact.name or "",
        "title": contact.title or "",
        "email": contact.emails[0].value if contact.emails else "",
        "phone": contact.phones[0].value if contact.phones else "",
    }


def _read(row: dict[str, str]) -> Contact | None:
    """The contact that a card gave for a row; what a browser sent back altered beyond reading counts as none."""
    try:
        return shapes.read(row.get("read") or "", Contact, "contact")[0]
    except BadInput:
        return None


def _joined(held: str, more: Sequence[uuid.UUID]) -> str:
    return " ".join(dict.fromkeys([*held.split(), *map(str, more)]))


def _part(roles: Sequence[str]) -> str:
    return next((role for role in roles if role in {"lead", "hiring_manager"}), "interviewer")


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise Candidacy.DoesNotExist from error


# Showing ------------------------------------------------------------------------------------------


def _shown(request: Request, filled: Filled) -> HttpResponse:
    """The form without complaints, but for files that were not taken."""
    form = TalkForm(initial=_without_empty(filled.talk), now=request.now)
    people = [PersonForm(initial=_without_empty(row), prefix=f"person-{at}") for at, row in enumerate(filled.rows)]
    return _page(request, filled, form, people, status=422 if filled.refused else 200)


def _page(
    request: Request,
    filled: Filled,
    form: TalkForm,
    people: Sequence[PersonForm],
    *,
    status: int = 200,
    standing: Sequence[Candidacy] = (),
) -> HttpResponse:
    rows = []
    for number, (person, row) in enumerate(zip(people, filled.rows, strict=True)):
        contact = _read(row)
        sureness = _sureness(contact) if contact else []
        doubts = sum(sure < SURE for sure in sureness)
        rows.append(Row(person, number, len(sureness), doubts, row.get("pictures", "").split()))
    same = filled.talk.get("same", "")
    goes_on = Candidacy.objects.filter(id=_uuid(same)).first() if same not in {"", "new"} and not standing else None
    page = Context(rows, filled.told, len(rows) < MOST_PEOPLE, list(standing), goes_on)
    context = {"page": page, "form": form, "refused": filled.refused}
    template = "parts/capture_people.html" if request.htmx and not standing and status == 200 else "just_met.html"
    return render(request, template, context, status=status)


def _sureness(contact: Contact) -> list[float]:
    """How sure each detail is."""
    texts = [contact.confidence.get(name, 1.0) for name in ("name", "title", "company") if getattr(contact, name)]
    return [
        *texts,
        *(email.confidence for email in contact.emails),
        *(phone.confidence for phone in contact.phones),
        *(site.confidence for site in contact.websites),
    ]


def _without_empty(typed: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in typed.items() if value}


def _found(request: Request) -> HttpResponse:
    """What the notes say so far, beside them."""
    text = request.POST.get("notes", "")
    name = request.POST.get("person-0-name") or None
    lines = _lines(text, [name] if name else [], [], request) if text.strip() else []
    return render(request, "parts/capture_found.html", {"lines": [_chip(line.interest) for line in lines]})


def _chip(interest: Interest) -> Chip:
    return Chip(interest.subject, strokes(interest), kind_word(interest), interest.why or "")


# Keeping ------------------------------------------------------------------------------------------


def _kept(request: Request, filled: Filled) -> HttpResponse:
    """Keep it all and go on, or show what is missing beside its field."""
    form = TalkForm(data=filled.talk, now=request.now)
    people = [
        PersonForm(data={f"person-{at}-{name}": value for name, value in row.items()}, prefix=f"person-{at}")
        for at, row in enumerate(filled.rows)
    ]
    valid = all([form.is_valid(), *(person.is_valid() for person in people)])
    if valid and not filled.refused:
        named = [_met(person, row) for person, row in zip(people, filled.rows, strict=True)]
        met = [one for one in named if one is not None]
        if not form.cleaned_data["company"] and not any(one.contact.name or one.contact.emails for one in met):
            form.add_error("company", _("Name the firm, or somebody you talked with: one of them is enough."))
        elif standing := _to_ask(form, request):
            return _page(request, filled, form, people, status=422, standing=standing)
        else:
            try:
                talk = _talk(request, form, met)
            except BadInput as error:  # the notes cannot be read
                told = in_words(error)
                form.add_error("notes", " ".join(filter(None, (told["message"], told["mend"]))))
            else:
                held = capture(request.now, talk, id=form.cleaned_data["id"])
                return _onward(request, held, talk, filled)
    return _page(request, filled, form, people, status=422)


def _to_ask(form: TalkForm, request: Request) -> list[Candidacy]:
    """The candidacies at this firm, where it was not said yet whether one of them goes on."""
    if form.cleaned_data["same"] or Event.objects.filter(id=form.cleaned_data["id"]).exists():
        return []
    company = form.cleaned_data["company"]
    return standing_at(company) if company else []


def _met(person: PersonForm, row: dict[str, str]) -> Met | None:
    """Whom a row names; None for an empty one."""
    said = person.cleaned_data
    contact = typed.with_name(_read(row) or Contact(), said["name"])
    contact = typed.with_text(contact, "title", said["title"])
    contact = typed.with_phone(typed.with_email(contact, said["email"]), said["phone"])
    pictures = tuple(id for id in map(_picture, row.get("pictures", "").split()) if id)
    if not (contact.name or contact.emails or contact.phones or pictures):
        return None
    return Met(contact, (said["part"],), pictures)


def _picture(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _talk(request: Request, form: TalkForm, met: Sequence[Met]) -> Talk:
    """The talk as it is kept. Raises BadInput for notes that cannot be read."""
    said = form.cleaned_data
    kind, format_ = HOW[said["how"]]
    if kind == "screen_held":  # who screens stands between the candidate and the firm
        met = [dataclasses.replace(one, roles=("recruiter",)) if one.roles == ("interviewer",) else one for one in met]
    company = said["company"] or next((one.contact.company for one in met if one.contact.company), None)
    met = [dataclasses.replace(one, contact=_at(one.contact, company)) for one in met]
    subjects = [said[f"subject_{number}"] for number in (1, 2, 3) if said[f"subject_{number}"]]
    people = [one.contact.name or "" for one in met]
    return Talk(
        firm=_firm(request, form, company, met),
        kind=kind,
        format=format_,
        ended=said["ended"],
        standing=said["same"] if isinstance(said["same"], uuid.UUID) else None,
        met=tuple(met),
        hears=_hears(form, met),
        decision=form.decision(),
        note=said["notes"].strip(),
        lines=tuple(_lines(said["notes"], people, subjects, request, said["ended"])),
    )


def _at(contact: Contact, company: str | None) -> Contact:
    return contact if contact.company else dataclasses.replace(contact, company=company)


def _firm(request: Request, form: TalkForm, company: str | None, met: Sequence[Met]) -> noun.Candidacy:
    """The firm and where it is: as typed, else as the card says, else where the candidate lives."""
    said, me = form.cleaned_data, request.candidate
    country = said["country"] or next((one.contact.region for one in met if one.contact.region), None) or me.country
    address = next((one.contact.address for one in met if one.contact.address), None)
    state = address.region if address and country in {"US", "CA", "AU"} else None
    here = str(request.now.tzinfo) if isinstance(request.now.tzinfo, ZoneInfo) else None
    at_home = not country or country == me.country or suggested_zone(country) == here
    return noun.Candidacy(
        company=company,
        role=said["role"] or None,
        country=country or None,
        subdivision=said["subdivision"] or (state if state and len(state) <= 3 else None),
        timezone=said["timezone"] or (here if at_home else suggested_zone(country) or here),
    )


def _hears(form: TalkForm, met: Sequence[Met]) -> Met | int | None:
    """Who will write: somebody who was there, somebody of HR or between, or nobody that is known."""
    said = form.cleaned_data
    name, address = said["hears_name"], said["hears_email"]
    if said["hears"] in {"them", "unsaid"} and not (name or address):
        return 0 if said["hears"] == "them" and met else None
    if not (name or address):
        return None
    roles: dict[str, tuple[Role, ...]] = {"recruiter": ("recruiter",), "agency": ("agency",)}
    contact = typed.with_name(Contact(emails=(Email(address),) if address else ()), name)
    return Met(_at(contact, said["company"]), roles.get(said["hears"], ("hr",)))


def _lines(
    text: str, people: Sequence[str], subjects: Sequence[str], request: Request, ended: dt.datetime | None = None
) -> list[Line]:
    """The ledger: the subjects that were named by hand first, then what the notes show of each person.

    What shows for everybody of a panel is nobody's in particular.
    """
    readers: list[tuple[int | None, str | None]] = [(at, name) for at, name in enumerate(people) if name] or [
        (None, None)
    ]
    seen: list[tuple[int | None, Interest]] = []
    for met, name in readers if text.strip() else []:
        ledger = api.read_interests(
            text.encode(),
            "notes.txt",
            interviewer=name,
            top=LEDGER,
            now=ended or request.now,
            language=request.candidate.language,
        )
        seen += [(met, interest) for interest in ledger.interests]
    of_all = {
        interest.subject for _, interest in seen if sum(interest.subject == other.subject for _, other in seen) > 1
    }
    read: dict[tuple[int | None, str], Interest] = {}
    for met, interest in seen:
        read.setdefault((None if interest.subject in of_all else met, interest.subject), interest)
    lines = []
    for subject in subjects:
        key = next((key for key in read if stems(subject) & stems(key[1])), None)
        found = read.pop(key) if key else named_by_hand("", subject)
        met = key[0] if key else (0 if len(people) == 1 else None)
        lines.append(Line(dataclasses.replace(found, subject=subject), met, judged=True))
    return [*lines, *(Line(interest, met) for (met, _), interest in read.items())]


def _onward(request: Request, held: Event, talk: Talk, filled: Filled) -> HttpResponse:
    """Say what was kept, and go to the first card with an unsure detail, else to the interests."""
    text = _("Kept: your talk at %(firm)s.") % {"firm": held.candidacy.company or _("this firm")}
    if talk.decision and talk.decision[1]:
        text += " " + _("They decide by %(day)s.") % {"day": date_format(talk.decision[1], "l j F")}
    messages.success(request, text, extra_tags=f"undo:{held.id}")
    for told in filled.told:
        messages.info(request, told)
    onward = reverse("interests", args=[held.candidacy_id])
    unsure = next((id for id in held.who if _unsure(held, id)), None)
    if unsure:
        return redirect(f"{reverse('card', args=[unsure])}?next={onward}")
    return redirect(onward)


def _unsure(held: Event, person: str) -> bool:
    row = held.candidacy.people.get(id=person)
    contact = shapes.convert(row.value, Contact, "contact")[0]
    return any(sure < SURE for sure in _sureness(contact))
