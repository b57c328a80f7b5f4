"""Choosing from the rows of the shelf."""

import datetime as dt

from afterword import shapes
from afterword.app.models import Candidacy, GiftGiven, ShelfItem
from afterword.gift.choose import choose as choose_from
from afterword.gift.gift import Choices, Context, Employer, Gift, Given, Receiver
from afterword.notes.interest import Interest


def choose(candidacy: Candidacy, subject: str, now: dt.datetime, *, top: int = 5, language: str = "en") -> Choices:
    """Return the best gifts for a subject of this candidacy, with what must not be given and why."""
    gifts = [shapes.convert(value, Gift, "gift")[0] for value in ShelfItem.objects.values_list("value", flat=True)]
    return choose_from(subject, gifts, context_of(candidacy), now=now, top=top, language=language)


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
