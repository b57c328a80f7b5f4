"""Text that names its speakers: "Ruth: ...", "Ruth (00:12:31):", "Ruth Calloway  0:05", "[Ruth] 14:02:11".

These are the text exports of Zoom, Teams, Otter and Google Meet, and what people type themselves.
Notes use "word: remark" too; what tells a talk from them is that the same few labels return.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

CLOCK = r"(?:\d{1,2}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?"
_NAME = r"[^\W\d_a-z](?:[\w.’'\-]|\s(?=[\w(])){0,38}[\w.)]?"
_MORE = r"(?:\s?[(\[|,/&+][^:\n]{1,40})?"
_LABEL = re.compile(
    rf"\s*(?:[-*•>]\s+)?\**(?:[\[(]?(?P<before>{CLOCK})[\])]?\s*[-–]?\s*)?\**(?P<name>{_NAME})\**"
    rf"\s*(?:[\[(](?P<after>{CLOCK})[\])])?(?P<more>{_MORE})\**\s*:\**(?!//)(?:\s+(?P<text>.*))?"
)
_NAME_AND_CLOCK = re.compile(
    rf"\s*\**(?P<name>{_NAME})\**(?:\s?\([^)\d]{{1,40}}\))?\s*[-–|,·]?\s+[\[(]?(?P<clock>{CLOCK})[\])]?\s*\**"
)
_BRACKETED = re.compile(rf"\s*\[(?P<name>{_NAME})\]\s+(?P<clock>{CLOCK})\s*")
_CLOCK_ALONE = re.compile(rf"\s*[\[(]?(?P<clock>{CLOCK})[\])]?\s*")
_LONGEST_HEAD = 120
_LONGEST_LINE = 100_000
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Utterance:
    """A line of what one person said. time: "hh:mm:ss"; line: of the source, from 1."""

    speaker: str | None
    text: str
    time: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Label:
    """A line that names a speaker, with the text behind the name; more: what stood between it and the colon."""

    speaker: str
    text: str
    time: str | None
    more: str = ""


def utterances(lines: Sequence[str]) -> list[Utterance]:
    """What the lines hold as a talk; nothing where they are no talk."""
    found = _labels(lines)
    return list(_blocks(found, lines)) if _is_talk(found, lines) else []


def label(line: str) -> Label | None:
    """The label of a line "Name: text", if it has one."""
    match = _LABEL.fullmatch(line) if len(line) <= _LONGEST_LINE else None
    if not match or len(match["name"].split()) > _MOST_WORDS:
        return None
    time = match["before"] or match["after"]
    more = (match["more"] or "").strip(" ([|,/&+)]")
    return Label(speaker(match["name"]), match["text"] or "", clock(time) if time else None, more)


def speaker(name: str) -> str:
    """A name as labels write it, without marks and double spaces."""
    return " ".join(name.strip(" *_:").split())


def clock(text: str) -> str:
    """A clock as written, as "hh:mm:ss"; two numbers are minutes and seconds."""
    parts = [int(part) for part in re.split(r"[.,]", text)[0].split(":")]
    hours, minutes, seconds = [0, *parts][-3:]
    return f"{hours:02}:{minutes:02}:{seconds:02}"


def _labels(lines: Sequence[str]) -> dict[int, Label]:
    """The lines that name a speaker, by index; a clock on a line of its own counts for the next of them."""
    found: dict[int, Label] = {}
    time: str | None = None
    for index, line in enumerate(lines):
        short = line if len(line) <= _LONGEST_HEAD else ""
        alone = _CLOCK_ALONE.fullmatch(short)
        head = _BRACKETED.fullmatch(short) or _NAME_AND_CLOCK.fullmatch(short)
        if alone:
            time = clock(alone["clock"])
        elif head:
            found[index] = Label(speaker(head["name"]), "", clock(head["clock"]))
        elif named := label(line):
            found[index] = Label(named.speaker, named.text, named.time or time, named.more)
    return found


def _is_talk(found: Mapping[int, Label], lines: Sequence[str]) -> bool:
    """Whether labelled lines are a talk: the same few labels return, and they are most of the text."""
    times = sum(named.time is not None for named in found.values())
    counts = Counter(named.speaker.split()[0].casefold() for named in found.values())
    returning = sum(count for count in counts.values() if count > 1)
    filled = sum(bool(line.strip()) and not _CLOCK_ALONE.fullmatch(line[:_LONGEST_HEAD]) for line in lines)
    if times >= 2 and returning >= 2:
        return True
    if len(counts) == 1:
        return returning >= 4 and returning >= 0.8 * filled
    return returning >= 3 and returning >= 0.7 * len(found) and len(found) >= 0.3 * filled


def _blocks(found: Mapping[int, Label], lines: Sequence[str]) -> Iterator[Utterance]:
    """The labelled lines with the lines that follow each of them."""
    who: str | None = None
    time: str | None = None
    speakers = {named.speaker for named in found.values()}
    inside = _inside(speakers)
    for index, line in enumerate(lines):
        named = found.get(index)
        if named:
            who, time, line = _several(named, speakers) or named.speaker, named.time, named.text
        elif _CLOCK_ALONE.fullmatch(line[:_LONGEST_HEAD]) or who is None:
            continue
        for part, text in _split(line, who, inside):
            who = part
            if text.strip():
                yield Utterance(part, text.strip(), time, index + 1)


def _several(named: Label, speakers: set[str]) -> str | None:
    """The label of two people at once, as "Ruth & Amara", where the second has a label too."""
    if not named.more:
        return None
    second = any(named.more.split()[0] in other.split() for other in speakers - {named.speaker})
    return f"{named.speaker} & {named.more}" if second else None


def _inside(speakers: set[str]) -> re.Pattern[str]:
    """A known label in the middle of a line, as merged exports leave it."""
    names = "|".join(re.escape(name) for name in sorted(speakers, key=len, reverse=True)[:20])
    return re.compile(rf"(?<=[.?!…\"”]\s)(?P<name>{names}):\s")


def _split(line: str, who: str, inside: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    start = 0
    for match in inside.finditer(line):
        yield who, line[start : match.start()]
        who, start = match["name"], match.end()
    yield who, line[start:]
