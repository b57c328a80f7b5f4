"""What the small script adds to the parts, and what it must never take away."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from browser.conftest import LAPTOP, PHONE, Sheet

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def test_what_is_typed_survives_a_reload(sheet: Sheet) -> None:
    page = sheet()
    page.goto("/parts")
    page.fill("#id_name", "Ruth Calloway")
    page.select_option("#id_role", "hr")
    page.wait_for_timeout(600)  # kept after 300 ms without a change
    page.reload()
    expect(page.locator("#id_name")).to_have_value("Ruth Calloway")
    expect(page.locator("#id_role")).to_have_value("hr")
    expect(page.locator("#id_notes")).to_have_value("")


def test_a_button_copies_and_says_so(sheet: Sheet) -> None:
    page = sheet(LAPTOP)
    page.goto("/parts")
    page.click("[data-copy='#parts-words']")
    expect(page.locator("[data-copy='#parts-words']")).to_have_text("Copied")
    expect(page.locator("#status")).to_have_text("Copied")
    assert "One filled button a page." in page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [320, PHONE, LAPTOP])
def test_every_part_is_within_reach_of_everybody(sheet: Sheet, width: int, *, dark: bool) -> None:
    page = sheet(width, dark=dark)
    page.goto("/parts")
    found = Axe().run(page, options={"runOnly": WCAG, "resultTypes": ["violations"]})
    assert found.response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
