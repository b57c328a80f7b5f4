"""The arranged interview that a talk was."""

import datetime as dt
from dataclasses import dataclass

from afterword.app.models import Candidacy
from afterword.app.queries.candidacy import value_of
from afterword.candidacy import history

LONGEST = dt.timedelta(days=14)
"""An arranged interview that ended longer ago is no longer the one that is told about."""


@dataclass(frozen=True, slots=True)
class Met:
    """interview: what the plan knows the meeting by; ends: as it was arranged; format: "" where nobody said."""

    interview: str
    ends: dt.datetime
    format: str


def meeting_before(row: Candidacy, moment: dt.datetime) -> Met | None:
    """Return the last arranged interview that had begun at `moment` and is not known to have been held."""
    value = value_of(row)
    meetings = history.derive(value, moment, moment.tzinfo or dt.UTC).meetings
    begun = [meeting for meeting in meetings if meeting.starts <= moment <= meeting.ends + LONGEST]
    if not begun:
        return None
    last = begun[-1]
    told = [event for event in value.events if last.interview in {event.id, event.data.get("interview")}]
    format_ = next((str(event.data["format"]) for event in reversed(told) if event.data.get("format")), "")
    return Met(last.interview, last.ends, format_)
