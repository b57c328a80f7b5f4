"""What happened in a candidacy: events that are only added, and taken back by `retracted`."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Literal

EventType = Literal[
    "interview_scheduled", "interview_moved", "interview_cancelled",
    "interview_held", "screen_held", "one_way_held",
    "card_taken", "note_written", "person_added",
    "decision_date_named", "will_contact_named", "decider_named",
    "letter_approved", "handed_over", "letter_sent", "gift_given",
    "call_made", "voicemail_left", "touch_done_elsewhere",
    "reply_received", "auto_reply_received", "bounced", "reply_judged",
    "no_contact_asked", "competing_offer", "offer", "rejection", "withdrawal",
    "snoozed", "skipped", "setting_changed", "retracted",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    at: when, with offset (an interview's end unless data.ended says otherwise);
    who: the person ids that acted or were met, () when nobody of the firm did;
    data: the keys of the contract's event table, plain JSON values;
    recorded_at: when it was written down, None where that is not known.
    """

    id: str
    type: EventType
    at: dt.datetime
    who: tuple[str, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)
    recorded_at: dt.datetime | None = None
