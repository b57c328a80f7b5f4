"""The moves a letter must make, and their order.

A letter of the composer declares its moves; one from elsewhere is read by its words and by the
content words of the brief.
"""

import re
from collections.abc import Iterator

from afterword.letter.checks import words
from afterword.letter.checks.seen import ASKS, THANKS, Found, Seen

_LITTLE, _NOTHING = 0.12, 0.05
"""Own shares below which a letter from nowhere names little, and nothing at all."""
_SPECIAL = 8
"""So many words that few letters have make a letter particular, though not by the notes."""
_MUST_RECALL = {"thank_you", "next_round_thanks"}


def check_thanks(seen: Seen) -> Iterator[Found]:
    """A thank-you thanks."""
    if seen.kind in THANKS | {"rejection_thanks"} and seen.thanks_at is None:
        closing = seen.text.closing or ""
        if seen.brief:
            yield Found("move.thanks", "block")
        elif not seen.says("move", "thanks", f"{seen.text.subject or ''} {closing}"):
            yield Found("move.thanks", "warn")


def check_recall(seen: Seen) -> Iterator[Found]:
    """Something of this talk that stands in the notes of it."""
    if seen.kind not in _MUST_RECALL or any(one.uses for one in seen.declared("recall")):
        return
    known = seen.known
    if known is None or not known.brief.topics:
        yield from _nothing_particular(seen)
        return
    talk = known.brief.interview
    told = [stems for _, stems in known.topics] + ([words.telling(talk.detail)] if talk and talk.detail else [])
    for told_stems in told:
        enough = min(2, len(told_stems))
        if told_stems and any(len(told_stems & stems) >= enough for stems in seen.stems):
            return
    once = {stem for told_stems in told for stem in told_stems}
    if any(once & stems for stems in seen.stems) or any(known.named(sentence) for sentence in seen.text.sentences):
        return
    topic = known.brief.topics[0].text
    talked_of = any(topic.words != "observed" for topic in known.brief.topics)  # the rest is not for everybody's ears
    severity = "block" if talked_of and (seen.moves is not None or _common(seen)) else "warn"
    yield Found("move.recall", severity, params={"topic": topic})  # type: ignore[arg-type]


def check_bridge(seen: Seen) -> Iterator[Found]:
    """The reason for the gift stands before the gift."""
    known, at = seen.known, seen.gift_at
    if known is None or known.brief.gift is None or at is None or not known.topics or seen.declared("bridge"):
        return
    if known.brief.gift.kind == "promised":  # the promise is the reason
        return
    reason = frozenset(stem for _, stems in known.topics for stem in stems)
    before = zip(seen.stems, seen.text.sentences[: at + 1], strict=False)
    if not any(reason & stems or known.spoken(sentence) or known.named(sentence) for stems, sentence in before):
        yield Found("move.bridge", "warn", seen.text.sentences[at], params={"topic": known.brief.topics[0].text})


def check_gift_first(seen: Seen) -> Iterator[Found]:
    """A thank-you never leads with the gift."""
    if seen.kind not in THANKS or seen.gift_at is None or seen.thanks_at is None or seen.gift_at >= seen.thanks_at:
        return
    yield Found("move.gift-first", "block" if seen.brief else "warn", seen.text.sentences[seen.gift_at])


def check_interest(seen: Seen) -> Iterator[Found]:
    """The candidate still wants the job, and says so."""
    if seen.kind not in _MUST_RECALL | ASKS or seen.declared("interest"):
        return
    if seen.moves is not None or not any(_wants(seen, sentence) for sentence in seen.text.sentences):
        yield Found("move.interest", "warn", params={"role": (seen.brief and seen.brief.role) or "job"})


def check_fit(seen: Seen) -> Iterator[Found]:
    """One fact about the candidate, no summary of the resume."""
    known = seen.known
    if known is None or not known.proofs or seen.kind not in THANKS:
        return
    used = [text for text, stems in known.proofs if any(_carries(stems, sentence) for sentence in seen.stems)]
    used = used or [one.text for one in seen.declared("fit")]
    if len(used) > 2:
        yield Found("move.fit", "warn", None, "move.fit.many", {"count": len(used)})
    elif not used and seen.kind in _MUST_RECALL:
        yield Found("move.fit", "info", params={"fact": known.proofs[0][0]})


def _wants(seen: Seen, sentence: str) -> bool:
    """Interest in the work, not in an article or in someone's trip."""
    match = seen.says("move", "interest", sentence)
    if not match:
        return False
    around = sentence[max(0, match.start() - 20) : match.end() + 20].casefold()
    return not re.search(
        r"(?:might|may|could|would) interest you|your interest in|interesting (?:article|piece)", around
    )


def _carries(proof: frozenset[str], sentence: frozenset[str]) -> bool:
    return bool(proof) and len(proof & sentence) >= max(1, (len(proof) + 1) // 2)


def _common(seen: Seen) -> bool:
    """Whether the letter has next to nothing that another letter could not have."""
    merge = seen.known.merge_stems if seen.known else frozenset()
    own = {stem for stems in seen.stems for stem in stems} - words.stock() - merge
    return len(own) < _SPECIAL


def _nothing_particular(seen: Seen) -> Iterator[Found]:
    """By the text alone: a form letter blocks, a letter with little of its own is a doubt."""
    from afterword.letter.own import own  # it builds on the words of this room

    share = own(seen.text, None, "en").share
    if share < _LITTLE:
        form = share < _NOTHING and len(seen.hits("style", "boilerplate")) > 2
        yield Found("move.recall", "block" if form else "warn", None, "move.recall.general")
