"""From the filled form to the talk that is kept: who was met, where the firm is, who will write, the ledger."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID
from zoneinfo import ZoneInfo

from afterword.app.actions.add_subject import named_by_hand
from afterword.app.actions.capture import Line, Met, Talk
from afterword.app.pages.just_met_form import HOW, PersonForm, TalkForm
from afterword.app.pages.just_met_rows import Row, contact_read, pictures_of
from afterword.app.pages.whereabouts import STATES_IN, place_of
from afterword.app.pages.whose import interests_of
from afterword.app.request import Request
from afterword.candidacy import candidacy as noun
from afterword.candidacy.candidacy import Role
from afterword.candidacy.contact import Contact, Email
from afterword.card import typed
from afterword.card.phones import country_of
from afterword.followup.calendar import zone_lies_in
from afterword.notes.words import stems


def met(person: PersonForm, row: Row) -> Met | None:
    """Return whom a valid row names; None for an empty one."""
    said = person.cleaned_data
    contact = typed.with_name(contact_read(row) or Contact(), said["name"])
    contact = typed.with_text(contact, "title", said["title"])
    contact = typed.with_phone(typed.with_email(contact, said["email"]), said["phone"])
    pictures = pictures_of(row)
    if not (contact.name or contact.emails or contact.phones or pictures):
        return None
    return Met(contact, (said["part"],), pictures)


def talk(request: Request, form: TalkForm, people: Sequence[Met]) -> Talk:
    """Return the talk of a valid form. Raises BadInput for notes that cannot be read."""
    said = form.cleaned_data
    kind, format_ = HOW[said["how"]]
    company = said["company"] or next((one.contact.company for one in people if one.contact.company), None)
    people = [_at(company, one) for one in people]
    if kind == "screen_held":  # who screens stands between the candidate and the firm
        people = [replace(one, roles=("recruiter",)) if one.roles == ("interviewer",) else one for one in people]
    subjects = [said[name] for name in ("subject_1", "subject_2", "subject_3") if said[name]]
    return Talk(
        firm=_firm(request, form, company, [one.contact for one in people]),
        kind=kind,
        format=format_,
        ended=said["ended"],
        standing=said["same"] if isinstance(said["same"], UUID) else None,
        met=tuple(people),
        hears=_hears(form, company, people),
        decision=form.decision(),
        note=said["notes"].strip(),
        lines=lines(said["notes"], [one.contact.name for one in people], subjects, request, said["ended"]),
    )


def lines(
    notes: str, people: Sequence[str | None], subjects: Sequence[str], request: Request, ended: dt.datetime
) -> tuple[Line, ...]:
    """Return the ledger: subjects that were named by hand first, then what the notes show of each person.

    Raises BadInput for notes that cannot be read.
    """
    seen = [Line(*one) for one in interests_of(notes, people, ended, request.candidate.language)]
    found = []
    for subject in subjects:
        same = next((line for line in seen if stems(subject) & stems(line.interest.subject)), None)
        if same:
            seen.remove(same)
            found.append(replace(same, interest=replace(same.interest, subject=subject), judged=True))
        else:
            alone = 0 if len(people) == 1 else None
            found.append(Line(named_by_hand("", subject), alone, judged=True))
    return (*found, *seen)


def _at(company: str | None, one: Met) -> Met:
    return one if one.contact.company else replace(one, contact=replace(one.contact, company=company))


def _firm(request: Request, form: TalkForm, company: str | None, people: Sequence[Contact]) -> noun.Candidacy:
    """The firm and where it is: as typed, else as a card says, else where the candidate lives."""
    said, me = form.cleaned_data, request.candidate
    country = said["country"] or next(filter(None, map(_country, people)), None) or me.country or None
    address = next((one.address for one in people if one.address), None)
    state = address.region if address and country in STATES_IN else None
    here = request.now.tzinfo.key if isinstance(request.now.tzinfo, ZoneInfo) else None
    place = place_of(people, country)
    nearby = country in {None, me.country} or zone_lies_in(here, country)
    if place and place.reason != "country" and place.zone:
        nearby, state = False, state or place.subdivision
    return noun.Candidacy(
        company=company,
        role=said["role"] or None,
        country=country,
        subdivision=said["subdivision"] or (state if state and len(state) <= 3 else None),
        timezone=said["timezone"] or (here if nearby else (place.zones[0] if place else here)),
    )


def _country(contact: Contact) -> str | None:
    """The country of a card, else that of a number with its prefix."""
    return contact.region or next(filter(None, (country_of(phone.value) for phone in contact.phones)), None)


def _hears(form: TalkForm, company: str | None, people: Sequence[Met]) -> Met | int | None:
    """Who will write: somebody who was there, somebody of HR or between, or nobody that is known."""
    said = form.cleaned_data
    name, address = said["hears_name"], said["hears_email"]
    if said["hears"] == "them" and people:
        return 0
    if not (name or address):
        return None
    roles: dict[str, tuple[Role, ...]] = {"recruiter": ("recruiter",), "agency": ("agency",)}
    contact = typed.with_name(Contact(company=company, emails=(Email(address),) if address else ()), name)
    return Met(contact, roles.get(said["hears"], ("hr",)))
