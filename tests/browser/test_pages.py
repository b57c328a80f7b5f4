"""Every page with the sample on it: within reach of everybody, at every width, in light and in dark.

AFTERWORD_PICTURES names a folder in which each page is left as a picture, to be looked at.
"""

import os
import re
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from browser.conftest import LAPTOP, PHONE, Program, started
from browser.test_capture import NARROW, check_for_everybody

FIXED = (
    "", "start", "just-met", "coming-up", "waiting", "check", "people", "shelf", "shelf/import", "shelf/map",
    "shelf/add/link", "shelf/add/tip", "shelf/add/places", "shelf/add/contact", "shelf/add/statistic", "shelf/add/book",
    "letters", "board", "calendar", "more", "settings", "settings/mail", "settings/reminders",
    "settings/model", "settings/copy", "no-such-page",
)  # fmt: skip
KINDS = ("answer", "away", "called", "date", "decider", "talk", "offer", "rejection", "no_contact")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[tuple[Program, list[str]]]:
    """The program with the sample and a letter of it, and the addresses of all its pages."""
    for program in started(tmp_path_factory.mktemp("pages") / "data"):
        context = chromium.new_context(base_url=program.address)
        page = context.new_page()
        page.goto(program.link())
        page.goto("/start")
        page.get_by_role("button", name="Try it with a sample interview").click()
        page.wait_for_load_state()
        paths = _addresses(program, page)
        context.close()
        yield program, paths


def _addresses(program: Program, page: Page) -> list[str]:
    candidacy, person, item = (_first(program, name) for name in ("candidacy", "person", "shelfitem"))
    page.goto(f"/candidacies/{candidacy}/write/thank_you/{person}")
    page.fill("#id_name", "Amara Boateng") if page.locator("#id_name").count() else None
    page.fill("#id_own_words", "Your drawing of the dock stayed with me.")
    page.get_by_role("button", name="Write the draft").click()
    page.wait_for_url("**/letters/*")
    letter = page.url.partition("/letters/")[2].partition("?")[0]
    return [
        *FIXED,
        f"candidacies/{candidacy}",
        f"steps/{_first(program, 'step')}/later",
        *(f"candidacies/{candidacy}/happened?what={kind}" for kind in KINDS),
        *(f"candidacies/{candidacy}/{name}" for name in ("people/add", "settings", "sheet", "interests")),
        *(f"candidacies/{candidacy}/gift/{person}{rest}" for rest in ("", "/sources")),
        f"candidacies/{candidacy}/write/thank_you/{person}",
        f"candidacies/{candidacy}/call/follow_up_1",
        f"candidacies/{candidacy}/call/follow_up_1/rehearse",
        f"people/{person}",
        f"people/{person}/card",
        f"people/{person}?erase",
        f"shelf/{item}",
        *(
            f"letters/{letter}{rest}"
            for rest in ("", "?sentence=0", "?ink", "/compare", "/brief", "/model", "/approve")
        ),
    ]


def _first(program: Program, table: str) -> uuid.UUID:
    with closing(sqlite3.connect(program.folder / "afterword.sqlite3")) as file:
        (id,) = file.execute(f"SELECT id FROM afterword_{table} ORDER BY rowid LIMIT 1").fetchone()
    return uuid.UUID(id)


@pytest.mark.parametrize(
    ("width", "dark"), [(NARROW, False), (PHONE, False), (PHONE, True), (LAPTOP, False), (LAPTOP, True)]
)
def test_every_page_is_for_everybody(
    sample: tuple[Program, list[str]], chromium: Browser, width: int, *, dark: bool
) -> None:
    program, paths = sample
    scheme: Literal["dark", "light"] = "dark" if dark else "light"
    context = chromium.new_context(
        base_url=program.address, viewport={"width": width, "height": 844}, color_scheme=scheme, has_touch=width < 600
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.goto(program.link())
    for path in paths:
        answer = page.goto(f"/{path}")
        assert answer
        assert answer.status == (404 if path == "no-such-page" else 200), path
        check_for_everybody(page)
        assert page.locator(".is-primary:visible").count() <= 1, f"{path}: more than one filled button"
        _picture(page, path, width, scheme)
    context.close()
    assert [line for line in said if "404" not in line] == []


@pytest.mark.parametrize("javascript", [True, False])
def test_every_page_opens_without_scripts(
    sample: tuple[Program, list[str]], chromium: Browser, *, javascript: bool
) -> None:
    program, paths = sample
    context = chromium.new_context(base_url=program.address, java_script_enabled=javascript)
    page = context.new_page()
    page.goto(program.link())
    for path in paths:
        page.goto(f"/{path}")
        assert page.locator("h1").first.is_visible(), path
    context.close()


def _picture(page: Page, path: str, width: int, scheme: str) -> None:
    folder = os.environ.get("AFTERWORD_PICTURES")
    if folder:
        name = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", path)
        name = re.sub(r"[^a-z0-9_]+", "-", name.lower()).strip("-") or "today"
        page.screenshot(path=Path(folder) / f"{name}-{width}-{scheme}.png", full_page=True)
