"""Which subject a letter recalls, which one its gift belongs to, and how each may be spoken of."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from afterword import tables
from afterword.letter.brief import Brief, Topic
from afterword.letter.names import one_line
from afterword.letter.wordings import Fill, elided

LONGEST_QUOTE = 28
"""Words of a quotation that still fit a short letter."""


def usable(brief: Brief) -> tuple[Topic, ...]:
    """The subjects a letter may touch: nothing sensitive; what the candidate alone brought up comes last."""
    open_to_all = [topic for topic in brief.topics if not topic.sensitive and topic.text.strip()]
    return tuple(sorted(open_to_all, key=lambda topic: (topic.said_by == "candidate", topic.words == "observed")))


def of_gift(brief: Brief, topics: tuple[Topic, ...]) -> Topic | None:
    """The subject the gift belongs to: the one that shares most words with it, else the first."""
    gift = brief.gift
    if gift is None or not topics:
        return None
    about = stems(
        [gift.title, gift.note, gift.text, gift.passage.text if gift.passage else None, gift.place, *gift.tags]
        + [f"{item.name} {item.note or ''} {item.kind or ''}" for item in gift.items]
    )
    return max(topics, key=lambda topic: len(stems([topic.text, topic.quote]) & about))


def to_recall(brief: Brief, topics: tuple[Topic, ...]) -> tuple[Topic, ...]:
    """The subjects for the recall, best first: the gift's, then those that no other letter of this candidacy has."""
    told = " ".join(sibling.body for sibling in brief.siblings).lower()
    gift = of_gift(brief, topics)
    return tuple(sorted(topics, key=lambda topic: (topic is not gift, topic.text.lower() in told)))


def slots(topic: Topic, met: bool, words: Mapping[str, Any]) -> dict[str, Fill]:
    """How a subject may be spoken of to this reader.

    said, quote, quoted: only what this person said, the last as it stands before the end of a sentence;
    spoke: what was talked about; seen: only what was seen; told: to somebody who was not there.
    A subject that is a clause ("how you plan shifts") fills said_how, spoke_how, told_how where the language
    cannot put it after its "about". With the "of" of a language that contracts it ("du planning"), the same
    are of_said, of_spoke, of_told; two things ("les tablettes et les badges") need it twice, and have none.
    """
    given = _as_spoken_of(topic, met, words)
    named = [(name, fill) for name, fill in given.items() if name in {"said", "spoke", "told"}]
    if "of" not in words or any(re.search(words["patterns"]["two"], fill.text) for _, fill in named):
        return given
    return given | {f"of_{name}": Fill(of(fill.text, words), fill.uses) for name, fill in named}


def of(named: str, words: Mapping[str, Any]) -> str:
    """A noun phrase behind the "of" of a language: "du planning de nuit", "des gardes", "d'un stage"."""
    return elided(f"{words['of']} {named}", words)


def _as_spoken_of(topic: Topic, met: bool, words: Mapping[str, Any]) -> dict[str, Fill]:
    """The slots of `slots` before anything is joined to them."""
    named = as_object(one_line(topic.text).rstrip(" .,;:"), words)
    relative = re.search(words["patterns"].get("relative", r"(?!)"), named)
    text = Fill(f"{named}," if relative else named, (topic.id,))
    how = "_how" if re.match(words["patterns"].get("clause", r"(?!)"), named, re.IGNORECASE) else ""
    if not met:
        return {} if topic.words == "observed" else {f"told{how}": text}
    if topic.words == "observed":
        return {"seen": text}
    given = {f"spoke{how}": text}
    if topic.words == "said" and topic.said_by == "interviewer":
        given[f"said{how}"] = text
        quote = one_line(topic.quote or "").strip('"“”„«» ')
        if 3 <= len(quote.split()) <= LONGEST_QUOTE:
            given["quote"] = Fill(quoted(quote, words), (topic.id,))
            given["quoted"] = Fill(within(quote, words), (topic.id,))
    return given


def as_object(text: str, words: Mapping[str, Any]) -> str:
    """A noun phrase in the case that follows "about": "der neue Dienstplan" becomes "den neuen Dienstplan"."""
    for ending, instead in words.get("object_case", ()):
        text = re.sub(ending, instead, text)
    return text


def flags(topic: Topic, words: Mapping[str, Any]) -> set[str]:
    """artefact: a thing that was seen ("the model yacht on your desk"), not a subject ("sailing")."""
    return {"artefact"} if re.match(words["patterns"]["artefact"], topic.text, re.IGNORECASE) else set()


def quoted(quote: str, words: Mapping[str, Any]) -> str:
    """Between quotation marks, at the end of a sentence; Americans put the stop inside."""
    before, after = words["quotes"]
    if quote[-1] in ".!?…":
        return f"{before}{quote}{after}"
    return f"{before}{quote}.{after}" if words["stop_inside"] else f"{before}{quote}{after}."


def within(quote: str, words: Mapping[str, Any]) -> str:
    """Between quotation marks, where the sentence goes on after a comma."""
    before, after = words["quotes"]
    quote = quote.rstrip(".")
    if quote[-1] in "!?…":
        return f"{before}{quote}{after}"
    return f"{before}{quote},{after}" if words["stop_inside"] else f"{before}{quote}{after},"


def stems(texts: Iterable[str | None]) -> frozenset[str]:
    """The content words of some texts, cut to their first letters so that "badge" meets "badges"."""
    words = re.findall(r"\w{3,}", " ".join(text for text in texts if text).lower())
    empty = tables.lines("letter/wording/stop.txt")
    return frozenset(word[:6].removesuffix("s") for word in words if word not in empty)
