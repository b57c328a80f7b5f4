"""Check card: what was read, beside its picture, settled by the person; and the pictures themselves."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from afterword import api, shapes
from afterword.app.actions.correct_contact import correct_contact
from afterword.app.models import Person, Picture
from afterword.app.pages.fields import Country, Line
from afterword.app.pages.fields import Email as EmailField
from afterword.app.pages.fields import Phone as PhoneField
from afterword.app.pages.undo import came_from
from afterword.app.request import Request
from afterword.candidacy.contact import Address, Box, Contact, Email, NameOrder, Phone, PhoneKind, Website
from afterword.card import typed

SURE = 0.9
"""A field below this confidence is shown with the wish to be checked."""

MOST = 6
"""Addresses and numbers of one person on the page."""

_YEAR = 365 * 24 * 3600
_LABELS = {"email": gettext_lazy("E-mail"), "phone": gettext_lazy("Phone"), "website": gettext_lazy("Website")}
_MORE = {
    "email": gettext_lazy("Another e-mail"),
    "phone": gettext_lazy("Another phone"),
    "website": gettext_lazy("Another website"),
}


class CardForm(forms.Form):
    """Everything that can stand on a card. The addresses and numbers get one empty field more."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    next = forms.CharField(required=False, widget=forms.HiddenInput)
    name = Line(gettext_lazy("Name"))
    given = Line(gettext_lazy("Given name"))
    family = Line(gettext_lazy("Family name"))
    order = forms.ChoiceField(
        label=gettext_lazy("Which comes first"),
        choices=[
            ("given_first", gettext_lazy("The given name")),
            ("family_first", gettext_lazy("The family name")),
            ("single", gettext_lazy("There is only one name")),
        ],
    )
    honorific = Line(
        gettext_lazy("Title before the name"), help_text=gettext_lazy("Only if you know it, such as Dr."), length=30
    )
    signs = Line(gettext_lazy("How they sign"), help_text=gettext_lazy("Letters greet them this way."), length=100)
    title = Line(gettext_lazy("What they do there"))
    company = Line(gettext_lazy("Firm"))
    department = Line(gettext_lazy("Department"))
    street = Line(gettext_lazy("Street"))
    city = Line(gettext_lazy("City"))
    region = Line(gettext_lazy("State or province"))
    postcode = Line(gettext_lazy("Postcode"), length=20)
    country = Country(gettext_lazy("Country"))

    def __init__(self, *args: Any, contact: Contact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contact = contact
        for number in _numbers(contact.emails):
            self.fields[f"email_{number}"] = EmailField(_label("email", number, contact.emails))
        for number in _numbers(contact.phones):
            self.fields[f"phone_{number}"] = PhoneField(_label("phone", number, contact.phones))
            self.fields[f"phone_kind_{number}"] = forms.ChoiceField(
                label=_("Kind"), choices=[(kind, _kind_word(kind)) for kind in get_args(PhoneKind)], initial="work"
            )
        for number in _numbers(contact.websites):
            self.fields[f"website_{number}"] = Line(_label("website", number, contact.websites), length=500)

    def corrected(self) -> Contact:
        """Return the contact as the form says; everything that stands is sure now."""
        said, old = self.cleaned_data, self.contact
        contact = typed.with_name(replace(old, region=said["country"] or old.region), said["name"])
        if any(said[key] != (getattr(old, key) or "") for key in ("given", "family", "order")):
            order = next(order for order in get_args(NameOrder) if order == said["order"])
            contact = replace(contact, given=said["given"] or None, family=said["family"] or None, order=order)
        for text in ("title", "company", "department"):
            contact = typed.with_text(contact, text, said[text])
        contact = replace(
            contact,
            honorific=said["honorific"] or None,
            emails=self._emails(),
            phones=self._phones(),
            websites=self._websites(),
            address=self._address(),
        )
        sure = {key: 1.0 for key in ("name", "title", "company", "department", "address") if getattr(contact, key)}
        return typed.with_signs(replace(contact, confidence=sure), said["signs"])

    def _emails(self) -> tuple[Email, ...]:
        standing = {email.value: email for email in self.contact.emails}
        values = dict.fromkeys(self._values("email", self.contact.emails))
        return tuple(replace(standing.get(value, Email(value)), confidence=1.0, alternatives=()) for value in values)

    def _phones(self) -> tuple[Phone, ...]:
        standing = {phone.value: phone for phone in self.contact.phones}
        found: dict[str, Phone] = {}
        for number in _numbers(self.contact.phones):
            raw = self.cleaned_data[f"phone_{number}"]
            value = raw if raw in standing else typed.dialled(raw, self.cleaned_data["country"] or self.contact.region)
            if raw:
                kind = next(kind for kind in get_args(PhoneKind) if kind == self.cleaned_data[f"phone_kind_{number}"])
                phone = standing.get(value, Phone(value, raw))
                found[value] = replace(phone, kind=kind, confidence=1.0, alternatives=())
        return tuple(found.values())

    def _websites(self) -> tuple[Website, ...]:
        standing = {site.value: site for site in self.contact.websites}
        values = dict.fromkeys(self._values("website", self.contact.websites))
        return tuple(replace(standing.get(value, Website(value)), confidence=1.0, alternatives=()) for value in values)

    def _values(self, kind: str, standing: Sequence[object]) -> list[str]:
        values = [self.cleaned_data[f"{kind}_{number}"] for number in _numbers(standing)]
        return [value for value in values if value]

    def _address(self) -> Address | None:
        said, old = self.cleaned_data, self.contact.address or Address()
        parts = {key: said[key] or None for key in ("street", "city", "region", "postcode")}
        if all(value == getattr(old, key) for key, value in parts.items()):
            return self.contact.address
        text = ", ".join(value for value in parts.values() if value)
        return Address(text=text, country=old.country, **parts) if text else None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A detail to be checked. field: of the form; crop: the address of its part of a photo; others: other readings."""

    label: str
    field: str
    value: str
    crop: str | None
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """A person, the photos of their card, and what is to be checked on it."""

    person: Person
    pictures: list[uuid.UUID]
    doubts: list[Doubt]
    lists: dict[str, list[Any]]


@require_http_methods(["GET", "HEAD", "POST"])
def card(request: Request, person_id: uuid.UUID) -> HttpResponse:
    """Show what is known of somebody, and keep what the person settles. `?vcard` gives it as a vCard."""
    person = Person.objects.get(id=person_id)
    contact = shapes.convert(person.value, Contact, "contact")[0]
    if "vcard" in request.GET:
        return _vcard(contact)
    if request.method != "POST":
        onward = request.GET.get("next") or reverse("person", args=[person.id])
        return _page(request, person, CardForm(initial=_initial(contact) | {"next": onward}, contact=contact))
    chosen, _colon, value = request.POST.get("do", "").partition(":")
    if chosen:
        said = {name: text for name, text in request.POST.items() if isinstance(text, str)}
        return _page(request, person, CardForm(initial=said | {chosen: value}, contact=contact))
    form = CardForm(request.POST, contact=contact)
    if not form.is_valid():
        return _page(request, person, form, status=422)
    correct_contact(request.now, person.id, form.corrected())
    messages.success(request, _("The card of %(name)s is kept.") % {"name": person.name or _("this person")})
    return redirect(came_from(request))


@require_safe
@cache_control(private=True, max_age=_YEAR, immutable=True)
def picture(request: Request, picture_id: uuid.UUID) -> HttpResponse:
    """Give a picture of the candidate's own, whole or the part that `?box=x0,y0,x1,y1` names in pixels."""
    row = Picture.objects.get(id=picture_id)
    data: bytes | None = bytes(row.data)
    if asked := request.GET.get("box"):
        corners = asked.split(",")
        if len(corners) != 4 or not all(corner.isdecimal() and len(corner) < 6 for corner in corners):
            raise Http404
        x0, y0, x1, y1 = (int(corner) for corner in corners)
        data = api.cut_out(bytes(row.data), (x0, y0, x1, y1))
    if data is None:
        raise Http404
    return HttpResponse(data, content_type="image/jpeg")


def details_of(contact: Contact) -> int:
    """How many details a contact has."""
    texts = [contact.name, contact.title, contact.company, contact.department, contact.address]
    return len([text for text in texts if text]) + len(contact.emails) + len(contact.phones) + len(contact.websites)


def doubts_of(contact: Contact, pictures: Sequence[uuid.UUID] = ()) -> list[Doubt]:
    """The details of a contact that are to be checked."""
    found = [
        Doubt(str(CardForm.base_fields[name].label), name, getattr(contact, name), None, ())
        for name in ("name", "title", "company", "department")
        if getattr(contact, name) and contact.confidence.get(name, 1.0) < SURE
    ]
    kinds: tuple[tuple[str, Sequence[Email | Phone | Website]], ...] = (
        ("email", contact.emails),
        ("phone", contact.phones),
        ("website", contact.websites),
    )
    for kind, items in kinds:
        found += [
            Doubt(
                str(_LABELS[kind]), f"{kind}_{at}", item.value, _crop(contact, item.where, pictures), item.alternatives
            )
            for at, item in enumerate(items[: MOST - 1])
            if item.confidence < SURE
        ]
    return found


def _crop(contact: Contact, box: Box | None, pictures: Sequence[uuid.UUID]) -> str | None:
    """The address of the part of a photo that a box names."""
    if box is None or box[0] >= len(contact.files):
        return None
    held = next((id for id in pictures if f"{id}.jpg" == contact.files[box[0]]), None)
    if held is None:
        return None
    corners = ",".join(str(max(round(corner), 0)) for corner in box[1:])
    return f"{reverse('picture', args=[held])}?box={corners}"


def _page(request: Request, person: Person, form: CardForm, status: int = 200) -> HttpResponse:
    pictures = list(person.pictures.order_by("added_at").values_list("id", flat=True)[:MOST])
    lists: dict[str, list[Any]] = {
        "emails": [form[f"email_{number}"] for number in _numbers(form.contact.emails)],
        "phones": [(form[f"phone_{number}"], form[f"phone_kind_{number}"]) for number in _numbers(form.contact.phones)],
        "websites": [form[f"website_{number}"] for number in _numbers(form.contact.websites)],
    }
    context = Context(person, pictures, doubts_of(form.contact, pictures), lists)
    return render(request, "card.html", {"page": context, "form": form}, status=status)


def _initial(contact: Contact) -> dict[str, Any]:
    address = contact.address or Address()
    told: dict[str, Any] = {
        "id": uuid.uuid4(),
        "signs": typed.signs(contact),
        "country": contact.region,
        **{key: getattr(contact, key) for key in ("name", "given", "family", "order", "honorific")},
        **{key: getattr(contact, key) for key in ("title", "company", "department")},
        **{key: getattr(address, key) for key in ("street", "city", "region", "postcode")},
    }
    for at, email in enumerate(contact.emails[: MOST - 1]):
        told[f"email_{at}"] = email.value
    for at, phone in enumerate(contact.phones[: MOST - 1]):
        told |= {f"phone_{at}": phone.value, f"phone_kind_{at}": phone.kind}
    for at, site in enumerate(contact.websites[: MOST - 1]):
        told[f"website_{at}"] = site.value
    return told


def _label(kind: str, number: int, standing: Sequence[object]) -> str:
    return str((_MORE if standing and number == len(standing) else _LABELS)[kind])


def _numbers(items: Sequence[object]) -> range:
    return range(min(len(items) + 1, MOST))


def _kind_word(kind: str) -> str:
    return {
        "work": _("Work"),
        "mobile": _("Mobile"),
        "home": _("Home"),
        "fax": _("Fax"),
        "other": _("Other"),
    }[kind]


def _vcard(contact: Contact) -> HttpResponse:
    answer = HttpResponse(api.write_vcard([contact]), content_type="text/vcard; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="contact.vcf"'
    return answer
