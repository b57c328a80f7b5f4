"""The call sheet and what came of the call."""

import datetime as dt
import uuid
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import cast
from afterword.app.actions.begin import add_person
from afterword.app.models import Candidacy, Candidate, Event, Note, Person
from afterword.app.owner import acting_as
from afterword.candidacy.contact import Contact, Phone
from app.conftest import NOW
from app.pages.answers import text_of

pytestmark = pytest.mark.usefixtures("clock")


def came(**more: str) -> dict[str, str]:
    return {"id": str(uuid.uuid4()), "outcome": "spoke", **more}


def page_of(candidacy: Candidacy) -> str:
    return f"/candidacies/{candidacy.id}/call/follow_up_1"


def test_it_says_who_is_called_and_what_to_say(browser: Client, held: Candidacy) -> None:
    text = text_of(browser.get(page_of(held)))
    assert f"Call {cast.DANA}" in text
    assert cast.AMARA in text
    assert "If it is voicemail" in text
    assert "seconds" in text


def test_the_number_is_one_to_tap_and_to_read_out(browser: Client, fernhill: Candidacy) -> None:
    contact = Contact(name="Iris Vane", phones=(Phone("+12065550177", kind="fax"), Phone("+12065550142", kind="work")))
    add_person(NOW, fernhill.id, contact, ["hr"])
    text = text_of(browser.get(page_of(fernhill)))
    assert 'is-primary" href="tel:+12065550142"' in text
    assert "Call +1 206-555-0142" in text
    assert "5550177" not in text
    assert text.count("is-primary") == 1


def test_where_nobody_is_known_the_switchboard_is_asked(browser: Client, fernhill: Candidacy) -> None:
    text = text_of(browser.get(page_of(fernhill)))
    assert f"Who is handling the hiring for the position of {cast.ROLE}?" in text
    assert f'href="/candidacies/{fernhill.id}/people/add"' in text


def test_without_a_name_of_ones_own_it_is_asked_for_first(browser: Client, held: Candidacy, amara: Candidate) -> None:
    amara.name = ""
    amara.save()
    assert f'href="/settings?next={page_of(held)}"' in text_of(browser.get(page_of(held)))


@pytest.mark.parametrize(("hour", "words"), [(10, "A good time to call."), (21, "Offices are closed now")])
def test_it_says_whether_offices_are_open_there(
    browser: Client, fernhill: Candidacy, dana: Person, monkeypatch: pytest.MonkeyPatch, hour: int, words: str
) -> None:
    moment = NOW.astimezone(cast.SEATTLE).replace(hour=hour, minute=0) + dt.timedelta(days=30)
    still = SimpleNamespace(datetime=SimpleNamespace(now=moment.astimezone), UTC=dt.UTC)
    monkeypatch.setattr("afterword.app.middleware.dt", still)
    text = text_of(browser.get(page_of(fernhill)))
    assert f"It is {hour}:00 there." in text
    assert words in text


def test_a_step_that_is_none_is_not_found(browser: Client, held: Candidacy) -> None:
    assert browser.get(f"/candidacies/{held.id}/call/dance").status_code == 404
    assert browser.post(f"/candidacies/{held.id}/call/dance/after", came()).status_code == 404


def test_nothing_of_somebody_else_is_shown(browser: Client, stranger: uuid.UUID) -> None:
    with acting_as(stranger):
        other = Candidacy.objects.create(company="Not Yours")
    assert browser.get(page_of(other)).status_code == 404


def test_what_was_typed_during_the_call_goes_on_to_the_form(browser: Client, held: Candidacy) -> None:
    sheet = {"from_sheet": "yes", "outcome": "voicemail", "note": "Says <Dana> is out"}
    answer = browser.post(f"{page_of(held)}/after", sheet)
    assert answer.status_code == 200
    assert "Says <Dana> is out" in text_of(answer)
    assert 'value="voicemail"' in text_of(answer)
    assert not Event.objects.filter(type="voicemail_left").exists()


def test_all_that_was_heard_is_kept_at_once(browser: Client, held: Candidacy, dana: Person, ruth: Person) -> None:
    said = came(note="They decide on Friday.", named="2026-12-11", decider=str(ruth.id))
    answer = browser.post(f"{page_of(held)}/after", said)
    assert answer["Location"] == f"/candidacies/{held.id}?called=follow_up_1"
    made = Event.objects.get(type="call_made")
    assert made.who == [str(dana.id)]
    assert made.data == {"step": "follow_up_1", "outcome": "spoke"}
    assert Event.objects.filter(type="decision_date_named", data={"date": "2026-12-11"}).exists()
    assert Event.objects.filter(type="decider_named", who=[str(ruth.id)]).exists()
    assert Note.objects.get().text == "They decide on Friday."
    assert f'data-kept-safe="call-{held.id}-follow_up_1"' in text_of(browser.get(answer["Location"]))


def test_the_day_they_call_back_counts_only_where_they_will(browser: Client, held: Candidacy) -> None:
    browser.post(f"{page_of(held)}/after", came(outcome="no_answer", back_on="2026-11-20"))
    browser.post(f"{page_of(held)}/after", came(outcome="call_back", back_on="2026-11-20"))
    no_answer, back = Event.objects.filter(type="call_made").order_by("order")
    assert "date" not in no_answer.data
    assert back.data["date"] == "2026-11-20"


def test_a_voicemail_is_an_event_of_its_own(browser: Client, held: Candidacy) -> None:
    browser.post(f"{page_of(held)}/after", came(outcome="voicemail"))
    assert Event.objects.get(type="voicemail_left").data == {"step": "follow_up_1"}


def test_twice_is_once(browser: Client, held: Candidacy) -> None:
    said = came(note="They decide on Friday.", named="2026-12-11")
    for _ in range(2):
        assert browser.post(f"{page_of(held)}/after", said).status_code == 302
    assert Event.objects.filter(type="call_made").count() == 1
    assert Note.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"named": "2020-01-01"}, "This day is over."),
        ({"named": "9999-12-31"}, "This is more than a year ahead."),
        ({"back_on": "soon"}, "Enter a valid date."),
        ({"decider": str(uuid.uuid4())}, "Select a valid choice."),
        ({"outcome": ""}, "This field is required."),
    ],
)
def test_bad_input_loses_nothing(browser: Client, held: Candidacy, wrong: dict[str, str], words: str) -> None:
    answer = browser.post(f"{page_of(held)}/after", came(note="They decide on Friday.") | wrong)
    assert answer.status_code == 422
    text = text_of(answer)
    assert words in text
    assert "They decide on Friday." in text
    assert 'role="alert"' in text
    assert not Event.objects.filter(type="call_made").exists()


def test_the_number_of_queries_does_not_grow(browser: Client, held: Candidacy) -> None:
    with CaptureQueriesContext(connection) as few:
        browser.get(page_of(held))
    for number in range(20):
        add_person(NOW, held.id, Contact(name=f"Person {number}"), ["interviewer"])
    with CaptureQueriesContext(connection) as many:
        browser.get(page_of(held))
    assert len(many) == len(few)
