"""Readers compare: two letters of one candidate must be two letters."""

import re
from collections.abc import Iterator

from afterword.letter.checks import facts
from afterword.letter.checks.known import Known
from afterword.letter.checks.seen import Found, Seen
from afterword.letter.text import sentences

_GRAM = 4
_WARN, _BLOCK = 0.25, 0.45
"""Share of word 4-grams that two letters may have in common."""


def check_distinct(seen: Seen) -> Iterator[Found]:
    """Neither near copies nor one whole sentence of a letter to somebody else."""
    known = seen.known
    if known is None:
        return
    mine = grams(seen.text.body, known)
    for sibling in known.brief.siblings:
        theirs = grams(sibling.body, known)
        share = len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0
        if share > _WARN:
            params = {"to": sibling.to, "percent": round(share * 100)}
            yield Found("panel.distinct", "block" if share > _BLOCK else "warn", None, "panel.distinct.alike", params)
            continue
        copied = _copied(seen, sibling.body, known)
        if copied:
            yield Found("panel.distinct", "warn", copied, params={"to": sibling.to})


def grams(body: str, known: Known) -> frozenset[tuple[str, ...]]:
    """The word 4-grams of a body without what the brief gives: names, firm, role, topics."""
    filled = sorted((facts.loosely(text) for text in known.strings if len(text) > 3), key=len, reverse=True)
    plain = facts.loosely(body)
    for text in filled:
        plain = re.sub(rf"\b{re.escape(text)}\b", "¤", plain)
    row = plain.split()
    return frozenset(tuple(row[at : at + _GRAM]) for at in range(len(row) - _GRAM + 1))


def _copied(seen: Seen, body: str, known: Known) -> str | None:
    theirs = {facts.loosely(sentence) for part in re.split(r"\n\s*\n", body) for sentence in sentences(part)}
    for sentence in seen.text.sentences:
        plain = facts.loosely(sentence)
        if len(plain.split()) >= 7 and plain in theirs and not known.written_by_candidate(sentence):
            return sentence
    return None
