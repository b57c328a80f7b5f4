"""One letter checked: its kind, its language, what is wrong, what is its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast, get_args

from afterword.candidacy.plain_text import decoded
from afterword.errors import BadInput
from afterword.letter import checks
from afterword.letter.checks import detect, facts
from afterword.letter.kinds import Kind
from afterword.letter.letter import Checked
from afterword.letter.own import own
from afterword.letter.text import LetterText, is_mail, parse, parse_mail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afterword.letter.brief import Brief
    from afterword.letter.letter import MoveText

_TALK = frozenset(
    [
        "sure",
        "certainly",
        "of",
        "absolutely",
        "here",
        "here's",
        "here’s",
        "gern",
        "gerne",
        "natürlich",
        "hier",
        "bien",
        "voici",
    ]
)
"""How an answer of an assistant begins before its letter."""


def check(
    text: str | bytes,
    brief: Brief | None = None,
    *,
    kind: str = "auto",
    locale: str = "auto",
    moves: Sequence[MoveText] = (),
    language: str = "en",
) -> Checked:
    """The findings and the own share of a letter from anywhere.

    kind, locale: "auto" takes the brief's, or reads them off the letter. moves: what the composer
    declared of a letter that was changed since; what still stands word for word counts as declared.
    Raises BadInput for what is no letter, an unknown kind or locale; TooLarge above the limit.
    """
    letter = _read(text)
    if kind == "auto":
        kind = brief.kind if brief else detect.kind_of(letter)
    elif kind not in get_args(Kind):
        raise BadInput("letter.text.no_kind", kind=kind, known=list(get_args(Kind)))
    if locale == "auto":
        locale = brief.locale if brief else detect.locale_of(letter)
    elif not re.fullmatch(r"[A-Za-z]{2,3}(?:[_-][A-Za-z]{2,4})?", locale):
        raise BadInput("letter.text.no_locale", locale=locale[:40])
    named = cast("Kind", kind)
    findings = checks.run(letter, brief, kind=named, locale=locale, language=language)
    body = facts.loosely(letter.raw)
    if standing := tuple(move for move in moves if facts.loosely(move.text) in body):
        declared = checks.run(letter, brief, kind=named, locale=locale, moves=standing, language=language)
        missed = {finding.id for finding in declared}
        findings = tuple(one for one in findings if not one.id.startswith("move.") or one.id in missed)
    return Checked(named, locale, findings, own(letter, brief, language))


def _read(text: str | bytes) -> LetterText:
    if isinstance(text, bytes):
        if is_mail(text):
            return parse_mail(text)
        text = decoded(text)
    return parse(_unwrapped(text) if _is_wrapped(text) else text)


def _is_wrapped(text: str) -> bool:
    """Whether it begins like an answer of an assistant, or like a page it was copied from."""
    first = text[:200].split(maxsplit=1)[:1]
    return "```" in text or any(word[0] in "~*<" or word.casefold().strip(",.!:") in _TALK for word in first)


def _unwrapped(text: str) -> str:
    """The letter without what stands around it."""
    from afterword.letter.answer import LONGEST, read_answer  # few letters come wrapped

    try:
        return read_answer(text).text if len(text) <= LONGEST else text
    except BadInput:
        return text
