"""Choosing from the rows of the shelf."""

import datetime as dt
from collections.abc import Mapping

from afterword import shapes
from afterword.app.models import Candidacy, GiftGiven, ShelfItem
from afterword.app.queries.postings import Postings
from afterword.gift.choose import LOOKED_AT, choose_by
from afterword.gift.gift import Choices, Context, Employer, Gift, Given, Receiver
from afterword.gift.search import FEEDBACK
from afterword.notes.interest import Interest


def choose(candidacy: Candidacy, subject: str, now: dt.datetime, *, top: int = 5, language: str = "en") -> Choices:
    """Return the best gifts for a subject of this candidacy, with what must not be given and why."""
    return choose_by(_ranked, subject, context_of(candidacy), now=now, top=top, language=language)


def _ranked(wanted: Mapping[str, float]) -> list[tuple[Gift, float]]:
    """Search the posting table with feedback, and load only what was found."""
    postings = Postings()
    hits = postings.score(wanted, FEEDBACK.items)
    if not hits:
        return []
    ranked = postings.score(postings.expand(wanted, hits, FEEDBACK), LOOKED_AT)
    values = dict(ShelfItem.objects.filter(id__in=[item for item, _ in ranked]).values_list("id", "value"))
    return [(shapes.convert(values[item], Gift, "gift")[0], points) for item, points in ranked]


def context_of(candidacy: Candidacy) -> Context:
    """Return what choosing needs to know: their words, who they are, and what was given at this employer."""
    person = candidacy.people.order_by("created_at").first()
    return Context(
        quotes=_quotes(candidacy),
        receiver=Receiver(person.name or None, person.email or None) if person else Receiver(),
        employer=Employer(candidacy.company or None, _domains(candidacy)),
        given=tuple(
            Given(row.url or row.title, row.person.name if row.person else None, row.employer or None)
            for row in GiftGiven.objects.select_related("person").order_by("-at")[:500]
        ),
    )


def _quotes(candidacy: Candidacy) -> tuple[str, ...]:
    rows = candidacy.interests.filter(hidden=False).order_by("rank")[:1]
    values = [shapes.convert(row.value, Interest, "interest")[0] for row in rows]
    return tuple(item.quote for value in values for item in value.evidence if item.words == "said")


def _domains(candidacy: Candidacy) -> tuple[str, ...]:
    addresses = candidacy.people.exclude(email="").values_list("email", flat=True)
    return tuple(sorted({address.rpartition("@")[2] for address in addresses}))
