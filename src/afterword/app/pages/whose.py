"""Whose interests typed notes show, where there may be several people they could be of."""

import datetime as dt
from collections.abc import Sequence

from afterword import api
from afterword.notes.interest import Interest

TOP = 5
"""Interests that one note gives each person."""


def interests_of(
    notes: str, people: Sequence[str | None], now: dt.datetime, language: str
) -> list[tuple[Interest, int | None]]:
    """Return what the notes show of each person, once, with the person's place among `people`.

    What shows for several of them is nobody's in particular: None. Raises BadInput for notes that cannot be read.
    """
    if not notes.strip():
        return []
    whose: dict[str, list[int | None]] = {}
    interests: dict[str, Interest] = {}
    readers: list[tuple[int | None, str | None]] = [(at, name) for at, name in enumerate(people) if name] or [
        (None, None)
    ]
    for at, name in readers:
        ledger = api.read_interests(notes.encode(), "notes.txt", interviewer=name, top=TOP, now=now, language=language)
        for interest in ledger.interests:
            interests.setdefault(interest.subject, interest)
            whose.setdefault(interest.subject, []).append(at)
    return [(interest, _only(whose[subject])) for subject, interest in interests.items()]


def _only(people: Sequence[int | None]) -> int | None:
    return people[0] if len(people) == 1 else None
