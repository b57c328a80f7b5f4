"""Send it: opened in the person's own mail, asked afterwards, recorded once."""

import datetime as dt
import uuid
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import cast
from afterword.app.actions.approve import approve
from afterword.app.actions.draft import draft
from afterword.app.models import Candidacy, Event, Letter, MailAccount, Outbox, Person
from afterword.app.queries.brief import brief_of
from app.conftest import NOW
from app.pages.answers import text_of

EVERY = ["move.recall"]


@pytest.fixture
def letter(held: Candidacy, ruth: Person, clock: None) -> Letter:
    row, _ = draft(held, ruth, brief_of(held, ruth, "thank_you", send_at=NOW), now=NOW)
    approve(row.id, NOW, anyway=EVERY)
    return row


def address(letter: Letter, page: str = "send") -> str:
    return f"/letters/{letter.id}/{page}"


def state(letter: Letter) -> str:
    letter.refresh_from_db()
    return letter.state


def test_the_ways_are_shown_with_one_filled_button(browser: Client, letter: Letter) -> None:
    text = text_of(browser.get(address(letter)))
    assert cast.RUTH_EMAIL in text
    for way in ("Open in Gmail", "Open in Outlook on the web", "Open in my mail program", "Copy the letter"):
        assert way in text
    assert text.count("is-primary") == 1


def test_own_gmail_comes_first(browser: Client, letter: Letter) -> None:
    letter.owner.email = "amara@gmail.com"
    letter.owner.save()
    assert browser.get(address(letter)).context["page"].ways[0].how == "gmail"


@pytest.mark.parametrize(("how", "host"), [("gmail", "mail.google.com"), ("outlook", "outlook.live.com")])
def test_opening_it_elsewhere_is_recorded_once_and_leads_there(
    browser: Client, letter: Letter, how: str, host: str
) -> None:
    for _ in range(2):
        answer = browser.post(address(letter, f"hand-over/{how}"))
        parts = urlsplit(answer["Location"])
        assert (answer.status_code, parts.scheme, parts.hostname) == (303, "https", host)
        assert parse_qs(parts.query)["body"] == [letter.body]
    assert Event.objects.filter(type="handed_over").count() == 1
    text = text_of(browser.get(address(letter)))
    assert "Did you send it?" in text
    assert text.count("is-primary") == 1


def test_a_mail_program_is_led_to_by_mailto(browser: Client, letter: Letter) -> None:
    answer = browser.post(address(letter, "hand-over/mailto"))
    assert answer["Location"].startswith(f"mailto:{cast.RUTH_EMAIL}?subject=")


def test_a_long_letter_is_copied_instead(browser: Client, letter: Letter) -> None:
    Letter.objects.update(body="Dear Ruth,\n\n" + "word " * 3000)
    answer = browser.post(address(letter, "hand-over/mailto"))
    assert answer["Location"] == address(letter) + "#copy"
    assert state(letter) == Letter.State.APPROVED
    assert "too long for this link" in text_of(browser.get(address(letter)))


@pytest.mark.parametrize(("how", "leads_to"), [("copy", "send#sent"), ("eml", "letter.eml"), ("paper", "send#sent")])
def test_the_other_ways_are_recorded_too(browser: Client, letter: Letter, how: str, leads_to: str) -> None:
    assert browser.post(address(letter, f"hand-over/{how}"))["Location"] == address(letter, leads_to)
    assert state(letter) == Letter.State.HANDED_OVER


def test_copying_with_script_answers_nothing(browser: Client, letter: Letter) -> None:
    answer = browser.post(address(letter, "hand-over/copy"), headers={"HX-Request": "true"})
    assert (answer.status_code, state(letter)) == (204, Letter.State.HANDED_OVER)


def test_a_page_that_is_looked_at_again_learns_what_changed(browser: Client, letter: Letter) -> None:
    asked = {"HX-Request": "true"}
    assert browser.get(address(letter, "send?was=approved"), headers=asked).status_code == 204
    browser.post(address(letter, "hand-over/gmail"))
    assert "Did you send it?" in text_of(browser.get(address(letter, "send?was=approved"), headers=asked))
    browser.post(address(letter, "sent"), {"answer": "yes"})
    answer = browser.get(address(letter, "send?was=approved"), headers=asked)
    assert answer["HX-Redirect"] == f"/letters/{letter.id}"


def test_an_unknown_way_is_not_there(browser: Client, letter: Letter) -> None:
    assert browser.post(address(letter, "hand-over/pigeon")).status_code == 404


def test_sent_twice_is_sent_once(browser: Client, letter: Letter) -> None:
    for _ in range(2):
        answer = browser.post(address(letter, "sent"), {"answer": "yes"})
        assert answer["Location"] == f"/letters/{letter.id}"
    assert Event.objects.filter(type="letter_sent").count() == 1
    text = text_of(browser.get(f"/letters/{letter.id}"))
    assert "postmark" in text
    assert "Note a reply" in text
    assert browser.get(address(letter)).status_code == 302


def test_it_was_sent_earlier(browser: Client, letter: Letter) -> None:
    Event.objects.get(type="letter_approved")
    at = NOW - dt.timedelta(minutes=30)
    browser.post(address(letter, "sent"), {"answer": "yes", "at": at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M")})
    sent = Event.objects.get(type="letter_sent")
    assert abs(sent.at - at) < dt.timedelta(days=1)


@pytest.mark.parametrize("at", ["2099-01-01T10:00", "1999-01-01T10:00", "yesterday"])
def test_a_time_that_cannot_be_is_told(browser: Client, letter: Letter, at: str) -> None:
    answer = browser.post(address(letter, "sent"), {"answer": "yes", "at": at})
    assert answer.status_code == 422
    assert f'value="{at}"' in text_of(answer)
    assert state(letter) == Letter.State.APPROVED


def test_not_yet_changes_nothing(browser: Client, letter: Letter) -> None:
    browser.post(address(letter, "hand-over/copy"))
    assert browser.post(address(letter, "sent"), {"answer": "not_yet"}).status_code == 302
    assert state(letter) == Letter.State.HANDED_OVER


@pytest.mark.parametrize(("page", "said"), [("sent", {"answer": "no"}), ("take-back", {})])
def test_no_takes_it_back(browser: Client, letter: Letter, page: str, said: dict[str, str]) -> None:
    browser.post(address(letter, "hand-over/copy"))
    for _ in range(2):
        assert browser.post(address(letter, page), said)["Location"] == address(letter)
    assert state(letter) == Letter.State.APPROVED
    assert Event.objects.filter(type="retracted").count() == 1


def test_a_draft_is_approved_first(browser: Client, letter: Letter) -> None:
    Letter.objects.update(state=Letter.State.DRAFT)
    assert browser.get(address(letter))["Location"] == address(letter, "approve")
    assert browser.post(address(letter, "hand-over/copy")).status_code == 409
    assert browser.post(address(letter, "sent"), {"answer": "yes"}).status_code == 409


def test_the_sample_never_leaves(browser: Client, letter: Letter) -> None:
    Candidacy.objects.update(sample=True)
    assert browser.post(address(letter, "hand-over/gmail")).status_code == 409
    assert browser.post(address(letter, "sent"), {"answer": "yes"}).status_code == 409
    assert state(letter) == Letter.State.APPROVED


def test_the_queries_do_not_grow_with_rows(browser: Client, letter: Letter) -> None:
    with CaptureQueriesContext(connection) as few:
        browser.get(address(letter))
    for at in range(5):
        Outbox.objects.create(
            letter=letter, message_id=f"<{uuid.uuid4()}@x>", mail=b"", send_at=NOW, state="cancelled", attempts=at
        )
    with CaptureQueriesContext(connection) as many:
        browser.get(address(letter))
    assert len(many) == len(few)


@pytest.fixture
def account(letter: Letter) -> MailAccount:
    server = {"host": "127.0.0.1", "port": 9, "security": "plain", "user": ""}
    return MailAccount.objects.create(address=cast.AMARA_EMAIL, servers={"smtp": server})


def test_without_an_account_the_page_says_where_to_set_one_up(browser: Client, letter: Letter) -> None:
    assert "/settings/mail" in text_of(browser.get(address(letter)))
    assert browser.post(address(letter, "outbox")).status_code == 404


def test_it_is_queued_once_and_stopped_until_it_leaves(browser: Client, letter: Letter, account: MailAccount) -> None:
    assert f"Send from {cast.AMARA_EMAIL}" in text_of(browser.get(address(letter)))
    for _ in range(2):
        browser.post(address(letter, "outbox"), {"do": "send"})
    row = Outbox.objects.get()
    text = text_of(browser.get(address(letter)))
    assert "It leaves on " in text
    assert "every 3s" in text
    assert "Open in Gmail" not in text
    for _ in range(2):
        browser.post(address(letter, "outbox"), {"do": f"stop:{row.id}"})
    row.refresh_from_db()
    assert row.state == Outbox.State.CANCELLED
    assert "Open in Gmail" in text_of(browser.get(address(letter)))


@pytest.mark.parametrize(
    ("at", "told", "words", "button"),
    [
        ("claimed", {}, "It is leaving now.", None),
        ("doubt", {}, "the server has not answered yet", None),
        ("held", {"code": "app.outbox.late"}, "The program was closed", "release"),
        ("held", {"code": "app.outbox.bounced"}, "Correct the address on their card", None),
        ("failed", {"code": "app.outbox.no_password"}, "Enter it again under Settings", "release"),
        ("unsure", {"code": "app.outbox.unsure", "params": {}}, "Please look into the Sent folder", "left"),
    ],
)
def test_every_state_is_told_in_plain_words(
    browser: Client, letter: Letter, account: MailAccount, at: str, told: dict[str, object], words: str, button: str
) -> None:
    row = Outbox.objects.create(
        letter=letter, account=account, message_id="<1@x>", mail=b"", send_at=NOW, state=at, told=told
    )
    text = text_of(browser.get(address(letter)))
    assert words in text
    assert text.count("is-primary") == (1 if button else 0)
    assert (f"{button}:{row.id}" in text) == (button is not None)


@pytest.mark.parametrize(("do", "state_after"), [("left", "sent"), ("not_left", "draft")])
def test_who_knows_says_whether_it_left(
    browser: Client, letter: Letter, account: MailAccount, do: str, state_after: str
) -> None:
    row = Outbox.objects.create(
        letter=letter, account=account, message_id="<1@x>", mail=b"", send_at=NOW, state="unsure", dated_at=NOW
    )
    for _ in range(2):
        browser.post(address(letter, "outbox"), {"do": f"{do}:{row.id}"})
    assert state(letter) == state_after


def test_what_nobody_offers_is_not_there(browser: Client, letter: Letter, account: MailAccount) -> None:
    for do in (f"burn:{uuid.uuid4()}", "stop:", "stop:nonsense", f"stop:{uuid.uuid4()}"):
        assert browser.post(address(letter, "outbox"), {"do": do}).status_code == 404
