"""A subject the interviewer cared about, with the words that show it."""

from dataclasses import dataclass
from typing import Literal

SubjectKind = Literal["business", "personal", "unclear"]
Words = Literal["said", "noted", "observed"]
"""said: their words; noted: what they did with a subject that was talked about; observed: seen only."""
Cue = Literal[
    "asked_to_hear_more", "asked_twice", "came_back_unprompted", "told_a_story", "drew_or_showed", "lit_up",
    "disclosed_a_problem", "named_a_date_or_number", "followed_up", "strong_word", "time_spent",
    "polite_only", "negated", "not_theirs", "checklist",
]  # fmt: skip
FactKind = Literal["decision_date", "decider", "next_round", "promise_by_me", "promise_by_them", "no_contact"]


@dataclass(frozen=True, slots=True)
class At:
    """A place in the source: a line of a note (from 1) or a time of a transcript ("hh:mm:ss")."""

    line: int | None = None
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim quote that speaks for or against interest; cue: what in it does.

    direct: these are their words as they spoke them (a turn, or what stood in quotation marks), and
    not a note that reports them.
    """

    quote: str
    words: Words
    speaker: str | None = None
    at: At | None = None
    cue: Cue | None = None
    direct: bool = False


@dataclass(frozen=True, slots=True)
class Interest:
    """One line of the ledger. subject stands after "about"; score orders; confidence: 0..1, a best guess."""

    id: str
    subject: str
    kind: SubjectKind = "unclear"
    score: float = 0.0
    confidence: float = 0.0
    sensitive: bool = False
    why: str | None = None
    why_code: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """What a note says about the process. value: a date as YYYY-MM-DD, a name, or the words themselves."""

    kind: FactKind
    value: str | None
    quote: str
    at: At | None = None
