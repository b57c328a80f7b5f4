"""The note on Today of what had its time while the program was closed."""

import datetime as dt
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

import cast
from afterword.app import pause
from afterword.app.models import Candidacy, Person
from app.conftest import NOW
from app.pages.answers import text_of

TITLE = "While this was closed"


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(settings, "DATA", tmp_path)
    return tmp_path


def test_without_a_pause_today_says_nothing_of_it(browser: Client, held: Candidacy, folder: Path) -> None:
    assert TITLE not in text_of(browser.get("/"))


def test_the_note_stands_until_it_is_seen(browser: Client, held: Candidacy, ruth: Person, folder: Path) -> None:
    ended = NOW + dt.timedelta(days=1)
    steps = [
        pause.Kept(held.id, "thank_you", str(ruth.id), ended),
        pause.Kept(held.id, "one_way_note", str(ruth.id), ended),
    ]
    pause.keep(folder, held.owner_id, NOW, NOW + dt.timedelta(days=3), steps)
    text = text_of(browser.get("/"))
    assert TITLE in text
    assert cast.RUTH in text
    assert "still worth doing" in text
    assert "left out" in text
    assert TITLE in text_of(browser.get("/"))
    assert text.count("is-primary") == 1
    assert browser.get("/missed").status_code == 405
    answer = browser.post("/missed")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert TITLE not in text_of(browser.get("/"))
