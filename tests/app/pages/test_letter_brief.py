"""With an assistant: the brief without private matters, and an answer that is verified before it is taken."""

import pytest
from django.test import Client

import cast
from afterword.app.actions.draft import draft
from afterword.app.models import Candidacy, Interest, Letter, Person
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
    assert "Not all of it is in your notes" in text
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


INVENTED = GOOD.replace("I am very", "I speak fluent Mandarin.\n\nI am very")


def send(browser: Client, letter: Letter, do: str, **fields: str) -> object:
    return browser.post(
        f"/letters/{letter.id}/brief", {"version": letter.version, "answer": INVENTED, "do": do} | fields
    )


def test_what_is_invented_is_marked_where_it_stands(browser: Client, letter: Letter) -> None:
    text = text_of(send(browser, letter, "verify"))
    assert '<span class="doubtful">I speak fluent Mandarin.</span>' in text
    assert text.index("When we spoke") < text.index("I speak fluent Mandarin.") < text.index("With best wishes")
    assert text.count("is-primary") == 1


@pytest.mark.parametrize("about", ["me", "own"])
def test_a_true_fact_that_the_notes_lack_is_added_and_the_answer_comes_back(
    browser: Client, letter: Letter, about: str
) -> None:
    page = text_of(send(browser, letter, "add:1"))
    assert 'value="I speak fluent Mandarin."' in page
    assert "It is true" in page
    kept = send(browser, letter, "keep", fact="I speak fluent Mandarin.", about=about)
    assert kept.status_code == 200  # type: ignore[attr-defined]
    assert "Everything in it stands in your notes" in text_of(kept)
    assert kept.context["form"]["answer"].value() == INVENTED  # type: ignore[attr-defined]
    send(browser, letter, "keep", fact="I speak fluent Mandarin.", about=about)
    letter.refresh_from_db()
    told = [proof["text"] for proof in letter.owner.proofs] + [letter.brief.get("own_words")]
    assert told.count("I speak fluent Mandarin.") == 1
    assert send(browser, letter, "verify").status_code == 302  # type: ignore[attr-defined]


def test_a_subject_that_the_notes_lack_is_added_to_the_ledger(browser: Client, letter: Letter) -> None:
    for _ in range(2):
        send(browser, letter, "keep", fact="the night inventory", about="talk")
    assert Interest.objects.filter(candidacy=letter.candidacy, subject="the night inventory").count() == 1


def test_a_fact_that_is_none_stays_typed(browser: Client, letter: Letter) -> None:
    page = send(browser, letter, "keep", fact="", about="me")
    assert page.status_code == 422  # type: ignore[attr-defined]
    assert "I speak fluent Mandarin." in text_of(page)


def test_chatter_is_left_out_and_told(browser: Client, letter: Letter) -> None:
    answer = f"Sure, here is a draft:\n\n{GOOD}\n\nLet me know if you want it shorter."
    page = browser.post(f"/letters/{letter.id}/brief", {"version": letter.version, "answer": answer}, follow=True)
    assert "Left out, as it is not part of the letter: “Sure, here is a draft:”" in text_of(page)
    letter.refresh_from_db()
    assert letter.body.endswith("Amara Boateng")


def test_of_two_letters_none_is_taken_silently(browser: Client, letter: Letter) -> None:
    two = f"Option 1\n\n{GOOD}\n\nOption 2\n\n{GOOD.replace('Passkeys for', 'On')}"
    page = post(browser, letter, two)
    assert page.status_code == 422  # type: ignore[attr-defined]
    assert "Your assistant wrote one more letter" in text_of(page)
    other = post(browser, letter, two, do="other")
    assert "On the warehouse crew" in text_of(other)
    assert Letter.objects.get().version == letter.version
