"""The program as a person starts it, and the Chromium of the system in front of it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parent.parent.parent
AFTERWORD = Path(sys.executable).parent / "afterword"
PHONE, LAPTOP = 390, 1280
Sheet = Callable[..., Page]


@dataclass(frozen=True, slots=True)
class Program:
    """A running program. address: of its first page; folder: its data."""

    address: str
    folder: Path

    def command(self, *arguments: str) -> str:
        """Run another `afterword` beside it on the same data; return what it prints."""
        return subprocess.run(
            [AFTERWORD, *arguments],
            env={**os.environ, "AFTERWORD_DATA": str(self.folder)},
            check=True,
            capture_output=True,
            text=True,
            timeout=60,
        ).stdout

    def link(self) -> str:
        """Return a fresh sign-in link."""
        found = re.search(r"http://\S+/login/\S+", self.command("login"))
        assert found
        return found[0]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "Chromium is missing: sudo apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    yield from started(tmp_path / "data")


def started(folder: Path) -> Iterator[Program]:
    """Start `afterword serve` on a free port and stop it as a person would, with Ctrl+C."""
    process = subprocess.Popen(
        [AFTERWORD, "serve", "--no-browser", "--port", "0"],
        env={**os.environ, "AFTERWORD_DATA": str(folder), "TZ": "America/Los_Angeles", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    told = ""
    for line in process.stdout:
        told += line
        if found := re.search(r"(http://127\.0\.0\.1:\d+)/", line):
            yield Program(found[1], folder)
            break
    else:
        pytest.fail(f"the program did not start: {told}")
    process.terminate()
    assert process.wait(timeout=20) == 0
    process.stdout.close()


@pytest.fixture
def sheet(chromium: Browser, program: Program, request: pytest.FixtureRequest) -> Iterator[Sheet]:
    """Open pages that are signed in: sheet(width=390, dark=True, javascript=False)."""
    contexts: list[BrowserContext] = []

    def open_page(width: int = PHONE, *, dark: bool = False, javascript: bool = True) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 844 if width < 600 else 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            has_touch=width < 600,
            permissions=["clipboard-read", "clipboard-write"],
            base_url=program.address,
            timezone_id="America/Los_Angeles",
            locale="en-US",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(program.link())
        return page

    yield open_page
    for context in contexts:
        if request.node.stash.get(FAILED, False):
            for number, page in enumerate(context.pages):
                page.screenshot(path=ROOT / f"failed-{request.node.name}-{number}.png", full_page=True)
        context.close()


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report
