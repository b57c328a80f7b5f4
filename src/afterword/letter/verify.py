"""What somebody else wrote from the brief, held against the brief: a chat assistant, above all.

The checks of a letter find the unknown number, name, date, link and quotation. This adds the claim
made of ordinary words alone: "I speak Mandarin", "your team won a prize".
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from afterword.letter import checks
from afterword.letter.checks import words
from afterword.letter.checks.known import known
from afterword.letter.checks.seen import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from afterword.letter.brief import Brief
    from afterword.letter.checks.seen import Seen
    from afterword.letter.letter import Finding, MoveText
    from afterword.letter.text import LetterText

_FAMILIES = ("truth.", "names.", "time.", "text.placeholder", "header.", "gift.", "tone.")
_SHARE, _MOST = 0.34, 3
"""Of a sentence's content words, and in number, that may come from outside the brief and the stock."""


def verify(text: LetterText, brief: Brief, language: str = "en", moves: Sequence[MoveText] = ()) -> tuple[Finding, ...]:
    """What in `text` the brief does not bear out, the worst first. moves: as the assistant declared them.

    A doubtful name, which a warning is enough for in a person's own letter, blocks here: an assistant
    knows nothing that is not in the brief.
    """
    also = (check_unsupported, partial(check_uses, tuple(moves)))
    found = checks.run(text, brief, kind=brief.kind, locale=brief.locale, language=language, also=also)
    strict = [
        replace(finding, severity="block") if finding.id == "truth.facts" else finding
        for finding in found
        if finding.id.startswith(_FAMILIES)
    ]
    return tuple(sorted(strict, key=lambda finding: checks.ORDER.index(finding.severity)))


def check_uses(moves: tuple[MoveText, ...], seen: Seen) -> Iterator[Found]:
    """Ids that the brief does not have."""
    if seen.known is None:
        return
    for move in moves:
        for unknown in sorted(set(move.uses) - seen.known.ids):
            yield Found("truth.uses", "block", move.text, params={"id": unknown})


def check_unsupported(seen: Seen) -> Iterator[Found]:
    """A sentence whose words neither the brief nor any ordinary letter has.

    The ordinary words are known for English; elsewhere only sentences that state a fact are looked at.
    """
    if seen.brief is None:
        return
    facts_known = known(seen.brief)
    for sentence in seen.text.sentences:
        if facts_known.written_by_candidate(sentence):
            continue
        stems = set(words.content(sentence))
        strange = stems - facts_known.stems - words.stock()
        claim = seen.says("verify", "claims", sentence)
        many = len(strange) >= _MOST or len(strange) > _SHARE * len(stems)
        if not strange or not (claim or (many and seen.tongues[0] == "en")):
            continue
        shown = [word for word in words.tokens(sentence) if words.stem(word) in strange]
        sure = claim is not None or len(strange) >= _MOST
        params = {"words": list(dict.fromkeys(shown))[:5]}
        yield Found("truth.unsupported", "block" if sure else "warn", sentence, params=params)
