"""The page of all people."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import cast
from afterword.app.actions.begin import add_person
from afterword.app.models import Candidacy, Person
from afterword.candidacy.contact import Contact
from app.conftest import NOW
from app.pages.answers import text_of


def test_everybody_who_is_known_stands_there(browser: Client, ruth: Person, dana: Person) -> None:
    text = text_of(browser.get("/people"))
    assert cast.RUTH in text
    assert cast.DANA in text


def test_a_search_leaves_those_who_fit(browser: Client, ruth: Person, dana: Person) -> None:
    text = text_of(browser.get("/people", {"q": "Calloway"}))
    assert cast.RUTH in text
    assert cast.DANA not in text


def test_somebody_is_found_by_the_firm_of_the_candidacy(browser: Client, fernhill: Candidacy) -> None:
    add_person(NOW, fernhill.id, Contact(name="Iris Vane", company="Vane Staffing"), ["agency"])
    assert "Iris Vane" in text_of(browser.get("/people", {"q": "fernhill"}))


def test_nobody_who_fits_is_said_with_the_words(browser: Client, ruth: Person) -> None:
    answer = browser.get("/people", {"q": "<b>Nobody"})
    assert "Nobody fits “<b>Nobody”." in text_of(answer)
    assert b"<b>Nobody" not in answer.content


def test_an_empty_list_leads_to_the_first(browser: Client) -> None:
    answer = browser.get("/people")
    assert "Nobody yet" in text_of(answer)
    assert b'href="/just-met"' in answer.content


def test_fifty_stand_on_a_page(browser: Client, fernhill: Candidacy) -> None:
    Person.objects.bulk_create([Person(owner_id=fernhill.owner_id, name=f"Person {n:02}") for n in range(51)])
    first, second = (text_of(browser.get("/people", {"page": page})) for page in (0, 1))
    assert "Person 49" in first
    assert "Person 50" not in first
    assert "Person 50" in second


def test_a_page_that_is_no_number_is_the_first(browser: Client, ruth: Person) -> None:
    assert cast.RUTH in text_of(browser.get("/people", {"page": "-1; drop"}))


def test_the_number_of_queries_does_not_grow(browser: Client, fernhill: Candidacy, ruth: Person) -> None:
    with CaptureQueriesContext(connection) as few:
        browser.get("/people")
    for number in range(20):
        add_person(NOW, fernhill.id, Contact(name=f"Person {number}"), ["interviewer"])
    with CaptureQueriesContext(connection) as many:
        browser.get("/people")
    assert len(many) == len(few)
