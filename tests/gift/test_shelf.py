import io
import json
import time
import tracemalloc
import zipfile
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


LINK = '<DT><A HREF="https://example.org/reefs" ADD_DATE="{added}">{title}</A>'
MARKED = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n"


def told(data: bytes | str, name: str = "f") -> tuple[list[str | None], list[str]]:
    """The titles and the codes of the problems of a file."""
    gifts, problems = shelf.read(data.encode() if isinstance(data, str) else data, name)
    return [gift.title for gift in gifts], [problem.code for problem in problems]


@pytest.mark.parametrize(
    "text",
    ['[{"title": "Reefs", "url": "https://example.org/re', '{"bookmarks": [{"content": {"type": "link"', '[["a", "b"'],
)
def test_json_that_was_cut_off_says_so(text: str) -> None:
    with pytest.raises(BadInput) as raised:
        shelf.read(text.encode(), "f.json")
    assert raised.value.code == "gift.shelf.not_json"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("between", [",", ";", "\t", "|"])
def test_a_table_with_any_delimiter_in_any_encoding(encoding: str, between: str) -> None:
    rows = [("url", "title", "tags"), ("https://example.org/reefs", "Récifs, seen early", "sea")]
    text = "\r\n".join(between.join(f'"{cell}"' for cell in row) for row in rows)
    assert told(text.encode(encoding)) == (["Récifs, seen early"], [])


def test_the_first_of_two_columns_of_one_name_counts() -> None:
    assert told("url,url,title,title\nhttps://example.org/1,https://example.org/2,One,Two") == (["One"], [])


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (MARKED + '<DT><A HREF="https://example.org/1">One<DT><A HREF="https://example.org/2">Two', ["One", "Two"]),
        (MARKED + '<DT><A HREF="https://example.org/1>One</A>\n<DT><A HREF="https://example.org/2">Two</A>', ["Two"]),
        (MARKED + "<DT><H3>Folder\n" + LINK.format(added="1700000000", title="Reefs"), ["Reefs"]),
    ],
)
def test_tags_that_do_not_end_cost_only_themselves(text: str, titles: list[str]) -> None:
    assert told(text)[0] == titles


def test_nulls_and_a_title_of_a_megabyte_become_one_line() -> None:
    (title,), problems = told(MARKED + LINK.format(added="1700000000", title="Re\0efs " + "x" * 1_000_000))
    assert title
    assert title.startswith("Reefs xxx")
    assert len(title) <= 300
    assert problems == ["gift.shelf.entry_cut"]


@pytest.mark.parametrize(
    ("added", "day"),
    [
        ("0", None),
        ("-86400", None),
        ("86400", None),  # of 1970: some browsers write it for "not known"
        ("1700000000", "2023-11-14"),
        ("4102444799", "2099-12-31"),
        ("99999999999999999999", None),
        ("1e9", None),
        ("²³456789012", None),
    ],
)
def test_the_day_of_a_bookmark_is_one_that_can_be(added: str, day: str | None) -> None:
    (gift,), _ = shelf.read((MARKED + LINK.format(added=added, title="Reefs")).encode(), "f")
    assert gift.added == day


def test_links_that_no_reader_could_open_are_left_out_and_counted() -> None:
    hrefs = ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "chrome://settings", "place:sort=8"] * 10
    text = MARKED + "\n".join(f'<DT><A HREF="{href}">T</A>' for href in hrefs) + LINK.format(added="1", title="Reefs")
    gifts, problems = shelf.read(text.encode(), "f")
    assert [gift.title for gift in gifts] == ["Reefs"]
    assert {problem.code for problem in problems[:-1]} == {"gift.shelf.no_link"}
    assert problems[-1].message == "And 30 more entries like these."


def test_entities_of_opml_are_not_expanded() -> None:
    laughs = '<!DOCTYPE opml [<!ENTITY a "ha"><!ENTITY b "' + "&a;" * 10 + '"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    text = f'<?xml version="1.0"?>{laughs}<opml><body><outline text="&b; &c;" htmlUrl="https://example.org/"/></body></opml>'
    assert told(text) == (["&b; &c;"], [])


def packed(**files: str | bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return held.getvalue()


def test_what_pocket_packs_is_read() -> None:
    table = "title,url,time_added,tags,status\nReefs,https://example.org/reefs,1700000000,sea|wind,archive\n"
    (gift,), problems = shelf.read(packed(part_csv=table), "pocket.zip")
    assert (gift.title, gift.read, gift.tags, problems) == ("Reefs", True, ("sea", "wind"), ())


def test_what_omnivore_packs_is_read_without_the_pages_it_saved() -> None:
    saved = (
        '[{"id": "1", "slug": "reefs", "title": "Reefs", "url": "https://example.org/reefs", "state": "Archived",'
        ' "savedAt": "2024-03-01T10:00:00Z", "labels": ["sea"]}]'
    )
    archive = packed(metadata_json=saved, content__reefs_html="<html><body>The page</body></html>")
    (gift,), problems = shelf.read(archive, "omnivore.zip")
    assert (gift.title, gift.read, gift.added, problems) == ("Reefs", True, "2024-03-01", ())


def test_a_bomb_is_refused_before_it_fills_the_memory() -> None:
    bomb = packed(part_csv=b"url\n" + b"x" * 60_000_000, more_csv=b"url\n" * 30_000_000)
    assert len(bomb) < 500_000
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge) as raised:
            shelf.read(bomb, "bomb.zip")
        assert tracemalloc.get_traced_memory()[1] < 120_000_000
    finally:
        tracemalloc.stop()
    assert raised.value.code == "gift.shelf.too_large_inside"


@pytest.mark.parametrize(
    ("archive", "code"),
    [
        (packed(photo_jpg=b"\xff\xd8"), "gift.shelf.nothing_inside"),
        (packed(page_html="<html><body>Hello</body></html>"), "gift.shelf.nothing_inside"),
        (packed(inner_zip=packed(part_csv="url\nhttps://example.org/1")), "gift.shelf.nothing_inside"),
        (packed(part_csv="url\nhttps://example.org/1")[:-30], "gift.shelf.broken_archive"),
        (b"PK\x03\x04", "gift.shelf.broken_archive"),
    ],
)
def test_an_archive_without_a_list_is_refused(archive: bytes, code: str) -> None:
    with pytest.raises(BadInput) as raised:
        shelf.read(archive, "f.zip")
    assert raised.value.code == code


def test_a_damaged_list_among_good_ones_is_told() -> None:
    whole = packed(a_csv="url,title\nhttps://example.org/1,One\n" * 50, b_csv="url,title\nhttps://example.org/2,Two\n")
    broken = bytearray(whole)
    broken[60:70] = bytes(10)
    assert told(bytes(broken)) == (["Two"], ["gift.shelf.packed_unreadable"])


SAMPLES = (
    (MARKED + LINK.format(added="1700000000", title="Reefs") + "<DD>seen early</DL>").encode(),
    b"title,url,time_added,tags,status\nReefs,https://example.org/reefs,1700000000,sea|wind,archive\n",
    b'[{"title": "Reefs", "url": "https://example.org/reefs", "is_archived": 1, "tags": [{"label": "sea"}]}]',
    b'[{"type": "book", "title": "Reefs", "issued": {"date-parts": [[2024, 3]]}, "author": [{"family": "Okafor"}]}]',
    b'<opml version="2.0"><body><outline text="Sea"><outline text="R" htmlUrl="https://example.org/"/></outline></body>',
    b"@book{r, title = {Reefs}, author = {Okafor, Tom}, year = 2024, doi = {10.5555/x.1}}",
    b"TY  - BOOK\nTI  - Reefs\nAU  - Okafor, Tom\nDO  - 10.5555/x.1\nER  - \n",
    b"BEGIN:VCARD\nVERSION:3.0\nFN:Tom Okafor\nTEL:+12065550118\nEND:VCARD\n",
    packed(part_csv="url,title\nhttps://example.org/1,One\n"),
)


@given(data=st.data(), sample=st.sampled_from(SAMPLES))
@settings(max_examples=400, deadline=None)
def test_a_damaged_file_of_any_format_is_read_or_refused_in_our_words(data: st.DataObject, sample: bytes) -> None:
    damaged = bytearray(sample)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(damaged)))
        damaged[place : place + data.draw(st.integers(0, 6))] = data.draw(st.binary(max_size=6))
    try:
        gifts, problems = shelf.read(bytes(damaged), "f")
    except BadInput:
        return  # anything else that is raised fails
    assert all(gift.url is None or gift.url.startswith(("http://", "https://")) for gift in gifts)
    assert all(problem.message for problem in problems)


@pytest.mark.parametrize(("name", "precision", "recall"), [("doubles", 0.98, 1.0), ("doubles-unseen", 1.0, 0.94)])
def test_doubles_of_labelled_pairs_are_found_and_others_are_not(name: str, precision: float, recall: float) -> None:
    path = Path(__file__).parents[1] / "data" / "gift" / f"{name}.json"
    right = found = wanted = 0
    for pair in json.loads(path.read_bytes()):
        one, other = (Gift(id, **{"kind": "article", **pair[side]}) for id, side in (("a", "one"), ("b", "other")))
        as_one = len(shelf.once([one, other])) == 1
        assert as_one == (len(shelf.once([other, one])) == 1), pair["why"]
        found += as_one
        wanted += pair["same"]
        right += as_one and pair["same"]
    assert right / found >= precision
    assert right / wanted >= recall


def test_what_stands_keeps_its_places_even_where_two_are_alike() -> None:
    standing = [Gift("a", title="T", url="https://example.org/1"), Gift("b", title="U", url="https://m.example.org/1")]
    merged = shelf.once([Gift("c", title="T", url="https://example.org/1", note="why")], standing)
    assert [(gift.id, gift.note) for gift in merged] == [("a", "why"), ("b", None)]
