"""From the door to the ledger in a real browser: with htmx, without JavaScript, and for everybody."""

import datetime as dt
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from browser.conftest import LAPTOP, PHONE, ROOT, Sheet

CARD = ROOT / "examples" / "case-1" / "card.jpg"
NOTES = 'Ruth lit up about passkeys for the warehouse crew: "I would love to see how others did it."'
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW = 320
NOW = dt.datetime.now(dt.UTC)


def just_met(page: Page) -> None:
    page.goto("/start")
    page.get_by_role("link", name="I just came out").click()


def check_for_everybody(page: Page) -> None:
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_a_card_is_read_while_the_notes_are_written(sheet: Sheet) -> None:
    page = sheet(PHONE)
    just_met(page)
    page.set_input_files("#id_cards", CARD)
    page.locator("img.card-photo").wait_for()
    assert page.input_value("#id_person-0-name") == "Ruth Calloway"
    assert page.input_value("#id_company") == "Fernhill Logistics"
    page.fill("#id_notes", NOTES)
    page.locator("#found .interest", has_text="passkeys for the warehouse crew").wait_for()
    page.get_by_role("button", name="Add another person").click()
    page.locator("#id_person-1-name").wait_for()
    assert page.evaluate("document.activeElement.id") == "id_person-1-name"
    page.fill("#id_person-1-name", "Tom Okafor")
    page.get_by_role("button", name="Done, find a gift").click()
    page.wait_for_url("**/interests?kept")
    assert page.get_by_role("heading", name="passkeys for the warehouse crew").is_visible()
    assert page.evaluate("localStorage.getItem('kept:just-met')") is None


def test_it_works_without_javascript(sheet: Sheet, tmp_path: Path) -> None:
    page = sheet(LAPTOP, javascript=False)
    just_met(page)
    page.set_input_files("#id_cards", CARD)
    page.get_by_role("button", name="Add another person").click()
    assert page.input_value("#id_person-0-name") == "Ruth Calloway"
    page.fill("#id_person-1-name", "Tom Okafor")
    page.fill("#id_notes", NOTES)
    page.fill("#id_ended", (NOW + dt.timedelta(days=40)).strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="Done, find a gift").click()
    assert "Nothing is lost" in page.get_by_role("alert").inner_text()
    assert page.input_value("#id_notes") == NOTES
    page.fill("#id_ended", (NOW - dt.timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="Done, find a gift").click()
    page.wait_for_url("**/interests?kept")
    assert page.get_by_role("heading", name="passkeys for the warehouse crew").is_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [NARROW, LAPTOP])
def test_the_first_pages_are_for_everybody(sheet: Sheet, width: int, dark: bool) -> None:
    page = sheet(width, dark=dark)
    page.goto("/start")
    check_for_everybody(page)
    just_met(page)
    check_for_everybody(page)
    page.set_input_files("#id_cards", CARD)
    page.locator("img.card-photo").wait_for()
    page.fill("#id_notes", NOTES)
    page.locator("#found .interest").first.wait_for()
    check_for_everybody(page)
    page.get_by_role("button", name="Done, find a gift").click()
    page.wait_for_url("**/interests?kept")
    check_for_everybody(page)
