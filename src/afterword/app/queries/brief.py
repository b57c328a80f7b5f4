"""The brief of a letter, gathered from today's rows."""

import dataclasses
import datetime as dt
from typing import Literal, cast, get_args
from zoneinfo import ZoneInfo

from afterword import shapes
from afterword.app.access import zone_of
from afterword.app.models import Candidacy, Candidate, Event, Letter, Participation, Person, ShelfItem
from afterword.app.queries.board import DATES, decides
from afterword.app.queries.events import latest
from afterword.candidacy.contact import Contact
from afterword.errors import Refused
from afterword.gift.gift import Gift
from afterword.letter import brief as noun
from afterword.letter.gather import gather
from afterword.letter.kinds import Kind, Relation, Tone
from afterword.notes.interest import Interest

OTHERS = 200
"""So many people and firms of other candidacies are looked out for."""


def brief_of(
    candidacy: Candidacy,
    person: Person | None,
    kind: Kind,
    *,
    gift: ShelfItem | None = None,
    gift_note: str | None = None,
    own_words: str | None = None,
    tone: Tone = "warm",
    answer: Literal["accept", "decline"] | None = None,
    pass_on: bool = False,
    locale: str | None = None,
    send_at: dt.datetime | None = None,
) -> noun.Brief:
    """Return what a letter to `person` (None: whoever answers the switchboard) may say, as the rows stand now.

    answer: to an offer; pass_on: it goes through whoever coordinates the hiring; locale: of the letter,
    None for the candidacy's.
    """
    me = Candidate.objects.get(id=candidacy.owner_id)
    contact, _ = shapes.convert(person.value if person else {}, Contact, "contact")
    roles = candidacy.participations.get(person=person).roles if person else ["mailbox"]
    gathered = gather(
        kind,
        candidate=noun.Candidate(me.name or "", me.email or None, me.phone or None),
        contact=contact,
        interests=_interests(candidacy, person) if person else (),
        gift=shapes.convert(gift.value, Gift, "gift")[0] if gift else None,
        talk=_talk(candidacy),
        role=candidacy.role or None,
        company=candidacy.company or None,
        relation=_relation(roles),
        decision_date=_decision_date(candidacy),
        evidence=[noun.Proof(**proof) for proof in me.proofs],
        own_words=own_words,
        gift_note=gift_note,
    )
    zone = zone_at(candidacy)
    return dataclasses.replace(
        gathered,
        locale=locale or _locale(candidacy, gathered.locale),
        tone=tone,
        answer=answer,
        pass_on=pass_on,
        deadline=_deadline(candidacy),
        interviewers=_interviewers(candidacy),
        previous=_previous(candidacy, person) if person else (),
        siblings=_siblings(candidacy, person),
        other_names=_other_names(candidacy),
        send_at=send_at.astimezone(zone) if send_at else None,  # "yesterday" is read off the local days
    )


def rebuilt(letter: Letter, send_at: dt.datetime) -> noun.Brief:
    """Return the brief of a letter as the rows stand today, with what its writer chose then.

    Raises Refused for a letter with nobody to go to.
    """
    if letter.person is None:
        raise Refused("app.approve.nobody")
    given = letter.brief.get("gift") or {}
    return brief_of(
        letter.candidacy,
        letter.person,
        cast("Kind", letter.kind),
        gift=ShelfItem.objects.filter(value__id=given.get("id")).first() if given else None,
        gift_note=given.get("note"),
        own_words=letter.brief.get("own_words"),
        tone=letter.brief.get("tone") or "warm",
        answer=letter.brief.get("answer"),
        pass_on=bool(letter.brief.get("pass_on")),
        locale=letter.brief.get("locale"),
        send_at=send_at,
    )


def zone_at(candidacy: Candidacy) -> ZoneInfo:
    """Return the zone of a firm; where it is not known, that of the candidate, who wrote the times down."""
    return ZoneInfo(candidacy.timezone) if candidacy.timezone else zone_of(candidacy.owner)


def _locale(candidacy: Candidacy, usual: str) -> str:
    """The language that was set for this candidacy, else what is usual there."""
    language = candidacy.settings.get("language") or ""
    return usual if usual.startswith(language) else language


def _interests(candidacy: Candidacy, person: Person) -> list[Interest]:
    """Return what this person cared about, then what nobody in particular is named for."""
    rows = candidacy.interests.filter(hidden=False).order_by("rank")
    own = [row for row in rows if row.person_id == person.id] or [row for row in rows if row.person_id is None]
    return [dataclasses.replace(shapes.convert(row.value, Interest, "interest")[0], subject=row.subject) for row in own]


def _talk(candidacy: Candidacy) -> noun.Talk | None:
    held = _standing(candidacy, "interview_held", "screen_held", "one_way_held")
    if held is None:
        return None
    form = {"screen_held": "phone", "one_way_held": "one_way"}.get(held.type, held.data.get("format"))
    return noun.Talk(at=held.at.astimezone(zone_at(candidacy)), format=form, round=held.data.get("round"))


def _decision_date(candidacy: Candidacy) -> dt.date | None:
    return decides(latest(candidacy.events.filter(type__in=(*DATES, "retracted"))))


def _deadline(candidacy: Candidacy) -> dt.date | None:
    """Return the day by which another offer wants an answer."""
    offered = _standing(candidacy, "competing_offer")
    return dt.date.fromisoformat(offered.data["deadline"]) if offered and offered.data.get("deadline") else None


def _standing(candidacy: Candidacy, *types: str) -> Event | None:
    """Return the latest event of these types that was not taken back."""
    return next(reversed(latest(candidacy.events.filter(type__in=(*types, "retracted")))), None)


def _relation(roles: list[str]) -> Relation:
    known: tuple[Relation, ...] = get_args(Relation)
    return next(
        (relation for relation in known if relation in roles), "recruiter" if "agency" in roles else "interviewer"
    )


def _interviewers(candidacy: Candidacy) -> tuple[noun.Interviewer, ...]:
    parts = candidacy.participations.select_related("person").order_by("person__created_at")
    return tuple(
        noun.Interviewer(part.person.name, part.person.value.get("title"))
        for part in parts
        if part.person.name and {"interviewer", "lead"} & set(part.roles)
    )


def _previous(candidacy: Candidacy, person: Person) -> tuple[noun.Previous, ...]:
    sent = candidacy.letters.filter(person=person, state=Letter.State.SENT).order_by("changed_at")
    return tuple(
        noun.Previous(row.kind, row.changed_at, row.subject, (row.brief.get("gift") or {}).get("title")) for row in sent
    )


def _siblings(candidacy: Candidacy, person: Person | None) -> tuple[noun.Sibling, ...]:
    others = candidacy.letters.exclude(person=person).exclude(state=Letter.State.CANCELLED).select_related("person")
    return tuple(
        noun.Sibling(row.person.name if row.person else "", row.subject, row.body)
        for row in others.order_by("changed_at")[:20]
    )


def _other_names(candidacy: Candidacy) -> tuple[str, ...]:
    firms = Candidacy.objects.exclude(id=candidacy.id).exclude(company__iexact=candidacy.company)
    here = candidacy.participations.values("person")
    people = Participation.objects.exclude(candidacy=candidacy).exclude(person__in=here)
    names = {
        *firms.values_list("company", flat=True).distinct()[:OTHERS],
        *people.values_list("person__name", flat=True).distinct()[:OTHERS],
    }
    return tuple(sorted(name for name in names if name))
