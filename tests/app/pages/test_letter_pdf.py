"""An approved letter as files to print."""

import io
import uuid

import pytest
from django.test import Client
from pypdf import PdfReader

import cast
from afterword.app.actions.approve import approve
from afterword.app.actions.draft import draft
from afterword.app.models import Candidacy, Letter, Person
from afterword.app.owner import acting_as
from afterword.app.queries.brief import brief_of
from app.conftest import NOW
from app.pages.answers import text_of

ADDRESS = {"text": "12 Mill Street, Seattle, WA 98101", "city": "Seattle", "country": None}


@pytest.fixture
def written(held: Candidacy, ruth: Person, clock: None) -> Letter:
    return draft(held, ruth, brief_of(held, ruth, "thank_you", send_at=NOW), now=NOW)[0]


@pytest.fixture
def letter(written: Letter) -> Letter:
    approve(written.id, NOW, anyway=["move.recall"], channel="paper")
    written.refresh_from_db()
    return written


def page(letter: Letter, name: str) -> str:
    return f"/letters/{letter.id}/{name}"


def printed(browser: Client, letter: Letter, name: str) -> tuple[str, float]:
    """The words of a file and its width in points."""
    answer = browser.get(page(letter, name))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    pdf = PdfReader(io.BytesIO(answer.content))
    assert len(pdf.pages) == 1
    return " ".join(pdf.pages[0].extract_text().split()), float(pdf.pages[0].mediabox.width)


def test_the_letter_is_what_was_approved(browser: Client, letter: Letter) -> None:
    text, width = printed(browser, letter, "letter.pdf")
    assert round(width) == 612  # they are in Seattle
    for words in (
        cast.AMARA,
        cast.AMARA_EMAIL,
        cast.RUTH,
        cast.RUTH_TITLE,
        "November 17, 2026",
        *letter.body.split()[:5],
    ):
        assert words in text
    assert "12 Mill Street" not in text
    assert round(printed(browser, letter, "letter.pdf?paper=a4")[1]) == 595


def test_the_envelope_takes_the_address_of_the_card(browser: Client, letter: Letter, ruth: Person) -> None:
    assert "the envelope shows the name and the firm alone" in text_of(browser.get(page(letter, "send")))
    assert printed(browser, letter, "envelope.pdf")[0].endswith(cast.FERNHILL)
    ruth.value["address"] = ADDRESS
    ruth.save()
    assert "the envelope shows the name and the firm alone" not in text_of(browser.get(page(letter, "send")))
    assert printed(browser, letter, "envelope.pdf?cover=c6")[0].endswith("12 Mill Street Seattle, WA 98101")


def test_nothing_is_printed_that_nobody_approved(browser: Client, written: Letter) -> None:
    for name in ("letter.pdf", "envelope.pdf"):
        assert browser.get(page(written, name)).status_code == 409
    assert "letter.pdf" not in text_of(browser.get(page(written, "")[:-1]))


def test_a_wrong_choice_is_answered_in_one_line(browser: Client, letter: Letter) -> None:
    for address in ("letter.pdf?paper=a5", "envelope.pdf?cover=\u202e"):
        answer = browser.get(page(letter, address))
        assert answer.status_code == 422
        assert "is not one of" in text_of(answer)


def test_the_way_there_is_shown(browser: Client, letter: Letter) -> None:
    for name in ("", "send"):
        text = text_of(browser.get(page(letter, name).rstrip("/")))
        assert page(letter, "letter.pdf") in text
        assert page(letter, "envelope.pdf") in text


def test_a_letter_of_somebody_else_is_not_there(browser: Client, letter: Letter, stranger: uuid.UUID) -> None:
    with acting_as(stranger):
        candidacy = Candidacy.objects.create(company="Elsewhere")
        foreign = Letter.objects.create(candidacy=candidacy, kind="thank_you", body="Dear X", state="approved")
    for name in ("letter.pdf", "envelope.pdf"):
        assert browser.get(page(foreign, name)).status_code == 404
