"""Who the interviewer is: named by the caller, else found, else asked for."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from afterword.candidacy.problem import Problem, problem
from afterword.notes import people, words
from afterword.notes.turn import Source, Turn

_ASKING_LABEL = re.compile(r"\b(?:interviewer|int|q|recruiter|host|hiring manager|panel|employer)\b", re.IGNORECASE)
_ANSWERING_LABEL = re.compile(
    r"^(?:me|i|self|candidate|cand|interviewee|applicant|a|guest|respondent|you)$", re.IGNORECASE
)
_ASKS = re.compile(
    r"\b(?:thanks for (?:coming|making|joining|your time)|thank you for (?:coming|making|joining)|tell me (?:about|what|where|how)|walk me through|questions for (?:me|us)|"
    r"we(?:'re| are) looking for|your (?:cv|resume|notice period|salary|references|biggest)|our (?:team|company|shops?|drivers?|customers)|i (?:run|lead|head|manage) |"
    r"i'm the head|get back to you|you'll hear from|let me (?:start|tell you)|why do you want|right,|we(?:'ll| will) decide|the role)\b",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"\b(?:thanks for having me|in my (?:last|current|previous|old) (?:job|role|company)|at my (?:last|current|old|previous)|my (?:last|old|current|previous) (?:job|boss|role|company|employer)|i(?:'ve| have) (?:worked|been working)|"
    r"i'd love to (?:join|work)|what are the next steps|what happens next|i would bring|when do you (?:expect|decide)|i'll send you)\b",
    re.IGNORECASE,
)
_MEANT = re.compile(
    r"^(?:(?:job |phone |video )?(?:interview(?:er)?s?|call|talk|chat|meeting|coffee|screen(?:ing)?|notes|conversation|met|spoke|saw|with)\b[^\n]{0,40}?\b(?:with|w/|to|by)|(?:interviewers?|interview with|met|spoke (?:to|with)|talked to|with|panel|saw)\s*:?)\s+",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:(?:Dr|Prof|Mr|Mrs|Ms|M)\.?\s+)?[^\W\d_a-z][\w’'-]+(?:\s+(?:(?:de|van|von|der|la|den|di|al|bin)\s+)*[^\W\d_a-z][\w’'-]+){0,3}"
)
_TITLE = re.compile(
    r"\b(?:director|manager|head|lead|leader|chief|officer|vp|president|partner|engineer|professor|teacher|principal|owner|founder|ceo|cto|cfo|coo|supervisor|coordinator|nurse|producer|analyst|services|operations|card)\b",
    re.IGNORECASE,
)


def of_talk(
    turns: Sequence[Turn], wanted: str | None, name: str, language: str
) -> tuple[str | None, frozenset[str], list[Problem]]:
    """The interviewer's name, the labels whose turns count as theirs, and what must be asked.

    wanted: the name the caller gave; name: what the input is called in messages.
    """
    labels = [label for label in dict.fromkeys(turn.speaker for turn in turns) if label]
    if not labels:
        return wanted, frozenset(), []
    if wanted:
        label = _matching(wanted, labels)
        if label:
            return label, frozenset({label}), []
        return (
            wanted,
            frozenset(),
            [problem("notes.interviewer_not_found", language, where=name, interviewer=wanted, speakers=labels)],
        )
    if len(labels) == 1:
        return None, frozenset(), [problem("notes.one_speaker", language, where=name, speaker=labels[0])]
    leaning = _leaning(turns)
    askers = [label for label in labels if leaning[label] > 0]
    if len(askers) == 1:
        return askers[0], frozenset(askers), []
    if askers and len(askers) < len(labels):
        return None, frozenset(askers), [problem("notes.several_interviewers", language, where=name, speakers=askers)]
    return None, frozenset(), [problem("notes.who_asks", language, where=name, speakers=labels)]


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
            leaning[turn.speaker] += len(_ASKS.findall(text)) - len(_ANSWERS.findall(text))
    mean = sum(asks.values()) / sum(turns_of.values())
    for label, count in turns_of.items():
        leaning[label] += 6 * (asks[label] / count - mean) if asks[label] or mean else 0.0
        leaning[label] += 100 * bool(_ASKING_LABEL.search(label)) - 100 * bool(_ANSWERING_LABEL.match(label))
    return leaning


def of_notes(
    source: Source, wanted: str | None, name: str, language: str
) -> tuple[str | None, people.People, list[Problem]]:
    """The interviewer, the words by which people are named, and what must be asked."""
    texts = [turn.text for turn in source.turns]
    found = people.named(texts)
    interviewer = wanted or _by_header(source) or _only(found)
    mine = people.tokens(interviewer)
    others = frozenset(token for other in found for token in people.tokens(other)) - mine
    problems = []
    if interviewer is None:
        code = "notes.several_people" if len(found) > 1 else "notes.nobody_named"
        problems.append(problem(code, language, where=name, people=found))
        others = frozenset()
    return interviewer, people.People(mine, others), problems


def _only(found: Sequence[str]) -> str | None:
    return found[0] if len(found) == 1 else None


def _by_header(source: Source) -> str | None:
    """The name in a header: "Interview with Ruth Calloway", or a name before a title or "(card)"."""
    lines = [piece.text for piece in source.header] or [turn.pieces[0].text for turn in source.turns[:2]]
    for line in lines:
        for part in (line, *line.split(". ")):
            meant = _MEANT.match(part)
            if meant and (match := _NAME.match(part, meant.end())):
                return match.group()
    for line in lines:
        match = _NAME.match(line)
        rest = line[match.end() : match.end() + 80] if match else ""
        if match and rest[:1] in {",", "(", " ", "/", "-"} and _TITLE.search(rest) and " " in match.group():
            return match.group()
    for line in lines:
        for part in line.replace("/", ".").replace(",", ".").split("."):
            match = _NAME.fullmatch(part.strip())
            if match and 2 <= len(part.split()) <= 4 and all(words.keyness(word) == 1.0 for word in words.words(part)):
                return match.group()
    return None
