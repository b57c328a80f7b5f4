"""Articles that people of the trade found worth talking about: Hacker News, searched by Algolia, no key."""

import datetime as dt

from afterword.gift import links
from afterword.gift.formats import entry
from afterword.gift.gift import Gift
from afterword.outside.sources.question import MOST, Question, rows, text, with_query

HOST = "hn.algolia.com"
FEWEST_POINTS = 50
EVERYWHERE = 500
"""Points of a story that a reader of the trade has probably seen."""


def address(question: Question) -> str:
    """Stories on the words with some points."""
    wanted = [f"points>={FEWEST_POINTS}"]
    if question.since:
        wanted.append(f"created_at_i>{int(dt.datetime(question.since, 1, 1, tzinfo=dt.UTC).timestamp())}")
    return with_query(
        f"https://{HOST}/api/v1/search", query=question.words, tags="story", numericFilters=",".join(wanted),
        hitsPerPage=MOST,
    )  # fmt: skip


def read(data: bytes) -> tuple[Gift, ...]:
    """The articles of an answer. A story that is only talked about there leads to none and is left out."""
    found = []
    for row in rows(data, HOST, "hits"):
        title, link = entry.line(text(row, "title")), links.clean(text(row, "url"))
        if not title or not link:
            continue
        points = row.get("points")
        found.append(
            Gift(
                id=entry.gift_id(links.same_page(link.url)),
                kind=entry.kind(link.url, (), title),
                title=title,
                url=link.url,
                publisher=links.publisher(link.url),
                date=links.date_in(link.url) or entry.date(text(row, "created_at")),
                tags=("viral",) if isinstance(points, int) and points >= EVERYWHERE else (),
            )
        )
    return tuple(found)
