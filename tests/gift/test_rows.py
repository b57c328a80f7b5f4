import pytest

from afterword.errors import BadInput
from afterword.gift.formats import rows


def test_pocket_columns() -> None:
    gifts, problems = rows.read(
        "title,url,time_added,tags,status\nA page,https://example.org/1,1700000000,x|y,archive\n", "p.csv"
    )
    assert not problems
    assert (gifts[0].title, gifts[0].added, gifts[0].tags, gifts[0].read) == ("A page", "2023-11-14", ("x", "y"), True)


@pytest.mark.parametrize(
    "text",
    [
        "Link;Name;Labels;Folder;Created\nhttps://example.org/1;A page;x,y;In;2023-11-14\n",
        "href\ttitle\ttags\tfolder\ttimestamp\nhttps://example.org/1\tA page\tx,y\tIn\t1700000000\n",
        'URL,Title,Tags,Folder,Created\n"https://example.org/1","A page","x,y",In,2023-11-14T10:00:00Z\n',
    ],
)
def test_headers_are_known_in_any_spelling(text: str) -> None:
    gifts, problems = rows.read(text, "x.csv")
    assert not problems
    assert (gifts[0].title, gifts[0].tags, gifts[0].added) == ("A page", ("in", "x", "y"), "2023-11-14")


def test_rows_that_lack_cells_are_read_as_far_as_they_go() -> None:
    gifts, problems = rows.read("title,url,tags\nOne,https://example.org/1\nTwo\n\n,,\n", "x.csv")
    assert [gift.title for gift in gifts] == ["One"]
    assert [(problem.code, problem.where) for problem in problems] == [("gift.shelf.no_link", "x.csv: 3")]


def test_a_quote_that_never_ends_is_told() -> None:
    gifts, problems = rows.read(
        'url,title\nhttps://example.org/1,One\nhttps://example.org/2,"' + "x" * 200_000, "x.csv"
    )
    assert [gift.title for gift in gifts] == ["One"]
    assert [problem.code for problem in problems] == ["gift.shelf.row_unreadable"]


def test_a_table_without_addresses_is_refused() -> None:
    with pytest.raises(BadInput) as caught:
        rows.read("name,age\nRuth,50\n", "x.csv")
    assert caught.value.code == "gift.shelf.no_columns"


def test_a_script_is_dropped() -> None:
    gifts, problems = rows.read("url,title\njavascript:alert(1),Click\n", "x.csv")
    assert not gifts
    assert problems[0].code == "gift.shelf.no_link"
