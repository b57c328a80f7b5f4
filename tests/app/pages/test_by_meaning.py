"""Search by meaning: off until a model is named, told how far it has read, and tried."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from afterword.app import meaning
from afterword.app.actions.shelve import shelve
from afterword.app.models import Candidate
from afterword.gift.gift import Gift
from afterword.outside import vectors
from app.conftest import NOW
from app.pages.answers import text_of
from sentence_model import make

PAGE = "/settings/meaning"


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = make(tmp_path / "model")
    monkeypatch.setattr(meaning, "folder", lambda: path)
    yield path
    meaning._failed.clear()
    vectors.rest()


def test_without_a_model_the_page_says_how_to_name_one(browser: Client, amara: Candidate) -> None:
    text = text_of(browser.get(PAGE))
    assert "AFTERWORD_SENTENCE_MODEL=" in text
    assert "Try it" not in text
    assert browser.post(PAGE).status_code == 200
    assert PAGE in text_of(browser.get("/settings"))
    shelve([Gift("g", title="Bread", url="https://example.org/bread")])
    assert "things are read so far" not in text_of(browser.get("/shelf"))


def test_the_shelf_says_how_far_the_model_has_read(browser: Client, amara: Candidate, model: Path) -> None:
    shelve([Gift(f"g{n}", title=f"Bread {n}", url=f"https://example.org/{n}") for n in range(3)])
    assert "0 of 3 things are read so far" in text_of(browser.get("/shelf"))
    assert "It has read 0 of the 3 things" in text_of(browser.get(PAGE))
    meaning.read_on(NOW)
    assert "read so far" not in text_of(browser.get("/shelf"))
    assert "It has read your whole shelf" in text_of(browser.get(PAGE))


def test_a_model_is_tried_with_one_line(browser: Client, amara: Candidate, model: Path) -> None:
    text = text_of(browser.post(PAGE))
    assert "It answers." in text
    assert text.count("is-primary") == 1


def test_a_broken_model_is_said_in_one_line_with_its_mend(browser: Client, amara: Candidate, model: Path) -> None:
    shelve([Gift("g", title="Bread", url="https://example.org/bread")])
    (model / "model.onnx").write_bytes(b"broken")
    assert "This model cannot be run" in text_of(browser.post(PAGE))
    meaning.read_on(NOW)
    assert "This model cannot be run" in text_of(browser.get(PAGE))
    assert "your sentence model cannot be used" in text_of(browser.get("/shelf"))
