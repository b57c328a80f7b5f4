"""The page of reminders, and what Today says of those that did not come."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

import cast
from afterword.app import place
from afterword.app.actions.keep_account import keep_account
from afterword.app.models import Candidacy, Candidate, Reminder, Reminding
from afterword.outside import secrets, smtp
from app.conftest import NOW
from app.pages.answers import text_of
from outside.liar import Liar, answer, lying

PAGE = "/settings/reminders"
TAKEN = json.dumps({"id": "x", "time": 1, "expires": 2, "event": "message", "topic": "mine"})
PLAIN = {"smtp": {"host": "127.0.0.1", "port": 25, "security": "none", "user": ""}}


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Secrets go into a file of the test."""
    monkeypatch.setattr(secrets, "has_keyring", lambda: False)
    monkeypatch.setattr(place, "folder", lambda _: tmp_path)
    return tmp_path


@pytest.fixture
def ntfy() -> Iterator[Liar]:
    with lying(answer(TAKEN)) as liar:
        yield liar


def kept(browser: Client, **more: object) -> str:
    """Keep a choice; return what the page says then."""
    answer = browser.post(PAGE, {"do": "keep", "hour": "8", "server": "https://ntfy.sh", "topic": "", **more})
    return text_of(browser.get(PAGE)) if answer.status_code == 302 else text_of(answer)


def test_all_is_off_at_first(browser: Client, amara: Candidate) -> None:
    text = text_of(browser.get(PAGE))
    assert "checked" not in text
    assert not Reminding.objects.exists()
    assert text.count("is-primary") == 1


def test_a_choice_is_kept_and_the_token_is_not_in_the_database(browser: Client, folder: Path) -> None:
    keep_account(cast.AMARA_EMAIL, dict(PLAIN))
    assert "Kept. Try it once." in kept(browser, digest="on", push="on", topic="mine", token="tk_secret")
    row = Reminding.objects.get()
    assert (row.digest, row.hour, row.push, row.topic, row.names) == (True, 8, True, "mine", False)
    assert secrets.find(row.secret, folder) == "tk_secret"
    kept(browser, push="on", topic="mine", server="https://ntfy.example.org")
    assert secrets.find(row.secret, folder) is None


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"push": "on", "topic": "a b"}, "This is no name of a topic."),
        ({"push": "on", "topic": "mine", "server": "http://ntfy.example.org"}, "AFTERWORD_NTFY_HOSTS"),
        ({"push": "on", "topic": "mine", "server": "https://ntfy.sh/mine"}, "This address goes on after the host."),
        ({"push": "on", "topic": "mine", "token": "tk é"}, "This token holds characters that no token has."),
        ({"digest": "on"}, "There is no mail account to send by."),
        ({"hour": "25"}, "25 is not one of the available choices"),
    ],
)
def test_what_cannot_be_is_told_beside_what_was_typed(browser: Client, given: dict[str, str], told: str) -> None:
    answer = browser.post(PAGE, {"do": "keep", "hour": "8", "server": "https://ntfy.sh", "topic": "", **given})
    assert answer.status_code == 422
    assert told in text_of(answer)
    assert not Reminding.objects.exists()


def test_a_try_says_nothing_of_anybody(browser: Client, held: Candidacy, ntfy: Liar) -> None:
    kept(browser, push="on", topic="mine", server=f"http://127.0.0.1:{ntfy.port}", names="on")
    text = text_of(browser.post(PAGE, {"do": "try_ntfy"}))
    assert "The server took it. Look at your phone." in text
    told = json.loads(ntfy.bodies[0])
    assert told["title"] == "Afterword can reach you"
    assert "Ruth" not in ntfy.bodies[0].decode()
    assert not Reminder.objects.exists()


@pytest.mark.parametrize(
    ("http", "words", "told"),
    [
        (403, "forbidden", "does not let everybody write to the topic mine (forbidden). Enter an access token"),
        (429, "limit reached: daily message quota reached", "takes no more messages for now (limit reached: daily"),
        (500, "internal server error", "failed (500: internal server error)."),
    ],
)
def test_a_try_says_exactly_what_failed(browser: Client, http: int, words: str, told: str) -> None:
    error = json.dumps({"code": http * 100 + 1, "http": http, "error": words})
    with lying(answer(error, http)) as liar:
        kept(browser, push="on", topic="mine", server=f"http://127.0.0.1:{liar.port}")
        text = text_of(browser.post(PAGE, {"do": "try_ntfy"}))
    assert told in text


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (smtp.Answer("accepted"), "The server took it. Look into your inbox."),
        (smtp.Answer("later", "outside.smtp.wrong_password", "535 no"), "did not take the password (535 no)."),
        (smtp.Answer("lost", "outside.smtp.away", "refused"), "could not be reached (refused)."),
    ],
)
def test_a_mail_is_tried_with_oneself(
    browser: Client, monkeypatch: pytest.MonkeyPatch, reply: smtp.Answer, told: str
) -> None:
    keep_account(cast.AMARA_EMAIL, dict(PLAIN))
    recipients: list[str] = []

    def send(*given: object) -> smtp.Answer:
        recipients.append(str(given[3]))
        return reply

    monkeypatch.setattr(smtp, "send", send)
    assert told in text_of(browser.post(PAGE, {"do": "try_mail"}))
    assert recipients == [cast.AMARA_EMAIL]


@pytest.mark.usefixtures("clock")
def test_one_that_did_not_come_is_on_today_until_it_is_seen(browser: Client, held: Candidacy) -> None:
    states = {"missed": {}, "failed": {"code": "outside.ntfy.away", "params": {"host": "ntfy.lan"}}}
    for state, told in states.items():
        Reminder.objects.create(channel="ntfy", kind="digest", key=state, state=state, told=told, due=NOW, until=NOW)
    text = text_of(browser.get("/"))
    assert "A reminder did not come" in text
    assert "Afterword was not running then, so it was not sent." in text
    assert "Nothing answers at ntfy.lan." in text
    browser.post("/missed")
    assert "A reminder did not come" not in text_of(browser.get("/"))
    assert "Nothing answers at ntfy.lan." in text_of(browser.get(PAGE))
