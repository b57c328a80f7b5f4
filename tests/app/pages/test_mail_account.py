"""The mail account: set up, tried with a letter to oneself, taken away."""

from pathlib import Path

import pytest
from django.test import Client

import cast
from afterword.app.models import Event, MailAccount
from afterword.outside import secrets, smtp
from app.pages.answers import text_of

PAGE = "/settings/mail"
SAID = {
    "do": "keep",
    "address": cast.AMARA_EMAIL,
    "host": "smtp.example.org",
    "port": "465",
    "security": "tls",
    "user": "",
    "password": "over the sill",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No keyring, and passwords in a folder of the test."""
    monkeypatch.setattr(secrets, "has_keyring", lambda: False)
    monkeypatch.setattr("afterword.app.place.folder", lambda _settings: tmp_path)
    return tmp_path


def test_it_begins_with_the_own_address_and_says_where_the_password_goes(browser: Client, folder: Path) -> None:
    text = text_of(browser.get(PAGE))
    assert cast.AMARA_EMAIL in text
    assert str(folder / secrets.NAME) in text
    assert text.count("is-primary") == 1


def test_kept_twice_it_is_one_and_its_password_is_never_in_the_rows(browser: Client, folder: Path) -> None:
    for _ in range(2):
        assert browser.post(PAGE, SAID).status_code == 302
    row = MailAccount.objects.get()
    assert row.servers["smtp"] == {
        "host": "smtp.example.org",
        "port": 465,
        "security": "tls",
        "user": cast.AMARA_EMAIL,
    }
    assert secrets.find(row.secret, folder) == "over the sill"
    assert "over the sill" not in str(MailAccount.objects.values())
    assert "over the sill" not in text_of(browser.get(PAGE))


def test_an_empty_password_keeps_the_one_that_is_kept(browser: Client, folder: Path) -> None:
    browser.post(PAGE, SAID)
    browser.post(PAGE, {**SAID, "password": "", "host": "mail.example.org"})
    row = MailAccount.objects.get()
    assert row.servers["smtp"]["host"] == "mail.example.org"
    assert secrets.find(row.secret, folder) == "over the sill"


def test_the_server_of_a_known_address_need_not_be_typed(browser: Client) -> None:
    browser.post(PAGE, {**SAID, "address": "amara.boateng@icloud.com", "host": ""})
    server = MailAccount.objects.get().servers["smtp"]
    assert (server["host"], server["port"], server["security"]) == ("smtp.mail.me.com", 587, "starttls")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"host": ""}, "not known here"),
        ({"security": "none"}, "open for everybody"),
        ({"port": "70000"}, "65535"),
        ({"address": "amara at example.org"}, "valid email"),
        ({"host": "smtp.example.org\r\nRCPT"}, "in one line"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_typed_is_lost(browser: Client, wrong: dict[str, str], words: str) -> None:
    answer = browser.post(PAGE, {**SAID, "user": "amara-b", **wrong})
    text = text_of(answer)
    assert answer.status_code == 422
    assert words in text
    assert 'role="alert"' in text
    assert "amara-b" in text
    assert not MailAccount.objects.exists()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (smtp.Answer("accepted"), "Look into your inbox"),
        (smtp.Answer("later", "outside.smtp.wrong_password", "535 <b>no</b>"), "did not take the password (535"),
        (smtp.Answer("doubt", "outside.smtp.away", "timed out"), "could not be reached"),
    ],
)
def test_a_letter_to_oneself_tells_how_it_went(
    browser: Client, monkeypatch: pytest.MonkeyPatch, answer: smtp.Answer, words: str
) -> None:
    browser.post(PAGE, SAID)
    handed: list[tuple[str, str, str]] = []

    def send(_server: object, secret: str, sender: str, recipient: str, _mail: bytes, _doubt: object) -> smtp.Answer:
        handed.append((secret, sender, recipient))
        return answer

    monkeypatch.setattr(smtp, "send", send)
    page = browser.post(PAGE, {"do": "test"})
    assert words in text_of(page)
    assert b"<b>no</b>" not in page.content
    assert handed == [("over the sill", cast.AMARA_EMAIL, cast.AMARA_EMAIL)]
    assert not Event.objects.exists()


def test_taken_away_its_password_goes_with_it(browser: Client, folder: Path) -> None:
    browser.post(PAGE, SAID)
    secret = MailAccount.objects.get().secret
    for _ in range(2):
        browser.post(PAGE, {"do": "drop"})
    assert not MailAccount.objects.exists()
    assert secrets.find(secret, folder) is None
