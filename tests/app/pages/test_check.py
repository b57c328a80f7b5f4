"""Check a letter I have: any letter, nothing kept unless it is asked for."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import cast
from afterword.app.models import Candidacy, Candidate, Letter, Participation, Person
from afterword.app.pages.check import text_of as read
from app.pages.answers import text_of

LETTER = """Subject: Passkeys on the floor
Dear Ruth Galloway,

Thank you for the talk on Tuesday. You mentioned that a reset takes twenty minutes at the gate.

I am very interested in the role.

Best regards,
Amara Boateng"""

MAIL = b"""From: amara@example.org
To: ruth@example.org
Subject: Passkeys on the floor
Content-Type: text/plain; charset=utf-8

Dear Ruth,

Thank you for the talk on [date].

Amara Boateng
"""


def form(**more: object) -> dict[str, object]:
    return {"id": str(uuid.uuid4()), "kind": "auto", "locale": "auto", "do": "check", **more}


def test_it_works_with_nothing_else_there(browser: Client, amara: Candidate) -> None:
    text = text_of(browser.get("/check"))
    assert "Who is it for?" not in text
    assert text.count("is-primary") == 1
    text = text_of(browser.post("/check", form(text=LETTER)))
    assert "Thank-you letter" in text
    assert "could only come from you" in text
    assert "Any letter’s" in text
    assert "twenty minutes at the gate" in text
    assert not Letter.objects.exists()


def test_with_a_reader_the_facts_are_held_against_the_notes(browser: Client, held: Candidacy, ruth: Person) -> None:
    part = Participation.objects.get(person=ruth)
    text = text_of(browser.post("/check", form(text=LETTER, reader=str(part.id))))
    assert f"is not how {cast.RUTH} is spelled" in text
    assert "Keep it as a draft" in text
    assert not Letter.objects.exists()


def test_it_is_kept_once_and_only_on_demand(browser: Client, held: Candidacy, ruth: Person) -> None:
    part = Participation.objects.get(person=ruth)
    asked = form(text=LETTER.replace("Galloway", "Calloway"), reader=str(part.id), do="keep")
    for _ in range(2):
        answer = browser.post("/check", asked)
    letter = Letter.objects.get()
    assert answer["Location"] == f"/letters/{letter.id}"
    assert (letter.subject, letter.kind, letter.version) == ("Passkeys on the floor", "thank_you", 1)
    assert letter.body.startswith("Dear Ruth Calloway,")


def test_a_mail_is_read_and_its_text_comes_back_to_the_field(browser: Client, amara: Candidate) -> None:
    answer = browser.post("/check", form(file=SimpleUploadedFile("letter.eml", MAIL)))
    assert "was never filled in" in text_of(answer)
    assert answer.context["form"]["text"].value().startswith("Subject: Passkeys on the floor\n\nDear Ruth,")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"text": ""}, "There is no letter here"),
        ({"text": "word " * 50_000}, "a letter of at most 200000 can be checked"),
        ({"file": SimpleUploadedFile("x.txt", b"\0\1\2" * 50)}, "not the text of a letter"),
        ({"file": SimpleUploadedFile("x.txt", b"")}, "There is no letter here"),
        ({"file": SimpleUploadedFile("x.txt", b"a " * 1_100_000)}, "too large for a letter"),
    ],
)
def test_what_is_no_letter_is_told_and_stays(
    browser: Client, amara: Candidate, given: dict[str, object], told: str
) -> None:
    answer = browser.post("/check", form(**given))
    assert answer.status_code == 422
    assert told in text_of(answer)
    assert answer.context["form"]["text"].value() == str(given.get("text", "")) or "file" in given


@pytest.mark.parametrize("bad", [{"kind": "love_letter"}, {"locale": "../etc"}, {"reader": str(uuid.uuid4())}])
def test_an_unknown_choice_is_told(browser: Client, held: Candidacy, bad: dict[str, str]) -> None:
    answer = browser.post("/check", form(text=LETTER, **bad))
    assert answer.status_code == 422
    assert "Passkeys on the floor" in text_of(answer)


def test_markup_is_text(browser: Client, amara: Candidate) -> None:
    answer = browser.post("/check", form(text=LETTER + "\n<img src=x onerror=alert(1)>"))
    assert b"<img src=x" not in answer.content


def test_the_queries_do_not_grow_with_rows(browser: Client, held: Candidacy, ruth: Person) -> None:
    part = Participation.objects.get(person=ruth)
    asked = form(text=LETTER, reader=str(part.id))
    with CaptureQueriesContext(connection) as few:
        browser.post("/check", asked)
    for at in range(5):
        person = Person.objects.create(name=f"Somebody {at}")
        Participation.objects.create(candidacy=held, person=person, roles=["hr"])
    with CaptureQueriesContext(connection) as many:
        browser.post("/check", asked)
    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("pasted", "subject"),
    [("Subject: A\n\nDear", "A"), ("**Subject:** A\nDear", "A"), ("Betreff: A\nDear", "A"), ("Dear", "kept")],
)
def test_a_first_line_names_the_subject(pasted: str, subject: str) -> None:
    text = read(pasted, "kept")
    assert (text.subject, text.body) == (subject, "Dear")
