"""Notes and transcripts of every common kind become turns; the kind is seen from the content."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from afterword.candidacy.problem import Problem, problem
from afterword.errors import BadInput, TooLarge
from afterword.notes import captions, labels, people
from afterword.notes.interest import At
from afterword.notes.labels import Utterance
from afterword.notes.turn import Piece, Source, Turn

MAX_CHARACTERS = 4_000_000
MAX_NOTES = 100_000
"""Characters of free notes that are read: many times what anybody writes down of one interview."""
_MARGIN = 60
"""Shorter lines are not wrapped by any editor."""
_HEADER_LINES = 2
_MOST_PIECES = 200
"""A longer turn is cut, so that finding a place in it stays cheap."""
_BULLET = re.compile(r"\s*(?:[-*•–—+>▪◦‣·]|\d{1,2}[.)]|\[[ xX]?\])\s+")


def read(text: str, name: str, language: str = "en") -> tuple[Source, list[Problem]]:
    """The turns of `text`, and what was odd about it.

    name: what the input is called in messages.
    Raises BadInput for an input without a word, TooLarge beyond four million characters.
    """
    if len(text) > MAX_CHARACTERS:
        raise TooLarge("notes.too_large", where=name, limit=MAX_CHARACTERS)
    if not any(character.isalpha() for character in text):
        raise BadInput("notes.empty", where=name)
    lines = text.removeprefix("\ufeff").splitlines()
    utterances = list(captions.utterances(lines)) if captions.are(lines) else labels.utterances(lines)
    if not utterances:
        cut = [problem("notes.cut", language, where=name, limit=MAX_NOTES)] if len(text) > MAX_NOTES else []
        return _notes(text[:MAX_NOTES].removeprefix("\ufeff").splitlines()), cut
    utterances, several = _one_name_each(utterances)
    problems = [problem("notes.merged_labels", language, where=name, label=label) for label in several]
    if all(utterance.speaker is None for utterance in utterances):
        problems.append(problem("notes.no_speakers", language, where=name))
    if back := _goes_back(utterances):
        problems.append(problem("notes.clock_goes_back", language, where=f"{name}: line {back}"))
    return Source("transcript", tuple(_joined(utterances))), problems


def _one_name_each(utterances: Sequence[Utterance]) -> tuple[list[Utterance], list[str]]:
    """The utterances with one name for each speaker, and the labels that stand for several people.

    "Ruth" and "RUTH CALLOWAY" are one; where a short name fits two, it stays as it is.
    """
    names = list(dict.fromkeys(utterance.speaker for utterance in utterances if utterance.speaker))
    several = [name for name in names if " & " in name]
    whole: dict[str | None, str | None] = dict.fromkeys(several)
    for name in names:
        longer = [other for other in names if people.tokens(name) <= people.tokens(other) and " & " not in other]
        most = max((len(people.tokens(other)) for other in longer), default=0)
        fullest = [other for other in longer if len(people.tokens(other)) == most and most]
        if name not in several and fullest and len({people.tokens(other) for other in fullest}) == 1:
            whole[name] = fullest[0]
    return [
        Utterance(whole.get(each.speaker, each.speaker), each.text, each.time, each.line) for each in utterances
    ], several


def _goes_back(utterances: Sequence[Utterance]) -> int | None:
    """The line where the clock first runs backwards."""
    latest = ""
    for utterance in utterances:
        if utterance.time is not None:
            if utterance.time < latest:
                return utterance.line
            latest = utterance.time
    return None


def _joined(utterances: Iterable[Utterance]) -> Iterator[Turn]:
    """Turns: utterances of one speaker in a row put together."""
    pieces: list[Piece] = []
    speaker: str | None = None
    for utterance in utterances:
        if pieces and (utterance.speaker != speaker or speaker is None or len(pieces) == _MOST_PIECES):
            yield Turn.of(speaker, pieces)
            pieces = []
        speaker = utterance.speaker
        at = At(time=utterance.time) if utterance.time else At(line=utterance.line)
        pieces.append(Piece(utterance.text, at, utterance.line))
    if pieces:
        yield Turn.of(speaker, pieces)


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
        if sum(character.isalnum() for character in text) < 2:
            open_entry = False
            continue
        piece = Piece(text, At(line=number), number)
        if open_entry and not bullet and (wrapped or line[0].isspace()) and len(entries[-1]) < _MOST_PIECES:
            entries[-1].append(piece)
            continue
        if not bullet and (len(header) == len(entries) if has_bullets else len(header) < _HEADER_LINES):
            header.append(piece)
        entries.append([piece])
        open_entry = bool(bullet) or wrapped
    return Source("notes", tuple(Turn.of(None, entry) for entry in entries), tuple(header))


def _wrapped(lines: list[str]) -> bool:
    """Whether the lines were filled to a margin: most of those that another line follows are long."""
    inner = [
        len(line)
        for line, after in itertools.pairwise(lines)
        if line.strip() and after.strip() and not _BULLET.match(after)
    ]
    margin = max(inner, default=0)
    return len(inner) > 2 and margin >= _MARGIN and sum(length >= margin - 15 for length in inner) >= 0.7 * len(inner)
