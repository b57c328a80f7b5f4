"""From a link to a marked passage and the one line why, on a phone, and what the reading mode shows of the article."""

import urllib.parse
from pathlib import Path

from playwright.sync_api import Page, expect

from browser.conftest import PHONE, Sheet

PARTS = {
    "How a shift begins": "The gate opens at five, and until six the yard fills. " * 9,
    "What a lost badge costs": (
        "A lost badge costs more than its plastic. The crew waits at the gate, the shift starts late, and somebody "
        "lends theirs, so that the list of who is inside is wrong for a day. "
    ),
    "What came of it": "After six weeks the yard had lost none, and the gate list was right every morning. " * 6,
}
ARTICLE = (
    "<!doctype html><html lang='en'><head><title>Badges at the gate</title></head><body><nav>Home News Login</nav>"
    "<article><h1>Badges at the gate</h1><p>By <b>Chidi Abara</b></p>"
    + "".join(f"<h2>{head}</h2><p>{text}</p>" for head, text in PARTS.items())
    + "<ul><li>One list</li><li>One gate</li></ul><p>See <a href='/more?utm_source=x'>the numbers</a>.</p>"
    "<img src='https://pixel.example.org/1.gif'><script>document.title = 'gone'</script>"
    '<p onclick="alert(1)" style="position:fixed;inset:0">The end of it.</p></article></body></html>'
)


def fits(page: Page) -> bool:
    """Whether nothing of the page has to be scrolled to sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_from_a_link_to_a_passage_and_the_line_why(sheet: Sheet, tmp_path: Path) -> None:
    phone = sheet(PHONE)
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(urllib.parse.urlsplit(request.url).hostname or ""))
    phone.goto("/start")
    phone.get_by_role("link", name="I just came out").first.click()
    phone.fill("#id_person-0-name", "Tom Okafor")
    phone.fill("#id_company", "Meridian Yards")
    phone.fill("#id_notes", "He kept coming back to lost badges, and wants to hear what a lost badge costs others.")
    phone.get_by_role("button", name="Done, find a gift").click()
    phone.get_by_role("link", name="Choose this subject").first.click()
    phone.locator("a", has_text="Paste a link").first.click()
    phone.fill("#id_url", "https://journal.example.org/badges")
    phone.fill("#id_title", "Badges at the gate")
    phone.get_by_role("button", name="Put it on the shelf").click()

    expect(phone.get_by_role("heading", level=1)).to_have_text("Badges at the gate")
    expect(phone.get_by_text("Fetching asks journal.example.org for this one page")).to_be_visible()
    saved = tmp_path / "badges.html"
    saved.write_text(ARTICLE, "utf-8")
    phone.set_input_files("#id_file", saved)
    phone.get_by_role("button", name="Find the passages").click()
    first = phone.locator("article.passage").first
    expect(first).to_contain_text("A lost badge costs more than its plastic.")
    first.get_by_role("button", name="Mark this one").click()
    expect(phone.locator("article.passage.is-marked")).to_contain_text("Marked: the letter may quote it")

    phone.locator("#article summary").click()
    article = phone.locator("article.article")
    expect(article.get_by_role("heading", name="What a lost badge costs")).to_be_visible()
    expect(article.get_by_role("listitem")).to_have_count(2)
    link = article.get_by_role("link", name="the numbers")
    assert link.get_attribute("href") == "https://journal.example.org/more"
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert article.locator("img, script, nav, [style], [onclick]").count() == 0
    assert phone.title() != "gone"
    assert set(asked) == {"127.0.0.1"}, "an article loads nothing from anywhere"
    for width in (PHONE, 320):
        phone.set_viewport_size({"width": width, "height": 844})
        assert fits(phone)

    phone.fill("#id_note", "It says what a lost badge costs a yard like yours.")
    phone.get_by_role("button", name="I have read it, on to the letter").click()
    expect(phone.get_by_text("You have read it, and the letter may say so.")).to_be_visible()


def test_what_a_phone_shares_finds_whom_it_is_for(sheet: Sheet) -> None:
    phone = sheet(PHONE, javascript=False)
    phone.goto("/start")
    phone.get_by_role("link", name="I just came out").first.click()
    phone.fill("#id_person-0-name", "Tom Okafor")
    phone.fill("#id_company", "Meridian Yards")
    phone.fill("#id_notes", "He kept coming back to lost badges, and wants to hear what a lost badge costs others.")
    phone.get_by_role("button", name="Done, find a gift").click()
    phone.goto("/shelf/add/shared?title=Badges at the gate&text=https://journal.example.org/badges")
    phone.get_by_role("button", name="Put it on the shelf").click()
    phone.get_by_role("link", name="Tom Okafor").click()
    phone.fill("#id_note", "It says what a lost badge costs a yard like yours.")
    assert fits(phone)
    phone.get_by_role("button", name="I have read it, on to the letter").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Write to Tom Okafor")
    expect(phone.get_by_text("You have read it, and the letter may say so.")).to_be_visible()


def test_feeds_can_be_read_on_a_phone_without_javascript(sheet: Sheet, tmp_path: Path) -> None:
    phone = sheet(PHONE, javascript=False)
    phone.goto("/shelf/feeds")
    listed = tmp_path / "reader.opml"
    name = "The quarterly of the society for the study of gates, yards and other openings"
    listed.write_text(f"<opml><outline text='{name}' xmlUrl='https://{'a' * 60}.example.org/feed'/></opml>", "utf-8")
    phone.set_input_files("#id_file", listed)
    phone.get_by_role("button", name="Follow it").click()
    expect(phone.get_by_text("off: not asked")).to_be_visible()
    phone.get_by_role("button", name="Turn on").click()
    expect(phone.get_by_text("not asked yet")).to_be_visible()
    phone.set_viewport_size({"width": 320, "height": 844})
    assert fits(phone)
