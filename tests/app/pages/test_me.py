"""The settings: who somebody is, light or dark, the browsers that are signed in."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import cast
from afterword.app.actions.sign_in import make_link, sign_in
from afterword.app.models import Candidate, Token
from afterword.app.owner import acting_as
from app.pages.answers import text_of


def said(**more: str) -> dict[str, str]:
    return {"name": cast.AMARA, "language": "en", **more}


def another_browser() -> Token:
    now = dt.datetime.now(dt.UTC)
    sign_in(make_link(now), now)
    return Token.objects.filter(purpose="device").latest("created_at")


def test_everything_is_kept(browser: Client, amara: Candidate) -> None:
    given = said(
        email="amara@example.org",
        phone="+1 206 555 0118",
        proofs="ran the dock\n\n  moved 340   people ",
        country="US",
        timezone="America/Los_Angeles",
    )
    assert browser.post("/settings", given)["Location"] == "/settings?kept"
    amara.refresh_from_db()
    assert (amara.email, amara.phone, amara.country) == ("amara@example.org", "+1 206 555 0118", "US")
    assert [proof["text"] for proof in amara.proofs] == ["ran the dock", "moved 340 people"]


def test_a_proof_that_stays_keeps_its_id(browser: Client, amara: Candidate) -> None:
    browser.post("/settings", said(proofs="first\nsecond"))
    browser.post("/settings", said(proofs="second\nthird"))
    amara.refresh_from_db()
    assert amara.proofs == [{"id": "e2", "text": "second"}, {"id": "e3", "text": "third"}]


def test_twice_is_once(browser: Client, amara: Candidate) -> None:
    for _ in range(2):
        browser.post("/settings", said(proofs="first"))
    amara.refresh_from_db()
    assert amara.proofs == [{"id": "e1", "text": "first"}]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"email": "amara at home"}, "Enter a valid email address."),
        ({"phone": "none"}, "This is no phone number."),
        ({"phone": "1" * 38 + " x123456"}, "at most forty characters"),
        ({"timezone": "Mars/Olympus"}, "There is no such zone."),
        ({"language": "xx"}, "Select a valid choice."),
        ({"country": "XX"}, "Select a valid choice."),
        ({"proofs": "\n".join(f"fact {n}" for n in range(21))}, "Keep the best twenty."),
    ],
)
def test_bad_input_loses_nothing(browser: Client, amara: Candidate, wrong: dict[str, str], words: str) -> None:
    answer = browser.post("/settings", said(name="Amara <B>") | wrong)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert 'value="Amara <B>"' in text_of(answer)
    amara.refresh_from_db()
    assert amara.name == cast.AMARA


def test_it_goes_back_to_the_page_that_asked(browser: Client) -> None:
    assert 'name="next" value="/people"' in text_of(browser.get("/settings?next=/people"))
    assert browser.post("/settings", said(next="/people"))["Location"] == "/people"
    assert browser.post("/settings", said(next="https://elsewhere.example.org/"))["Location"] == "/settings"


def test_the_theme_is_a_cookie_of_this_browser(browser: Client) -> None:
    browser.post("/settings", {"do": "theme:dark"})
    assert 'data-theme="dark"' in text_of(browser.get("/settings"))
    browser.post("/settings", {"do": "theme:auto"})
    assert "data-theme" not in text_of(browser.get("/settings"))


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1 (KHTML, like Gecko) Version/26",
            "Safari, Mac",
        ),
        ("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156", "Chrome, Android"),
        ("curl", "A browser"),
    ],
)
def test_a_browser_is_named_in_words(browser: Client, label: str, words: str) -> None:
    Token.objects.filter(purpose="device").update(label=label)
    assert words in text_of(browser.get("/settings"))


def test_a_browser_is_signed_out(browser: Client) -> None:
    other = another_browser()
    browser.post("/settings", {"do": f"sign_out:{other.id}"})
    other.refresh_from_db()
    assert other.revoked_at
    assert browser.get("/settings").status_code == 200


def test_signing_this_browser_out_shows_the_way_back(browser: Client) -> None:
    mine = Token.objects.get(purpose="device")
    browser.post("/settings", {"do": f"sign_out:{mine.id}"})
    assert browser.get("/settings").status_code == 401


def test_what_is_no_browser_of_ones_own_is_not_found(browser: Client, stranger: uuid.UUID) -> None:
    with acting_as(stranger):
        other = another_browser()
    for key in (other.id, uuid.uuid4(), "nonsense"):
        assert browser.post("/settings", {"do": f"sign_out:{key}"}).status_code == 404
    other = Token.everyone.get(id=other.id)
    assert other.revoked_at is None


def test_the_number_of_queries_does_not_grow(browser: Client) -> None:
    with CaptureQueriesContext(connection) as few:
        browser.get("/settings")
    for _ in range(10):
        another_browser()
    with CaptureQueriesContext(connection) as many:
        browser.get("/settings")
    assert len(many) == len(few)
