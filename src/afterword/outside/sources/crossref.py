"""Papers by their DOI: Crossref (api.crossref.org), no key; a contact brings a better place in the queue."""

from dataclasses import replace

from afterword.candidacy.html import to_text
from afterword.gift.formats import csl, entry
from afterword.gift.gift import Gift
from afterword.outside.sources.question import MOST, Question, rows, with_query

HOST = "api.crossref.org"


def address(question: Question) -> str:
    """Papers under a licence that lets them be read, on the words."""
    since = f",from-pub-date:{question.since}" if question.since else ""
    wanted = {"query.bibliographic": question.words, "filter": f"has-license:true{since}", "rows": MOST,
              "select": "DOI,title,author,container-title,issued,abstract,type,URL"}  # fmt: skip
    return with_query(f"https://{HOST}/works", **wanted, mailto=question.contact)


def read(data: bytes) -> tuple[Gift, ...]:
    """The papers of an answer, which describes them as reference managers do."""
    found, _ = csl.read(rows(data, HOST, "message", "items"), HOST)
    return tuple(replace(one, text=entry.line(to_text(one.text or ""), entry.MOST_TEXT)) for one in found)
