"""A copy of everything was taken."""

import datetime as dt

from afterword.app import owner
from afterword.app.models import Candidate


def note_copy(now: dt.datetime) -> None:
    """Remember when."""
    Candidate.objects.filter(id=owner.current()).update(copied_at=now)
