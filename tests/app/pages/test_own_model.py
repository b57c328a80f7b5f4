"""A model of one's own: named, tried with a harmless line, taken away; its key never in the rows."""

from pathlib import Path

import pytest
from django.test import Client

from afterword.app.models import OwnModel
from afterword.outside import secrets
from app.pages.answers import text_of
from outside.liar import Lie, answer, error, lying, message

PAGE = "/settings/model"
SAID = {"do": "keep", "address": "http://127.0.0.1:11434/v1", "name": "small", "key": "sk-secret"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No keyring, and keys in a folder of the test."""
    monkeypatch.setattr(secrets, "has_keyring", lambda: False)
    monkeypatch.setattr("afterword.app.place.folder", lambda _settings: tmp_path)
    return tmp_path


def test_it_is_off_until_it_is_named_and_says_where_the_key_goes(browser: Client, folder: Path) -> None:
    text = text_of(browser.get(PAGE))
    assert "Not needed" in text
    assert 'value="http://127.0.0.1:11434/v1"' in text
    assert str(folder / secrets.NAME) in text
    assert "Try it" not in text
    assert text.count("is-primary") == 1
    assert "/settings/model" in text_of(browser.get("/settings"))


def test_kept_twice_it_is_one_and_its_key_is_never_in_the_rows(browser: Client, folder: Path) -> None:
    for _ in range(2):
        assert browser.post(PAGE, SAID).status_code == 302
    row = OwnModel.objects.get()
    assert (row.address, row.name) == (SAID["address"], "small")
    assert secrets.find(row.secret, folder) == "sk-secret"
    assert "sk-secret" not in str(OwnModel.objects.values())
    assert "sk-secret" not in text_of(browser.get(PAGE))


def test_an_empty_key_keeps_the_one_that_is_kept_but_never_for_another_server(browser: Client, folder: Path) -> None:
    browser.post(PAGE, SAID)
    browser.post(PAGE, {**SAID, "key": "", "name": "larger"})
    row = OwnModel.objects.get()
    assert (row.name, secrets.find(row.secret, folder)) == ("larger", "sk-secret")
    browser.post(PAGE, {**SAID, "key": "", "address": "https://api.example.org/v1"})
    assert secrets.find(row.secret, folder) is None


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"address": "http://api.example.org/v1"}, "open for others to read"),
        ({"address": "ollama"}, "no address of a model"),
        ({"address": ""}, "required"),
        ({"name": ""}, "required"),
        ({"key": "sk\nX: y"}, "no key has"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_typed_is_lost(browser: Client, wrong: dict[str, str], words: str) -> None:
    typed = {**SAID, "name": "my-model", **wrong}
    page = browser.post(PAGE, typed)
    text = text_of(page)
    assert page.status_code == 422
    assert words in text
    assert typed["name"] in text
    assert 'role="alert"' in text
    assert not OwnModel.objects.exists()


@pytest.mark.parametrize(
    ("lie", "words"),
    [
        (message("Good <b>morning</b>, Amara."), "Good &lt;b&gt;morning&lt;/b&gt;, Amara."),
        (error("model not found", 404), "does not know the model small"),
        (answer("<html>"), "no answer of a model"),
    ],
)
def test_a_harmless_line_tells_how_it_goes(browser: Client, lie: Lie, words: str) -> None:
    with lying(lie) as liar:
        browser.post(PAGE, {**SAID, "address": liar.address})
        page = browser.post(PAGE, {"do": "test"})
        assert b"Wish me a good morning" in liar.bodies[0]
        assert "authorization: bearer sk-secret" in liar.heads[0].lower()
    assert words in page.content.decode()
    assert page.status_code == 200


def test_taken_away_its_key_goes_with_it(browser: Client, folder: Path) -> None:
    browser.post(PAGE, SAID)
    secret = OwnModel.objects.get().secret
    for _ in range(2):
        assert browser.post(PAGE, {"do": "drop"}).status_code == 302
    assert not OwnModel.objects.exists()
    assert secrets.find(secret, folder) is None


def test_erasing_everything_takes_the_key_along(browser: Client, folder: Path) -> None:
    browser.post(PAGE, SAID)
    secret = OwnModel.objects.get().secret
    browser.post("/settings/copy", {"do": "erase", "sure": "yes"})
    assert not OwnModel.objects.exists()
    assert secrets.find(secret, folder) is None
