"""From the first sentence to the question whether it was sent, in a real browser."""

import datetime as dt
import re

import pytest
from playwright.sync_api import Page

import cast
from browser.conftest import LAPTOP, PHONE, Program, Sheet
from browser.test_capture import NARROW, check_for_everybody

OWN = "Your twenty minutes for a reset stayed with me."
NOTES = 'Ruth lit up about passkeys for the warehouse crew: "I would love to see how others did it."'


def written(page: Page) -> None:
    """Keep a talk at Fernhill and write the draft of the thank-you letter."""
    page.goto("/just-met")
    page.fill("#id_person-0-name", cast.RUTH)
    page.fill("#id_person-0-email", cast.RUTH_EMAIL)
    page.fill("#id_company", cast.FERNHILL)
    page.fill("#id_role", cast.ROLE)
    page.fill("#id_notes", NOTES)
    page.fill("#id_ended", (dt.datetime.now(cast.SEATTLE) - dt.timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="Done, find a gift").click()
    page.wait_for_url("**/interests?kept")
    gift = page.get_by_role("link", name="Choose this subject").first.get_attribute("href") or ""
    found = re.search(r"/candidacies/([^/]+)/gift/([^/?]+)", gift)
    assert found
    page.goto(f"/candidacies/{found[1]}/write/thank_you/{found[2]}")
    page.fill("#id_name", cast.AMARA)
    page.fill("#id_own_words", OWN)
    page.get_by_role("button", name="Write the draft").click()
    page.wait_for_url("**/letters/*?kept")


def changed(page: Page, old: str, new: str) -> None:
    page.fill("#id_body", page.input_value("#id_body").replace(old, new))


def test_what_is_typed_is_saved_and_checked_at_once(sheet: Sheet, program: Program) -> None:
    page = sheet(PHONE)
    written(page)
    assert page.get_by_text(OWN).first.is_visible()
    page.get_by_text("Change the words").click()
    changed(page, cast.RUTH, "Ruth Galloway")
    page.locator("details.note-under", has_text=f"is not how {cast.RUTH} is spelled").wait_for()
    assert "thing" in page.locator("#letter-sum").inner_text()
    changed(page, "Ruth Galloway", cast.RUTH)
    page.locator("details.note-under.is-doubtful").first.wait_for(state="detached")
    page.reload()
    assert page.input_value("#id_body").startswith(f"Dear {cast.RUTH}")


def test_two_windows_never_overwrite_each_other(sheet: Sheet) -> None:
    page = sheet(LAPTOP)
    written(page)
    other = page.context.new_page()
    other.goto(page.url)
    for window, text in ((page, "I came by train."), (other, "I came on foot.")):
        window.get_by_text("Change the words").click()
        changed(window, OWN, text)
    page.locator("#letter-live", has_text="I came by train.").wait_for()
    other.locator("#letter-live", has_text="changed in another window").wait_for()
    other.get_by_role("button", name="Save", exact=True).click()
    other.get_by_role("heading", name="What stands now").wait_for()
    assert "I came by train." in other.locator("#letter-live").inner_text()
    assert "I came on foot." in other.input_value("#id_body")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_it_is_approved_copied_and_confirmed(sheet: Sheet, *, javascript: bool) -> None:
    page = sheet(PHONE, javascript=javascript)
    written(page)
    page.get_by_role("button", name="Read and approve").click()
    page.wait_for_url("**/approve")
    page.get_by_role("button", name="Approve this text").click()
    page.wait_for_url("**/send")
    if javascript:
        with page.expect_response("**/hand-over/copy") as recorded:
            page.get_by_role("button", name="Copy the letter").click()
        assert recorded.value.status == 204
        page.get_by_text("Copied").first.wait_for()
        assert OWN in page.evaluate("navigator.clipboard.readText()")
        page.reload()
    else:
        page.get_by_role("button", name="I have copied it").click()
    page.get_by_role("heading", name="Did you send it?").wait_for()
    page.get_by_role("button", name="Yes, it is sent").click()
    page.locator(".postmark").wait_for()
    assert page.get_by_role("link", name="Note a reply").is_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [NARROW, LAPTOP])
def test_the_letter_pages_are_for_everybody(sheet: Sheet, width: int, dark: bool) -> None:
    page = sheet(width, dark=dark)
    written(page)
    check_for_everybody(page)
    letter = page.url.partition("?")[0]
    for address in (f"{letter}?edit", f"{letter}/brief", f"{letter}/approve", "/letters", "/check"):
        page.goto(address)
        check_for_everybody(page)
    page.goto(f"{letter}/approve")
    page.get_by_role("button", name="Approve this text").click()
    page.wait_for_url("**/send")
    check_for_everybody(page)
