"""The page of one person."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from afterword.app.actions.begin import add_person
from afterword.app.actions.change_settings import change_settings
from afterword.app.actions.record import record
from afterword.app.models import Candidacy, Event, GiftGiven, Interest, Letter, Mail, Person
from afterword.app.owner import acting_as
from afterword.candidacy.contact import Contact, Email
from app.conftest import NOW
from app.pages.answers import text_of

pytestmark = pytest.mark.usefixtures("clock")


def test_it_shows_what_was_given_asked_and_answered(browser: Client, held: Candidacy, ruth: Person) -> None:
    GiftGiven.objects.create(person=ruth, candidacy=held, title="Scanners in cold stores", at=NOW)
    record(held.id, "letter_sent", NOW, who=[ruth.id], data={"kind": "follow_up_1"})
    reply = {"outcome": "acknowledgement", "text": "Thank you, we <i>have</i> it."}
    Mail.objects.create(candidacy=held, person=ruth, what="reply", value=reply, data=b"", at=NOW)
    answer = browser.get(f"/people/{ruth.id}")
    text = text_of(answer)
    assert "Scanners in cold stores" in text
    assert "One thing given, asked once, not answered so far." in text
    assert "Nothing unasked before Tue 24 November." in text
    assert "Ask how things stand" in text
    assert "They have it, no answer yet" in text
    assert b"<i>have</i>" not in answer.content


def test_the_next_step_is_the_one_filled_button(browser: Client, held: Candidacy, ruth: Person) -> None:
    answer = browser.get(f"/people/{ruth.id}")
    assert f'is-primary" href="/candidacies/{held.id}/gift/{ruth.id}"' in text_of(answer)
    assert answer.content.count(b"is-primary") == 1


def test_a_draft_is_where_the_next_step_goes_on(browser: Client, held: Candidacy, ruth: Person) -> None:
    letter = Letter.objects.create(candidacy=held, person=ruth, kind="thank_you", subject="Thank you")
    assert f'is-primary" href="/letters/{letter.id}"' in text_of(browser.get(f"/people/{ruth.id}"))


def test_a_doubtful_detail_is_one_to_check(browser: Client, fernhill: Candidacy) -> None:
    contact = Contact(name="Iris Vane", emails=(Email("iris@example.org", confidence=0.5),))
    iris = add_person(NOW, fernhill.id, contact, ["interviewer"])
    assert "One to check" in text_of(browser.get(f"/people/{iris.id}"))


def test_their_country_and_zone_are_kept(browser: Client, held: Candidacy, ruth: Person) -> None:
    said = {"do": "locate", "country": "DE", "timezone": "Europe/Berlin"}
    assert browser.post(f"/people/{ruth.id}", said).status_code == 302
    ruth.refresh_from_db()
    assert (ruth.country, ruth.timezone, ruth.value["region"]) == ("DE", "Europe/Berlin", "DE")


def test_no_such_zone_is_said_beside_what_was_typed(browser: Client, ruth: Person) -> None:
    answer = browser.post(f"/people/{ruth.id}", {"do": "locate", "country": "", "timezone": "Mars/Olympus"})
    assert answer.status_code == 422
    assert 'value="Mars/Olympus"' in text_of(answer)
    assert "There is no such zone." in text_of(answer)


def test_erasing_is_asked_for_and_says_what_goes(browser: Client, ruth: Person) -> None:
    text = text_of(browser.get(f"/people/{ruth.id}?erase"))
    assert "every letter to them" in text
    assert 'href="/settings/copy"' in text
    assert Person.objects.filter(id=ruth.id).exists()


def test_erased_is_erased_and_what_happened_stays(browser: Client, held: Candidacy, ruth: Person) -> None:
    Letter.objects.create(candidacy=held, person=ruth, kind="thank_you", subject="Thank you")
    Interest.objects.create(candidacy=held, person=ruth, subject="cold stores")
    events = Event.objects.count()
    answer = browser.post(f"/people/{ruth.id}", {"do": "erase"})
    assert answer["Location"] == "/people"
    assert not Person.objects.filter(id=ruth.id).exists()
    assert not Letter.objects.exists()
    assert not Interest.objects.exists()
    assert Event.objects.count() == events
    assert browser.get(f"/candidacies/{held.id}").status_code == 200
    assert browser.post(f"/people/{ruth.id}", {"do": "erase"}).status_code == 404


def test_nobody_of_somebody_else_is_shown(browser: Client, stranger: uuid.UUID) -> None:
    with acting_as(stranger):
        other = Person.objects.create(name="Not Yours")
    assert browser.get(f"/people/{other.id}").status_code == 404
    assert browser.post(f"/people/{other.id}", {"do": "erase"}).status_code == 404


def test_a_hostile_name_is_text(browser: Client, fernhill: Candidacy) -> None:
    mean = add_person(NOW, fernhill.id, Contact(name="<script>alert(1)</script>"), ["interviewer"])
    assert b"<script>alert" not in browser.get(f"/people/{mean.id}").content
    assert b"<script>alert" not in browser.get("/people").content


def test_the_number_of_queries_does_not_grow(browser: Client, held: Candidacy, ruth: Person) -> None:
    def add(number: int) -> None:
        at = NOW + dt.timedelta(minutes=number)
        GiftGiven.objects.create(person=ruth, candidacy=held, title=f"Gift {number}", at=at)
        Interest.objects.create(candidacy=held, person=ruth, subject=f"subject {number}")
        Letter.objects.create(candidacy=held, person=ruth, kind="visibility", state="sent", subject=f"{number}")
        Mail.objects.create(candidacy=held, person=ruth, what="reply", value={}, data=b"", at=at)

    add(0)
    with CaptureQueriesContext(connection) as few:
        browser.get(f"/people/{ruth.id}")
    for number in range(1, 15):
        add(number)
    with CaptureQueriesContext(connection) as many:
        browser.get(f"/people/{ruth.id}")
    assert len(many) == len(few)


def test_the_zone_of_their_number_is_offered_and_kept_in_one_tap(
    browser: Client, held: Candidacy, ruth: Person
) -> None:
    text = text_of(browser.get(f"/people/{ruth.id}"))
    assert "as the number begins with 206" in text
    assert 'name="timezone" value="America/Los_Angeles"' in text
    browser.post(f"/people/{ruth.id}", {"do": "locate", "country": "US", "timezone": "America/Los_Angeles"})
    ruth.refresh_from_db()
    assert ruth.timezone == "America/Los_Angeles"
    assert "as the number begins" not in text_of(browser.get(f"/people/{ruth.id}"))


def test_of_several_zones_none_is_taken_unasked(browser: Client, held: Candidacy, ruth: Person) -> None:
    Person.objects.filter(id=ruth.id).update(country="US", value={"name": "Ruth Calloway"})
    text = text_of(browser.get(f"/people/{ruth.id}"))
    assert "Which time zone is theirs? Several are possible." in text
    assert 'value="America/Chicago"' in text
    ruth.refresh_from_db()
    assert ruth.timezone == ""


@pytest.mark.parametrize(
    ("days", "rate"),
    [
        (None, "At most one in 3 weeks."),
        (20, "At most one in 4 weeks."),
        (5, "At most one a week."),
        (12, "At most one in 12 business days."),
    ],
)
def test_the_rate_follows_the_days_of_ones_own(
    browser: Client, held: Candidacy, ruth: Person, days: int | None, rate: str
) -> None:
    change_settings(NOW, held.id, {"visibility_bd": days})
    record(held.id, "letter_sent", NOW, who=[ruth.id], data={"kind": "visibility"})
    text = text_of(browser.get(f"/people/{ruth.id}"))
    assert f"Once something worth reading came without a question. {rate}" in text
    assert "Nothing given, nothing asked." in text
