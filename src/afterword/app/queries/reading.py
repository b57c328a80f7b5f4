"""What is looked for in a text: the words of the person whom it would go to."""

import uuid
from dataclasses import dataclass

from afterword.app.models import Candidacy, Interest, Person, ShelfItem
from afterword.app.queries.gift import step_for
from afterword.app.queries.shelf import quotes_of


@dataclass(frozen=True, slots=True)
class Reading:
    """An item with whom it is read for, None where that is nobody. step: the letter that would enclose it."""

    item: ShelfItem
    candidacy: Candidacy | None
    person: Person | None
    line: Interest | None
    subject: str
    step: str | None


def reading(
    item_id: uuid.UUID,
    candidacy_id: uuid.UUID | None,
    person_id: uuid.UUID | None,
    interest_id: uuid.UUID | None,
    subject: str = "",
) -> Reading:
    """Return the item and whom it is read for. Raises DoesNotExist for what is not there or somebody else's."""
    item = ShelfItem.objects.get(id=item_id)
    candidacy = Candidacy.objects.get(id=candidacy_id) if candidacy_id else None
    line = candidacy.interests.get(id=interest_id) if candidacy and interest_id else None
    person = candidacy.people.get(id=person_id) if candidacy and person_id else None
    step = step_for(candidacy, person.id) if candidacy and person else None
    return Reading(item, candidacy, person, line, line.subject if line else subject, step)


def words_for(line: Interest | None, subject: str = "") -> tuple[str, ...]:
    """Return the words a text is searched for: what they said about the subject, and the subject itself."""
    if line:
        return (*quotes_of(line), line.subject)
    return (subject,) if subject else ()
