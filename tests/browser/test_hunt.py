"""From an empty shelf to a gift that was read and is enclosed: in five minutes and a dozen actions."""

import urllib.parse

import pytest
from playwright.sync_api import expect

from browser.conftest import PHONE, Sheet
from browser.walk import Walk

THERE = "https://journal.example.org/leaks"
ARTICLE = (
    "<!doctype html><html lang='en'><head><title>Listening for leaks</title></head><body><article>"
    + "<p>A crew of four walked the mains at night, when pumps rest and a leak can be heard at forty metres.</p>" * 8
    + "</article></body></html>"
)


def test_from_an_empty_shelf_to_an_enclosed_gift(sheet: Sheet, capsys: pytest.CaptureFixture[str]) -> None:
    phone = sheet(PHONE)
    phone.context.route(THERE, lambda route: route.fulfill(body=ARTICLE, content_type="text/html"))
    phone.goto("/start")
    phone.get_by_role("link", name="I just came out").first.click()
    phone.fill("#id_person-0-name", "Tom Okafor")
    phone.fill("#id_company", "Meridian Water")
    phone.fill("#id_notes", "He kept coming back to leaks in old pipes, and wants to hear how others find them.")
    phone.get_by_role("button", name="Done, find a gift").click()
    phone.get_by_role("link", name="Choose this subject").first.click()

    walk = Walk(phone)
    walk.look()
    expect(phone.get_by_text("Nothing on your shelf fits well enough")).to_be_visible()
    search = phone.locator("a.chip[target=_blank]").first
    assert "leaks" in urllib.parse.unquote_plus(search.get_attribute("href") or "")
    walk.counted += 60  # to open a search in one's own browser and to choose from its hits
    bookmark = phone.locator("a.chip", has_text="For Tom").get_attribute("href")
    assert bookmark
    found = phone.context.new_page()
    found.goto(THERE)
    # A bookmark runs outside of the page's own rules, as this does.
    found.evaluate(urllib.parse.unquote(bookmark.removeprefix("javascript:")))
    found.wait_for_url("**/shelf/add/link?**")
    walk.page = found
    walk.counted += walk.TAPS
    walk.actions += 2  # the search, the bookmark
    walk.look()
    expect(found.locator("#id_title")).to_have_value("Listening for leaks")
    expect(found.locator("#id_url")).to_have_value(THERE)
    walk.tap("button", "Put it on the shelf")
    walk.look()
    walk.counted += 60  # to read it
    walk.type("#id_note", "It is about listening at night, which costs nothing.")
    walk.tap("button", "I have read it, on to the letter")
    walk.look()
    expect(found.get_by_text("You have read it, and the letter may say so.")).to_be_visible()
    walk.type("#id_name", "Jonah Reyes")
    walk.tap("button", "Write the draft")
    found.wait_for_url("**/letters/**")
    letter = found.locator("article.letter").inner_text()
    assert "Listening for leaks" in letter
    assert "It is about listening at night, which costs nothing." in letter
    assert "came across" not in letter
    with capsys.disabled():
        print(f" from an empty shelf: {walk.seconds:.0f} s, {walk.actions} actions")
    assert walk.seconds < 300
    assert walk.actions <= 12
