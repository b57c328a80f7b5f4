"""The subject line: particular, short enough for an inbox, never a feigned reply."""

import re
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from afterword.letter import topics
from afterword.letter.brief import Brief
from afterword.letter.facts import Facts
from afterword.letter.kinds import Kind
from afterword.letter.names import full, one_line
from afterword.letter.wordings import Clause, Fill, Wordings

LONGEST = 60
"""Characters."""


def subject(kind: Kind, brief: Brief, known: Facts, bank: Wordings, rng: Random) -> str:
    """The line for a letter; one with the subject of the talk where there is one and it fits."""
    topic = next(iter(known.recall), None)
    heads: list[str | None] = [None]
    spoken = topics.slots(topic, known.met, known.words) if topic is not None else {}
    if topic is not None and {"spoke", "spoke_how"} & set(spoken):
        heads = list(shortened(topics.as_object(one_line(topic.text), known.words), known.words))
        heads = heads if "spoke" in spoken else heads[:1]  # half a clause says nothing
    taken = {sibling.subject.lower() for sibling in brief.siblings if sibling.subject}
    found: list[tuple[int, str]] = []
    for clause in bank.subjects[kind]:
        for head in heads:
            slots = {**known.slots, **_headed(head, known.words, "spoke" in spoken)} if head else known.slots
            if not clause.fits(slots, known.flags):
                continue
            text = "".join(part for _, part, _ in clause.say(slots, rng)).strip()
            if len(text) <= LONGEST and text.lower() not in taken:
                found.append((_rank(clause, head, heads[0]), text))
                break
    if not found:
        name = full(brief.recipient) or brief.company or brief.candidate.name
        return one_line(f"{brief.candidate.name}, {name}")[:LONGEST].rstrip()
    best = max(rank for rank, _ in found)
    return rng.choice([text for rank, text in found if rank == best][:4])


def _headed(head: str, words: Mapping[str, Any], noun: bool) -> dict[str, Fill]:
    """A subject of the talk, also behind the "of" of a language that has one; short_how: one that is a clause."""
    if not noun:
        return {"short_how": Fill(head)}
    return {"short": Fill(head)} | ({"of_short": Fill(topics.of(head, words))} if "of" in words else {})


def _rank(clause: Clause, head: str | None, whole: str | None) -> int:
    """How particular a line is: the whole subject of the talk before its head, that before the role."""
    if any(clause.names(slot) for slot in ("short", "of_short", "short_how")):
        return 3 if head == whole else 2
    return int(clause.is_particular)


def shortened(text: str, words: Mapping[str, Any]) -> Iterator[str]:
    """A subject of the talk and its heads: "rolling out passkeys to the floor", then "rolling out passkeys"."""
    yield text
    for cut in reversed(list(re.finditer(rf"\s+(?:{words['patterns']['cut']})\s", text, re.IGNORECASE))):
        yield text[: cut.start()].partition(",")[0]
