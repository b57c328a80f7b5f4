"""One next step, and the plan that holds them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from afterword.candidacy import reason

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


def why(codes: Sequence[str], params: Mapping[str, object], language: str) -> str:
    """The reasons of a step in one sentence: why now, why this person, and that it is late where it is."""
    first, *more = (reason.message(code, params, language) for code in codes)
    names = tuple(value for value in params.values() if isinstance(value, str) and value)
    parts = [first.rstrip("."), *(_going_on(text, names).rstrip(".") for text in more)]
    return (" ; " if language == "fr" else "; ").join(parts) + "." if more else first


def _going_on(text: str, names: tuple[str, ...]) -> str:
    """A sentence as the further part of one; a name keeps its capital."""
    return text if text.startswith(names) else text[:1].lower() + text[1:]
