"""People to refer to, from an address book (.vcf): each card with a phone or an address becomes a referral."""

from afterword.candidacy.contact import Contact
from afterword.candidacy.problem import Problem
from afterword.gift import links
from afterword.gift.formats import entry
from afterword.gift.gift import Gift


def knows(text: str) -> bool:
    """Whether this is an address book."""
    return "BEGIN:VCARD" in text[:2000].upper()


def read(data: bytes, name: str, language: str = "en") -> tuple[tuple[Gift, ...], tuple[Problem, ...]]:
    """The cards as referrals, without consent: that is recorded by the person, never presumed."""
    from afterword.card import vcard  # loads the phone number tables

    contacts, problems = vcard.read(data, name, language)
    return tuple(gift for contact in contacts if (gift := _referral(contact)) is not None), problems


def _referral(contact: Contact) -> Gift | None:
    title = entry.line(contact.name or contact.company)
    if title is None:
        return None
    link = links.clean(contact.websites[0].value) if contact.websites else None
    phone = next((phone.value for phone in contact.phones if phone.kind != "fax"), None)
    place = contact.address.text or contact.address.city if contact.address else None
    return Gift(
        id=entry.gift_id("referral", title, phone),
        kind="referral",
        title=title,
        url=link.url if link else None,
        publisher=entry.line(contact.company),
        place=entry.line(place),
        phone=phone,
        text=entry.line(" ".join(filter(None, (contact.title, contact.company, contact.department)))),
    )
