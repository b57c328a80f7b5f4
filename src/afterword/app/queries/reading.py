"""What is looked for in a text: the words of the person whom it would go to."""

import datetime as dt
import uuid
from dataclasses import dataclass

from afterword import shapes
from afterword.app.models import Article, Candidacy, Interest, Person, ShelfItem, Step
from afterword.app.queries.gift import ENCLOSES, allowed_subjects, step_for
from afterword.app.queries.shelf import context_of, quotes_of
from afterword.candidacy import reason
from afterword.gift import gates
from afterword.gift.gift import Gift

MOST_AWAITED = 5


@dataclass(frozen=True, slots=True)
class Awaited:
    """Somebody whose next letter has room for a gift. line: the first of their interests that is not private."""

    candidacy: Candidacy
    person: Person
    line: Interest | None


@dataclass(frozen=True, slots=True)
class Reading:
    """An item with whom it is read for, None where that is nobody.

    step: the letter that would enclose it; against: why it is better not given to them, None for no reason
    """

    item: ShelfItem
    candidacy: Candidacy | None
    person: Person | None
    line: Interest | None
    subject: str
    step: str | None
    against: str | None


def reading(
    item_id: uuid.UUID,
    candidacy_id: uuid.UUID | None,
    person_id: uuid.UUID | None,
    interest_id: uuid.UUID | None,
    subject: str,
    now: dt.datetime,
    language: str,
) -> Reading:
    """Return the item and whom it is read for. Raises DoesNotExist for what is not there or somebody else's."""
    item = ShelfItem.objects.get(id=item_id)
    candidacy = Candidacy.objects.get(id=candidacy_id) if candidacy_id else None
    line = candidacy.interests.get(id=interest_id) if candidacy and interest_id else None
    person = candidacy.people.get(id=person_id) if candidacy and person_id else None
    about = line.subject if line else subject
    if not (candidacy and person):
        return Reading(item, candidacy, person, line, about, None, None)
    context = context_of(candidacy, person, quotes_of(line) if line else (), allowed_subjects(candidacy))
    stopped = gates.stopped(shapes.convert(item.value, Gift, "gift")[0], gates.Case(about, context, now.date()))
    against = reason.message(stopped[1], stopped[2], language) if stopped else None
    return Reading(item, candidacy, person, line, about, step_for(candidacy, person.id), against)


def awaited() -> list[Awaited]:
    """Return the people whose next letter could enclose a gift, the one that is due first first."""
    steps = Step.objects.filter(after="", step__in=ENCLOSES).select_related("candidacy").order_by("due", "id")
    due = {(step.candidacy_id, step.to): step.candidacy for step in steps[: 2 * MOST_AWAITED]}
    people = {str(person.id): person for person in Person.objects.filter(id__in=[to for _, to in due])}
    lines = Interest.objects.filter(candidacy__in=list(due.values()), hidden=False).order_by("rank", "id")
    open_lines = [line for line in lines if not line.value.get("sensitive")]
    return [
        Awaited(
            candidacy,
            people[to],
            next(
                (line for line in open_lines if line.candidacy_id == id and line.person_id in {people[to].id, None}),
                None,
            ),
        )
        for (id, to), candidacy in due.items()
        if to in people
    ][:MOST_AWAITED]


def article_of(item: ShelfItem) -> str:
    """Return the markup of an item as it was opened last, "" where it never was."""
    return Article.objects.filter(item=item).values_list("markup", flat=True).first() or ""


def words_for(line: Interest | None, subject: str = "") -> tuple[str, ...]:
    """Return the words a text is searched for: what they said about the subject, and the subject itself."""
    if line:
        return (*quotes_of(line), line.subject)
    return (subject,) if subject else ()
