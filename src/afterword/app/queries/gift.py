"""The page that chooses a gift for one person and one subject, in a fixed number of queries."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from afterword.app.models import Candidacy, Event, Interest, Letter, Participation
from afterword.app.queries.shelf import Chosen, choose_for, context_of, quotes_of
from afterword.gift.gift import Search
from afterword.gift.hunt import hunt
from afterword.gift.private import private

MOST_SUBJECTS = 12
ALLOWED = "sensitive_allowed"
"""The setting that says of a line of the ledger: they raised it, and the candidate allows it."""

ENCLOSES = (
    "thank_you", "next_round_thanks", "phone_screen_thanks", "one_way_note", "gift_note", "follow_up_2", "visibility",
)  # fmt: skip
"""Steps that are a letter to which a gift belongs."""


@dataclass(frozen=True, slots=True)
class Choosing:
    """What the page shows. line: the subject's line of the ledger, None for one that was typed.

    subjects: lines to change to; private: lines that they raised and that wait for the candidate's word;
    chosen: None where there is no subject; hunt: searches by the place to search; step: the letter that is
    due to this person.
    """

    candidacy: Candidacy
    part: Participation
    line: Interest | None
    subject: str
    subjects: list[Interest]
    private: list[Interest]
    chosen: Chosen | None
    hunt: Mapping[str, list[Search]]
    step: str


def choosing(
    candidacy_id: uuid.UUID,
    person_id: uuid.UUID,
    now: dt.datetime,
    *,
    interest_id: uuid.UUID | None = None,
    subject: str = "",
    language: str = "en",
) -> Choosing:
    """Return what there is for a line of the ledger, a typed subject, or else the first line.

    Raises DoesNotExist for a candidacy, a person or a line of somebody else.
    """
    candidacy = Candidacy.objects.get(id=candidacy_id)
    part = candidacy.participations.select_related("person").get(person=person_id)
    allowed = allowed_lines(candidacy)
    lines = list(candidacy.interests.filter(hidden=False).order_by("rank", "id"))
    asked = next((row for row in lines if row.id == interest_id), None)
    if interest_id and asked is None:
        raise Interest.DoesNotExist
    theirs = [row for row in lines if row.person_id in {person_id, None} or row is asked]
    open_lines = [row for row in theirs if not row.value.get("sensitive") or row.id in allowed]
    line = None if subject and not asked else asked or next(iter(open_lines), None)
    about = line.subject if line else subject
    let = tuple(row.subject for row in lines if row.id in allowed)
    context = context_of(candidacy, part.person, quotes_of(line) if line else (), let)
    return Choosing(
        candidacy=candidacy,
        part=part,
        line=line,
        subject=about,
        subjects=open_lines[:MOST_SUBJECTS],
        private=[row for row in theirs if row.id not in allowed and may_allow(row)],
        chosen=choose_for(about, context, now, language=language) if about else None,
        hunt=_by_place(hunt(about, context.quotes, context.country)) if about and not private(about, let) else {},
        step=step_for(candidacy, person_id),
    )


def _by_place(searches: Sequence[Search]) -> Mapping[str, list[Search]]:
    found: dict[str, list[Search]] = {}
    for search in searches:
        found.setdefault(search.where, []).append(search)
    return found


def allowed_lines(candidacy: Candidacy) -> set[uuid.UUID]:
    """Return the private lines of the ledger that the candidate allows."""
    rows = Event.objects.filter(candidacy=candidacy, type__in=("setting_changed", "retracted"))
    events = list(rows.values_list("id", "type", "data"))
    taken_back = {data.get("event") for _, kind, data in events if kind == "retracted"}
    return {
        uuid.UUID(data["value"])
        for id, kind, data in events
        if kind == "setting_changed" and data.get("key") == ALLOWED and str(id) not in taken_back
    }


def allowed_subjects(candidacy: Candidacy) -> tuple[str, ...]:
    """Return the subjects of those lines."""
    return tuple(candidacy.interests.filter(id__in=allowed_lines(candidacy)).values_list("subject", flat=True))


def may_allow(line: Interest) -> bool:
    """Whether a private line may be allowed: they spoke of it themselves, and it is not their health."""
    found = private(line.subject)
    return bool(line.value.get("sensitive") and quotes_of(line) and not (found and found[0] == "health"))


def step_for(candidacy: Candidacy, person_id: uuid.UUID) -> str:
    """Return the letter to this person that is due, else the one that would open the page."""
    due = candidacy.steps.filter(to=str(person_id), step__in=ENCLOSES).order_by("after", "due")
    step = due.values_list("step", flat=True).first()
    if step:
        return step
    sent = Letter.objects.filter(candidacy=candidacy, person=person_id, state=Letter.State.SENT)
    return "visibility" if sent.exists() else "thank_you"
