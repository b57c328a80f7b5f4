"""Notes and transcripts of every common kind become turns. The kind is seen from the content.

WebVTT (`<v Name>` and "Name: text"), SubRip, the text exports of Zoom, Teams, Otter and Google
Meet, "Name (00:12:31):" blocks and "Name: text" lines are transcripts; all else is notes.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from afterword.candidacy.problem import Problem, problem
from afterword.errors import BadInput, TooLarge
from afterword.notes.interest import At
from afterword.notes.turn import Piece, Source, Turn

MAX_CHARACTERS = 4_000_000
_MARGIN = 60
"""Shorter lines are not wrapped by any editor."""
_HEADER_LINES = 2

_CLOCK = r"(?:\d{1,2}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?"
_CUE_TIME = re.compile(rf"\s*(?P<start>{_CLOCK})\s*-->\s*{_CLOCK}.*")
_VOICE = re.compile(r"<v(?:\.[\w.-]{1,40})?\s+(?P<name>[^>]{1,80})>")
_TAG = re.compile(r"<[^<>]{0,200}>")
_NAME = r"[^\W\d_a-z](?:[\w.’'\-]|\s(?=[\w(])){0,38}[\w.)]?"
_ROLE = r"(?:\s?[(\[|,/][^:\n]{1,40})?"
_LABELLED = re.compile(
    rf"\s*(?:[-*•>]\s+)?\**(?:[\[(]?(?P<before>{_CLOCK})[\])]?\s*[-–]?\s*)?\**(?P<name>{_NAME})\**"
    rf"\s*(?:[\[(](?P<after>{_CLOCK})[\])])?(?P<role>{_ROLE})\**\s*:\**(?!//)(?:\s+(?P<text>.*))?"
)
_NAME_AND_CLOCK = re.compile(
    rf"\s*\**(?P<name>{_NAME})\**(?P<role>\s?\([^)\d]{{1,40}}\))?\s*[-–|,·]?\s+[\[(]?(?P<clock>{_CLOCK})[\])]?\s*\**"
)
_BRACKETED_NAME = re.compile(rf"\s*\[(?P<name>{_NAME})\]\s+(?P<clock>{_CLOCK})\s*")
_CLOCK_ALONE = re.compile(rf"\s*[\[(]?(?P<clock>{_CLOCK})[\])]?\s*")
_BULLET = re.compile(r"\s*(?:[-*•–—+▪◦‣·]|\d{1,2}[.)]|\[[ xX]?\])\s+")


def read(text: str, name: str, language: str = "en") -> tuple[Source, list[Problem]]:
    """The turns of `text`, and what was odd about it.

    name: what the input is called in messages.
    Raises BadInput for an input without a word, TooLarge beyond four million characters.
    """
    if len(text) > MAX_CHARACTERS:
        raise TooLarge("notes.too_large", where=name, limit=MAX_CHARACTERS)
    lines = text.removeprefix("\ufeff").splitlines()
    if not any(character.isalpha() for character in text):
        raise BadInput("notes.empty", where=name)
    utterances, timed = _utterances(lines)
    if not utterances:
        return _notes(lines), []
    problems = []
    if all(utterance.speaker is None for utterance in utterances):
        problems.append(problem("notes.no_speakers", language, where=name))
    if timed and _goes_back(utterances):
        problems.append(problem("notes.clock_goes_back", language, where=f"{name}: line {_goes_back(utterances)}"))
    return Source("transcript", tuple(_joined(utterances))), problems


@dataclass(frozen=True, slots=True)
class _Utterance:
    speaker: str | None
    text: str
    time: str | None
    line: int


def _utterances(lines: list[str]) -> tuple[list[_Utterance], bool]:
    """The utterances of a transcript and whether they carry times; none where `lines` are notes."""
    if any(_CUE_TIME.fullmatch(line) for line in lines[:200]):
        found = list(_captions(lines))
        return found, True
    blocks = _labels(lines)
    if not _is_transcript(blocks, lines):
        return [], False
    return list(_blocks(blocks, lines)), any(label.time for label in blocks.values())


# Captions: WebVTT and SubRip


def _captions(lines: list[str]) -> Iterator[_Utterance]:
    """The payload of the cues, one utterance a line or voice."""
    time: str | None = None
    speaker: str | None = None
    for number, line in enumerate(lines, 1):
        cue = _CUE_TIME.fullmatch(line)
        if cue:
            time, speaker = _clock(cue["start"]), None
        elif not line.strip():
            time = None
        elif time is not None:
            for speaker, text in _voices(line, speaker):
                yield _Utterance(speaker, text, time, number)


def _voices(line: str, speaker: str | None) -> Iterator[tuple[str | None, str]]:
    """Who says what in one line of a cue; without a voice tag or a label the speaker stays."""
    voices = list(_VOICE.finditer(line))
    if not voices:
        label = _LABELLED.fullmatch(_TAG.sub("", line))
        if label and label["text"]:
            speaker, line = _speaker(label["name"]), label["text"]
    spans = [(speaker, line[: voices[0].start()] if voices else line)]
    for voice, end in zip(voices, [*(voice.start() for voice in voices[1:]), len(line)], strict=False):
        speaker = _speaker(voice["name"])
        spans.append((speaker, line[voice.end() : end]))
    for who, text in spans:
        for part in _TAG.split(text):
            if part.strip():
                yield who, html.unescape(part.strip())


# Labelled text


@dataclass(frozen=True, slots=True)
class _Label:
    speaker: str
    text: str
    time: str | None


def _labels(lines: list[str]) -> dict[int, _Label]:
    """The lines that name a speaker, by index."""
    found: dict[int, _Label] = {}
    clock: str | None = None
    for index, line in enumerate(lines):
        if len(line) > 20_000 or not line.strip():
            continue
        alone = _CLOCK_ALONE.fullmatch(line)
        head = _BRACKETED_NAME.fullmatch(line[:120]) or _NAME_AND_CLOCK.fullmatch(line[:120])
        label = _LABELLED.fullmatch(line)
        if alone:
            clock = _clock(alone["clock"])
        elif head and len(line) <= 120:
            found[index] = _Label(_speaker(head["name"]), "", _clock(head["clock"]))
        elif label and len(label["name"].split()) <= 5:
            time = label["before"] or label["after"]
            found[index] = _Label(_speaker(label["name"]), label["text"] or "", _clock(time) if time else clock)
    return found


def _is_transcript(labels: dict[int, _Label], lines: list[str]) -> bool:
    """Whether labelled lines are a talk and not the headings of notes: the same few labels return."""
    speakers = Counter(label.speaker.casefold() for label in labels.values())
    repeated = sum(count for count in speakers.values() if count > 1)
    if len(speakers) < 2 and not any(label.time for label in labels.values()):
        return len(labels) >= 4 and len(labels) >= 0.8 * sum(bool(line.strip()) for line in lines)
    timed = sum(label.time is not None for label in labels.values())
    filled = sum(bool(line.strip()) and not _CLOCK_ALONE.fullmatch(line) for line in lines)
    if timed >= 2 and repeated >= 2:
        return True
    return repeated >= 3 and repeated >= 0.7 * len(labels) and len(labels) >= 0.3 * filled


def _blocks(labels: dict[int, _Label], lines: list[str]) -> Iterator[_Utterance]:
    """The labelled lines with the lines that follow each of them."""
    speaker: str | None = None
    time: str | None = None
    inline = _inline({label.speaker for label in labels.values()})
    for index, line in enumerate(lines):
        label = labels.get(index)
        if label:
            speaker, time, line = label.speaker, label.time, label.text
        elif _CLOCK_ALONE.fullmatch(line) or speaker is None:
            continue
        for who, text in _split_inline(line, speaker, inline):
            speaker = who
            if text.strip():
                yield _Utterance(who, text.strip(), time, index + 1)


def _inline(speakers: set[str]) -> re.Pattern[str]:
    """A known label in the middle of a line, as merged exports leave it."""
    names = "|".join(re.escape(name) for name in sorted(speakers, key=len, reverse=True)[:20])
    return re.compile(rf"(?<=[.?!…\"”]\s)(?P<name>{names}):\s")


def _split_inline(line: str, speaker: str, inline: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    start = 0
    for match in inline.finditer(line):
        yield speaker, line[start : match.start()]
        speaker, start = match["name"], match.end()
    yield speaker, line[start:]


def _speaker(name: str) -> str:
    return " ".join(name.strip(" *_:").split())


def _clock(text: str) -> str:
    """ "hh:mm:ss" of a clock as written; two numbers are minutes and seconds."""
    parts = [int(part) for part in re.split(r"[.,]", text)[0].split(":")]
    hours, minutes, seconds = [0, *parts][-3:]
    return f"{hours:02}:{minutes:02}:{seconds:02}"


def _goes_back(utterances: list[_Utterance]) -> int | None:
    """The line where the clock first runs backwards."""
    latest = ""
    for utterance in utterances:
        if utterance.time is not None:
            if utterance.time < latest:
                return utterance.line
            latest = utterance.time
    return None


def _joined(utterances: Iterable[_Utterance]) -> Iterator[Turn]:
    """Turns: utterances of one speaker in a row put together."""
    pieces: list[Piece] = []
    speaker: str | None = None
    for utterance in utterances:
        if pieces and (utterance.speaker != speaker or speaker is None):
            yield Turn(speaker, tuple(pieces))
            pieces = []
        speaker = utterance.speaker
        at = At(time=utterance.time) if utterance.time else At(line=utterance.line)
        pieces.append(Piece(utterance.text, at, utterance.line))
    if pieces:
        yield Turn(speaker, tuple(pieces))


# Notes


def _notes(lines: list[str]) -> Source:
    """Free notes: every bullet is an entry, so is every line, or every paragraph of wrapped text.

    The lines above the first bullet are the header, without bullets the first two lines are.
    """
    has_bullets = sum(bool(_BULLET.match(line)) for line in lines) >= 2
    wrapped = _wrapped(lines)
    entries: list[list[Piece]] = []
    header: list[Piece] = []
    open_entry = False
    for number, line in enumerate(lines, 1):
        bullet = _BULLET.match(line)
        text = (line[bullet.end() :] if bullet else line).strip().lstrip("#").strip()
        if not any(character.isalnum() for character in text):
            open_entry = False
            continue
        piece = Piece(text, At(line=number), number)
        if open_entry and not bullet and (wrapped or line[0].isspace()):
            entries[-1].append(piece)
            continue
        if not bullet and (len(header) == len(entries) if has_bullets else len(header) < _HEADER_LINES):
            header.append(piece)
        entries.append([piece])
        open_entry = bool(bullet) or wrapped
    return Source("notes", tuple(Turn(None, tuple(entry)) for entry in entries), tuple(header))


def _wrapped(lines: list[str]) -> bool:
    """Whether the lines were filled to a margin: most of those that another line follows are long."""
    inner = [
        len(line)
        for line, after in zip(lines, lines[1:], strict=False)
        if line.strip() and after.strip() and not _BULLET.match(after)
    ]
    margin = max(inner, default=0)
    return margin >= _MARGIN and sum(length >= margin - 15 for length in inner) >= 0.7 * len(inner)
