import time

from afterword.gift.formats import opml

FEEDS = """<?xml version="1.0"?>
<opml version="2.0"><head><title>Feeds</title></head><body>
<outline text="Work">
  <outline type="rss" text="Shift &amp; Crew" xmlUrl="https://example.org/feed.xml" htmlUrl="https://example.org/"/>
  <outline type="rss" title="Only a feed" text="x" xmlUrl="https://feeds.example.org/two"></outline>
</outline>
<outline text="A link" type="link" url="https://example.org/page" category="/Boats/Sails"/>
<outline text="Evil" xmlUrl="javascript:alert(1)"/>
</body></opml>"""


def test_sites_with_their_folders() -> None:
    gifts, problems = opml.read(FEEDS, "feeds.opml")
    assert [(gift.title, gift.url, gift.tags) for gift in gifts] == [
        ("Shift & Crew", "https://example.org/", ("work",)),
        ("Only a feed", "https://feeds.example.org/two", ("work",)),
        ("A link", "https://example.org/page", ("boats", "sails")),
    ]
    assert [(one.code, one.where) for one in problems] == [("gift.shelf.no_link", "feeds.opml: 8")]


def test_no_entity_of_a_file_is_followed() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    gifts, _ = opml.read(f'{bomb}<opml><outline text="&b;&f;" url="https://example.org/"/></opml>', "x.opml")
    assert gifts[0].title == "&b;&f;"


def test_a_broken_file_takes_no_longer() -> None:
    start = time.process_time()
    opml.read("<opml>" + "<outline " * 200_000 + '<outline text="a" url="https://example.org"', "x.opml")
    assert time.process_time() - start < 2
