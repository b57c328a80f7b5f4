"""Captions, WebVTT and SubRip, become utterances: `<v Name>` or "Name: text" tell who speaks."""

import html
import re
from collections.abc import Iterator, Sequence

from afterword.notes import labels
from afterword.notes.labels import Utterance

_CUE_TIME = re.compile(rf"\s*(?P<start>{labels.CLOCK})\s*-->\s*{labels.CLOCK}.*")
_VOICE = re.compile(r"<v(?:\.[\w.-]{1,40})?\s+(?P<name>[^>]{1,80})>")
_TAG = re.compile(r"<[^<>]{0,200}>")
_LOOK = 200
"""Lines in which the first cue must stand."""


def are(lines: Sequence[str]) -> bool:
    """Whether the lines are captions."""
    return any(_CUE_TIME.fullmatch(line) for line in lines[:_LOOK])


def utterances(lines: Sequence[str]) -> Iterator[Utterance]:
    """The payload of the cues, one utterance a line or voice; who is not named anew goes on speaking."""
    time: str | None = None
    speaker: str | None = None
    for number, line in enumerate(lines, 1):
        cue = _CUE_TIME.fullmatch(line)
        if cue:
            time = labels.clock(cue["start"])
        elif not line.strip():
            time = None
        elif time is not None:
            for who, text in _voices(line, speaker):
                speaker = who
                yield Utterance(who, text, time, number)


def _voices(line: str, speaker: str | None) -> Iterator[tuple[str | None, str]]:
    """Who says what in one line of a cue; without a voice tag or a label the speaker stays."""
    voices = list(_VOICE.finditer(line))
    if not voices:
        label = labels.label(_TAG.sub("", line))
        if label and label.text:
            speaker, line = label.speaker, label.text
    spans = [(speaker, line[: voices[0].start()] if voices else line)]
    for voice, end in zip(voices, [*(voice.start() for voice in voices[1:]), len(line)], strict=False):
        speaker = labels.speaker(voice["name"])
        spans.append((speaker, line[voice.end() : end]))
    for who, text in spans:
        for part in _TAG.split(text):
            if part.strip():
                yield who, html.unescape(part.strip())
