"""What is looked for in a text: the words of the person whom it would go to."""

import datetime as dt
import uuid
from dataclasses import dataclass

from afterword import shapes
from afterword.app.models import Article, Candidacy, Interest, Person, ShelfItem
from afterword.app.queries.gift import allowed_subjects, step_for
from afterword.app.queries.shelf import context_of, quotes_of
from afterword.candidacy import reason
from afterword.gift import gates
from afterword.gift.gift import Gift


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


def article_of(item: ShelfItem) -> str:
    """Return the markup of an item as it was opened last, "" where it never was."""
    return Article.objects.filter(item=item).values_list("markup", flat=True).first() or ""


def words_for(line: Interest | None, subject: str = "") -> tuple[str, ...]:
    """Return the words a text is searched for: what they said about the subject, and the subject itself."""
    if line:
        return (*quotes_of(line), line.subject)
    return (subject,) if subject else ()
