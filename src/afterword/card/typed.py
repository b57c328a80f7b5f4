"""What a person types over a contact: it is right, and it is sure. What they leave alone stays as it was read."""

from dataclasses import replace
from typing import Any, Literal

from afterword.candidacy.contact import Contact, Email, Phone
from afterword.card import names

Text = Literal["title", "company", "department"]

_SIGNS = "X-AFTERWORD-SIGNS"
"""A vCard property of our own, so that it comes back with the card."""


def with_name(contact: Contact, name: str | None) -> Contact:
    """The contact with this name, told apart anew; unchanged where it is the name that it has."""
    if (name or None) == contact.name:
        return contact
    sure = {**contact.confidence, "name": 1.0} if name else _without(contact.confidence, "name")
    if not name:
        return replace(contact, name=None, given=None, family=None, order="given_first", confidence=sure)
    parts = names.parse(name, region=contact.region, locals_=[mail.value.partition("@")[0] for mail in contact.emails])
    return replace(
        contact,
        name=parts.name,
        given=parts.given,
        family=parts.family,
        order=parts.order,
        honorific=parts.honorific or contact.honorific,
        credentials=parts.credentials or contact.credentials,
        confidence=sure,
    )


def with_text(contact: Contact, field: Text, text: str | None) -> Contact:
    """The contact with this title, company or department."""
    if (text or None) == getattr(contact, field):
        return contact
    sure = {**contact.confidence, field: 1.0} if text else _without(contact.confidence, field)
    changed: dict[str, Any] = {field: text or None, "confidence": sure}
    return replace(contact, **changed)


def with_email(contact: Contact, value: str | None) -> Contact:
    """The contact with this address in the first place; the one it corrects is gone."""
    first, *rest = contact.emails or (None,)
    if (value or None) == (first.value if first else None):
        return contact
    others = tuple(email for email in rest if email and email.value != value)
    return replace(contact, emails=(Email(value, first.kind if first else "work"), *others) if value else others)


def with_phone(contact: Contact, raw: str | None) -> Contact:
    """The contact with this number in the first place, in E.164 where its country is known."""
    first, *rest = contact.phones or (None,)
    if (raw or None) in ({first.value, first.raw} if first else {None}):
        return contact
    others = tuple(phone for phone in rest if phone)
    if not raw:
        return replace(contact, phones=others)
    number = Phone(dialled(raw, contact.region), raw, first.kind if first else "work")
    return replace(contact, phones=(number, *(phone for phone in others if phone.value != number.value)))


def dialled(raw: str, region: str | None) -> str:
    """A number in E.164 ("+12065550118") where it can be, else as it is written."""
    import phonenumbers

    try:
        number: Any = phonenumbers.parse(raw, region)
    except phonenumbers.NumberParseException:
        return raw
    if number.extension or not phonenumbers.is_possible_number(number):
        return raw
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _without(sure: dict[str, float], field: str) -> dict[str, float]:
    return {key: value for key, value in sure.items() if key != field}


def signs(contact: Contact) -> str | None:
    """How they sign or asked to be called, where it was written down: a nickname of an address book is not it."""
    return next((line.partition(":")[2] for line in contact.extra.get(_SIGNS, [])), None) or None


def with_signs(contact: Contact, name: str | None) -> Contact:
    """The contact with the name they sign with."""
    others = {key: lines for key, lines in contact.extra.items() if key != _SIGNS}
    return replace(contact, extra=others | ({_SIGNS: [f"{_SIGNS}:{name}"]} if name else {}))
