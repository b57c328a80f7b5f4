"""What kind of letter a text is, and in which language, when nobody says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from afterword.letter.checks import words

if TYPE_CHECKING:
    from afterword.letter.kinds import Kind
    from afterword.letter.text import LetterText

_BRITISH = re.compile(
    r"\b(?:kind regards|many thanks|programmes?|whilst|(?:col|fav|behavi|lab|hon|neighb)our\w*|centre|licence"
    r"|(?:organ|real|recogn|summar|emphas|apolog|standard|prior|final|optim|special)is(?:e|ed|es|ing|ation))\b"
)


def kind_of(text: LetterText) -> Kind:
    """The kind the words speak for; a thank-you where they do not decide."""
    thanked = any(
        words.find("move", "thanks", words.TONGUES, line) for line in (text.subject or "", *text.sentences[:2])
    )
    whole = f"{text.subject or ''}\n{text.raw}"
    for section in words.phrases("detect"):
        name, when = section.split()
        if not (thanked and when == "plain") and words.find("detect", name, (when,), whole):
            return cast("Kind", name)
    return "thank_you"


def locale_of(text: LetterText) -> str:
    """en_US, en_GB, de or fr by the words of most of the letter."""
    tongue = words.tongues_of(text.paragraphs)[0]
    if tongue != "en":
        return tongue
    return "en_GB" if len(set(_BRITISH.findall(text.raw.casefold()))) > 1 else "en_US"
