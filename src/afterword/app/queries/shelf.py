"""Choosing from the rows of the shelf, and finding things on it."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from afterword import shapes
from afterword.app import meaning
from afterword.app.models import Candidacy, Candidate, GiftGiven, Interest, Letter, Person, ShelfItem
from afterword.app.queries.postings import Postings
from afterword.gift import same
from afterword.gift.choose import LOOKED_AT, choose_by
from afterword.gift.gift import Choices, Context, Employer, Gift, Given, Giver, Receiver
from afterword.gift.search import FEEDBACK, Hits, terms, together
from afterword.notes.interest import Interest as Line

MOST_GIVEN = 500
WAITING = (Letter.State.DRAFT, Letter.State.APPROVED, Letter.State.HANDED_OVER)
FOUND = 200
"""So many of the best hits of a search of the shelf are shown, a page of them at a time."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the shelf has for a subject. rows: the shelf's row of each gift, by the gift's id."""

    choices: Choices
    rows: Mapping[str, uuid.UUID]


def choose(candidacy: Candidacy, subject: str, now: dt.datetime, *, top: int = 5, language: str = "en") -> Choices:
    """Return the best gifts for a subject of this candidacy, with what must not be given and why."""
    person = candidacy.people.order_by("created_at").first()
    line = candidacy.interests.filter(hidden=False, subject=subject).first()
    context = context_of(candidacy, person, quotes_of(line) if line else ())
    return choose_for(subject, context, now, top=top, language=language).choices


def choose_for(subject: str, context: Context, now: dt.datetime, *, top: int = 5, language: str = "en") -> Chosen:
    """Return the best gifts in a context, each with its row of the shelf."""
    rows: dict[str, uuid.UUID] = {}

    def search(wanted: Mapping[str, float]) -> list[tuple[Gift, float]]:
        found = _ranked(wanted, meaning.near(subject, context.quotes))
        rows.update({gift.id: row for row, gift, _ in found})
        return [(gift, points) for _, gift, points in found]

    return Chosen(choose_by(search, subject, context, now=now, top=top, language=language), rows)


def find(words: str) -> list[uuid.UUID]:
    """Return the items of the shelf that hold these words, best first."""
    return [item for item, _ in Postings().score(dict(Counter(terms(words))), FOUND)]


def _ranked(wanted: Mapping[str, float], near: meaning.Near | None) -> list[tuple[uuid.UUID, Gift, float]]:
    """Search the posting table with feedback, by meaning too where there is a way, and load only what was found."""
    postings = Postings()

    def words(hits: Hits[uuid.UUID]) -> Hits[uuid.UUID]:
        return postings.score(postings.expand(wanted, hits, FEEDBACK) if hits else wanted, LOOKED_AT)

    if near:
        ranked: Hits[uuid.UUID] = together(words, near)[:LOOKED_AT]
    else:
        hits = postings.score(wanted, FEEDBACK.items)
        ranked = words(hits) if hits else ()
    # What was found is the owner's. Asked for the owner once more, SQLite would walk through the whole shelf.
    values = dict(ShelfItem.everyone.filter(id__in=[item for item, _ in ranked]).values_list("id", "value"))
    return [(item, msgspec.convert(values[item], Gift), points) for item, points in ranked if item in values]


def context_of(
    candidacy: Candidacy, person: Person | None, quotes: Sequence[str], allowed: Sequence[str] = ()
) -> Context:
    """Return what choosing needs to know: their words, who they are, and what was given at this employer.

    person: who would get it; quotes: what they said about the subject; allowed: private subjects
    that they raised and the candidate allows.
    """
    return Context(
        quotes=tuple(quotes),
        receiver=Receiver(person.name or None, person.email or None) if person else Receiver(),
        employer=Employer(candidacy.company or None, _domains(candidacy)),
        given=(*_given(), *_enclosed(candidacy, person)),
        sensitive_allowed=tuple(allowed),
        candidate=Giver(Candidate.objects.get(id=candidacy.owner_id).name or None),
        country=candidacy.country or None,
    )


def _given() -> Iterator[Given]:
    """Yield what left."""
    for row in GiftGiven.objects.select_related("person").order_by("-at")[:MOST_GIVEN]:
        for named in _names(row.url, row.title):
            yield Given(named, row.person.name if row.person else None, row.employer or None)


def _enclosed(candidacy: Candidacy, person: Person | None) -> Iterator[Given]:
    """Yield what letters to others hold that have not left: a panel gets a distinct gift each, in two roles too."""
    waiting = Letter.objects.filter(state__in=WAITING).exclude(candidacy=candidacy, person=person)
    told = ("brief__gift__url", "brief__gift__title", "person__name", "candidacy__company")
    for url, title, name, company in waiting.exclude(brief__gift=None).values_list(*told)[:MOST_GIVEN]:
        for named in _names(url, title):
            yield Given(named, name or None, company or None)


def _names(url: str | None, title: str | None) -> list[str]:
    """By what a thing is known again: its address, and a title that tells, as the next may come by another address."""
    return [named for named in (url, title if not url or same.title_words(title) else None) if named]


def quotes_of(line: Interest) -> tuple[str, ...]:
    """Return what they said about a subject of the ledger, in their own words."""
    value = shapes.convert(line.value, Line, "interest")[0]
    return tuple(item.quote for item in value.evidence if item.words == "said")


def _domains(candidacy: Candidacy) -> tuple[str, ...]:
    addresses = candidacy.people.exclude(email="").values_list("email", flat=True)
    return tuple(sorted({address.rpartition("@")[2] for address in addresses}))
