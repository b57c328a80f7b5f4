"""A draft by a model of one's own in a real browser: looked at, let go, waited for, refused or taken.

AFTERWORD_PICTURES names a folder in which each state of the pages is left as a picture, to be looked at.
"""

import json
import os
import socket
import threading
from pathlib import Path

import pytest
from playwright.sync_api import Page

import cast
from browser.conftest import LAPTOP, PHONE, Program, Sheet
from browser.test_capture import NARROW, check_for_everybody
from browser.test_letter import OWN, written
from outside.liar import Lie, lying, message

SENTENCES = [
    ("thanks", f"Thank you for the talk yesterday about the role of {cast.ROLE}."),
    ("recall", "When we spoke about passkeys for the warehouse crew, the job became clear to me."),
    ("note", OWN),
    ("interest", "I would still very much like to do this work."),
]


def said(*more: str) -> str:
    rows = [{"move": move, "text": text, "uses": []} for move, text in SENTENCES]
    rows += [{"move": "fit", "text": text, "uses": []} for text in more]
    return json.dumps({"subject": "Passkeys for the warehouse crew", "sentences": rows})


LIE = said("I speak fluent Mandarin.", "Your team won a prize for it last year.")


def once(lie: Lie, may: threading.Event) -> Lie:
    """The same once it may be told, as models take their time."""

    def tell(connection: socket.socket) -> None:
        may.wait(timeout=120)
        lie(connection)

    return tell


def named(page: Page, address: str) -> str:
    """Write a letter and name the model; return the page of the letter's model."""
    written(page)
    here = page.url.partition("?")[0]
    page.goto("/settings/model")
    page.fill("#id_address", address)
    page.fill("#id_name", "small")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("heading", name="Try it").wait_for()
    return f"{here}/model"


def looked_at(page: Page, name: str) -> None:
    """Look at one state of the page at every width, in light and in dark."""
    for width in (NARROW, PHONE, LAPTOP):
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # no colour is on its way
            check_for_everybody(page)
            assert page.locator(".is-primary:visible").count() <= 1
            if folder := os.environ.get("AFTERWORD_PICTURES"):
                page.screenshot(path=Path(folder) / f"model-{name}-{width}-{scheme}.png", full_page=True)
    page.set_viewport_size({"width": PHONE, "height": 844})
    page.emulate_media(color_scheme="light")


def test_a_lie_stays_out_and_a_true_draft_is_taken_by_a_click(sheet: Sheet, program: Program) -> None:
    page = sheet(PHONE)
    looked = threading.Event()
    answers = message("Good morning, Amara."), once(message(LIE), looked), message(LIE), message(said())
    with lying(*answers) as liar:
        model = named(page, liar.address)
        page.get_by_role("button", name="Ask it the harmless line").click()
        page.get_by_text("Good morning, Amara.").wait_for()
        looked_at(page, "settings")
        page.goto(model)
        page.locator("summary", has_text="Byte for byte").click()
        assert page.input_value("#exact")
        looked_at(page, "leaves")
        page.get_by_role("button", name="Send this to 127.0.0.1").click()
        page.get_by_role("heading", name="Your model is writing").wait_for()
        looked_at(page, "waiting")
        looked.set()
        page.get_by_role("heading", name="Your letter stays as it is").wait_for()
        assert page.locator("mark", has_text="I speak fluent Mandarin.").count() == 2
        looked_at(page, "refused")
        page.get_by_role("button", name="ask again").click()
        page.get_by_role("button", name="Send this to 127.0.0.1").click()
        page.get_by_role("heading", name="Your model’s draft").wait_for()
        looked_at(page, "offered")
        assert len(liar.bodies) == 4
        page.get_by_role("button", name="Take it as my draft").click()
        page.wait_for_url("**/letters/*?kept")
        assert page.get_by_text("the job became clear to me").first.is_visible()


@pytest.mark.parametrize("answer", [message(said()), message(LIE)], ids=["true", "lie"])
def test_it_waits_plainly_without_javascript(sheet: Sheet, program: Program, answer: Lie) -> None:
    page = sheet(PHONE, javascript=False)
    waited = threading.Event()
    with lying(once(answer, waited)) as liar:
        page.goto(named(page, liar.address))
        page.get_by_role("button", name="Send this to 127.0.0.1").click()
        page.get_by_role("heading", name="Your model is writing").wait_for()
        waited.set()
        page.get_by_role("heading", name="Your model is writing").wait_for(state="detached", timeout=15_000)
        assert page.get_by_role("heading", level=1).inner_text() in {"Your model’s draft", "Your letter stays as it is"}
