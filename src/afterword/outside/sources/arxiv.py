"""Preprints: arXiv (info.arxiv.org/help/api), no key, one question in three seconds."""

from afterword.gift.gift import Gift
from afterword.outside.sources import feed
from afterword.outside.sources.question import MOST, Question, with_query

HOST = "export.arxiv.org"


def address(question: Question) -> str:
    """Preprints on all the words."""
    words = " AND ".join(f"all:{word}" for word in question.words.split())
    return with_query(f"https://{HOST}/api/query", search_query=words, sortBy="relevance", max_results=MOST)


def read(data: bytes) -> tuple[Gift, ...]:
    """The preprints of an answer, which is a feed."""
    return feed.read(data, kind="paper", source="arXiv")
