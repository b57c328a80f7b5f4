"""Text made comparable: small letters, plain quotes, no accents; umlauts written out as Germans do."""

import unicodedata

_SPELLED = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "œ": "oe", "æ": "ae", "\u2014": " - ", "\u2026": "..."}
_PLAIN = str.maketrans(
    _SPELLED
    | dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a", '"')
    | dict.fromkeys("\u2010\u2011\u2013", "-")
    | dict.fromkeys("\u00a0\u2009\u202f", " ")
)


def folded(text: str) -> str:
    """`text` for matching; its length may differ."""
    text = unicodedata.normalize("NFC", text).lower().translate(_PLAIN)
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
