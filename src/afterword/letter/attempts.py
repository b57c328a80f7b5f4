"""A letter by somebody's model: a draft, held against the brief, mended once at most, or refused.

A model knows nothing but its data and is believed nothing: a draft with anything that blocks is no letter,
whoever may still read what was refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from afterword import tables
from afterword.errors import AfterwordError
from afterword.letter import checks
from afterword.letter.answer import Answer, read_answer
from afterword.letter.assistant import messages
from afterword.letter.brief import Brief
from afterword.letter.checking import check
from afterword.letter.letter import Finding, Letter
from afterword.letter.text import parse
from afterword.letter.verify import verify

TRIES = 2
MOST_TOLD = 12
"""So many reasons a model is given; more of them it would not keep to either."""
MOST_QUOTED = 300
MOST_SAID = 8_000
"""Characters of its own draft that a model is shown again."""

Messages = list[dict[str, str]]
Ask = Callable[[Messages], str]
"""Sends the messages and returns the words of the answer. Raises BadInput or TooLarge where none comes."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A draft that was refused. findings: why; unread: the code of why it is no letter at all, with its params."""

    subject: str = ""
    body: str = ""
    findings: tuple[Finding, ...] = ()
    unread: str | None = None
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drafted:
    """What a model made of a brief.

    letter: passed every check that blocks, None where no draft did; refused: drafts that did not, in order;
    failed: the code of why no further answer came, with its params; form: what the server was held to;
    sent: every body that left.
    """

    letter: Letter | None = None
    refused: tuple[Attempt, ...] = ()
    failed: str | None = None
    params: dict[str, Any] = field(default_factory=dict)
    form: str | None = None
    sent: tuple[str, ...] = ()


def draft_by(ask: Ask, brief: Brief, language: str = "en") -> Drafted:
    """Have a draft written, and mended once where something in it blocks.

    language: of the findings. Raises BadInput for names that are none, before anything is asked.
    """
    talk = messages(brief)
    refused: list[Attempt] = []
    while len(refused) < TRIES:
        try:
            said = ask(talk)
        except AfterwordError as error:
            return Drafted(None, tuple(refused), error.code, {**error.params, "where": error.where})
        judged = judge(said, brief, language)
        if isinstance(judged, Letter):
            return Drafted(judged, tuple(refused))
        refused.append(judged)
        told = {"role": "user", "content": _reasons(judged)}
        talk = [*talk, {"role": "assistant", "content": said[:MOST_SAID]}, told]
    return Drafted(None, tuple(refused))


def judge(said: str, brief: Brief, language: str = "en") -> Letter | Attempt:
    """The letter in the words of a model where nothing in it blocks, else the attempt that it was."""
    try:
        answer = read_answer(said, brief)
        found = _findings(answer, brief, language)
        own = check(answer.text, brief, language=language).own.share
    except AfterwordError as error:
        return Attempt(unread=error.code, params=dict(error.params))
    subject = answer.subject or ""
    if any(finding.severity == "block" for finding in found):
        return Attempt(subject, answer.body, found)
    return Letter(subject, answer.body, (), found, own)


def _findings(answer: Answer, brief: Brief, language: str) -> tuple[Finding, ...]:
    """What the verifier and the checks find, each once, the worst first.

    What the model says its sentences do counts only where it gives itself away: a check that believed it
    would let every letter pass.
    """
    strict = verify(parse(answer.text), brief, language, answer.moves)
    every = (*strict, *check(answer.text, brief, language=language).findings)
    found = {(finding.id, finding.quote, finding.message): finding for finding in reversed(every)}
    return tuple(sorted(found.values(), key=lambda finding: checks.ORDER.index(finding.severity)))


def _reasons(attempt: Attempt) -> str:
    """What a model is told of an attempt: its own sentences and why they have to go, and nothing it does not know."""
    table = tables.table("letter/wording/repair.toml")
    if attempt.unread:
        return str(table["unreadable"]).strip()
    steps: dict[str, str] = tables.table("letter/wording/assistant.toml")["steps"]
    reasons: dict[str, str] = table["reasons"]
    lines = []
    for finding in attempt.findings:
        room, _, name = finding.id.partition(".")
        if finding.severity != "block":
            continue
        quote = " ".join((finding.quote or "").split())[:MOST_QUOTED]
        if room == "move" and not quote and name in steps:
            lines.append(table["bare"].format(reason=table["missing"].format(step=steps[name])))
        elif quote and quote in " ".join(f"{attempt.subject} {attempt.body}".split()):
            lines.append(table["quoted"].format(quote=quote, reason=reasons.get(room, reasons["other"])))
        else:
            lines.append(table["bare"].format(reason=reasons.get(room, reasons["other"])))
    return str(table["draft"]).strip().format(reasons="\n".join(list(dict.fromkeys(lines))[:MOST_TOLD]))
