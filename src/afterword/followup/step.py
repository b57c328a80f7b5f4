"""One next step, and the plan that holds them."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Literal

StepKind = Literal[
    "prepare", "capture_prompt", "thank_you", "phone_screen_thanks", "one_way_note", "gift_note",
    "next_round_thanks", "follow_up_1", "follow_up_2", "follow_up_3", "visibility",
    "rejection_thanks", "offer_answer", "competing_offer", "withdrawal", "ask_person",
]  # fmt: skip
StepChannel = Literal["email", "call", "call_or_email", "call+email", "paper", "notification"]
Stop = Literal["no_contact", "offer", "rejection", "withdrawal"]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the plan.

    due: the first good moment inside window; window[1]: the last useful one; to: a person id,
    "candidate", or None for the switchboard question; after: the step that must be done and
    unanswered first, None when this one may be done at `due`; why_code and params: the reason
    in any language.
    """

    step: StepKind
    due: dt.datetime
    window: tuple[dt.datetime, dt.datetime]
    to: str | None
    channel: StepChannel
    after: StepKind | None
    why: str
    why_code: str
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pause:
    """Why unasked touches wait, and until when (None: until the person says what a reply was)."""

    reason: str
    until: dt.datetime | None = None
    reason_code: str | None = None


@dataclass(frozen=True, slots=True)
class PlanWarning:
    """A limit that is passed or a doubt the person should know of."""

    code: str
    message: str
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is next. recheck_at: the moment this plan would change by time alone, None if never."""

    steps: tuple[Step, ...] = ()
    stopped: Stop | None = None
    paused: Pause | None = None
    recheck_at: dt.datetime | None = None
    warnings: tuple[PlanWarning, ...] = ()
