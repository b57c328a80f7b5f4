"""Contacts of one person from several sources become one."""

from collections.abc import Sequence
from dataclasses import replace

from afterword.candidacy.contact import Contact, Email
from afterword.card import names
from afterword.card.words import squeezed

_TEXTS = ("name", "given", "family", "honorific", "title", "company", "department", "address", "region")


def merged(first: Contact, second: Contact) -> Contact:
    """`first` with what only `second` has; where both know something, the first is right."""
    taken = [key for key in _TEXTS if getattr(first, key) is None and getattr(second, key) is not None]
    if first.name is not None:  # a name and its parts come from one source
        taken = [key for key in taken if key not in {"given", "family", "honorific"}]
    told = [key for key in taken if key in second.confidence]
    emails = {email.value: email for email in (*second.emails, *first.emails)}
    phones = {_digits(phone.value): phone for phone in (*second.phones, *first.phones)}
    sites = {
        squeezed(site.value.removeprefix("https://").removeprefix("http://")): site
        for site in (*second.websites, *first.websites)
    }
    return replace(
        first,
        files=tuple(dict.fromkeys((*first.files, *second.files))),
        order=first.order if first.name else second.order,
        credentials=first.credentials or second.credentials,
        emails=tuple(sorted(emails.values(), key=lambda email: email not in first.emails)),
        phones=tuple(sorted(phones.values(), key=lambda phone: phone not in first.phones)),
        websites=tuple(sorted(sites.values(), key=lambda site: site not in first.websites)),
        confidence=first.confidence | {key: second.confidence[key] for key in told},
        origin=first.origin | {key: second.origin[key] for key in told if key in second.origin},
        extra=second.extra | first.extra,
        **{key: getattr(second, key) for key in taken},
    )


def same_person(a: Contact, b: Contact) -> bool:
    """Whether two contacts are surely or probably one person: an address, a number or the name in common."""
    if {email.value for email in a.emails} & {email.value for email in b.emails}:
        return True
    if a.name and b.name:
        return _alike(a.name, b.name)
    return (
        bool(a.company and b.company and squeezed(a.company) == squeezed(b.company)) or a.name is None or b.name is None
    )


def sides(found: Sequence[tuple[Contact, ...]]) -> tuple[tuple[int, ...], ...]:
    """Which pictures show the same card, by what each gave alone: groups of their numbers.

    A picture that names nobody is the other side of the one before it.
    """
    groups: list[list[int]] = []
    for number, people in enumerate(found):
        group = next((group for group in groups if _belongs(people, [found[at] for at in group])), None)
        if group is None:
            groups.append([number])
        else:
            group.append(number)
    return tuple(tuple(group) for group in groups)


def _belongs(people: tuple[Contact, ...], others: Sequence[tuple[Contact, ...]]) -> bool:
    sure = [contact for contact in people if contact.name and contact.confidence.get("name", 1.0) >= 0.7]
    known = [
        contact for other in others for contact in other if contact.name and contact.confidence.get("name", 1.0) >= 0.7
    ]
    if not sure or not known:
        return True
    return any(same_person(a, b) or _other_script(a, b) for a in sure for b in known)


def _other_script(a: Contact, b: Contact) -> bool:
    """Whether the names stand in different scripts: the two sides of a bilingual card."""
    assert a.name is not None
    assert b.name is not None
    return names.is_east_asian(a.name) != names.is_east_asian(b.name)


def _alike(a: str, b: str) -> bool:
    first, second = ({squeezed(word) for word in name.split() if len(squeezed(word)) > 1} for name in (a, b))
    small = min(len(first), len(second))
    return small > 0 and len(first & second) >= max(1, small - (small > 2)) and (small > 1 or first == second)


def _signs(short: Contact, whole: Contact) -> bool:
    """Whether a mail that comes from Ruth Calloway is signed "Ruth"."""
    return bool(short.name and whole.name) and set((short.name or "").split()) <= set((whole.name or "").split())


def _digits(value: str) -> str:
    return "".join(letter for letter in value if letter.isdigit()).lstrip("0")[-9:]


def of_code(contact: Contact) -> Contact:
    """A contact as a QR code gave it, whatever format the code had."""
    return replace(
        contact,
        emails=tuple(replace(email, origin="qr") for email in contact.emails),
        phones=tuple(replace(phone, origin="qr") for phone in contact.phones),
        websites=tuple(replace(site, origin="qr") for site in contact.websites),
        origin=dict.fromkeys(contact.origin, "qr"),
    )


def with_codes(printed: Sequence[Contact], coded: Sequence[Contact]) -> list[Contact]:
    """The people of the print, each with what the QR codes say of them; the code is right."""
    left = list(printed)
    result = []
    for contact in coded:
        own = next((other for other in left if same_person(contact, other)), None)
        if own is None and len(printed) == len(coded) == 1:
            own = left[0]
        result.append(merged(contact, own) if own else contact)
        if own:
            left.remove(own)
    return [*result, *left]


def with_sender(found: Sequence[Contact], name: str, address: str, file: str) -> tuple[Contact, ...]:
    """The people of a mail's signature, the sender's among them with the address the mail came from."""
    parsed = names.parse(name, locals_=[address.partition("@")[0]]) if name.strip() and "@" not in name else None
    if not address and parsed is None:
        return tuple(found)
    sender = Contact(
        files=(file,),
        name=parsed.name if parsed else None,
        given=parsed.given if parsed else None,
        family=parsed.family if parsed else None,
        order=parsed.order if parsed else "given_first",
        emails=(Email(address),) if address else (),
        confidence={"name": 0.9} if parsed else {},
        origin={"name": "text"} if parsed else {},
    )
    own = next((contact for contact in found if same_person(contact, sender) or _signs(contact, sender)), None)
    if own is None:
        return (sender, *found) if parsed else tuple(found) or (sender,)
    whole = merged(own, sender)
    if sender.name and own.name and len(sender.name.split()) > len(own.name.split()):
        whole = merged(sender, own)  # who signs "Kim" is called by the whole name in the header
    return tuple(whole if contact is own else contact for contact in found)
