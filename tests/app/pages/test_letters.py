"""Letters: listed by how far they are."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from afterword.app.models import Candidacy, Letter, Person
from app.pages.answers import text_of


def write(candidacy: Candidacy, person: Person | None, state: str, subject: str) -> Letter:
    return Letter.objects.create(
        candidacy=candidacy,
        person=person,
        kind="thank_you",
        state=state,
        subject=subject,
        body="Dear Ruth",
        brief={"gift": {"title": "Passkeys at work"}},
    )


def test_nothing_yet_says_where_a_letter_begins(browser: Client) -> None:
    text = text_of(browser.get("/letters"))
    assert "No letter yet" in text
    assert text.count("is-primary") == 1


def test_each_state_leads_where_it_goes_on(browser: Client, fernhill: Candidacy, ruth: Person) -> None:
    draft = write(fernhill, ruth, "draft", "On passkeys")
    waiting = write(fernhill, ruth, "approved", "On tablets")
    gone = write(fernhill, None, "sent", "On badges")
    text = text_of(browser.get("/letters"))
    assert f'href="/letters/{draft.id}"' in text
    assert f'href="/letters/{waiting.id}/send"' in text
    assert f'href="/letters/{gone.id}"' in text
    assert "Fernhill Logistics" in text
    assert "Enclosed: Passkeys at work" in text
    assert "Somebody without a name" in text
    assert text.count("is-primary") == 1


def test_the_queries_do_not_grow_with_rows(browser: Client, fernhill: Candidacy, ruth: Person) -> None:
    for state in ("draft", "approved", "sent"):
        write(fernhill, ruth, state, "One")
    with CaptureQueriesContext(connection) as few:
        browser.get("/letters")
    for state in ("draft", "approved", "sent", "handed_over", "cancelled"):
        write(fernhill, ruth, state, "More")
    with CaptureQueriesContext(connection) as many:
        browser.get("/letters")
    assert len(many) == len(few)
