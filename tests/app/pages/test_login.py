"""Signing a browser in: by a link that holds once and briefly, and by nothing else."""

import datetime as dt

from django.test import Client

from afterword.app.access import COOKIE
from afterword.app.actions.sign_in import LINK_HOLDS, make_link
from afterword.app.models import Candidate, Token


def test_a_browser_without_the_cookie_is_told_how(client: Client, db: None) -> None:
    answer = client.get("/", headers={"host": "127.0.0.1"})
    assert answer.status_code == 401
    assert b"afterword login" in answer.content


def test_a_link_signs_in_once(client: Client, amara: Candidate) -> None:
    key = make_link(dt.datetime.now(dt.UTC))
    first = client.get(f"/login/{key}", headers={"host": "127.0.0.1"})
    assert (first.status_code, first["Location"]) == (302, "/")
    assert first.cookies[COOKIE]["httponly"]
    second = Client().get(f"/login/{key}", headers={"host": "127.0.0.1"})
    assert second.status_code == 410
    assert COOKIE not in second.cookies


def test_a_preview_of_the_link_does_not_spend_it(client: Client, amara: Candidate) -> None:
    key = make_link(dt.datetime.now(dt.UTC))
    client.head(f"/login/{key}", headers={"host": "127.0.0.1"})
    assert client.get(f"/login/{key}", headers={"host": "127.0.0.1"}).status_code == 302


def test_a_link_of_yesterday_holds_no_more(client: Client, amara: Candidate) -> None:
    key = make_link(dt.datetime.now(dt.UTC) - LINK_HOLDS)
    assert client.get(f"/login/{key}", headers={"host": "127.0.0.1"}).status_code == 410


def test_keys_are_kept_as_digests_alone(browser: Client, amara: Candidate) -> None:
    kept = str(list(Token.objects.values()))
    assert browser.cookies[COOKIE].value not in kept


def test_a_revoked_browser_is_signed_out(browser: Client, amara: Candidate) -> None:
    Token.objects.filter(purpose=Token.Purpose.DEVICE).update(revoked_at=dt.datetime.now(dt.UTC))
    assert browser.get("/").status_code == 401


def test_a_browser_is_known_for_a_year_and_no_longer(browser: Client, amara: Candidate) -> None:
    Token.objects.filter(purpose=Token.Purpose.DEVICE).update(expires_at=dt.datetime.now(dt.UTC))
    assert browser.get("/start").status_code == 401


def test_a_foreign_host_is_refused(browser: Client) -> None:
    answer = browser.get("/", headers={"host": "evil.example.org"})
    assert answer.status_code == 400
