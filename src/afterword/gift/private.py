"""What is private: health, family, faith and politics."""

import itertools

from afterword.gift.phrases import folded, left_without, phrase, table
from afterword.gift.search import words


def private(text: str, allowed: tuple[str, ...] = ()) -> tuple[str, str] | None:
    """The private matter a text touches, and the words that do; None where there is none.

    allowed: "family", "faith", "politics" or a subject that the person raised and the candidate
    allows. Health is never allowed; only where it is plainly the trade ("diabetes app") is it no
    private matter.
    """
    lists = table("sensitive")
    flat = left_without("sensitive", "harmless", folded(text))
    told = words(text.replace("’", " ").replace("'", " "))
    let = [folded(one) for one in allowed if one.strip()]
    for first, second in itertools.pairwise(told):
        if first in lists["whose"] and second in lists["relatives"] and not _allowed("family", second, flat, let):
            return "family", second
    for matter in lists["matters"]:
        found = phrase("sensitive", f"matters.{matter}", flat)
        if found is None or (matter != "health" and _allowed(matter, found, flat, let)):
            continue
        personal = any(word in lists["whose"] and word != "s" for word in told)
        if matter == "health" and not personal and not set(told).isdisjoint(lists["work"]):
            continue
        return matter, found
    return None


def _allowed(matter: str, found: str, flat: str, let: list[str]) -> bool:
    """Whether it is allowed: the matter as a whole, or this subject."""
    return any(one == matter or found in one or one in flat for one in let)
