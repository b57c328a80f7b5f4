"""Books: Open Library (openlibrary.org/dev/docs/api/search), no key, one question a second."""

from afterword.gift.formats import entry
from afterword.gift.gift import Gift
from afterword.outside.sources.question import MOST, Question, rows, text, texts, with_query

HOST = "openlibrary.org"
_FIELDS = "key,title,author_name,first_publish_year,language,subject,ebook_access"


def address(question: Question) -> str:
    """Books on the words."""
    return with_query(f"https://{HOST}/search.json", q=question.words, fields=_FIELDS, limit=MOST)


def read(data: bytes) -> tuple[Gift, ...]:
    """The books of an answer."""
    found = []
    for row in rows(data, HOST, "docs"):
        title, key = entry.line(text(row, "title")), text(row, "key")
        if not title or not key or not key.startswith("/works/"):
            continue
        found.append(
            Gift(
                id=entry.gift_id(key),
                kind="book",
                title=title,
                url=f"https://{HOST}{key}",
                author=entry.line(", ".join(texts(row, "author_name")[:3])),
                date=entry.date(text(row, "first_publish_year")),
                tags=entry.tags([subject for subject in texts(row, "subject") if len(subject) < 40][:10]),
            )
        )
    return tuple(found)
