import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.errors import AfterwordError, BadInput, TooLarge
from afterword.gift import shelf
from afterword.gift.gift import Gift

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_the_example_shelves_are_read_without_a_problem() -> None:
    files = [(name, (EXAMPLES / name).read_bytes()) for name in ("shelf.html", "shelf.bib", "shelf.csv")]
    gifts, problems = shelf.read_all(files)
    assert not problems
    assert len(gifts) >= 60
    assert all(gift.url and gift.title for gift in gifts)


def test_doubles_across_files_are_one_thing() -> None:
    files = [(name, (EXAMPLES / name).read_bytes()) for name in ("shelf.html", "shelf.csv")]
    gifts, _ = shelf.read_all(files)
    assert len(gifts) == len(shelf.read_all(files[:1])[0])
    assert next(gift for gift in gifts if "Zen" in (gift.title or "")).read


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Gift("a", title="T", url="https://example.org/1?utm_source=x"), Gift("b", url="http://www.example.org/1/")),
        (Gift("a", title="T", url="https://doi.org/10.5555/X.1"), Gift("b", title="U", text="doi:10.5555/x.1")),
        (Gift("a", kind="book", text="ISBN 978-0-306-40615-7"), Gift("b", kind="book", text="isbn: 0-306-40615-2")),
        (
            Gift("a", title="Reefing early: what thirty skippers say", url="https://example.org/1"),
            Gift("b", title="Reefing Early – What Thirty Skippers Say", url="https://example.org/2"),
        ),
    ],
)
def test_the_same_thing_is_kept_once(one: Gift, other: Gift) -> None:
    assert [gift.id for gift in shelf.once([one, other])] == ["a"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Gift("a", title="Annual report", url="https://example.org/1"), Gift("b", title="Annual report")),
        (Gift("a", title="Notes on tides, part 1 of many"), Gift("b", title="Notes on tides, part 2 of many")),
        (
            Gift("a", title="What we learned this year", author="A"),
            Gift("b", title="What we learned this year", author="B"),
        ),
        (Gift("a", url="https://example.org/?p=1"), Gift("b", url="https://example.org/?p=2")),
    ],
)
def test_different_things_stay_two(one: Gift, other: Gift) -> None:
    assert len(shelf.once([one, other])) == 2


def test_a_double_fills_the_gaps() -> None:
    (gift,) = shelf.once(
        [
            Gift("a", title="T", url="https://example.org/1"),
            Gift("b", url="https://example.org/1", read=True, note="why"),
        ]
    )
    assert (gift.id, gift.title, gift.read, gift.note) == ("a", "T", True, "why")


def test_titles_that_end_alike_cost_no_more() -> None:
    started = time.process_time()
    rows = "".join(f"https://example.org/{n},Page w{n} x{n} y{n} of the Encyclopaedia\n" for n in range(5000))
    gifts, _ = shelf.read(("url,title\n" + rows).encode(), "x.csv")
    assert len(gifts) == 5000
    assert time.process_time() - started < 5


def test_an_empty_file_is_an_empty_shelf() -> None:
    for data in (b"", b" \n\t", b"\xef\xbb\xbf"):
        gifts, problems = shelf.read(data, "empty.html")
        assert not gifts
        assert [problem.code for problem in problems] == ["gift.shelf.empty"]


@pytest.mark.parametrize("data", [b"hello\nworld\n", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"%PDF-1.7\n"])
def test_an_unknown_format_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput) as caught:
        shelf.read(data, "x")
    assert caught.value.code == "gift.shelf.unknown"


def test_a_page_of_xml_with_entities_is_refused_and_nothing_is_expanded() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b SYSTEM "file:///etc/passwd">]><x>&a;&b;</x>'
    with pytest.raises(BadInput) as caught:
        shelf.read(bomb, "x.xml")
    assert caught.value.code == "gift.shelf.not_bookmarks"


def test_a_line_of_fifty_megabytes_is_too_large() -> None:
    with pytest.raises(TooLarge) as caught:
        shelf.read(b"a" * 50_000_000, "x.html")
    assert caught.value.code == "gift.shelf.too_large"


@pytest.mark.slow
def test_an_endless_table_ends() -> None:
    _, problems = shelf.read(b"url,title\n" + b"a\n" * 300_000, "x.csv")
    assert "199981" in problems[-1].message
    assert len(problems) == shelf.MOST_PROBLEMS + 1


def test_many_problems_are_counted_not_listed() -> None:
    _, problems = shelf.read(b"url,title\n" + b"javascript:1,x\n" * 500, "x.csv")
    assert len(problems) == shelf.MOST_PROBLEMS + 1
    assert "480" in problems[-1].message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    gifts, _ = shelf.read("url,title\nhttps://example.org/1,Café für alle\n".encode(encoding), "x.csv")
    assert gifts[0].title == "Café für alle"


@given(st.binary(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_read_or_refused_in_our_words(data: bytes) -> None:
    for start in (b"", b"<!DOCTYPE NETSCAPE-Bookmark-file-1>", b"@book{x,", b"url,title\n", b"["):
        try:
            gifts, _ = shelf.read(start + data, "x")
        except AfterwordError as error:
            gifts, code = (), error.code
        else:
            code = "gift.shelf.read"
        assert code.startswith(("gift.shelf.", "card.vcard."))
        assert all(gift.title is None or gift.title.isprintable() for gift in gifts)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("feeds.opml", '<opml><body><outline text="T" htmlUrl="https://example.org/t"/></body></opml>'),
        ("zotero.ris", "TY  - BOOK\nTI  - T\nUR  - https://example.org/t\nER  - \n"),
        ("zotero.json", '[{"type": "book", "title": "T", "URL": "https://example.org/t"}]'),
        ("wallabag.json", '[{"title": "T", "url": "https://example.org/t", "is_archived": 0}]'),
        ("karakeep.json", ('{"bookmarks": [{"createdAt": 1, "title": "T", "tags": [], '
                          '"content": {"type": "link", "url": "https://example.org/t"}}]}')),
    ],
)  # fmt: skip
def test_a_file_of_another_program_is_known_by_what_stands_in_it(name: str, text: str) -> None:
    assert [(gift.title, gift.url) for gift in shelf.read(text.encode(), name)[0]] == [("T", "https://example.org/t")]
