"""A book or paper as any reference manager describes it becomes a Gift."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from afterword.gift import links
from afterword.gift.formats import entry
from afterword.gift.gift import Gift, GiftKind

_DOI = re.compile(r"^(?:https?://)?(?:dx\.)?doi\.org/|^doi:\s*", re.IGNORECASE)
_LANGUAGES = {"english": "en", "american": "en", "british": "en", "german": "de", "ngerman": "de", "french": "fr"}


@dataclass(frozen=True, slots=True)
class Work:
    """What a format says of one work, as it stands there; title is one line already.

    authors: as "Given Family"; publisher: the journal, the series or the house; words: the keywords
    """

    title: str
    kind: GiftKind
    authors: Sequence[str] = ()
    publisher: str | None = None
    date: str | None = None
    doi: str | None = None
    url: str | None = None
    isbn: str | None = None
    language: str | None = None
    words: Sequence[str] = ()
    abstract: str | None = None
    note: str | None = None
    added: str | None = None


def gift(work: Work) -> Gift:
    """The work as a gift. A DOI is the link where no other is given; keywords become tags."""
    doi = _DOI.sub("", work.doi or "").strip()
    link = links.clean(work.url) or (links.clean(f"https://doi.org/{doi}") if doi else None)
    url = link.url if link else None
    named = entry.tags(work.words)
    told = (work.abstract, work.isbn and f"ISBN {work.isbn}", doi and f"doi:{doi}")
    return Gift(
        id=entry.gift_id(f"doi:{doi.lower()}" if doi else links.same_page(url) if url else work.title.lower()),
        kind=work.kind,
        title=work.title,
        url=url,
        author=entry.line(", ".join(work.authors)),
        publisher=entry.line(work.publisher),
        date=entry.date(work.date),
        language=_language(work.language),
        read=bool(entry.READ.intersection(named)),
        note=entry.line(work.note, 2 * entry.MOST_LETTERS),
        tags=tuple(tag for tag in named if tag not in entry.READ | entry.UNREAD),
        text=entry.line(" ".join(filter(None, told)), entry.MOST_TEXT),
        added=entry.date(work.added),
    )


def turned(name: str) -> str:
    """`Given Family` of the `Family, Given` of catalogues."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}".strip() if comma else name.strip()


def _language(text: str | None) -> str | None:
    """The ISO 639 code of a language as catalogues name it; None for one not known here."""
    lower = (text or "").lower()
    return _LANGUAGES.get(lower) or (lower[:2] if lower[2:3] in {"", "-", "_"} and lower else None)
