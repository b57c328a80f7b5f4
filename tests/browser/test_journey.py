"""Whole journeys as people take them: from a card photo to the decision, and from nothing but a date."""

import datetime as dt
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

import cast
from browser.conftest import PHONE, ROOT, Program, Sheet
from browser.walk import Walk
from servers.post import Post, running

CARD = ROOT / "examples" / "case-1" / "card.jpg"
NOTES = (
    'She lit up when we got to rolling out passkeys to the warehouse crew: "I would love to see how somebody else '
    'got people on the floor to use them."\nThey hope to decide by the end of next week.'
)
OWN = "Your twenty minutes for a reset stayed with me on the whole way home."


@pytest.fixture(scope="module")
def post() -> Iterator[Post]:
    with running() as post:
        yield post


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def test_from_a_card_photo_to_the_decision(sheet: Sheet, program: Program, post: Post) -> None:
    page = sheet(PHONE)
    page.get_by_role("link", name="I just came out").click()
    page.set_input_files("#id_cards", CARD)
    page.locator("img.card-photo").wait_for()
    assert page.input_value("#id_person-0-email") == cast.RUTH_EMAIL
    page.fill("#id_role", cast.ROLE)
    page.fill("#id_notes", NOTES)
    page.get_by_text("Within two weeks").click()
    press(page, "Done, find a gift")
    page.wait_for_url("**/interests?kept")

    page.get_by_role("link", name="Choose this subject").first.click()
    page.get_by_role("link", name="Paste a link").first.click()
    page.fill("#id_title", "Passkeys: A practical guide for rolling out modern authentication")
    page.fill("#id_url", "https://bitwarden.com/blog/passkeys-a-practical-guide")
    press(page, "Put it on the shelf")
    press(page, "I have read it, on to the letter")

    page.fill("#id_name", cast.AMARA)
    page.fill("#id_own_words", OWN)
    press(page, "Write the draft")
    page.wait_for_url("**/letters/*?kept")
    assert OWN in page.locator(".letter").first.inner_text()
    press(page, "Read and approve")
    if page.get_by_text("As soon as I send it").count():
        page.get_by_text("As soon as I send it").click()
    press(page, "Approve this text")
    page.wait_for_url("**/send")
    sending = page.url

    page.get_by_role("link", name="Let Afterword send from my account").click()
    page.fill("#id_address", cast.AMARA_EMAIL)
    page.fill("#id_password", "secret")
    page.get_by_text("Server", exact=True).click()
    page.fill("#id_host", "127.0.0.1")
    page.fill("#id_port", str(post.smtp))
    page.get_by_text("Nothing: this computer only").click()
    page.fill("#id_user", "amara")
    press(page, "Keep the account")
    page.goto(sending)
    press(page, f"Send from {cast.AMARA_EMAIL}")
    page.get_by_role("heading", name="On its way").wait_for(state="detached", timeout=90_000)
    arrived = post.letters(cast.RUTH_EMAIL)
    assert len(arrived) == 1
    body = arrived[0].get_content().replace("\r\n", "\n")
    assert arrived[0]["From"] == f"{cast.AMARA} <{cast.AMARA_EMAIL}>"
    assert OWN in body
    assert "https://bitwarden.com/blog/passkeys-a-practical-guide" in body

    page.goto("/")
    page.get_by_role("link", name=cast.FERNHILL).first.click()
    page.get_by_text("Ask how things stand").locator("visible=true").first.wait_for()
    page.get_by_role("link", name="Add what happened").click()
    page.get_by_text("Something else", exact=True).click()
    page.get_by_role("link", name="They made an offer").click()
    press(page, "Record the decision")
    assert "They made an offer" in page.locator("main").inner_text()
    page.goto("/")
    page.get_by_text("1 closed").click()
    assert page.get_by_role("link", name=cast.FERNHILL).last.is_visible()
    assert "answer the offer" in page.locator("main").inner_text().lower()


def test_from_nothing_but_a_date(sheet: Sheet) -> None:
    page = sheet(PHONE)
    page.get_by_role("link", name="I’m waiting to hear").click()
    page.fill("#id_day", (dt.datetime.now(cast.SEATTLE).date() - dt.timedelta(days=12)).isoformat())
    press(page, "Show me the plan")
    page.wait_for_url("**/candidacies/*")
    text = page.locator("main").inner_text()
    assert "Ask how things stand" in text
    assert "switchboard" in text
    page.get_by_role("link", name="Open call sheet").first.click()
    assert "Who is handling the hiring" in page.locator("main").inner_text()
    page.get_by_label("Name", exact=True).fill("Dana Whitcombe")
    press(page, "Keep who it is")
    page.get_by_text("Noted.").wait_for()
    page.goto("/people")
    assert "Dana Whitcombe" in page.locator("main").inner_text()


def test_the_back_button_and_a_second_submit_do_no_harm(sheet: Sheet) -> None:
    page = sheet(PHONE)
    page.goto("/waiting")
    page.fill("#id_day", (dt.datetime.now(cast.SEATTLE).date() - dt.timedelta(days=3)).isoformat())
    page.fill("#id_company", cast.FERNHILL)
    press(page, "Show me the plan")
    page.wait_for_url("**/candidacies/*")
    first = page.url
    page.go_back()
    page.fill("#id_day", (dt.datetime.now(cast.SEATTLE).date() - dt.timedelta(days=3)).isoformat())
    press(page, "Show me the plan")
    page.wait_for_url("**/candidacies/*")
    assert page.url == first


def test_a_newcomer_has_a_letter_in_the_clipboard_within_five_minutes(
    sheet: Sheet, capsys: pytest.CaptureFixture[str]
) -> None:
    page = sheet(PHONE)
    walk = Walk(page)
    walk.look()
    walk.tap("button", "Try it with a sample interview")
    walk.look()
    page.goto("/start")
    walk.tap("link", "I just came out")
    walk.look()
    walk.type("#id_person-0-name", "Tom Okafor")
    walk.type("#id_company", "Meridian Water")
    walk.type("#id_notes", "He kept coming back to leaks in old pipes, and wants to hear how others find them.")
    walk.tap("button", "Done, find a gift")
    walk.look()
    walk.tap("link", "Choose this subject")
    walk.look()
    walk.tap("link", "Go on without a gift")
    walk.look()
    walk.type("#id_name", "Jonah Reyes")
    walk.type("#id_own_words", "Your map of the east district stayed with me.")
    walk.tap("button", "Write the draft")
    walk.look()
    walk.tap("button", "Read and approve")
    walk.look()
    walk.tap("button", "Approve this text")
    walk.look()
    walk.tap("button", "Copy the letter")
    page.get_by_text("Copied").first.wait_for()
    letter = page.evaluate("navigator.clipboard.readText()")
    assert "Your map of the east district stayed with me." in letter
    assert "Tom Okafor" in letter
    with capsys.disabled():
        print(f" newcomer's walk: {walk.seconds:.0f} s, of which the program {walk.seconds - walk.counted:.0f} s")
    assert walk.seconds < 300
