"""When two things are the same gift: by DOI, ISBN, address, phone, or a nearly equal title."""

import re

from afterword.gift import links
from afterword.gift.gift import Gift
from afterword.gift.search import words

NEAR = 0.85
"""Share of words two titles must have in common."""
_FEWEST_WORDS = 4
"""Shorter titles ("Annual report") say too little to be compared."""

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]{1,200}")
_ISBN = re.compile(r"\bisbn(?:-1[03])?[\s:/=]{0,3}([\d -]{9,16}[\dx])", re.IGNORECASE)


def keys(gift: Gift) -> frozenset[str]:
    """Everything that tells this gift; two gifts that share one are the same."""
    told = " ".join(filter(None, (gift.url, gift.source, gift.text)))
    found = {f"doi:{doi.lower().rstrip('.,;)')}" for doi in _DOI.findall(told)}
    found |= {f"isbn:{_isbn13(number)}" for number in _ISBN.findall(told)}
    if gift.url:
        found.add(f"page:{links.same_page(gift.url)}")
    if gift.phone:
        found.add("phone:" + re.sub(r"\D", "", gift.phone)[-9:])
    return frozenset(found)


def title_words(title: str | None) -> frozenset[str]:
    """The words of a title long enough to be compared, else none."""
    found = frozenset(words(title or ""))
    return found if len(found) >= _FEWEST_WORDS else frozenset()


def near(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two titles, as `title_words`, are nearly equal. A number that differs ("part 2") makes two things."""
    shared = len(one & other)
    if not shared or shared < NEAR * len(one | other):
        return False
    return not any(word.isdecimal() for word in one ^ other)


def _isbn13(number: str) -> str:
    """The digits of an ISBN that both its lengths share."""
    return re.sub(r"[^\dx]", "", number.lower())[-10:-1]
