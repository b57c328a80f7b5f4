"""The subject line: particular, short enough for an inbox, never a feigned reply."""

import re
from random import Random

from afterword.letter import topics
from afterword.letter.brief import Brief
from afterword.letter.facts import Facts
from afterword.letter.kinds import Kind
from afterword.letter.names import full, one_line
from afterword.letter.wordings import Fill, Wordings

LONGEST = 60
"""Characters."""

_LONGEST_TOPIC = 44
_CUT = re.compile(r"\s+(?:to|for|in|with|on|at|from|of|by|across|between|without|after|before|and|,)\s", re.IGNORECASE)


def subject(kind: Kind, brief: Brief, known: Facts, bank: Wordings, rng: Random) -> str:
    """The line for a letter; one with the subject of the talk where there is one and it fits."""
    slots = dict(known.slots)
    topic = known.gift_topic if kind in {"gift_note", "visibility"} else next(iter(known.recall), None)
    if topic is not None and "spoke" in topics.slots(topic, known.met):
        slots["short"] = Fill(shortened(one_line(topic.text)))
    taken = {sibling.subject.lower() for sibling in brief.siblings if sibling.subject}
    found: list[tuple[bool, str]] = []
    for clause in bank.subjects[kind]:
        if not clause.fits(slots, known.flags):
            continue
        text = "".join(part for _, part, _ in clause.say(slots, rng)).strip()
        if len(text) <= LONGEST and text.lower() not in taken:
            found.append((clause.names("short"), text))
    if not found:
        name = full(brief.recipient) or brief.company or brief.candidate.name
        return one_line(f"{brief.candidate.name}, {name}")[:LONGEST].rstrip()
    best = [text for has_topic, text in found if has_topic] or [text for _, text in found]
    return rng.choice(best[:4])


def shortened(text: str) -> str:
    """The head of a subject of the talk: "rolling out passkeys" of a long "rolling out passkeys to the ..."."""
    while len(text) > _LONGEST_TOPIC:
        cuts = list(_CUT.finditer(text))
        if not cuts:
            break
        text = text[: cuts[-1].start()]
    return text

