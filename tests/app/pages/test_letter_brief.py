"""With an assistant: the brief without private matters, and an answer that is verified before it is taken."""

import pytest
from django.test import Client

import cast
from afterword.app.actions.draft import draft
from afterword.app.models import Candidacy, Interest, Letter, Person
from afterword.app.pages.letter_brief import text_of as read
from afterword.app.queries.brief import brief_of
from app.conftest import NOW
from app.pages.answers import text_of

GOOD = """Subject: Passkeys for the warehouse crew
Dear Ruth Calloway,

Thank you for the talk today. When we spoke about passkeys for the warehouse crew, I understood the role better.

I am very interested in the role of identity systems analyst.

With best wishes,
Amara Boateng"""


@pytest.fixture
def letter(held: Candidacy, ruth: Person, clock: None) -> Letter:
    subject = "passkeys for the warehouse crew"
    value = {"id": "i1", "subject": subject, "kind": "business", "evidence": []}
    Interest.objects.create(candidacy=held, person=ruth, subject=subject, value=value)
    return draft(held, ruth, brief_of(held, ruth, "thank_you", send_at=NOW), now=NOW)[0]


def post(browser: Client, letter: Letter, answer: str, do: str = "verify") -> object:
    return browser.post(f"/letters/{letter.id}/brief", {"version": letter.version, "answer": answer, "do": do})


def test_the_brief_can_be_copied_and_names_no_address(browser: Client, letter: Letter) -> None:
    page = browser.get(f"/letters/{letter.id}/brief")
    prompt = page.context["page"].prompt
    assert "passkeys for the warehouse crew" in prompt
    for private in (cast.RUTH_EMAIL, cast.RUTH_PHONE, cast.AMARA_EMAIL):
        assert private not in prompt
    text = text_of(page)
    assert 'data-copy="#prompt"' in text
    assert text.count("is-primary") == 1


def test_an_answer_that_keeps_to_the_facts_becomes_the_draft(browser: Client, letter: Letter) -> None:
    before = letter.body
    for _ in range(2):
        assert post(browser, letter, GOOD)["Location"] == f"/letters/{letter.id}?kept"  # type: ignore[index]
    letter.refresh_from_db()
    assert (letter.subject, letter.version) == ("Passkeys for the warehouse crew", 2)
    assert letter.body.startswith("Dear Ruth Calloway,")
    assert letter.revisions.get(number=1).body == before


def test_an_invention_is_shown_and_taken_only_on_demand(browser: Client, letter: Letter) -> None:
    answer = GOOD.replace("I am very", "I speak fluent Mandarin and led 40 people.\n\nI am very")
    page = post(browser, letter, answer)
    text = text_of(page)
    assert page.status_code == 422  # type: ignore[attr-defined]
    assert "This is not in your notes" in text
    assert "Mandarin" in text
    assert Letter.objects.get().version == 1
    post(browser, letter, answer, do="take")
    assert "Mandarin" in Letter.objects.get().body
    assert "Nothing in your notes bears this out" in text_of(browser.get(f"/letters/{letter.id}"))


@pytest.mark.parametrize("answer", ["", "\n \n", "word " * 60_000])
def test_what_is_no_letter_is_told_and_stays(browser: Client, letter: Letter, answer: str) -> None:
    page = post(browser, letter, answer)
    assert page.status_code == 422  # type: ignore[attr-defined]
    assert page.context["form"]["answer"].value() == answer  # type: ignore[attr-defined]


def test_an_answer_to_an_older_text_is_not_taken_over_a_newer_one(browser: Client, letter: Letter) -> None:
    Letter.objects.update(version=5, body="Dear Ruth Calloway,\n\nNewer.")
    page = post(browser, letter, GOOD)
    assert page.status_code == 409  # type: ignore[attr-defined]
    assert "Thank you for the talk today" in text_of(page)
    assert Letter.objects.get().body.endswith("Newer.")


@pytest.mark.parametrize(
    ("pasted", "subject"),
    [("Subject: A\n\nDear", "A"), ("**Subject:** A\nDear", "A"), ("Betreff: A\nDear", "A"), ("Dear", "kept")],
)
def test_a_first_line_names_the_subject(pasted: str, subject: str) -> None:
    text = read(pasted, "kept")
    assert (text.subject, text.body) == (subject, "Dear")
