"""Who a step goes to, each with the reason that is shown."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from afterword.candidacy.candidacy import Person, Role
from afterword.candidacy.state import Stop, Talk
from afterword.followup.step import StepChannel
from afterword.followup.view import View, rows

_LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)
_RANKS: tuple[Role, ...] = ("hr", "recruiter", "hiring_manager", "lead", "interviewer", "mailbox")
"""Who is asked about the state of a candidacy when nobody was named."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A receiver (None: the switchboard question) and why. readers: whom a letter of thanks is for."""

    to: str | None
    code: str
    params: dict[str, Any] = field(default_factory=dict)
    readers: tuple[str, ...] = ()


def _choice(view: View, person: Person, code: str, *readers: Person, **params: str) -> Choice:
    ids = tuple(reader.id for reader in readers)
    return Choice(person.id, f"followup.whom.{code}", {"name": view.name(person.id), **params}, ids)


def in_between(view: View) -> Person | None:
    """The agency, or the recruiter through whom every letter and answer has gone so far."""
    agencies = view.with_role("agency")
    if agencies:
        return next((person for person in agencies if channel(view, person.id, answer=True)), agencies[0])
    recruiters = {person.id: person for person in view.with_role("recruiter")}
    written = [reply.who for reply in view.state.replies]
    written += [t.to for t in view.state.touches if t.step != "phone_screen_thanks"]  # that is to who held it
    if written and all(who and set(who) <= set(recruiters) for who in written):
        return recruiters[written[-1][0]]
    if view.candidacy.settings.addressees == "recruiter":
        return next((person for person in recruiters.values() if view.has_mail(person)), None)
    return None


def channel(view: View, who: str | None, *, answer: bool = False) -> StepChannel | None:
    """How they can be asked (or answered: by call and e-mail); None where there is no way."""
    if who is None:
        return None if view.state.call_spent else "call"
    person = view.people[who]
    phone = view.has_phone(person) and (answer or not view.state.call_spent)
    if view.has_mail(person):
        return ("call+email" if answer else "call_or_email") if phone else "email"
    return "call" if phone else None


def interviewers(view: View) -> list[Person]:
    """Who interviewed, by role or because they were met, in the order of the people's list."""
    return [person for person in view.candidacy.people if "interviewer" in person.roles or person.id in view.state.met]


def coordinator(view: View) -> Person | None:
    """Who passes a letter on to somebody without an address."""
    people = [*view.with_role("hr"), *view.with_role("recruiter"), *view.with_role("mailbox", "assistant")]
    return next((person for person in people if view.has_mail(person)), None)


def first_ask(view: View, giver: tuple[str, ...]) -> Choice | None:
    """Who gets follow_up_1; None where nobody may be asked any more.

    giver: who said the new date this ask is about, () where it is about none.
    """
    free = rows()["limits"]["unanswered_per_person"]
    chosen = _chosen(view)
    if chosen is not None and channel(view, chosen.id) is not None:
        return _choice(view, chosen, "chosen")
    gate = in_between(view)
    if gate is not None:
        return _choice(view, gate, "in_between") if view.unanswered_asks(gate.id) < free else None
    met_somebody = False
    for code, person in _ranked(view, giver):
        if channel(view, person.id) is None:
            continue
        met_somebody = True
        if view.unanswered_asks(person.id) < free:
            unheard = _decider_without_address(view)
            if unheard is not None and code not in {"decider", "giver"}:
                return _choice(view, person, "for_decider", decider=view.name(unheard.id))
            return _choice(view, person, code)
    if met_somebody:
        return None
    return Choice(None, "followup.whom.switchboard", {"company": view.candidacy.company or "?"})


def everybody(view: View) -> list[Choice]:
    """All who could be asked about the state of things, in their order, each once with the best reason."""
    gate = in_between(view)
    first = [("in_between", gate)] if gate else []
    best: dict[str, Choice] = {}
    for code, person in [*first, *_ranked(view, ())]:
        best.setdefault(person.id, _choice(view, person, code))
    return list(best.values())


def _chosen(view: View) -> Person | None:
    """Whom the candidate chose to ask, unless two questions to them had no answer; past who stands between warns."""
    person = view.people.get(view.state.chosen or "")
    if person is None or view.unanswered_asks(person.id) >= rows()["limits"]["unanswered_per_person"]:
        return None
    gate = in_between(view)
    if gate is not None and gate is not person:
        view.warn("followup.warning.past_agency", name=view.name(gate.id))
    return person


def _ranked(view: View, giver: tuple[str, ...]) -> Iterator[tuple[str, Person]]:
    for who in reversed(view.state.deciders):
        if who in view.people:
            yield "decider", view.people[who]
    for who in giver:
        person = view.people.get(who)
        if person is not None and not {"mailbox", "assistant"} & set(person.roles):
            yield "giver", person
    talk = view.state.last_talk
    if talk is not None and talk.kind == "screen":
        for who in talk.who:
            if who in view.people:
                yield "screener", view.people[who]
    for role in _RANKS:
        for person in view.with_role(role) + (interviewers(view) if role == "interviewer" else []):
            yield role, person


def _decider_without_address(view: View) -> Person | None:
    deciders = [view.people[who] for who in reversed(view.state.deciders) if who in view.people]
    unheard = [person for person in deciders if channel(view, person.id) is None]
    return unheard[0] if unheard and len(unheard) == len(deciders) else None


def second_ask(view: View, asked: str | None, pending: tuple[str | None, ...] = ()) -> Choice | None:
    """Who gets follow_up_2: another person with e-mail, once; if there is none, the same by e-mail.

    asked: who got follow_up_1; pending: who gets the asks foreseen before this one.
    """
    chosen = _chosen(view)
    if chosen is not None and chosen.id not in {asked, *pending} and _may_be_mailed(view, chosen, pending):
        return _choice(view, chosen, "chosen")
    gate = in_between(view)
    if gate is not None:
        return _choice(view, gate, "in_between") if _may_be_mailed(view, gate, pending) else None
    gifted = sorted(interviewers(view), key=lambda person: not view.state.gifted(person.id, _LONG_AGO))
    others = [
        *(("other_hr", person) for person in view.with_role("hr")),
        *(("other_lead", person) for person in view.with_role("lead")),
        *(("other_interviewer", person) for person in gifted),
        *(("other", person) for person in view.with_role("hiring_manager", "recruiter")),
    ]
    others += [("mailbox", person) for person in view.with_role("mailbox")]
    same = view.people.get(asked or "")
    if same is not None:
        others.append(("same_by_mail", same))
    for code, person in others:
        if (person.id != asked or code == "same_by_mail") and _may_be_mailed(view, person, pending):
            return _choice(view, person, code)
    return None


def third_ask(view: View, asked: str | None, pending: tuple[str | None, ...] = ()) -> Choice | None:
    """Who gets follow_up_3: HR, without HR who got the first."""
    gate = in_between(view)
    people = [gate] if gate else [*view.with_role("hr"), *([view.people[asked]] if asked in view.people else [])]
    for person in people:
        if _may_be_mailed(view, person, pending):
            return _choice(view, person, "last_hr" if "hr" in person.roles else "last_first")
    return None


def by_mail(view: View, who: tuple[str, ...], asked: str | None, code: str) -> Choice | None:
    """Who gets an ask that answers a word of theirs: who said it, else who was asked, else as follow_up_2."""
    gate = in_between(view)
    people = [gate] if gate else [view.people[one] for one in (*who, asked) if one in view.people]
    for person in people:
        if _may_be_mailed(view, person):
            return _choice(view, person, code)
    return second_ask(view, asked)


def _may_be_mailed(view: View, person: Person, pending: tuple[str | None, ...] = ()) -> bool:
    """Whether e-mail reaches them and they have not left two asks unanswered."""
    unanswered = view.unanswered_asks(person.id) + pending.count(person.id)
    return view.has_mail(person) and unanswered < rows()["limits"]["unanswered_per_person"]


def visible(view: View) -> Choice | None:
    """Who gets a visibility item: the interviewer with the fewest unanswered touches and gifts so far.

    Without one whom mail reaches: the lead.
    """
    gate = in_between(view)
    if gate is not None:
        return _choice(view, gate, "in_between") if view.has_mail(gate) else None
    people = [person for person in interviewers(view) if view.has_mail(person)]
    people = people or [person for person in view.with_role("lead") if view.has_mail(person)]
    if not people:
        return None

    def burden(person: Person) -> tuple[int, int]:
        unasked = [t for t in view.state.touches if person.id in t.to and t.unasked]
        return sum(t.answered_at is None for t in unasked), sum(t.step == "visibility" for t in unasked)

    return _choice(view, min(people, key=burden), "subject")


def thanked(view: View, talk_people: list[Person], *, nobody_named: bool) -> list[Choice]:
    """Who is thanked after an interview with these people: one choice per receiver."""
    setting = view.candidacy.settings.addressees
    gate = in_between(view)
    if gate is not None and setting in {None, "recruiter"}:
        if not view.has_mail(gate):
            view.warn("followup.warning.no_address", name=view.name(gate.id))
        return [_choice(view, gate, "in_between", *talk_people)]
    if gate is not None and "agency" in gate.roles:
        view.warn("followup.warning.past_agency", name=view.name(gate.id))
    if not talk_people:
        person = coordinator(view) if nobody_named else None
        return [_choice(view, person, "pass_on_unknown")] if person else []
    if setting in {"hr", "recruiter"}:
        people = [p for p in view.with_role("hr" if setting == "hr" else "recruiter") if view.has_mail(p)]
        if people:
            return [_choice(view, people[0], "by_setting", *talk_people)]
    if len(talk_people) > 1 and (setting == "lead" or (setting is None and _one_letter_to_the_lead(view, talk_people))):
        leads = [person for person in talk_people if "lead" in person.roles]
        return [by_any_way(view, (leads or talk_people)[0], "lead" if leads else "first_named")]
    receivers: dict[str | None, Choice] = {}
    for choice in (by_any_way(view, person, "met") for person in talk_people):
        same = receivers.get(choice.to)
        receivers[choice.to] = replace(choice, readers=(*same.readers, *choice.readers)) if same else choice
    return list(receivers.values())


def _one_letter_to_the_lead(view: View, panel: list[Person]) -> bool:
    """Whether country or sector make one letter to the panel's lead the better one."""
    habits = rows()["addressees"]
    country = view.candidacy.country or panel[0].country or ""
    return country.upper() in habits["lead_countries"] or (view.candidacy.settings.sector in habits["lead_sectors"])


def by_any_way(view: View, person: Person, code: str) -> Choice:
    """The person, or who passes it on where no e-mail reaches them."""
    if view.has_mail(person):
        return _choice(view, person, code, person)
    other = coordinator(view)
    if other is None:
        view.warn("followup.warning.no_address", name=view.name(person.id))
        return _choice(view, person, code, person)
    return _choice(view, other, "pass_on", person, reader=view.name(person.id))


def screener(view: View, talk: Talk) -> Choice | None:
    """Who is thanked for a screen: who held it, or who can pass it on."""
    gate = in_between(view)
    if gate is not None:
        return _choice(view, gate, "in_between")
    for who in talk.who:
        if who in view.people:
            return by_any_way(view, view.people[who], "screener")
    person = coordinator(view) if not talk.who else None
    return _choice(view, person, "pass_on_unknown") if person else None


def behind_one_way(view: View) -> Choice | None:
    """The recruiter or HR person who stands behind an interview with a machine."""
    gate = in_between(view)
    people = [gate] if gate else [*view.with_role("hr"), *view.with_role("recruiter")]
    for person in people:
        if view.has_mail(person):
            return _choice(view, person, "behind_one_way")
    return None


def answered(view: View, stop: Stop) -> Choice | None:
    """Who gets the answer to a rejection or an offer, or the word of a withdrawal."""
    gate = in_between(view)
    if gate is not None:
        return _choice(view, gate, "in_between")
    senders = [view.people[who] for who in stop.who if who in view.people]
    if stop.kind == "withdrawal" and not senders:
        offers = [other for other in view.state.stops if other.kind == "offer"]
        senders = [view.people[who] for offer in offers for who in offer.who if who in view.people]
    for person in senders:
        if "mailbox" not in person.roles and channel(view, person.id, answer=True):
            return _choice(view, person, "invited" if stop.kind == "withdrawal" else "sender")
    if senders and stop.kind == "rejection":
        known = _best_known(view)
        if known is not None:
            return _choice(view, known, "best_known")
    next_to_hr: tuple[Role, ...] = ("recruiter", "lead") if stop.kind == "withdrawal" else ("lead", "recruiter")
    ranks: tuple[Role, ...] = ("hr", *next_to_hr, "interviewer", "hiring_manager", "mailbox")
    for role in ranks:
        for person in view.with_role(role) + (interviewers(view) if role == "interviewer" else []):
            if channel(view, person.id, answer=True):
                return _choice(view, person, role)
    return None


def _best_known(view: View) -> Person | None:
    """Who has been met and written with most, the last met first."""
    met = {who: talk.ended.timestamp() for talk in view.state.talks for who in talk.who}

    def known(person: Person) -> tuple[int, float]:
        replies = sum(person.id in reply.who for reply in view.state.replies)
        return replies + sum(person.id in talk.who for talk in view.state.talks), met.get(person.id, 0.0)

    people = [p for p in view.candidacy.people if view.has_mail(p) and "mailbox" not in p.roles]
    return max(people, key=known, default=None)


def told_of_offer(view: View) -> Choice | None:
    """Who is told of a competing offer: HR or recruiter, else as follow_up_1."""
    gate = in_between(view)
    if gate is not None:
        return _choice(view, gate, "in_between")
    for role in _RANKS[:2]:
        for person in view.with_role(role):
            if channel(view, person.id, answer=True):
                return _choice(view, person, role)
    for code, person in _ranked(view, ()):
        if channel(view, person.id, answer=True):
            return _choice(view, person, code)
    return None
