import time

import pytest

from afterword.errors import BadInput
from afterword.gift.formats import bookmarks
from afterword.gift.gift import Gift

HEAD = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n<DL><p>\n"


def one(text: str) -> Gift:
    gifts, problems = bookmarks.read(HEAD + text, "b.html")
    assert not problems
    assert len(gifts) == 1
    return gifts[0]


def test_a_bookmark_with_everything() -> None:
    gift = one(
        "<DT><H3>Work</H3>\n<DL><p>\n<DT><H3>Signing in</H3>\n<DL><p>\n"
        '<DT><A HREF="https://example.org/2026/05/11/passkeys" ADD_DATE="1795000000" TAGS="Passkeys,read">'
        "Passkeys &amp; depots</A>\n<DD>The part on one workflow\n</DL><p>\n</DL><p>\n</DL>"
    )
    assert gift.title == "Passkeys & depots"
    assert gift.url == "https://example.org/2026/05/11/passkeys"
    assert gift.tags == ("work", "signing in", "passkeys")
    assert gift.read
    assert gift.note == "The part on one workflow"
    assert gift.date == "2026-05-11"
    assert gift.added == "2026-11-18"
    assert gift.kind == "article"


def test_folders_end() -> None:
    gifts, _ = bookmarks.read(
        HEAD + '<DT><H3>In</H3><DL><p><DT><A HREF="https://example.org/1">one</A></DL><p>'
        '<DT><A HREF="https://example.org/2">two</A></DL>',
        "b.html",
    )
    assert [gift.tags for gift in gifts] == [("in",), ()]


def test_a_pocket_list_says_what_was_read() -> None:
    gifts, _ = bookmarks.read(
        "<!DOCTYPE html><html><h1>Unread</h1><ul>"
        '<li><a href="https://example.org/1" time_added="1700000000" tags="a,b">one</a></li></ul>'
        '<h1>Read Archive</h1><ul><li><a href="https://example.org/2" time_added="1" tags="">two</a></li></ul>',
        "ril_export.html",
    )
    assert [(gift.title, gift.read, gift.tags) for gift in gifts] == [("one", False, ("a", "b")), ("two", True, ())]


def test_html_that_is_no_bookmark_file() -> None:
    with pytest.raises(BadInput) as caught:
        bookmarks.read("<html><body><a href='https://example.org'>hello</a></body></html>", "page.html")
    assert caught.value.code == "gift.shelf.not_bookmarks"


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "place:sort=8", "chrome://settings", ""])
def test_other_schemes_are_dropped_with_a_problem(href: str) -> None:
    gifts, problems = bookmarks.read(HEAD + f'<DT><A HREF="{href}">Click me</A>\n</DL>', "b.html")
    assert not gifts
    assert [problem.code for problem in problems] == ["gift.shelf.no_link"]
    assert "Click me" in problems[0].message


def test_a_hostile_title_becomes_one_visible_line() -> None:
    gift = one('<DT><A HREF="https://example.org/1">Nice\r\nBcc: x@example.org\u202e &lt;script&gt;\u0007</A>')
    assert gift.title == "Nice Bcc: x@example.org <script>"


def test_markup_inside_a_title_is_left_out() -> None:
    assert one('<DT><A HREF="https://example.org/1"><b>Bold</b> title<img src=x></A>').title == "Bold title"


def test_a_broken_tag_spoils_only_itself() -> None:
    gifts, _ = bookmarks.read(
        HEAD + '<DT><A HREF="https://example.org/1\n<DT><A HREF="https://example.org/2">two</A></DL>', "b.html"
    )
    assert [gift.title for gift in gifts] == ["two"]


@pytest.mark.parametrize("odd", ["<![foo[ x ]]>", "<![ x ]]>"])
def test_a_declaration_that_html_does_not_know_stops_nothing(odd: str) -> None:
    assert one(f'{odd}<DT><A HREF="https://example.org/1">{odd}one</A></DL>').title == "one"


def test_entities_do_not_grow() -> None:
    bomb = '<!DOCTYPE NETSCAPE-Bookmark-file-1 [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>\n<DL>'
    gifts, _ = bookmarks.read(bomb + '<DT><A HREF="https://example.org/1">&b;&b;</A></DL>', "b.html")
    assert [gift.title for gift in gifts] == ["&b;&b;"]


@pytest.mark.slow
@pytest.mark.parametrize("junk", ["<!--", '<DT><A HREF="', "&#", "<", "<A "])
def test_endless_junk_ends(junk: str) -> None:
    started = time.process_time()
    bookmarks.read(HEAD + junk * (400_000 // len(junk)), "b.html")
    assert time.process_time() - started < 5


def test_what_is_left_out_says_its_line() -> None:
    text = HEAD + '<DT><A HREF="https://example.org/a">One</A>\n<DT><A HREF="x:y">Two</A>\n'
    _gifts, problems = bookmarks.read(text, "b.html")
    assert [problem.where for problem in problems] == ["b.html: 6"]
