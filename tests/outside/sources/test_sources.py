"""Each source against answers in the form that it documents, and in every other."""

import json
from types import ModuleType
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.errors import BadInput
from afterword.gift.gift import Gift
from afterword.outside.sources import arxiv, crossref, feed, hackernews, openalex, openlibrary
from afterword.outside.sources.question import Question

SEARCHED = [openalex, crossref, arxiv, hackernews, openlibrary]
QUESTION = Question("shared tablets & lost badges", since=2024, language="en", contact="amara@example.org", key="k1")

ATOM = b"""<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>arXiv Query</title>
<entry><id>http://arxiv.org/abs/0000.00001v1</id><published>2025-03-02T09:00:00Z</published>
<title>Signing in on
  shared devices</title><summary>What &lt;b&gt;changed&lt;/b&gt; in six weeks.</summary>
<author><name>Chidi Abara</name></author><author><name>Anna Loewe</name></author>
<link href="http://arxiv.org/abs/0000.00001v1" rel="alternate" type="text/html"/><category term="cs.CR"/></entry>
</feed>"""

ANSWERS: dict[ModuleType, object] = {
    openalex: {
        "results": [
            {
                "id": "https://openalex.org/W1", "doi": "https://doi.org/10.5555/one", "language": "en",
                "title": "Signing in on shared devices", "publication_date": "2025-03-02",
                "primary_location": {"source": {"display_name": "Journal of Examples"}},
                "best_oa_location": {"landing_page_url": "https://journal.example.org/one"},
                "authorships": [{"author": {"display_name": "Chidi Abara"}}, {"author": None}],
                "abstract_inverted_index": {"changed": [1], "What": [0], "far": [10**9], "x": "y"},
            },
            {"title": "Nowhere", "best_oa_location": None, "doi": None},
        ]
    },
    crossref: {
        "message": {
            "items": [
                {
                    "DOI": "10.5555/one", "type": "journal-article", "title": ["Signing in on shared devices"],
                    "author": [{"given": "Chidi", "family": "Abara"}], "container-title": ["Journal of Examples"],
                    "issued": {"date-parts": [[2025, 3, 2]]}, "abstract": "<jats:p>What changed.</jats:p>",
                    "URL": "https://doi.org/10.5555/one",
                }
            ]
        }
    },
    hackernews: {
        "hits": [
            {"title": "Signing in on shared devices", "url": "https://blog.example.org/2025/03/02/one", "points": 611,
             "created_at": "2025-03-04T10:00:00Z", "author": "someone", "objectID": "1"},
            {"title": "Ask: anybody?", "url": None, "points": 80},
        ]
    },
    openlibrary: {
        "docs": [
            {"key": "/works/OL1W", "title": "Signing in on shared devices", "author_name": ["Chidi Abara"],
             "first_publish_year": 2025, "subject": ["Access control", "x" * 60]},
            {"key": "javascript:alert(1)", "title": "Evil"},
        ]
    },
}  # fmt: skip


def read(source: ModuleType, answer: object) -> tuple[Gift, ...]:
    found: tuple[Gift, ...] = source.read(answer if isinstance(answer, bytes) else json.dumps(answer).encode())
    return found


def answer_of(source: ModuleType) -> object:
    return ATOM if source is arxiv else ANSWERS[source]


@pytest.mark.parametrize("source", SEARCHED)
def test_what_leaves_is_one_address_with_the_words(source: ModuleType) -> None:
    parts = urlsplit(source.address(QUESTION))
    assert (parts.scheme, parts.hostname) == ("https", source.HOST)
    said = " ".join(value for values in parse_qs(parts.query).values() for value in values)
    assert all(word in said for word in ("shared", "tablets", "badges"))
    assert "amara" not in said or source is crossref


@pytest.mark.parametrize("source", SEARCHED)
def test_an_answer_becomes_gifts(source: ModuleType) -> None:
    found = read(source, answer_of(source))
    assert [gift.title for gift in found] == ["Signing in on shared devices"]
    assert found[0].url
    assert found[0].url.startswith(("https://", "http://arxiv.org/"))
    assert (found[0].date or "").startswith("2025")
    assert not found[0].read


def test_a_paper_is_told_with_its_people_and_what_it_says() -> None:
    paper = read(openalex, ANSWERS[openalex])[0]
    assert (paper.kind, paper.author, paper.publisher) == ("paper", "Chidi Abara", "Journal of Examples")
    assert (paper.text, paper.url) == ("What changed", "https://journal.example.org/one")
    assert read(crossref, ANSWERS[crossref])[0].text == "What changed. doi:10.5555/one"
    preprint = read(arxiv, ATOM)[0]
    assert (preprint.kind, preprint.author, preprint.publisher) == ("paper", "Chidi Abara, Anna Loewe", "arXiv")
    assert (preprint.date, preprint.text) == ("2025-03-02", "What changed in six weeks.")


def test_what_everybody_has_seen_is_marked() -> None:
    assert "viral" in read(hackernews, ANSWERS[hackernews])[0].tags


def test_a_key_is_sent_only_where_one_belongs() -> None:
    assert "api_key=k1" in openalex.address(QUESTION)
    assert not any("k1" in source.address(QUESTION) for source in SEARCHED if source is not openalex)
    assert "api_key" not in openalex.address(Question("badges"))


@pytest.mark.parametrize("source", SEARCHED)
@pytest.mark.parametrize(
    "answer", [b"", b"<html>busy</html>", b"[]", b"{}", b'{"results": 5}', b"\xff\xfe\x00", b"[" * 100_000, b"null"]
)
def test_an_answer_that_is_none_is_said(source: ModuleType, answer: bytes) -> None:
    with pytest.raises(BadInput, match="garbled"):
        source.read(answer)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda inner: st.lists(inner, max_size=3) |
    st.dictionaries(st.sampled_from(["title", "url", "doi", "key", "points", "author_name", "authorships", "issued",
                                     "type", "author", "abstract", "abstract_inverted_index", "best_oa_location"]),
                    inner, max_size=6), max_leaves=12)  # fmt: skip


@pytest.mark.parametrize("source", [openalex, crossref, hackernews, openlibrary])
@given(rows=st.lists(JSON, max_size=4))
def test_no_answer_of_the_right_form_breaks_anything(source: ModuleType, rows: list[object]) -> None:
    whole: object = rows
    for key in {openalex: ["results"], crossref: ["items", "message"], hackernews: ["hits"], openlibrary: ["docs"]}[
        source
    ]:
        whole = {key: whole}
    for gift in read(source, whole):
        assert gift.title
        assert "\n" not in gift.title


def test_the_entries_of_a_feed() -> None:
    rss = b"""<rss version="2.0"><channel><title>Shift Paper</title><language>en-us</language>
    <item><title>Badges &amp; tablets</title><link>https://example.org/a?utm_source=rss</link>
    <pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate><category>work</category>
    <description>&lt;p onclick="x()"&gt;Six weeks&lt;script&gt;alert(1)&lt;/script&gt;.&lt;/p&gt;</description></item>
    <item><title>Evil</title><link>javascript:alert(1)</link></item></channel></rss>"""
    found = feed.read(rss)
    assert [(gift.title, gift.url, gift.date) for gift in found] == [
        ("Badges & tablets", "https://example.org/a", "2026-03-02")
    ]
    assert (found[0].publisher, found[0].language, found[0].text, found[0].tags) == (
        "Shift Paper", "en", "Six weeks.", ("work",))  # fmt: skip


@pytest.mark.parametrize("count", [1, 50_000])
def test_a_feed_that_means_harm_does_none(count: int) -> None:
    bomb = (
        b'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"&a;" * 10) for n in range(9))
        + b'<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    )
    item = b"<item><title>&a8;&f;T</title><link>https://example.org/</link></item>"
    try:
        found = feed.read(bomb + b"<rss><channel>" + item * count + b"</channel></rss>")
    except BadInput:
        return
    assert len(found) <= feed.MOST
    assert all("root:" not in (gift.title or "") and len(gift.title or "") <= 300 for gift in found)


def test_a_path_or_an_address_is_no_feed() -> None:
    for text in (b"/etc/passwd", b"http://127.0.0.1:8000/feed", b"file:///etc/passwd"):
        with pytest.raises(BadInput):
            feed.read(text)


RSS = b"<rss version='2.0'><channel><title>Shift Paper</title>"
ENTRY = b"<item><title>T</title><link>https://example.org/a</link></item>"


@pytest.mark.parametrize(("bomb", "cut"), [
    (RSS + ENTRY * 1_000_000, True),
    (RSS + ENTRY * feed.MOST + b"</channel></rss>", False),
    (RSS + ENTRY * feed.MOST + b"<item><title>One more</title>", True),
    (RSS + b"<item><description>" + b"&lt;b&gt;" * 300_000, True),
    (RSS + b"<item><![CDATA[" + b"<a>" * 1000 + b"]]></item></channel></rss>", False),
], ids=["a million", "just as many", "one more", "long", "markup in an entry"])  # fmt: skip
def test_a_feed_longer_than_anybody_reads_is_cut_and_says_so(bomb: bytes, cut: bool) -> None:
    found = feed.parse(bomb)
    assert found.cut == cut
    assert found.title == "Shift Paper"
    assert len(found.gifts) <= feed.MOST


@pytest.mark.parametrize("bomb", [RSS + b"<item>" + b"<a>" * 500_000, b"<a b=1>" * 200_000, b"<" * 200_000],
                         ids=["a tower", "attributes", "signs"])  # fmt: skip
def test_a_tower_of_elements_is_no_feed(bomb: bytes) -> None:
    with pytest.raises(BadInput, match="garbled"):
        feed.parse(bomb)


@pytest.mark.parametrize(("head", "found"), [
    (b'<link rel="alternate" type="application/rss+xml" href="/feed">', "https://example.org/feed"),
    (b'<LINK TYPE="application/atom+xml" REL="home alternate" HREF="atom.xml">', "https://example.org/a/atom.xml"),
    (b'<link rel="alternate" type="text/html" href="/de">', None),
    (b'<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">', None),
    (b'<![foo[ x ]]><link rel="alternate" type="application/rss+xml" href="/f">', "https://example.org/f"),
    (b'<a rel="alternate" type="application/rss+xml" href="/feed">', None),
    (b"", None),
])  # fmt: skip
def test_a_page_names_its_feed(head: bytes, found: str | None) -> None:
    assert feed.address_in(b"<html><head>" + head, "https://example.org/a/b") == found
