"""Who the interviewer is: named by the caller, else found, else asked for."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from afterword import tables
from afterword.candidacy.problem import Problem, problem
from afterword.notes import patterns, people, words
from afterword.notes.turn import Source, Turn

_LONGEST_HEADING = 80
_HONORIFIC = r"(?:(?:Dr|Prof|Mr|Mrs|Ms|Mx|M|Mme)\.?\s+)"
_NAME_TEXT = (
    rf"{_HONORIFIC}?[^\W\d_a-z][\w’'-]+(?:\s+(?:(?:de|van|von|der|la|den|di|al|bin)\s+)*[^\W\d_a-z][\w’'-]*){{0,3}}"
)
_TITLE_WORD = rf"(?:{'|'.join(tables.table('notes/people.toml')['titles'])})"
_MEANT = re.compile(
    rf"(?i:\b(?:interviewers?\s*:|with|w/|met|spoke to|talked to|saw))\s+(?:the\s+)?(?P<name>{_NAME_TEXT})"
)
_BEFORE_TITLE = re.compile(rf"(?P<name>{_NAME_TEXT})\s*[,(/–-]\s*(?i:[^.)\n]{{0,40}}?\b{_TITLE_WORD}\b)")
_AFTER_TITLE = re.compile(
    rf"(?i:\b{_TITLE_WORD}),?\s+(?P<name>{_NAME_TEXT})|(?P<honoured>{_HONORIFIC}[^\W\d_a-z][\w’'-]+)"
)


@dataclass(frozen=True, slots=True)
class Askers:
    """Who asks in a talk: the labels whose interests are meant, and those of their colleagues."""

    name: str | None = None
    labels: frozenset[str] = frozenset()
    colleagues: frozenset[str] = frozenset()


def of_talk(turns: Sequence[Turn], wanted: str | None, name: str, language: str) -> tuple[Askers, list[Problem]]:
    """Who asks in a talk, and what must be asked of the person.

    wanted: the name the caller gave; name: what the input is called in messages.
    """
    labels = [label for label in dict.fromkeys(turn.speaker for turn in turns) if label]
    leaning = _leaning(turns)
    askers = [label for label in labels if leaning[label] > 0]
    code, params = "", {"speakers": labels}
    if wanted and labels:
        label = _matching(wanted, labels)
        if label:
            return Askers(label, frozenset({label}), frozenset(askers) - {label}), []
        found, code = Askers(wanted), "notes.interviewer_not_found"
    elif not labels:
        return Askers(wanted), []
    elif len(labels) == 1:
        found, code = Askers(), "notes.one_speaker"
    elif len(askers) == 1:
        return Askers(askers[0], frozenset(askers)), []
    elif askers and len(askers) < len(labels):
        found, code, params = Askers(None, frozenset(askers)), "notes.several_interviewers", {"speakers": askers}
    else:
        found, code = Askers(), "notes.who_asks"
    return found, [problem(code, language, where=name, interviewer=wanted, **params)]


def _matching(wanted: str, labels: Sequence[str]) -> str | None:
    """The label that shares most words with the wanted name; titles do not count."""
    titles = {"mr", "mrs", "ms", "dr", "prof", "mx"}
    best = max(labels, key=lambda label: len((people.tokens(label) & people.tokens(wanted)) - titles))
    return (
        best if (people.tokens(best) & people.tokens(wanted)) - titles or best.casefold() == wanted.casefold() else None
    )


def _leaning(turns: Sequence[Turn]) -> dict[str, float]:
    """For every label: above 0 when it asks, below when it answers."""
    asks: Counter[str] = Counter()
    turns_of: Counter[str] = Counter()
    length: Counter[str] = Counter()
    leaning: dict[str, float] = defaultdict(float)
    for turn in turns:
        if turn.speaker:
            text = turn.text[:5000]
            asks[turn.speaker] += text.count("?")
            turns_of[turn.speaker] += 1
            length[turn.speaker] += len(text)
            leaning[turn.speaker] += len(patterns.any_of("talk", "asks").findall(text)) - len(
                patterns.any_of("talk", "answers").findall(text)
            )
    mean = sum(asks.values()) / max(sum(turns_of.values()), 1)
    for label, count in turns_of.items():
        leaning[label] += 6 * (asks[label] / count - mean) if asks[label] or mean else 0.0
        leaning[label] += 100 * bool(patterns.any_of("talk", "asking_label").search(label)) - 100 * bool(
            patterns.any_of("talk", "answering_label").match(label)
        )
    return leaning


def of_notes(
    source: Source, wanted: str | None, name: str, language: str
) -> tuple[str | None, people.People, list[Problem]]:
    """The interviewer, the words by which people are named, and what must be asked."""
    texts = [turn.text for turn in source.turns]
    found = people.named(texts)
    known = frozenset(token for other in [wanted, *found] for token in people.tokens(other))
    found = _whole([*found, *people.heading(texts, known)])
    sections = [name for name in found if any(_heads(name, turn) for turn in source.turns)]
    only = found[0] if len(found) == 1 else None
    interviewer = wanted or (_by_header(source, found) or only if len(sections) < 2 else None)
    mine = people.tokens(interviewer)
    others = frozenset(token for other in found for token in people.tokens(other)) - mine
    if interviewer is not None:
        return interviewer, people.People(mine, others), []
    code = "notes.several_people" if len(found) > 1 else "notes.nobody_named"
    return None, people.People(others), [problem(code, language, where=name, people=found)]


def _is_title(name: str) -> bool:
    """Whether a supposed name is the end of a title, as "Operations" in "Director of IT Operations"."""
    return any(patterns.any_of("people", "titles").fullmatch(word) for word in words.words(name))


def _heads(name: str, turn: Turn) -> bool:
    """Whether an entry is the heading of what one person said: "Greg Lam (finance):"."""
    return turn.text.startswith(name) and turn.text.rstrip().endswith(":") and len(turn.text) < _LONGEST_HEADING


def _whole(names: Sequence[str]) -> list[str]:
    """The names without those that only shorten another one."""
    return [name for name in names if not any(people.tokens(name) < people.tokens(other) for other in names)]


def _by_header(source: Source, found: Sequence[str]) -> str | None:
    """The one name a header gives: "Interview with X", "X, director", "head teacher X", or a bare name."""
    lines = [piece.text[:300] for piece in source.header]
    for pattern in (_MEANT, _BEFORE_TITLE, _AFTER_TITLE):
        names = [
            match["name"] or match["honoured"] if pattern is _AFTER_TITLE else match["name"]
            for line in lines
            for match in pattern.finditer(line)
        ]
        names = [name for name in names if not patterns.any_of("people", "firms").search(name) and not _is_title(name)]
        if names:
            return names[0] if len(_whole(names)) == 1 or pattern is _MEANT else None
    for part in (part.strip() for line in lines for part in re.split(r"[.,/:|–]", line)):
        known = any(people.tokens(part) & people.tokens(name) for name in found)
        bare = 2 <= len(part.split()) <= 4 and words.keyness(words.words(part)[0]) == 1.0
        if (
            re.fullmatch(_NAME_TEXT, part)
            and not patterns.any_of("people", "firms").search(part)
            and (known or (bare and not found))
        ):
            return part
    return None
