"""Which moves a letter makes, in which order: the steps of its kind, fitted to what the brief holds."""

import re
from dataclasses import dataclass
from random import Random
from typing import Any

from afterword import tables
from afterword.letter import topics
from afterword.letter.brief import Brief, Topic
from afterword.letter.facts import Facts
from afterword.letter.kinds import Kind

_SPOKEN: dict[str, Kind] = {"call": "call_script", "voicemail": "voicemail", "short": "short_message"}
_ASKS = frozenset({"follow_up_1", "follow_up_2", "follow_up_3"})


_ABSENT = {
    "thanks": ("arranged",),
    "thanks_again": ("arranged",),
    "thanks_interest": ("arranged", "remain"),
    "interest": ("remain",),
    "drawn": ("remain", "recall"),
}
"""What stands in place of a step for a reader who was not in the talk."""
_RECALLS = frozenset({"recall", "met_then"})
_ON_THE_TOPIC = _RECALLS | {"drawn", "told_recall", "introduce"}
_ON_THE_TALK = _RECALLS | {"drawn", "told_recall"}
_LONG_OWN_WORDS = 30
"""Words of the candidate's own that stand as a paragraph."""
_ROOM, _ROOM_WITH_REQUEST = 24, 10
"""Words of the candidate's own beside which a short message holds a recall and a gift."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a letter: a name in the clause bank, the subject it is about, what stands before it."""

    name: str
    topic: Topic | None = None
    before: str = " "


Paragraph = list[Step]


def kind_on(brief: Brief) -> Kind:
    """The kind as its channel asks for: a follow-up by call is a call script, a thank-you as a text a short message."""
    spoken = _SPOKEN.get(brief.channel)
    if spoken and (brief.kind in _ASKS or (spoken == "short_message" and brief.kind == "thank_you")):
        return spoken
    return brief.kind


def window(kind: Kind, tone: str) -> tuple[int, int]:
    """The fewest and the most words of the body."""
    row = tables.table("letter/orders.toml")[kind]
    low, high = row.get("brief_words", row["words"]) if tone == "brief" else row["words"]
    return low, high


def carries_gift(kind: Kind) -> bool:
    """Whether letters of the kind have a place for a gift."""
    return any("gift" in order for order in tables.table("letter/orders.toml")[kind]["orders"])


def steps(kind: Kind, brief: Brief, known: Facts, rng: Random) -> list[Paragraph]:
    """One order of the kind, drawn from `rng`, without what the brief has nothing for."""
    order = rng.choice(_orders(tables.table("letter/orders.toml")[kind], brief, known))
    if len((brief.own_words or "").split()) > _LONG_OWN_WORDS:
        order = re.sub(r"\bown\b", "| own |", order)
    elif _is_of_the_talk(brief, known):
        order = _after_recall(order)
    paragraphs = []
    for text in order.split("|"):
        names = [name.rstrip("?") for name in text.split() if not name.endswith("?") or rng.random() < 0.6]
        paragraphs.append(_paragraph(names, kind, brief, known, rng))
    return [paragraph for paragraph in paragraphs if paragraph]


def _is_crowded(brief: Brief) -> bool:
    """Whether the candidate's own words, and a request to pass them on, leave room for little else."""
    return len((brief.own_words or "").split()) > (_ROOM_WITH_REQUEST if brief.pass_on else _ROOM)


def _is_of_the_talk(brief: Brief, known: Facts) -> bool:
    """Whether the candidate's own sentence refers to the talk, where the language has words to see that by."""
    talk, own = known.words["patterns"].get("talk"), brief.own_words or ""
    if not talk:
        return False
    subjects = [text for topic in known.recall for text in (topic.text, topic.quote)]
    return bool(re.search(talk, own, re.IGNORECASE) or topics.stems([own]) & topics.stems(subjects))


def _after_recall(order: str) -> str:
    """An order whose own sentence stands behind what it refers to."""
    steps = order.split()
    recalls = [at for at, step in enumerate(steps) if step in _ON_THE_TALK]
    if "own" not in steps or not recalls or steps.index("own") > recalls[-1]:
        return order
    behind = recalls[-1] + 1
    if steps[behind : behind + 1] == ["gift"]:
        behind += 1
    before = [step for step in steps[:behind] if step != "own"]
    return " ".join([*before, "own", *steps[behind:]])


def _orders(row: dict[str, Any], brief: Brief, known: Facts) -> list[str]:
    if "reader" not in known.slots and "without_reader" in row:
        return list(row["without_reader"])
    if brief.tone == "brief" and "brief_orders" in row:
        return list(row["brief_orders"])
    if "crowded" in row and _is_crowded(brief):
        return list(row["crowded"])
    if brief.gift is None and "without_gift" in row:
        return list(row["without_gift"])
    if "personal" in row and known.recall and known.recall[0].kind == "personal":
        return list(row["personal"])
    return list(row["orders"])


def _paragraph(names: list[str], kind: Kind, brief: Brief, known: Facts, rng: Random) -> Paragraph:
    """The steps of a paragraph, its recall and gift fitted to each other."""
    topic = known.recall[0] if known.recall else None
    found: Paragraph = []
    if not known.met:
        names = [new for name in names for new in _ABSENT.get(name, (name,))]
    for name in names:
        if name != "gift":
            found.append(Step(name, topic if name in _ON_THE_TOPIC else None))
        elif brief.gift:
            recall = found[-1:] if found and found[-1].name in _RECALLS else []
            found = found[: len(found) - len(recall)] + _gift(recall, topic, kind, brief, known, rng)
    return found


def _gift(recall: Paragraph, topic: Topic | None, kind: Kind, brief: Brief, known: Facts, rng: Random) -> Paragraph:
    """The gift with its reason before it, and its link on a line of its own at the end."""
    after_list = "\n\n" if "list" in known.slots else " "
    found = _bridged(recall, topic, brief, known, rng)
    if "passage" in known.slots and (brief.tone != "brief" or "why" not in known.slots):
        found.append(Step("passage", before=after_list))
    if "why" in known.slots:
        found.append(Step("why", before=after_list))
    if "attached" in known.flags and "promise" not in known.slots:
        found.append(Step("attached", before=after_list))
    if kind == "gift_note" or (kind not in _ASKS | {"visibility"} and rng.random() < 0.35):
        found.append(Step("no_reply", before=after_list))
    if "link" in known.slots:
        found.append(Step("link", before="\n\n" if "list" in known.slots else "\n"))
    return found


def _bridged(recall: Paragraph, topic: Topic | None, brief: Brief, known: Facts, rng: Random) -> Paragraph:
    """The gift referring back to the subject just recalled, or naming its own."""
    if "promise" in known.slots:
        return [*recall, Step("promised")]
    spoken = topics.slots(topic, known.met, known.words) if topic else {}
    if not spoken:
        return [*recall, Step("gift_free")]
    if "spoke" not in spoken:
        return [Step("recall", topic), Step("gift_after", topic)]
    if recall and (recall[0].name == "met_then" or (brief.tone != "brief" and rng.random() < 0.65)):
        return [*recall, Step("gift_after", topic)]
    return [Step("gift_with", topic)]
