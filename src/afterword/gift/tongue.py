"""Which language a text can be in, as far as its script or its smallest words show."""

import unicodedata

from afterword.gift.phrases import table
from afterword.gift.search import words


def languages(text: str) -> set[str]:
    """ISO 639 codes; empty where nothing certain shows."""
    letters = [c for c in text if c.isalpha()]
    scripted = [unicodedata.name(c, "").lower() for c in letters if not c.isascii()]
    for script, codes in table("scripts").items() if scripted else ():
        if sum(name.startswith(script) for name in scripted) > len(letters) / 3:
            return set(codes)
    told = words(text)
    counts = {code: sum(word in small for word in told) for code, small in table("language").items()}
    best = max(counts.values())
    leaders = [code for code, count in counts.items() if count == best]
    return set(leaders) if best >= 2 and len(leaders) == 1 else set()
