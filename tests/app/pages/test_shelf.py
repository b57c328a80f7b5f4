"""The shelf: found by words and kind, filled by files, and everything on it can be put back."""

import datetime as dt
import time
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from afterword.app import importing
from afterword.app.actions.bring_in import begin_import, bring_part
from afterword.app.actions.shelve import compare, shelve
from afterword.app.actions.undo_import import undo_import
from afterword.app.models import Import, Posting, ShelfItem
from afterword.app.pages.shelf import ImportForm
from afterword.gift.gift import Gift
from app.pages.answers import text_of

NOW = dt.datetime.now(dt.UTC)
BREAD = Gift(id="g1", kind="book", title="Bread and its makers", url="https://example.org/bread")
SCRIPTS = b"<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p><DT><A HREF='javascript:alert(1)'>Read it later</A></DL>"
SAILS = Gift(id="g2", title="Sails in light wind", url="https://example.org/sails", read=True)


def bookmarks(count: int, start: int = 0) -> bytes:
    lines = [
        f'<DT><A HREF="https://example.org/page/{n}" ADD_DATE="1790000000">Passkeys and pallets, number {n}</A>'
        for n in range(start, start + count)
    ]
    return ("<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n" + "\n".join(lines) + "\n</DL><p>").encode()


def bring(browser: Client, *files: tuple[str, bytes]) -> HttpResponse:
    uploads = [SimpleUploadedFile(name, data) for name, data in files]
    answer = browser.post("/shelf/import", {"saved": uploads})
    assert isinstance(answer, HttpResponse)
    return answer


def press(browser: Client, do: str, **more: str) -> HttpResponse:
    answer = browser.post("/shelf", {"do": do, **more})
    assert isinstance(answer, HttpResponse)
    return answer


def test_an_empty_shelf_teaches(browser: Client) -> None:
    text = text_of(browser.get("/shelf"))
    assert "Nothing is on it yet" in text
    for name in ("Chrome", "Firefox", "Safari"):
        assert f"<dt>{name}</dt>" in text
    assert text.count("is-primary") == 1


def test_the_shelf_is_searched_by_words_and_kind(browser: Client) -> None:
    shelve([BREAD, SAILS])
    found = text_of(browser.get("/shelf?words=bread"))
    assert str(BREAD.title) in found
    assert str(SAILS.title) not in found
    assert str(SAILS.title) not in text_of(browser.get("/shelf?kind=book"))
    assert "Nothing on your shelf speaks of “opera”." in text_of(browser.get("/shelf?words=opera"))
    assert str(BREAD.title) in text_of(browser.get("/shelf?kind=nonsense&page=-3"))
    assert text_of(browser.get("/shelf")).count("is-primary") == 1


def test_pages_of_fifty(browser: Client) -> None:
    bring(browser, ("b.html", bookmarks(120)))
    first, last = text_of(browser.get("/shelf")), text_of(browser.get("/shelf?page=3"))
    assert first.count('value="drop:') == 50
    assert last.count('value="drop:') == 20
    assert "Page 3 of 3" in text_of(browser.get("/shelf?page=99"))
    assert text_of(browser.get("/shelf?words=pallets&page=3")).count('value="drop:') == 20


def test_what_is_taken_off_can_be_put_back_as_it_was(browser: Client) -> None:
    shelve([BREAD, SAILS])
    row = ShelfItem.objects.get(title=BREAD.title)
    terms = row.postings.count()
    answer = press(browser, f"drop:{row.id}")
    assert not ShelfItem.objects.filter(id=row.id).exists()
    assert not Posting.objects.filter(item=row.id).exists()
    page = browser.get(answer["Location"])
    assert "Taken off: Bread and its makers" in text_of(page)
    dropped = page.wsgi_request.GET["dropped"]
    for _ in range(2):
        press(browser, "put_back", dropped=dropped)
    back = ShelfItem.objects.get(id=row.id)
    assert (back.value, back.added_at, back.sample) == (row.value, row.added_at, row.sample)
    assert back.postings.count() == terms


def test_what_came_in_anew_is_not_put_back_twice(browser: Client) -> None:
    shelve([BREAD])
    answer = press(browser, f"drop:{ShelfItem.objects.get().id}")
    dropped = browser.get(answer["Location"]).wsgi_request.GET["dropped"]
    shelve([BREAD])
    press(browser, "put_back", dropped=dropped)
    assert ShelfItem.objects.count() == 1


@pytest.mark.parametrize("dropped", ["", "nonsense", "a:b:c"])
def test_nobody_else_writes_what_is_put_back(browser: Client, dropped: str) -> None:
    answer = press(browser, "put_back", dropped=dropped)
    assert answer.status_code == 422
    assert "This can no longer be put back." in text_of(answer)


def test_what_is_not_there_cannot_be_taken_off(browser: Client, stranger: uuid.UUID) -> None:
    theirs = ShelfItem(owner_id=stranger, key="k", kind="tip", title="Theirs")
    ShelfItem.everyone.bulk_create([theirs])
    assert {press(browser, f"drop:{id}").status_code for id in (theirs.id, uuid.uuid4(), "x")} == {404}
    assert ShelfItem.everyone.filter(id=theirs.id).exists()


def test_files_are_taken_in_and_told(browser: Client) -> None:
    shelve([Gift(id="g3", title="Old", url="https://example.org/page/1")])
    table = b"url,title\nhttps://example.org/table,A table row\njavascript:alert(1),Bad row\n"
    answer = bring(browser, ("b.html", bookmarks(3)), ("t.csv", table))
    text = text_of(browser.get(answer["Location"]))
    assert "3 new things." in text
    assert "1 was there already and kept its place." in text
    assert "Bad row" in text
    assert "t.csv: 3" in text
    assert ShelfItem.objects.count() == 4


def test_an_import_is_taken_back(browser: Client) -> None:
    shelve([SAILS])
    answer = bring(browser, ("b.html", bookmarks(5)))
    of = browser.get(answer["Location"]).wsgi_request.GET["of"]
    for _ in range(2):
        browser.post("/shelf/import", {"do": "undo", "of": of})
    assert [row.title for row in ShelfItem.objects.all()] == [SAILS.title]
    browser.post("/shelf/import", {"do": "undo", "of": "nonsense"})
    assert ShelfItem.objects.count() == 1


def test_the_same_files_twice_bring_nothing_new(browser: Client) -> None:
    for _ in range(2):
        answer = bring(browser, ("b.html", bookmarks(5)))
    assert "0 new things. 5 were there already" in " ".join(
        text_of(browser.get(answer["Location"])).replace("</strong>", "").split()
    )
    assert ShelfItem.objects.count() == 5


def test_files_that_hold_nothing_to_give_put_nothing_on_the_shelf(browser: Client) -> None:
    answer = bring(browser, ("b.html", SCRIPTS))
    text = text_of(browser.get(answer["Location"]))
    assert "Nothing was put on your shelf" in text
    assert "Choose the files again" in text
    assert "It is on your shelf" not in text
    assert "0 new things" not in text
    assert "has no http or https address" in text


def test_an_empty_file_is_told_with_its_mend(browser: Client) -> None:
    answer = bring(browser, ("b.html", b""))
    assert answer.status_code == 422
    assert "This file is empty. Save it again, or choose another." in text_of(answer)


def test_one_bad_file_among_good_ones_is_told(browser: Client) -> None:
    answer = bring(browser, ("b.html", bookmarks(2)), ("photo.jpg", b"\xff\xd8\xff\x00binary"))
    text = text_of(browser.get(answer["Location"]))
    assert "2 new things." in text
    assert "photo.jpg" in text


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("page.html", b"<html><body><p>Hello</p></body></html>", "This is a web page, not a bookmark file."),
        ("photo.jpg", b"\xff\xd8\xff\x00binary", "This is no shelf that can be read here."),
        ("gifts.json", b'[{"title": ', "This is not valid JSON"),
    ],
)
def test_a_file_that_is_no_shelf_is_told(browser: Client, name: str, data: bytes, told: str) -> None:
    answer = bring(browser, (name, data))
    assert answer.status_code == 422
    assert f"{name}: {told}" in text_of(answer)


def test_no_file_is_told(browser: Client) -> None:
    answer = bring(browser)
    assert answer.status_code == 422
    assert "Choose at least one file." in text_of(answer)


def test_a_file_that_is_too_large_is_refused_unread(browser: Client) -> None:
    large: Any = SimpleUploadedFile("b.html", b"x")
    large.size = 500_000_000
    large.file.close()  # whoever reads it fails
    saved: Any = {"saved": [large]}
    assert "b.html has 476 MB; the limit is 32 MB." in str(ImportForm({}, saved).errors["saved"])
    assert 'data-most="32000000"' in text_of(browser.get("/shelf/import"))


def test_strangers_titles_do_no_harm(browser: Client) -> None:
    data = (
        b"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>"
        b'<DT><A HREF="https://example.org/x"><script>alert(1)</script> a title</A>'
        b'<DT><A HREF="javascript:alert(2)">Click me</A>'
    )
    answer = bring(browser, ("b.html", data + '<DT><A HREF="https://example.org/y">txt.\u202eexe</A>'.encode()))
    page = browser.get("/shelf").content.decode() + browser.get(answer["Location"]).content.decode()
    assert "<script>alert" not in page
    assert 'href="javascript:' not in page
    assert "\u202e" not in page


def test_a_large_import_is_beside_the_page_and_told_as_it_goes(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Callable[[], None]] = []

    class Held:
        def __init__(self, target: Callable[..., None], args: tuple[Any, ...], **_: object) -> None:
            begun.append(lambda: importing.carry_out(*args))

        def start(self) -> None:
            pass

    monkeypatch.setattr("afterword.app.importing.threading.Thread", Held)
    answer = bring(browser, ("bookmarks.html", bookmarks(3000)))
    waiting = text_of(browser.get(answer["Location"]))
    assert "Reading bookmarks.html" in waiting
    assert 'hx-trigger="every 1s"' in waiting
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in waiting
    seen: list[str] = []

    def looked(*args: Any, **given: Any) -> bool:
        on = bring_part(*args, **given)
        seen.append(text_of(browser.get(answer["Location"])))
        return on

    monkeypatch.setattr("afterword.app.importing.bring_part", looked)
    began = time.process_time()
    begun[0]()
    assert time.process_time() - began < 10
    assert ["1,000 of 3,000 things" in one or "1000 of 3000 things" in one for one in seen] == [True, False, False]
    done = text_of(browser.get(answer["Location"]))
    assert "3000 new things." in done.replace(",", "")
    assert "hx-trigger" not in done.partition('<main id="main"')[2]
    assert ShelfItem.objects.count() == 3000


if connection.vendor == "sqlite":  # PostgreSQL learns it by itself

    def test_after_an_import_sqlite_finds_things_by_their_ids(browser: Client) -> None:
        bring(browser, ("b.html", bookmarks(300)))
        found = ShelfItem.objects.filter(id__in=ShelfItem.objects.values_list("id", flat=True)[:5])
        assert "autoindex" in found.explain()


def test_what_is_taken_back_while_it_comes_in_comes_no_further(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*args: Any, **given: Any) -> bool:
        on = bring_part(*args, **given)
        undo_import(args[1])
        return on

    monkeypatch.setattr("afterword.app.importing.bring_part", stopped)
    monkeypatch.setattr(importing, "AT_ONCE", 10**9)
    row = begin_import(NOW, ["b.html"])
    importing.carry_out(row, [("b.html", bookmarks(2500))], "en")
    assert ShelfItem.objects.count() == 0
    assert not Import.objects.exists()


def test_what_fails_while_it_is_written_leaves_nothing(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    shelve([SAILS])

    def full(*args: Any, **given: Any) -> bool:
        if ShelfItem.objects.count() > 1000:
            raise OSError("the disk is full")
        return bring_part(*args, **given)

    monkeypatch.setattr("afterword.app.importing.bring_part", full)
    row = begin_import(NOW, ["b.html"])
    with pytest.raises(OSError, match="full"):
        importing.carry_out(row, [("b.html", bookmarks(2500))], "en")
    assert [one.title for one in ShelfItem.objects.all()] == [SAILS.title]
    page = text_of(browser.get(f"/shelf/import?of={row.id}"))
    assert "Nothing was put on your shelf" in page
    assert "Writing it failed, and nothing of it is on your shelf." in page


def test_an_import_that_the_end_of_the_program_cut_off_is_told_and_goes_on_where_it_was(browser: Client) -> None:
    row = begin_import(NOW - importing.PATIENCE * 2, ["b.html"])
    assert bring_part(row.at, row.id, compare([BREAD]), looked_at=1, total=2)
    page = text_of(browser.get(f"/shelf/import?of={row.id}"))
    assert "Afterword was closed while it was in hand. 1 thing came so far." in page
    assert "hx-trigger" not in page.partition('<main id="main"')[2]


@pytest.mark.parametrize("asked", ["", "?words=pallets", "?kind=article"])
def test_the_queries_do_not_grow_with_rows(browser: Client, asked: str) -> None:
    bring(browser, ("b.html", bookmarks(2)))
    with CaptureQueriesContext(connection) as few:
        browser.get(f"/shelf{asked}")
    bring(browser, ("b.html", bookmarks(120)))
    with CaptureQueriesContext(connection) as many:
        browser.get(f"/shelf{asked}")
    assert len(many) == len(few)
