"""What is said on the telephone: who calls, where to call back, how long."""

import re
from collections.abc import Iterator

from afterword.letter import aloud
from afterword.letter.checks import facts
from afterword.letter.checks.seen import SPOKEN, Found, Seen
from afterword.letter.text import count_words

_SCRIPT = 160
"""Words of a call script at most."""


def check_identity(seen: Seen) -> Iterator[Found]:
    """The full name comes first."""
    if seen.kind not in SPOKEN:
        return
    opening = " ".join([seen.text.salutation or "", *seen.text.sentences[:2]])
    name = seen.brief.candidate.name if seen.brief else None
    if name:
        if seen.text.sentences and facts.loosely(name) not in facts.loosely(opening):
            yield Found("call.identity", "warn", seen.text.sentences[0], params={"name": name})
    elif not _introduces(opening):
        yield Found("call.identity", "warn", None, "call.identity.unknown")


def check_number(seen: Seen) -> Iterator[Found]:
    """A voicemail says the number twice."""
    if seen.kind != "voicemail":
        return
    said = len(list(facts.phones(seen.text.raw)))
    if said < 2:
        number = (seen.brief and seen.brief.candidate.phone) or "your number"
        yield Found("call.number", "warn", params={"said": said, "number": number})


def check_length(seen: Seen) -> Iterator[Found]:
    """A voicemail of half a minute, a script that leaves room for an answer."""
    if seen.kind not in SPOKEN:
        return
    text = f"{seen.text.salutation or ''} {seen.text.body}"
    if seen.kind == "voicemail" and (takes := aloud.seconds(text)) > aloud.VOICEMAIL:
        yield Found("call.length", "warn", None, "call.length.aloud", {"seconds": takes, "most": aloud.VOICEMAIL})
    elif (count := count_words(text)) > _SCRIPT:
        yield Found("call.length", "warn", params={"words": count, "most": _SCRIPT})


def _introduces(opening: str) -> bool:
    return bool(
        re.search(r"\b(?:this is|my name is|i am|mein name ist|hier ist|je m'appelle) ", opening, re.IGNORECASE)
    )
