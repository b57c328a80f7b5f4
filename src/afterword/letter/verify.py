"""What somebody else wrote from the brief, held against the brief: a chat assistant, above all.

The checks of a letter find the unknown number, name, date, link and quotation. This adds the claim
made of ordinary words alone: "I speak Mandarin", "your team won a prize".
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from afterword.letter import checks
from afterword.letter.checks import borne, truth
from afterword.letter.checks.seen import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from afterword.letter.brief import Brief
    from afterword.letter.checks.seen import Seen
    from afterword.letter.letter import Finding, MoveText
    from afterword.letter.text import LetterText

_FAMILIES = ("truth.", "names.", "time.", "text.placeholder", "header.", "gift.", "tone.")


_GERMAN_NAME = re.compile(r"(?<!\w)(?P<before>[^\W\d_]+) (?=(?P<name>[A-ZÄÖÜ][\w-]+))")
_BEFORE_A_DOING = frozenset({"beim", "im"})
"""Before a verb that German writes as a noun: "beim Lesen"."""
_BEFORE_A_NAME = frozenset({"bei", "beim", "im", "in", "aus", "nach", "von", "firma", "frau", "herr", "herrn"})


def verify(text: LetterText, brief: Brief, language: str = "en", moves: Sequence[MoveText] = ()) -> tuple[Finding, ...]:
    """What in `text` the brief does not bear out, the worst first. moves: as the assistant declared them.

    A doubtful name, which a warning is enough for in a person's own letter, blocks here: an assistant
    knows nothing that is not in the brief.
    """
    also = (check_unsupported, check_read, check_german_names, partial(check_uses, tuple(moves)))
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


def check_read(seen: Seen) -> Iterator[Found]:
    """Saying "I read" anywhere, of a gift that nobody read: an assistant has read nothing else."""
    gift = seen.brief.gift if seen.brief else None
    if gift is None or gift.read or gift.self or gift.kind not in truth.TO_BE_READ:
        return
    for sentence in seen.text.sentences:
        if seen.known is not None and seen.known.written_by_candidate(sentence):
            continue
        for clause in borne.clauses(sentence):
            claim = seen.says("truth", "read", clause)
            if claim and not seen.says("truth", "unread", clause):
                yield Found("truth.read-claim", "block", claim.group(), params={"title": gift.title or gift.kind})
                return


def check_german_names(seen: Seen) -> Iterator[Found]:
    """A name that the brief does not have, where German shows one: after a given name, after "bei" and its like."""
    if seen.known is None or seen.tongues[0] != "de":
        return
    for sentence in seen.text.sentences:
        for match in _GERMAN_NAME.finditer(sentence):
            before, word = match["before"], match["name"]
            given = before in seen.known.given_names
            if before.casefold() in _BEFORE_A_DOING and word.endswith(("en", "ln", "rn")):
                continue
            if (given or before.casefold() in _BEFORE_A_NAME) and not borne.is_known(seen.known, word, "de"):
                quote = f"{before} {word}" if given else word
                yield Found("truth.facts", "block", quote, "truth.facts.name", {"value": quote})


def check_unsupported(seen: Seen) -> Iterator[Found]:
    """A clause that the brief does not bear out."""
    if seen.known is None:
        return
    for sentence in seen.text.sentences:
        if seen.known.written_by_candidate(sentence):
            continue
        for clause in borne.clauses(sentence):
            strange = borne.strange_words(seen.known, clause, seen.tongues[0])
            if strange and not seen.known.written_by_candidate(clause):
                yield Found("truth.unsupported", "block", clause, params={"words": strange[:5]})
