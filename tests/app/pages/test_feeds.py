"""The page of feeds, and what is new in them where a gift is looked for."""

import uuid
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from afterword import api
from afterword.app.actions.add_subject import add_subject
from afterword.app.actions.follow import follow
from afterword.app.following import add_feed
from afterword.app.models import Candidacy, Feed, Person, ShelfItem
from app.conftest import NOW
from app.pages.answers import text_of
from app.test_following import feed, rss
from website import Website, nearby, page, website

OPML = b'<opml><body><outline text="Shift Paper" xmlUrl="https://a.example.org/feed"/></body></opml>'


@pytest.fixture
def site(browser: Client, offline: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Website]:
    with website() as found:
        body = rss("A lost badge on the night shift", "Tides", "A lost badge: discount voucher inside")
        found.answer = lambda taken, heard: taken.sendall(feed(body))
        monkeypatch.setattr(api, "_fetcher", nearby)
        yield found


def test_one_is_followed_turned_off_and_taken_out(browser: Client, site: Website) -> None:
    assert site.heard == []
    answer = browser.post("/shelf/feeds", {"do": "add", "address": f"{site.url}feed"}, follow=True)
    assert "You follow Shift Paper." in text_of(answer)
    row = Feed.objects.get()
    assert "3 entries" in text_of(browser.get("/shelf/feeds"))
    browser.post("/shelf/feeds", {"do": f"off:{row.id}"})
    text = text_of(browser.get("/shelf/feeds"))
    assert "off: not asked" in text
    assert text.count("is-primary") == 1
    browser.post("/shelf/feeds", {"do": f"on:{row.id}"})
    browser.post("/shelf/feeds", {"do": f"ask:{row.id}"})
    assert len(site.heard) == 1, "it was asked just before"
    assert "do not follow Shift Paper" in text_of(browser.post("/shelf/feeds", {"do": f"drop:{row.id}"}, follow=True))
    assert not Feed.objects.exists()


def test_a_list_comes_in_turned_off(browser: Client, site: Website) -> None:
    answer = browser.post("/shelf/feeds", {"do": "add", "file": SimpleUploadedFile("r.opml", OPML)}, follow=True)
    assert "1 feed is here. Turn on those that may be asked." in text_of(answer)
    assert not Feed.objects.get().on
    assert site.heard == []


@pytest.mark.parametrize(("sent", "told"), [
    ({}, "Paste an address, or choose a file."),
    ({"address": "javascript:alert(1)"}, "This is no address of the web."),
    ({"address": "file:///etc/passwd"}, "This is no address of the web."),
    ({"address": "a\nb"}, "in one line"),
    ({"file": SimpleUploadedFile("r.opml", b"<opml></opml>")}, "No feed stands in this file."),
])  # fmt: skip
def test_bad_input_is_said_and_nobody_is_asked(
    browser: Client, site: Website, sent: dict[str, object], told: str
) -> None:
    answer = browser.post("/shelf/feeds", {"do": "add", **sent})
    assert answer.status_code == 422
    assert told in text_of(answer)
    assert site.heard == []


def test_a_site_without_a_feed_says_what_to_look_for_and_keeps_the_address(browser: Client, site: Website) -> None:
    site.answer = lambda taken, heard: taken.sendall(page(b"<html>nothing"))
    answer = browser.post("/shelf/feeds", {"do": "add", "address": f"{site.url}x"})
    assert answer.status_code == 422
    assert "page.example.org has no feed at this address." in text_of(answer)
    assert f'value="{site.url}x"' in text_of(answer)


def test_what_nobody_offers_is_not_there(browser: Client, site: Website) -> None:
    follow(NOW, [("", "https://a.example.org/feed")], on=True)
    for do in ("on:x", f"burn:{Feed.objects.get().id}", f"on:{uuid.uuid4()}"):
        assert browser.post("/shelf/feeds", {"do": do}).status_code == 404


def test_what_is_new_is_offered_for_a_subject_and_goes_on_the_shelf_by_a_click(
    browser: Client, site: Website, fernhill: Candidacy, ruth: Person
) -> None:
    add_feed(NOW, f"{site.url}feed")
    line = add_subject(fernhill.id, "a lost badge", person_id=ruth.id, id=uuid.uuid4())
    here = f"/candidacies/{fernhill.id}/gift/{ruth.id}/sources?interest={line.id}"
    heard = len(site.heard)
    answer = browser.get(here)
    text = text_of(answer)
    assert "New in what you follow" in text
    assert "A lost badge on the night shift" in text
    assert "found in Shift Paper" in text
    assert "Tides" not in text
    assert "voucher" not in text
    assert len(site.heard) == heard
    assert not ShelfItem.objects.exists()
    key = text.split('name="keep" value="')[1].split('"')[0]
    kept = browser.post(here, {"keep": key})
    assert kept["Location"].startswith(f"/shelf/{ShelfItem.objects.get().id}?candidacy=")
