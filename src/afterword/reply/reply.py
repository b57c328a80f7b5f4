"""What a mail that came in turns out to be."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

What = Literal["reply", "auto_reply", "bounce", "invitation", "own_copy", "other"]
Outcome = Literal["rejection", "offer", "interview", "acknowledgement"]


@dataclass(frozen=True, slots=True)
class Reply:
    """A mail, understood. text: the new words only; refers_to: the message ids it answers, never its own."""

    what: What
    outcome: Outcome | None = None
    confidence: float = 0.0
    text: str | None = None
    return_date: dt.date | None = None
    refers_to: tuple[str, ...] = ()
