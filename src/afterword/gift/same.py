"""When two things are the same gift: by DOI, ISBN, address, phone, or a nearly equal title."""

import html
import re
from urllib.parse import unquote

from afterword.gift import links
from afterword.gift.gift import Gift
from afterword.gift.search import words

NEAR = 0.85
"""Share of words two titles must have in common."""
_FEWEST_WORDS = 4
"""Shorter titles ("Annual report") say too little to be compared."""

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>?#&]{1,200}")
_AFTER_DOI = re.compile(r"[.,;)]+$|/(?:full|pdf|epdf|abstract|html?)/?$|\.pdf$", re.IGNORECASE)
"""What publishers put behind a DOI in the addresses of its pages."""
_ARXIV = re.compile(r"arxiv\.org/(?:abs|pdf|html)/(\d{4}\.\d{4,5})")
_ISBN = re.compile(r"\bisbn(?:-1[03])?[\s:/=]{0,3}([\d -]{9,16}[\dx])", re.IGNORECASE)


def keys(gift: Gift) -> frozenset[str]:
    """Everything that tells this gift; two gifts that share one are the same."""
    told = " ".join(filter(None, (gift.url, gift.source, gift.text)))
    if "%" in told:
        told = unquote(told)
    found = {f"doi:{_AFTER_DOI.sub('', doi.lower())}" for doi in _DOI.findall(told)}
    found |= {f"doi:10.48550/arxiv.{number}" for number in _ARXIV.findall(told)}
    found |= {f"isbn:{_isbn13(number)}" for number in _ISBN.findall(told)}
    if gift.url:
        found.add(f"page:{links.same_page(gift.url)}")
    if gift.phone:
        found.add("phone:" + re.sub(r"\D", "", gift.phone)[-9:])
    return frozenset(found)


def same_work(one: Gift, other: Gift) -> bool:
    """Whether two things of nearly equal titles are one: of one kind, and of one author where both name theirs."""
    kinds = {one.kind, other.kind}
    return (len(kinds) == 1 or kinds == {"article", "paper"}) and _same_authors(one.author, other.author)


def title_words(title: str | None) -> frozenset[str]:
    """The words of a title long enough to be compared, else none."""
    found = frozenset(words(_AROUND.sub("", html.unescape(title or ""))))
    return found if len(found) >= _FEWEST_WORDS else frozenset()


def own_title(gift: Gift) -> frozenset[str]:
    """The `title_words` of a thing, without the name of the site that pages put behind their titles."""
    title, _, site = _SITE.sub("\0", gift.title or "").rpartition("\0")
    name = "".join(words(site))
    if title and name and name in {"".join(words(gift.publisher or "")), *_glued(links.host(gift.url))}:
        return title_words(title)
    return title_words(gift.title)


def near(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two titles, as `title_words`, are nearly equal.

    A number that differs ("part 2", "volume III", "second") makes two things, and so does a "not".
    """
    shared = len(one & other)
    if not shared or shared < NEAR * len(one | other):
        return False
    return not any(word.isdecimal() or word in _TELLING for word in one ^ other)


_AROUND = re.compile(r"^\[[\d.v]+\]|[(\[]pdf[)\]]\s*$", re.IGNORECASE)
"""What catalogues and browsers put around a title."""
_SITE = re.compile(r"\s[|·–—-]\s(?=[^|·–—]*$)")
_TELLING = frozenset({
    "not", "no", "never", "without", "nicht", "kein", "keine", "ohne", "nie", "pas", "sans", "jamais",
    "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
    "first", "second", "third", "fourth", "fifth", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "erste", "zweite", "dritte", "vierte", "zwei", "drei", "vier",
    "premier", "deuxieme", "troisieme", "deux", "trois", "quatre",
})  # fmt: skip


def _glued(host: str) -> frozenset[str]:
    """What a site could be called after its host: each label, and all but the last in one."""
    labels = [label.replace("-", "") for label in host.split(".")]
    return frozenset((*labels[:-1], "".join(labels[:-1]), "".join(labels)))


def _same_authors(one: str | None, other: str | None) -> bool:
    """Whether two lists of authors can be one: the shorter stands in the longer, given names as initials too."""
    few, many = sorted((frozenset(words(one or "")), frozenset(words(other or ""))), key=len)
    if not few:
        return True
    return any(len(word) > 1 for word in few & many) and all(
        word in many or any(_initial(word, name) for name in many) for word in few
    )


def _initial(one: str, other: str) -> bool:
    return 1 in {len(one), len(other)} and one[0] == other[0]


def _isbn13(number: str) -> str:
    """The digits of an ISBN that both its lengths share."""
    return re.sub(r"[^\dx]", "", number.lower())[-10:-1]
