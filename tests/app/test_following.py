"""Feeds that are followed: asked once a day by themselves, never more than every half hour, and never while off."""

import datetime as dt
from collections.abc import Iterator

import pytest

from afterword import api
from afterword.app.actions.follow import MOST, follow, turn, unfollow
from afterword.app.actions.keep_entries import KEPT
from afterword.app.following import AT_ONCE, DAILY, EVERY, add_feed, ask_feed, ask_feeds
from afterword.app.models import Candidate, Feed, ShelfItem
from afterword.app.queries.following import entries
from afterword.errors import BadInput, Refused, TooLarge
from afterword.gift.formats import opml
from app.conftest import NOW
from website import NOTHING, Website, asked, nearby, page, say, website


def rss(*titles: str, more: bytes = b"") -> bytes:
    items = "".join(
        f"<item><title>{t}</title><link>https://paper.example.org/{n}</link></item>" for n, t in enumerate(titles)
    )
    return f"<rss version='2.0'><channel><title>Shift Paper</title>{items}".encode() + more + b"</channel></rss>"


def feed(body: bytes, *headers: str) -> bytes:
    return page(body, *headers, media="application/rss+xml")


@pytest.fixture
def site(amara: Candidate, monkeypatch: pytest.MonkeyPatch) -> Iterator[Website]:
    with website() as found:
        say(found, feed(rss("Badges on the night shift", "Tides"), 'ETag: "one"', "Last-Modified: Mon, 02 Nov 2026"))
        monkeypatch.setattr(api, "_fetcher", nearby)
        api._guest.cache_clear()
        yield found
        api._guest.cache_clear()


def followed(site: Website) -> Feed:
    follow(NOW, [("", f"{site.url}feed")], on=True)
    return Feed.objects.get()


def test_a_feed_is_kept_with_what_is_new_and_nothing_goes_on_the_shelf(site: Website) -> None:
    row = add_feed(NOW, f"{site.url}feed")
    assert (row.title, row.on, row.etag, row.asked_at) == ("Shift Paper", True, '"one"', NOW)
    assert {gift.title: name for gift, name in entries().values()} == {
        "Badges on the night shift": "Shift Paper",
        "Tides": "Shift Paper",
    }
    assert not ShelfItem.objects.exists()
    assert asked(site) == ["/feed"], "a click is a plain visit"


def test_the_page_of_a_site_leads_to_its_feed(site: Website) -> None:
    home = page(b'<html><head><link rel="alternate" type="application/rss+xml" href="/news.xml"></head>')
    site.answer = lambda taken, heard: taken.sendall(feed(rss("Tides")) if "/news.xml" in heard else home)
    row = add_feed(NOW, site.url)
    assert row.address == f"{site.url}news.xml"
    assert row.title == "Shift Paper"


@pytest.mark.parametrize(("answer", "code"), [
    (page(b"<html><head><title>No feed</title>"), "outside.sources.no_feed"),
    (page(b'<link rel="alternate" type="application/rss+xml" href="javascript:x">'), "outside.sources.no_feed"),
    (feed(b"not a feed at all"), "outside.sources.no_feed"),
    (feed(b"<rss><channel><item>" + b"<a>" * 100_000), "outside.sources.no_feed"),
    (NOTHING, "outside.fetch.gone"),
], ids=["a page", "a page that lies", "words", "a tower", "404"])  # fmt: skip
def test_what_is_no_feed_is_not_followed(site: Website, answer: bytes, code: str) -> None:
    say(site, answer)
    with pytest.raises(BadInput) as caught:
        add_feed(NOW, f"{site.url}feed")
    assert caught.value.code == code
    assert not Feed.objects.exists()


def test_a_feed_without_end_is_too_large(site: Website) -> None:
    say(site, feed(b"").replace(b"Content-Length: 0", b"Content-Length: 100000000"))
    with pytest.raises(TooLarge, match=r"fetch\.too_large"):
        add_feed(NOW, f"{site.url}feed")


def test_a_long_feed_is_cut_and_said(site: Website) -> None:
    say(site, feed(rss(*(f"Thing {n}" for n in range(20_000)))))
    row = add_feed(NOW, f"{site.url}feed")
    assert len(row.entries) == KEPT
    assert row.told == {"code": "outside.sources.cut", "params": {"count": 200}}


def test_it_is_asked_whether_it_changed_and_keeps_what_it_knew(site: Website) -> None:
    row = add_feed(NOW, f"{site.url}feed")
    say(site, page(b"", status="304 Not Modified"))
    again = ask_feed(row, NOW + EVERY)
    assert again
    assert len(again.entries) == 2
    assert again.asked_at == NOW + EVERY
    assert 'If-None-Match: "one"' in site.heard[-1]
    assert "If-Modified-Since: Mon, 02 Nov 2026" in site.heard[-1]


def test_no_click_asks_more_often_than_every_half_hour(site: Website) -> None:
    row = followed(site)
    for minutes in (0, 1, 29):
        found = ask_feed(row, NOW + dt.timedelta(minutes=minutes))
        assert found
        row = found
    assert len(asked(site)) == 1
    ask_feed(row, NOW + EVERY)
    assert len(asked(site)) == 2


def test_by_itself_it_is_asked_once_a_day_by_the_rules_of_the_site(site: Website) -> None:
    followed(site)
    assert [ask_feeds(NOW), ask_feeds(NOW + DAILY - EVERY), ask_feeds(NOW + DAILY)] == [1, 0, 1]
    assert asked(site) == ["/robots.txt", "/feed", "/feed"]
    api._guest.cache_clear()
    say(site, feed(rss("Tides")), page(b"User-agent: *\nDisallow: /feed", media="text/plain"))
    ask_feeds(NOW + 2 * DAILY)
    assert Feed.objects.get().told["code"] == "outside.manners.robots"
    assert len(Feed.objects.get().entries) == 2


def test_one_that_is_off_is_never_asked_and_offers_nothing(site: Website) -> None:
    row = add_feed(NOW, f"{site.url}feed")
    turn(row.id, on=False)
    heard = len(site.heard)
    assert ask_feeds(NOW + 3 * DAILY) == 0
    assert len(site.heard) == heard
    assert entries() == {}


def test_one_that_is_away_keeps_what_it_knew_and_says_so(site: Website) -> None:
    row = add_feed(NOW, f"{site.url}feed")
    say(site, page(b"", status="500 Oops"))
    again = ask_feed(row, NOW + EVERY)
    assert again
    assert (again.told["code"], len(again.entries)) == ("outside.fetch.status", 2)


def test_two_that_moved_to_one_place_can_be_followed_there(site: Website) -> None:
    add_feed(NOW, f"{site.url}feed")
    follow(NOW, [("", f"{site.url}old")], on=True)
    moved = page(b"", f"Location: {site.url}feed", status="301 Moved Permanently")
    now = feed(rss("Tides"))
    site.answer = lambda taken, heard: taken.sendall(moved if " /old " in heard else now)
    ask_feed(Feed.objects.get(address=f"{site.url}old"), NOW)
    assert add_feed(NOW + EVERY, f"{site.url}feed").address == f"{site.url}feed"
    assert set(Feed.objects.values_list("address", flat=True)) == {f"{site.url}feed", f"{site.url}old"}


def test_a_feed_that_breaks_the_reader_stops_no_other(site: Website, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(address: str, **more: object) -> object:
        raise RuntimeError("nobody thought of this")

    followed(site)
    monkeypatch.setattr(api, "visit_feed", broken)
    assert ask_feeds(NOW) == 1
    assert Feed.objects.get().told["code"] == "outside.sources.garbled"


def test_a_look_asks_a_few_and_leaves_off_when_told(site: Website) -> None:
    follow(NOW, [("", f"{site.url}{n}") for n in range(AT_ONCE + 2)], on=True)
    assert ask_feeds(NOW, ending=lambda: True) == 0


def test_there_is_an_end_to_what_one_follows(site: Website) -> None:
    many = [("", f"https://paper.example.org/{n}") for n in range(MOST)]
    assert follow(NOW, many, on=False) == MOST
    assert follow(NOW, many, on=False) == 0
    with pytest.raises(Refused, match="too_many"):
        follow(NOW, [("", "https://paper.example.org/more")], on=False)
    unfollow(Feed.objects.all()[0].id)
    assert follow(NOW, [("", "https://paper.example.org/more")], on=False) == 1


def test_a_list_of_a_reader_gives_its_feeds() -> None:
    text = """<opml><body><outline text="Trade"><outline text="Shift &amp; Paper" xmlUrl="https://a.example.org/feed"
    htmlUrl="https://a.example.org"/><outline text="Again" xmlUrl="https://a.example.org/feed"/>
    <outline text="Evil" xmlUrl="javascript:alert(1)"/><outline text="File" xmlUrl="file:///etc/passwd"/></outline>"""
    assert opml.feeds(text) == (("Shift & Paper", "https://a.example.org/feed"),)
    assert opml.feeds("<opml>") == ()
    many = "".join(f'<outline xmlUrl="https://a.example.org/{n}"/>' for n in range(10_000))
    assert len(opml.feeds(many)) == opml.MOST_FEEDS
