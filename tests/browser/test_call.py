"""The call, before a real browser: rehearsed by space bar and by tap, and kept in two taps."""

import sqlite3
import uuid
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import PHONE, Program, Sheet
from browser.test_capture import check_for_everybody


def a_call(page: Page, program: Program) -> str:
    """The sample with a name of one's own; the address of its call sheet."""
    page.goto("/start")
    page.get_by_role("button", name="Try it with a sample interview").click()
    page.wait_for_load_state()
    page.goto("/settings")
    page.fill("#id_name", "Amara Boateng")
    page.fill("#id_phone", "+1 206 555 0147")
    page.locator("form button.is-primary").first.click()
    page.wait_for_load_state()
    with closing(sqlite3.connect(program.folder / "afterword.sqlite3")) as file:
        (id,) = file.execute("SELECT id FROM afterword_candidacy").fetchone()
    return f"/candidacies/{uuid.UUID(id)}/call/follow_up_1"


def test_a_rehearsal_is_started_and_stopped_by_the_space_bar_and_by_a_tap(sheet: Sheet, program: Program) -> None:
    page = sheet(PHONE)
    page.goto(f"{a_call(page, program)}/rehearse")
    card = page.locator("[data-card].is-here")
    expect(card).to_have_count(1)
    expect(page.locator("[data-card]:visible")).to_have_count(1)
    button, said = card.locator("[data-start]"), page.locator("[data-said]")
    expect(button).to_have_text("Start")
    page.keyboard.press("Space")
    expect(button).to_have_text("Stop")
    expect(said).to_have_text("")  # nothing is said while the clock runs
    expect(card.locator("[data-time]")).to_have_text("1")
    page.keyboard.press("Space")
    expect(button).to_have_text("Start")
    expect(said).to_contain_text("Stopped after")
    button.tap()
    expect(button).to_have_text("Stop")
    page.keyboard.press("Escape")
    page.locator("[data-on]").tap()
    expect(page.locator("[data-place-of]")).to_have_text("Card 2 of 15")
    expect(page.locator("[data-card].is-here h2")).to_have_text("Ask")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-place-of]")).to_have_text("Card 1 of 15")
    check_for_everybody(page)


def test_a_rehearsal_says_once_that_the_time_is_over(sheet: Sheet, program: Program) -> None:
    page = sheet(PHONE)
    address = a_call(page, program)
    page.clock.install()
    page.goto(f"{address}/rehearse")
    page.keyboard.press("Space")
    page.clock.run_for(19_000)
    expect(page.locator("[data-said]")).to_have_text("")
    page.clock.run_for(3_000)
    expect(page.locator("[data-said]")).to_have_text("The time is over.")
    expect(page.locator(".is-here [data-time]")).to_have_class("rehearsal-time tabular is-over")


@pytest.mark.parametrize("width", [320, PHONE])
def test_without_javascript_all_cards_stand_below_each_other(sheet: Sheet, program: Program, width: int) -> None:
    page = sheet(width, javascript=False)
    page.goto(f"{a_call(page, program)}/rehearse")
    expect(page.locator("[data-card]:visible")).to_have_count(15)
    expect(page.locator("[data-start]:visible")).to_have_count(0)
    page.get_by_role("button", name="I have rehearsed it").click()
    expect(page.get_by_text("Rehearsed today.")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_outcome_takes_two_taps_and_the_next_step_follows(
    sheet: Sheet, program: Program, *, javascript: bool
) -> None:
    page = sheet(PHONE, javascript=javascript)
    page.goto(a_call(page, program))
    page.get_by_text("They have decided").tap()
    page.get_by_role("button", name="For somebody else").tap()
    notice = page.locator("#noted")
    expect(notice).to_be_in_viewport()
    expect(notice).to_contain_text("Noted.")
    expect(notice).to_contain_text("Thanks for the answer, Dana Whitcombe.")
    if javascript:  # the checks wait for a promise, which a page without scripts never keeps
        check_for_everybody(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#noted")).to_have_count(0)


def test_who_it_is_is_kept_beside_what_was_typed(sheet: Sheet, program: Program) -> None:
    page = sheet(PHONE)
    page.goto(a_call(page, program))
    page.fill("#id_note", "She moved to Tacoma.")
    page.get_by_text("It is somebody else").tap()
    page.fill("#id_name", "Mina Torvald")
    page.fill("#id_phone", "12")
    page.get_by_role("button", name="Keep who it is").tap()
    expect(page.get_by_text("This is no phone number.").first).to_be_visible()
    expect(page.locator("#id_note")).to_have_value("She moved to Tacoma.")
    expect(page.locator("#id_name")).to_have_value("Mina Torvald")
    page.fill("#id_phone", "+1 206 555 0163")
    page.fill("#id_email", "mina.torvald@fernhill.example.org")
    page.get_by_role("button", name="Keep who it is").tap()
    expect(page.locator("#noted")).to_contain_text("Mina Torvald")
