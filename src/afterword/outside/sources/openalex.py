"""Papers that are free to read: OpenAlex (developers.openalex.org); each person brings a key of their own."""

from typing import Any

from afterword.gift import links
from afterword.gift.formats import entry
from afterword.gift.gift import Gift
from afterword.outside.sources.question import MOST, Question, rows, text, with_query

HOST = "api.openalex.org"
_FIELDS = "id,doi,title,publication_date,language,primary_location,best_oa_location,authorships,abstract_inverted_index"
_LONGEST_ABSTRACT = 600
"""Words; a hostile index may name a place far away."""


def address(question: Question) -> str:
    """Open papers on the words, the nearest first."""
    wanted = ["is_oa:true", *([f"from_publication_date:{question.since}-01-01"] if question.since else [])]
    wanted += [f"language:{question.language}"] if question.language else []
    return with_query(
        f"https://{HOST}/works", search=question.words, filter=",".join(wanted), sort="relevance_score:desc",
        per_page=MOST, select=_FIELDS, api_key=question.key,
    )  # fmt: skip


def read(data: bytes) -> tuple[Gift, ...]:
    """The papers of an answer."""
    found = []
    for row in rows(data, HOST, "results"):
        title = entry.line(text(row, "title"))
        link = links.clean(text(row, "best_oa_location", "landing_page_url") or text(row, "doi"))
        if not title or not link:
            continue
        people = row.get("authorships")
        names = [text(one, "author", "display_name") for one in people] if isinstance(people, list) else []
        found.append(
            Gift(
                id=entry.gift_id(links.same_page(link.url)),
                kind="paper",
                title=title,
                url=link.url,
                author=entry.line(", ".join([name for name in names if name][:3])),
                publisher=entry.line(text(row, "primary_location", "source", "display_name")),
                date=entry.date(text(row, "publication_date")),
                language=text(row, "language"),
                text=entry.line(_abstract(row.get("abstract_inverted_index")), entry.MOST_TEXT),
            )
        )
    return tuple(found)


def _abstract(index: Any) -> str:
    """The text of {word: [places]}."""
    if not isinstance(index, dict):
        return ""
    placed = [
        (place, word)
        for word, places in index.items()
        if isinstance(places, list)
        for place in places
        if isinstance(place, int) and 0 <= place < _LONGEST_ABSTRACT
    ]
    return " ".join(word for _, word in sorted(placed)[:_LONGEST_ABSTRACT])
