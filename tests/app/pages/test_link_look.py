"""What is said of a gift's link before its letter leaves, and the two ways on where there is nothing to open."""

import datetime as dt
import uuid

import pytest
from django.test import Client

from afterword.app.actions.add_gift import add_gift
from afterword.app.actions.approve import approve
from afterword.app.actions.draft import draft
from afterword.app.actions.keep_account import keep_account
from afterword.app.actions.keep_look import keep_look
from afterword.app.actions.let_look import let_look
from afterword.app.actions.queue import queue
from afterword.app.models import Candidacy, Candidate, Letter, Outbox, Person
from afterword.app.outbox import send_due
from afterword.app.queries.brief import brief_of
from afterword.gift.gift import Gift
from afterword.gift.look import Look
from afterword.outside.smtp import Answer
from app.conftest import NOW
from app.pages.answers import text_of

URL = "https://journal.example.org/badges"
ANYWAY = ["move.recall", "move.interest", "truth.facts", "time.words"]


@pytest.fixture
def letter(held: Candidacy, ruth: Person, clock: None) -> Letter:
    let_look(on=True)
    item = add_gift(NOW, Gift("g1", title="Badges and tablets", url=URL, read=True), id=uuid.uuid4())[0]
    brief = brief_of(held, ruth, "thank_you", gift=item, gift_note="It is short.", send_at=NOW)
    row = draft(held, ruth, brief, now=NOW)[0]
    approve(row.id, NOW, anyway=ANYWAY)
    row.refresh_from_db()
    return row


def state(letter: Letter) -> str:
    letter.refresh_from_db()
    return letter.state


@pytest.mark.parametrize(("look", "told"), [
    (None, "It is looked at before the letter leaves."),
    (Look("ok"), "It was there and free to read on 1"),
    (Look("moved", {"code": "gift.look.start_page", "params": {"host": "journal.example.org"}}),
     "leads to the start page of journal.example.org now"),
    (Look("unreachable", {"code": "outside.fetch.no_host", "params": {"host": "journal.example.org"}}),
     "Not looked at yet: tried on 1"),
    (Look("unreachable"), "Not looked at yet"),
    (Look("gone"), "There was no such page at journal.example.org any more"),
    (Look("paywalled"), "journal.example.org asked for money or a sign-in"),
], ids=["not yet", "there", "moved", "offline", "broken", "gone", "paid"])  # fmt: skip
def test_it_is_said_on_the_letter_and_where_it_is_sent(
    browser: Client, letter: Letter, look: Look | None, told: str
) -> None:
    if look:
        keep_look(NOW, URL, look)
    for page in (f"/letters/{letter.id}", f"/letters/{letter.id}/send"):
        text = text_of(browser.get(page))
        assert told in text
        assert text.count("is-primary") == 1


def test_without_a_gift_nothing_is_said(browser: Client, letter: Letter) -> None:
    Letter.objects.update(brief={**letter.brief, "gift": None})
    assert "Its link" not in text_of(browser.get(f"/letters/{letter.id}/send"))


def test_off_says_what_it_would_do_and_is_one_click(browser: Client, letter: Letter, amara: Candidate) -> None:
    let_look(on=False)
    here = f"/letters/{letter.id}/send"
    assert "Once on, this computer asks the site for that one page" in text_of(browser.get(here))
    assert browser.post("/settings/links", {"on": "yes", "next": here})["Location"] == here
    amara.refresh_from_db()
    assert amara.looks
    assert "Do not look at links" in text_of(browser.get("/settings"))
    browser.post("/settings/links", {"on": "no"})
    amara.refresh_from_db()
    assert not amara.looks


def test_it_waits_with_two_ways_on(browser: Client, letter: Letter) -> None:
    keep_look(NOW, URL, Look("gone"))
    here = f"/letters/{letter.id}/send"
    text = text_of(browser.get(here))
    assert f"There is no page at {URL} any more." in text
    assert "Change the gift" in text
    assert "Send it anyway" in text
    assert "Open in Gmail" not in text
    assert browser.post(f"/letters/{letter.id}/hand-over/mailto")["Location"] == here
    assert state(letter) == Letter.State.APPROVED
    assert browser.post(f"/letters/{letter.id}/link", {"do": "anyway"})["Location"] == here
    assert "Open in Gmail" in text_of(browser.get(here))
    assert letter.approvals.get().overridden == ["gift.gone"]
    assert browser.post(f"/letters/{letter.id}/hand-over/mailto")["Location"].startswith("mailto:")


def test_another_gift_takes_its_place_in_the_same_letter(browser: Client, letter: Letter, ruth: Person) -> None:
    keep_look(NOW, URL, Look("gone"))
    answer = browser.post(f"/letters/{letter.id}/link", {"do": "change"})
    assert answer["Location"] == f"/candidacies/{letter.candidacy_id}/gift/{ruth.id}"
    assert state(letter) == Letter.State.DRAFT
    assert "Choose another gift for it." in text_of(browser.get(answer["Location"]))


def test_in_the_outbox_it_waits_with_the_same_two_ways(browser: Client, letter: Letter) -> None:
    account = keep_account("amara@example.org", {"smtp": {}})
    row = queue(letter.id, account.id, NOW)
    keep_look(NOW, URL, Look("paywalled"))
    send_due(account.id, NOW + dt.timedelta(minutes=1), lambda *args: Answer("accepted"))
    text = text_of(browser.get(f"/letters/{letter.id}/send"))
    assert f"{URL} cannot be read without paying or signing in; the letter waits." in text
    assert "Change the gift" in text
    browser.post(f"/letters/{letter.id}/outbox", {"do": f"release:{row.id}"})
    row.refresh_from_db()
    assert row.state == Outbox.State.QUEUED
    assert letter.approvals.get().overridden == ["gift.paywalled"]
