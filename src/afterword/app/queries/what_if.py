"""What the plan would be if one more thing had happened: shown before a button is pressed, and never kept."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace

from afterword import api
from afterword.app.models import Candidacy
from afterword.app.queries.candidacy import value_of
from afterword.candidacy.events import Event, EventType
from afterword.followup.step import Plan

Happening = tuple[EventType, Sequence[str], Mapping[str, object]]
"""What would happen: its type, the ids of who it concerns, and its data."""


def what_if(row: Candidacy, now: dt.datetime, happenings: Sequence[Happening]) -> list[Plan]:
    """Return the plan after each of `happenings`, by itself."""
    value = value_of(row)
    now = max([now, *(event.recorded_at for event in value.events if event.recorded_at)])
    events = (Event(str(uuid.UUID(int=0)), kind, now, tuple(who), dict(data), now) for kind, who, data in happenings)
    language = row.owner.language
    return [api.next_steps(replace(value, events=(*value.events, one)), now, language=language) for one in events]
