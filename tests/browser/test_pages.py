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
from django.urls import resolve
from playwright.sync_api import Browser, Page

from afterword.app.urls import urlpatterns
from browser.conftest import LAPTOP, PHONE, Program, started
from browser.test_capture import NARROW, check_for_everybody

FIXED = (
    "", "start", "just-met", "coming-up", "waiting", "check", "people", "shelf", "shelf/import", "shelf/map",
    "shelf/feeds", "shelf/add/link", "shelf/add/tip", "shelf/add/places", "shelf/add/contact", "shelf/add/statistic",
    "shelf/add/book", "letters", "board", "calendar", "more", "settings", "settings/mail", "settings/reminders",
    "settings/model", "settings/meaning", "settings/copy", "no-such-page",
)  # fmt: skip
NOT_LOOKED_AT = {
    "parts",  # has a test of its own
    "login", "undo", "missed", "sample_add", "sample_remove", "shared", "let_look", "letter_live",
    "sending", "queued", "held_link", "hand_over", "confirm_sent", "take_back",
    "alive", "manifest", "picture", "calendar_download", "feed", "letter_eml", "letter_pdf", "envelope_pdf",
}  # fmt: skip
"""Addresses that show no page of their own: they act and go on, or hand out a file."""
BOOKMARKS = b"""<!DOCTYPE NETSCAPE-Bookmark-file-1>
<DL><p><DT><A HREF="https://journal.example.org/gates">Gates</A><DT><A HREF="javascript:void(0)">A script</A></DL>"""
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


def test_every_page_is_listed_once(sample: tuple[Program, list[str]]) -> None:
    paths = sample[1]
    assert len(set(paths)) == len(paths)
    seen = {resolve(f"/{path.partition('?')[0]}").url_name for path in paths if path != "no-such-page"}
    assert {route.name for route in urlpatterns} - seen == NOT_LOOKED_AT


def _addresses(program: Program, page: Page) -> list[str]:
    candidacy, person, item = (_first(program, name) for name in ("candidacy", "person", "shelfitem"))
    page.goto(f"/candidacies/{candidacy}/write/thank_you/{person}")
    page.fill("#id_name", "Amara Boateng") if page.locator("#id_name").count() else None
    page.fill("#id_own_words", "Your drawing of the dock stayed with me.")
    page.get_by_role("button", name="Write the draft").click()
    page.wait_for_url("**/letters/*")
    letter = page.url.partition("/letters/")[2].partition("?")[0]
    page.goto("/shelf/import")
    page.set_input_files("#id_saved", {"name": "b.html", "mimeType": "text/html", "buffer": BOOKMARKS})
    page.get_by_role("button", name="Put them on the shelf").click()
    page.get_by_role("heading", name="It is on your shelf").wait_for()
    brought = page.url.partition("?")[2]
    return [
        *FIXED,
        f"candidacies/{candidacy}",
        f"shelf/import?{brought}",
        f"steps/{_first(program, 'step')}/later",
        f"steps/{_first(program, 'step', 'visibility')}/gift",
        *(f"candidacies/{candidacy}/happened?what={kind}" for kind in KINDS),
        *(f"candidacies/{candidacy}/{name}" for name in ("people/add", "settings", "sheet", "interests", "whom")),
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


def _first(program: Program, table: str, step: str = "") -> uuid.UUID:
    of = f"WHERE step = '{step}'" if step else ""
    with closing(sqlite3.connect(program.folder / "afterword.sqlite3")) as file:
        (id,) = file.execute(f"SELECT id FROM afterword_{table} {of} ORDER BY rowid LIMIT 1").fetchone()
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
