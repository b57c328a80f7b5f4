"""Gather a brief from what the steps before found: the contact, the ledger, the gift."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from afterword.candidacy.contact import Contact
from afterword.card.typed import signs
from afterword.gift.gift import Gift
from afterword.letter.brief import Brief, Candidate, Interviewer, Proof, Recipient, Talk, Topic
from afterword.letter.kinds import Kind, Relation
from afterword.notes.interest import Evidence, Interest, Words

_STRENGTH: tuple[Words, ...] = ("said", "noted", "observed")
_AGAINST = {"polite_only", "negated", "not_theirs", "checklist"}


def gather(
    kind: Kind,
    *,
    candidate: Candidate,
    contact: Contact,
    interests: Sequence[Interest],
    gift: Gift | None,
    talk: Talk | None,
    role: str | None,
    company: str | None = None,
    relation: Relation = "interviewer",
    decision_date: dt.date | None = None,
    evidence: Sequence[Proof] = (),
    own_words: str | None = None,
    gift_note: str | None = None,
    locale: str = "en_US",
) -> Brief:
    """Return the brief of a letter to the person on the card.

    Sensitive subjects stay out: the person adds one by hand where the reader raised it. Nothing is
    added that the arguments do not say. company: of the candidacy, where it is not that of the card;
    gift_note: the one line why, written for this reader: a note that stands on the shelf was written
    for oneself and stays there.
    """
    return Brief(
        kind=kind,
        candidate=candidate,
        recipient=_recipient(contact, relation),
        locale=locale,
        interviewers=(Interviewer(contact.name, contact.title),) if contact.name else (),
        role=role,
        company=company or contact.company,
        interview=talk,
        topics=tuple(_topic(interest) for interest in interests if not interest.sensitive),
        gift=replace(gift, note=gift_note) if gift else None,
        evidence=tuple(evidence),
        decision_date=decision_date,
        own_words=own_words,
    )


def _recipient(contact: Contact, relation: Relation) -> Recipient:
    return Recipient(
        name=contact.name,
        given=contact.given,
        family=contact.family,
        order=contact.order,
        honorific=contact.honorific,
        role=contact.title,
        company=contact.company,
        email=contact.emails[0].value if contact.emails else None,
        known_as=signs(contact),
        relation=relation,
        address=contact.address,
    )


def _topic(interest: Interest) -> Topic:
    shown = _shown_by(interest.evidence)
    return Topic(
        id=interest.id,
        text=interest.subject,
        words=shown.words if shown else "noted",
        quote=next((item.quote for item in interest.evidence if item.direct and item.cue not in _AGAINST), None),
        kind=interest.kind,
        sensitive=interest.sensitive,
    )


def _shown_by(evidence: Sequence[Evidence]) -> Evidence | None:
    """Return the strongest evidence: their own words before what was noted, that before what was seen."""
    speaking = [item for item in evidence if item.cue not in _AGAINST]
    return min(speaking, key=lambda item: _STRENGTH.index(item.words), default=None)
