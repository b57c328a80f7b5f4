"""Check card: what was read is settled by the person, beside its picture."""

import io
import uuid
from dataclasses import replace

import msgspec
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

import cast
from afterword import api
from afterword.app.actions.keep_picture import keep_picture
from afterword.app.models import Candidacy, Candidate, Person, Picture
from afterword.app.owner import acting_as
from afterword.candidacy.contact import Contact, Email, Phone
from app.pages.answers import text_of

JPEG = io.BytesIO()
Image.new("RGB", (400, 200), "white").save(JPEG, "JPEG")


@pytest.fixture
def picture(fernhill: Candidacy, ruth: Person) -> Picture:
    return keep_picture(JPEG.getvalue(), 400, 200, candidacy_id=fernhill.id, person_id=ruth.id)


@pytest.fixture
def unsure(ruth: Person, picture: Picture) -> Person:
    """Ruth, whose number was read two ways."""
    contact = msgspec.convert(ruth.value, Contact)
    phone = Phone(cast.RUTH_PHONE, None, "work", 0.6, "ocr", (0, 20.0, 30.0, 120.0, 60.0), ("+12065550112",))
    ruth.value = msgspec.to_builtins(replace(contact, files=(f"{picture.id}.jpg",), phones=(phone,)))
    ruth.save()
    return ruth


def sent_back(browser: Client, person: Person) -> dict[str, str]:
    """The form of a card as a browser sends it back."""
    form = browser.get(f"/people/{person.id}/card").context["form"]
    return {field.html_name: str(field.value() or "") for field in form}


def test_what_is_unsure_stands_beside_its_place_on_the_card(browser: Client, unsure: Person, picture: Picture) -> None:
    text = text_of(browser.get(f"/people/{unsure.id}/card"))
    assert "one detail to check" in text
    assert f"/pictures/{picture.id}.jpg?box=20,30,120,60" in text
    assert 'value="phone_0:+12065550112"' in text


def test_another_reading_is_taken_by_a_click_and_kept_by_another(browser: Client, unsure: Person) -> None:
    typed = sent_back(browser, unsure) | {"title": "Director of Everything"}
    text = text_of(browser.post(f"/people/{unsure.id}/card", typed | {"do": "phone_0:+12065550112"}))
    assert 'value="+12065550112"' in text
    assert "Director of Everything" in text
    browser.post(f"/people/{unsure.id}/card", typed | {"phone_0": "+12065550112"})
    unsure.refresh_from_db()
    assert msgspec.convert(unsure.value, Contact).phones == (Phone("+12065550112", "+12065550112", "work"),)


def test_a_kept_card_is_sure_and_leads_on(browser: Client, unsure: Person, fernhill: Candidacy) -> None:
    onward = f"/candidacies/{fernhill.id}/interests"
    typed = sent_back(browser, unsure) | {"next": onward}
    answer = browser.post(f"/people/{unsure.id}/card", typed)
    assert answer["Location"] == onward
    unsure.refresh_from_db()
    assert unsure.value["phones"][0]["confidence"] == 1.0
    assert "nothing here is in doubt" in text_of(browser.get(f"/people/{unsure.id}/card"))


@pytest.mark.parametrize("address", ["https://evil.example.org/", "//evil.example.org/", "people", "no:such"])
def test_it_leads_nowhere_else(browser: Client, ruth: Person, address: str) -> None:
    typed = sent_back(browser, ruth) | {"next": address}
    assert browser.post(f"/people/{ruth.id}/card", typed)["Location"] == "/"


def test_a_name_is_told_apart_anew(browser: Client, ruth: Person) -> None:
    browser.post(f"/people/{ruth.id}/card", sent_back(browser, ruth) | {"name": "Tanaka Hiroshi", "signs": "Hiro"})
    ruth.refresh_from_db()
    assert (ruth.value["family"], ruth.value["given"], ruth.value["order"]) == ("Tanaka", "Hiroshi", "family_first")
    assert browser.get(f"/people/{ruth.id}/card").context["form"]["signs"].value() == "Hiro"


def test_parts_of_a_name_that_were_typed_stand(browser: Client, ruth: Person) -> None:
    changed = {"given": "Calloway", "family": "Ruth", "order": "family_first"}
    browser.post(f"/people/{ruth.id}/card", sent_back(browser, ruth) | changed)
    ruth.refresh_from_db()
    assert (ruth.value["family"], ruth.value["order"]) == ("Ruth", "family_first")


def test_a_second_address_is_added(browser: Client, ruth: Person) -> None:
    browser.post(f"/people/{ruth.id}/card", sent_back(browser, ruth) | {"email_1": "ruth@example.org"})
    ruth.refresh_from_db()
    assert [email["value"] for email in ruth.value["emails"]] == [cast.RUTH_EMAIL, "ruth@example.org"]
    assert ruth.email == cast.RUTH_EMAIL


def test_bad_input_comes_back_as_it_was_typed(browser: Client, ruth: Person) -> None:
    bad = {"email_0": "ruth at example", "title": "Director of Everything"}
    answer = browser.post(f"/people/{ruth.id}/card", sent_back(browser, ruth) | bad)
    assert answer.status_code == 422
    assert 'value="ruth at example"' in text_of(answer)
    assert "Director of Everything" in text_of(answer)
    ruth.refresh_from_db()
    assert ruth.email == cast.RUTH_EMAIL


def test_keeping_twice_is_keeping_once(browser: Client, ruth: Person) -> None:
    typed = sent_back(browser, ruth) | {"title": "Director of Everything"}
    browser.post(f"/people/{ruth.id}/card", typed)
    once = Person.objects.get(id=ruth.id).value
    browser.post(f"/people/{ruth.id}/card", typed)
    assert Person.objects.get(id=ruth.id).value == once


def test_a_card_is_given_as_a_vcard(browser: Client, ruth: Person) -> None:
    answer = browser.get(f"/people/{ruth.id}/card?vcard")
    assert answer["Content-Type"].startswith("text/vcard")
    assert b"FN:Ruth Calloway" in answer.content


def test_a_picture_is_private_and_nothing_but_a_picture(browser: Client, picture: Picture) -> None:
    answer = browser.get(f"/pictures/{picture.id}.jpg")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert "private" in answer["Cache-Control"]
    assert answer.content == JPEG.getvalue()


def test_a_part_of_a_picture_is_cut_out(browser: Client, picture: Picture) -> None:
    answer = browser.get(f"/pictures/{picture.id}.jpg?box=50,50,150,90")
    assert Image.open(io.BytesIO(answer.content)).size == (124, 64)


@pytest.mark.parametrize("box", ["1,2,3", "a,b,c,d", "-1,0,5,5", "900,900,950,950", "90,90,10,10", "1,1,999999,2"])
def test_a_box_outside_of_the_picture_is_nothing(browser: Client, picture: Picture, box: str) -> None:
    assert browser.get(f"/pictures/{picture.id}.jpg?box={box}").status_code == 404


def test_pictures_and_cards_of_somebody_else_are_not_there(browser: Client, stranger: uuid.UUID) -> None:
    with acting_as(stranger):
        person = Person.objects.create(name="Foreign")
        foreign = Picture.objects.create(data=JPEG.getvalue(), width=400, height=200, person=person)
    assert browser.get(f"/pictures/{foreign.id}.jpg").status_code == 404
    assert browser.get(f"/people/{person.id}/card").status_code == 404
    assert browser.post(f"/people/{person.id}/card", {"name": "Mine"}).status_code == 404


def test_the_queries_do_not_grow_with_rows(browser: Client, fernhill: Candidacy, ruth: Person) -> None:
    address = f"/people/{ruth.id}/card"
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for width in range(5):
        Picture.objects.create(data=b"", width=width, height=1, person=ruth, candidacy=fernhill)
    with CaptureQueriesContext(connection) as many:
        browser.get(address)
    assert len(many) == len(few)


def test_the_name_they_sign_with_is_in_the_brief(browser: Client, ruth: Person, amara: Candidate) -> None:
    browser.post(f"/people/{ruth.id}/card", sent_back(browser, ruth) | {"signs": "Ruthie"})
    ruth.refresh_from_db()
    read_again = api.read_card([("ruth.vcf", browser.get(f"/people/{ruth.id}/card?vcard").content)]).contacts[0]
    assert read_again.extra["X-AFTERWORD-SIGNS"] == ["X-AFTERWORD-SIGNS:Ruthie"]
    assert Email(cast.RUTH_EMAIL).value in {email.value for email in read_again.emails}
