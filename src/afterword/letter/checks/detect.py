"""What kind of letter a text is, and in which language, when nobody says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from afterword.letter.checks import facts, words

if TYPE_CHECKING:
    from afterword.letter.kinds import Kind
    from afterword.letter.text import LetterText

_SHORT = 60
"""Words of a message in one piece, without a subject line."""
_BRITISH = re.compile(
    r"\b(?:kind regards|many thanks|programmes?|whilst|(?:col|fav|behavi|lab|hon|neighb)our\w*|centre|licence"
    r"|(?:organ|real|recogn|summar|emphas|apolog|standard|prior|final|optim|special)is(?:e|ed|es|ing|ation))\b"
)


def kind_of(text: LetterText) -> Kind:
    """The kind the words speak for; a thank-you where they do not decide."""
    first, second = ((*text.sentences, "", ""))[:2]
    asks = bool(words.find("move", "status", words.TONGUES, text.body))
    opening = (text.subject or "", first, "" if asks else second)
    thanked = any(words.find("move", "thanks", words.TONGUES, line) for line in opening)
    fits = {"thanked": True, "plain": not thanked, "unasked": not thanked and not asks}
    numbers = [digits for digits, _ in facts.phones(text.raw)]
    if len(numbers) > len(set(numbers)):
        return "voicemail"
    whole = f"{text.subject or ''}\n{text.raw}"
    for section in words.lists("detect"):
        name, when = section.split()
        if fits[when] and words.find("detect", name, (when,), whole):
            return cast("Kind", name)
    if asks and not thanked:
        return "follow_up_1"
    alone = text.subject is None and "\n\n" not in text.raw and text.words <= _SHORT
    return "short_message" if alone else "thank_you"


def locale_of(text: LetterText) -> str:
    """en_US, en_GB, de or fr by the words of most of the letter."""
    tongue = words.tongues_of(text.paragraphs)[0]
    if tongue != "en":
        return tongue
    return "en_GB" if len(set(_BRITISH.findall(text.raw.casefold()))) > 1 else "en_US"
