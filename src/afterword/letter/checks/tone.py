"""Tone: what spoils a letter however true it is."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from afterword.letter.checks import words
from afterword.letter.checks.seen import Found, Seen

_HAVE_AN_OFFER = {"offer_answer", "competing_offer"}
_MAY_BE_SORRY = {"withdrawal", "offer_answer", "competing_offer", "rejection_thanks"}
_PRAISE = 3
"""So many praises warn, more block."""
_EXCLAMATIONS = 2
"""So many exclamation marks are too many."""


def check_salary(seen: Seen) -> Iterator[Found]:
    """No talk of pay before there is an offer."""
    if seen.kind not in _HAVE_AN_OFFER:
        yield from _each(seen, "salary", "tone.salary", "block")


def check_pressure(seen: Seen) -> Iterator[Found]:
    """No guilt, no ultimatum."""
    for match in seen.hits("tone", "pressure"):
        deadline = (
            re.search(r"\b(?:by|before|within|no later than)$", match.group().strip()) and seen.kind in _HAVE_AN_OFFER
        )
        if not deadline and not seen.in_brief(match.group()):
            yield Found("tone.pressure", "block", match.group().strip())


def check_presume(seen: Seen) -> Iterator[Found]:
    """The job is not yet the candidate's."""
    if seen.kind == "offer_answer":
        return
    yield from _each(seen, "presume", "tone.presume", "block")
    yield from _each(seen, "hopeful", "tone.presume", "warn")


def check_apology(seen: Seen) -> Iterator[Found]:
    """No excuses for how the talk went."""
    if seen.kind not in _MAY_BE_SORRY:
        yield from _each(seen, "apology", "tone.apology", "warn")


def check_flattery(seen: Seen) -> Iterator[Found]:
    """No superlatives about the reader."""
    found = list(_each(seen, "flattery", "tone.flattery", "warn"))
    yield from (replace(one, severity="block") if len(found) > _PRAISE else one for one in found)


def check_private(seen: Seen) -> Iterator[Found]:
    """Health never; family, faith, politics and looks only what the person raised and the candidate allows."""
    yield from _each(seen, "health", "tone.private", "block", always=True)
    yield from _each(seen, "appearance", "tone.private", "block")
    yield from _each(seen, "belief", "tone.private", "block")
    yield from _each(seen, "family", "tone.private", "warn")
    known = seen.known
    if known is None:
        return
    for topic, telling in known.topics:
        if topic.sensitive and telling and any(telling <= stems or len(telling & stems) > 1 for stems in seen.stems):
            sure = topic.said_by != "interviewer" or topic.words != "said"
            params = {"topic": topic.text}
            yield Found("tone.private", "block" if sure else "warn", topic.text, "tone.private.topic", params)


def check_slang_caps(seen: Seen) -> Iterator[Found]:
    """No emoji, chat words, shouting, lower-case "i"."""
    body, subject = seen.text.body, seen.text.subject or ""
    whole = f"{subject}\n{body}"
    for match in [*_emoji().finditer(whole)][:1]:
        yield Found("tone.slang-caps", "block", match.group(), "tone.slang-caps.emoji")
    for match in [*re.finditer(r"!{2,}|\?{2,}|\?!", whole)][:1]:
        yield Found("tone.slang-caps", "block", match.group(), "tone.slang-caps.marks")
    for match in words.find("tone", "chat", (), whole):
        loud = match.group().isupper() and len(match.group()) == 3
        if (match.group().islower() or loud) and not seen.in_brief(match.group()):
            yield Found("tone.slang-caps", "block", match.group(), "tone.slang-caps.chat")
    if seen.tongues[0] == "en":
        for match in [*re.finditer(r"(?<![\w.'’(/-])i(?:['’](?:m|ve|d|ll))?(?=\s[a-z])", body)][:1]:
            yield Found("tone.slang-caps", "block", match.group(), "tone.slang-caps.small")
        small = [one for one in seen.text.sentences[1:] if re.match(r"[a-z]+\s", one)]
        if len(small) > 2 and len(small) * 2 > len(seen.text.sentences):
            yield Found("tone.slang-caps", "warn", small[0], "tone.slang-caps.sentence")
    for match in [*re.finditer(r"\b[^\W\d_a-zß-öø-ÿ]{4,}(?:\s+[^\W\d_a-zß-öø-ÿ]{2,})+", whole)][:1]:
        if not seen.in_brief(match.group()):
            yield Found("tone.slang-caps", "block", match.group(), "tone.slang-caps.shout")
    if len(re.findall(r"(?<!!)!(?!!)", whole)) >= _EXCLAMATIONS:
        yield Found("tone.slang-caps", "warn", "!", "tone.slang-caps.exclaim")


def _each(seen: Seen, name: str, check: str, severity: str, *, always: bool = False) -> Iterator[Found]:
    """Every phrase of a list, unless the brief itself has it (a "benefits package analyst" speaks of his trade)."""
    told: set[str] = set()
    for match in seen.hits("tone", name):
        quote = match.group()
        if quote.casefold() not in told and (always or not seen.in_brief(quote)):
            told.add(quote.casefold())
            say = f"{check}.{name}" if check in {"tone.private", "tone.presume"} else check
            yield Found(check, severity, quote, say)  # type: ignore[arg-type]


@cache
def _emoji() -> re.Pattern[str]:
    return re.compile(r"[\U0001F300-\U0001FAFF\u2600-\u27BF\u2B50]|(?<!\w)(?:[:;]-?[)(DPp]|<3|xoxo)(?!\w)")
