"""One letter checked: its kind, its language, what is wrong, what is its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast, get_args

from afterword.errors import BadInput
from afterword.letter import checks
from afterword.letter.checks import detect, facts
from afterword.letter.kinds import Kind
from afterword.letter.letter import Checked
from afterword.letter.own import own
from afterword.letter.text import parse, parse_mail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afterword.letter.brief import Brief
    from afterword.letter.letter import MoveText

_WRAPPED = re.compile(
    r"^\s*(?:```|~~~|\*\*(?:subject|betreff|objet)|<(?:p|div|html|body)\b)"
    r"|\A\W*(?:sure|certainly|of course|absolutely|here(?:'s|’s| is| are)|gerne?|natürlich|hier ist|bien sûr|voici)\b",
    re.IGNORECASE | re.MULTILINE,
)


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
    letter = parse(_unwrapped(text)) if isinstance(text, str) else parse_mail(text)
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


def _unwrapped(text: str) -> str:
    """The letter without what an assistant said around it, or the tags of a page it was copied from."""
    if not _WRAPPED.search(text[:2000]):
        return text
    from afterword.letter.answer import LONGEST, read_answer  # few letters come wrapped

    try:
        return read_answer(text).text if len(text) <= LONGEST else text
    except BadInput:
        return text
