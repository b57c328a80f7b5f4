"""The checks of a letter, a family a file.

A check is a small pure function from what it sees to what it found; to add one, write it in its
family, name it in CHECKS and give it a text in says/. Copy `subject.check_length`.
"""

from collections.abc import Callable, Iterator

from afterword.candidacy import reason
from afterword.letter.brief import Brief, Kind
from afterword.letter.checks import subject
from afterword.letter.checks.seen import Found, Seen
from afterword.letter.letter import Finding, MoveText
from afterword.letter.text import LetterText

Check = Callable[[Seen], Iterator[Found]]

CHECKS: tuple[Check, ...] = (
    subject.check_length,
)  # fmt: skip
"""Every check, in the order its findings are shown within one severity."""

_ORDER = ("block", "warn", "info")


def run(
    text: LetterText,
    brief: Brief | None,
    *,
    kind: Kind,
    locale: str,
    moves: tuple[MoveText, ...] | None = None,
    language: str = "en",
) -> tuple[Finding, ...]:
    """What is wrong with a letter, the worst first.

    brief: what is true; without one only what the text alone can show is found. moves: as declared by
    the composer; None for a letter from elsewhere. language: of the messages, not of the letter.
    """
    seen = Seen(text, brief, kind, locale, moves=moves)
    found = [fault for check in CHECKS for fault in check(seen)]
    found.sort(key=lambda fault: _ORDER.index(fault.severity))
    return tuple(_told(fault, language) for fault in found)


def _told(found: Found, language: str) -> Finding:
    code = f"letter.{found.say or found.id}"
    params = {"quote": found.quote, **found.params}
    return Finding(
        id=found.id,
        severity=found.severity,
        override=found.override,
        quote=found.quote,
        message=reason.message(code, params, language),
        mend=reason.mend(code, params, language),
        params=params,
    )
