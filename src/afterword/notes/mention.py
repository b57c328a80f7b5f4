"""One place where a subject turns up, with the sign of interest in it."""

from dataclasses import dataclass

from afterword.notes.interest import At, Cue, Words


@dataclass(frozen=True, slots=True)
class Mention:
    """cue None: only talked about, or quoted without a further sign. quote: word for word.

    order: place in the source, counted from 0; speaker: whose words or deed it is; direct: these are
    the words as they were spoken.
    """

    subject: str
    cue: Cue | None
    words: Words
    quote: str
    at: At
    speaker: str | None
    order: int
    context: str = ""
    direct: bool = False
