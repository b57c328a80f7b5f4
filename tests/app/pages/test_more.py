"""What is not on the bar."""

import re
from pathlib import Path

import pytest
from django.test import Client

from afterword import __version__
from app.pages.answers import text_of


def test_every_link_opens(browser: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("afterword.app.place.folder", lambda chosen: tmp_path)
    text = text_of(browser.get("/more"))
    links = set(re.findall(r'class="row" href="(/[^"]+)"', text))
    assert {"/letters", "/shelf", "/check", "/settings", "/settings/copy"} <= links
    for link in links:
        assert browser.get(link).status_code == 200, link


def test_it_tells_the_six_steps_and_the_version(browser: Client) -> None:
    text = text_of(browser.get("/more"))
    assert text.count("<li><strong>") == 6
    assert __version__ in text
    assert "MIT licence" in text
