"""What a mail that came in turns out to be."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from afterword.candidacy.problem import Problem

What = Literal["reply", "auto_reply", "bounce", "invitation", "own_copy", "other"]
Outcome = Literal["rejection", "offer", "interview", "acknowledgement"]


@dataclass(frozen=True, slots=True)
class Reply:
    """A mail, understood.

    confidence: 0..1, of the outcome where there is one, else of `what`
    text: the new words only; refers_to: the message ids it answers, each in its angle brackets, never its own
    """

    what: What
    outcome: Outcome | None = None
    confidence: float = 0.0
    text: str | None = None
    return_date: dt.date | None = None
    refers_to: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
