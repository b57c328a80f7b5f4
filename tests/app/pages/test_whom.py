"""Whom to ask: the page."""

import uuid

import pytest
from django.test import Client

import cast
from afterword.app.actions.begin import add_person
from afterword.app.actions.record import record
from afterword.app.models import Candidacy, Event, Person
from afterword.app.owner import acting_as
from afterword.candidacy.contact import Contact, Email
from app.conftest import NOW
from app.pages.answers import text_of

pytestmark = pytest.mark.usefixtures("clock")


def page_of(candidacy: Candidacy) -> str:
    return f"/candidacies/{candidacy.id}/whom"


def test_it_says_who_comes_first_and_who_then_with_the_reason(browser: Client, held: Candidacy) -> None:
    text = text_of(browser.get(page_of(held)))
    assert f"{cast.DANA} was named as the one who decides or informs." in text
    assert f"Another person this time: {cast.RUTH} interviewed you. Only if no answer comes." in text
    assert text.count("is-primary") == 1
    assert f'href="{page_of(held)}"' in text_of(browser.get(f"/candidacies/{held.id}"))


def test_another_person_is_one_tap_and_can_be_taken_back(browser: Client, held: Candidacy) -> None:
    omar = add_person(
        NOW, held.id, Contact(name="Omar Haddad", emails=(Email("omar@example.org"),)), ["hiring_manager"]
    )
    said = {"person": str(omar.id), "id": str(uuid.uuid4())}
    for _ in range(2):
        answer = browser.post(page_of(held), said)
    assert answer["Location"] == page_of(held)
    event = Event.objects.get(type="setting_changed")
    assert event.data == {"key": "ask", "value": str(omar.id)}
    assert held.steps.get(step="follow_up_1").to == str(omar.id)
    assert "You chose to ask Omar Haddad." in text_of(browser.get(page_of(held)))
    assert "Whom to ask was chosen" in text_of(browser.get(f"/candidacies/{held.id}"))
    browser.post("/undo", {"event": str(event.id), "next": page_of(held)})
    assert held.steps.get(step="follow_up_1").to != str(omar.id)


def test_past_an_agency_is_warned_of(browser: Client, held: Candidacy) -> None:
    add_person(NOW, held.id, Contact(name="Kim Berger", emails=(Email("kim@search.example.org"),)), ["agency"])
    text = text_of(browser.get(page_of(held)))
    assert "Everything here goes through Kim Berger." in text
    assert "Writing past them is your choice" in text
    assert "Ask all the same" in text


def test_after_no_contact_nobody_can_be_chosen(browser: Client, held: Candidacy) -> None:
    record(held.id, "no_contact_asked", NOW, data={"until": None})
    text = text_of(browser.get(page_of(held)))
    assert "They asked not to be contacted." in text
    assert 'name="person"' not in text


@pytest.mark.parametrize("person", ["", "x", "2c02af81-1b03-4872-a74d-2eca4f94b9cb"])
def test_nobody_else_can_be_chosen(browser: Client, held: Candidacy, person: str) -> None:
    assert browser.post(page_of(held), {"person": person}).status_code == 404
    assert not Event.objects.filter(type="setting_changed").exists()


def test_who_takes_no_part_is_not_asked(browser: Client, held: Candidacy, stranger: uuid.UUID) -> None:
    apart = Person.objects.create(name="Not Here")
    with acting_as(stranger):
        other = Person.objects.create(name="Not Yours")
    for person in (apart, other):
        assert browser.post(page_of(held), {"person": str(person.id)}).status_code == 404
