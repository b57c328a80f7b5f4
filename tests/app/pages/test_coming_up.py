"""One coming up: the sheet before, moved and called off, and the capture afterwards."""

import datetime as dt
import uuid
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import cast
from afterword.app.actions.begin import add_person
from afterword.app.actions.replan import replan
from afterword.app.models import Candidacy, Candidate, Event, GiftGiven, Interest, Person, Step
from afterword.candidacy.contact import Contact, Email
from app.conftest import NOW
from app.pages.answers import text_of

pytestmark = pytest.mark.usefixtures("clock", "in_seattle")


@pytest.fixture
def in_seattle(amara: Candidate) -> None:
    amara.timezone, amara.country = "America/Los_Angeles", "US"
    amara.save()


def say(**more: str) -> dict[str, str]:
    form = {"company": cast.FERNHILL, "role": cast.ROLE, "starts": "2026-11-19T10:00", "minutes": "60"}
    return {"id": str(uuid.uuid4()), "candidacy": "", "format": "video", **form, **more}


def arranged(browser: Client, **more: str) -> str:
    answer = browser.post("/coming-up", say(**more))
    assert answer.status_code == 302
    return str(answer["Location"])


def test_a_talk_is_arranged_once_and_leads_to_the_sheet(browser: Client) -> None:
    assert text_of(browser.get("/coming-up")).count("is-primary") == 1
    form = say(name=cast.RUTH, email=cast.RUTH_EMAIL)
    first, second = (browser.post("/coming-up", form)["Location"] for _ in range(2))
    row = Candidacy.objects.get()
    assert first == second == f"/candidacies/{row.id}/sheet"
    event = Event.objects.get(type="interview_scheduled")
    starts = dt.datetime(2026, 11, 19, 10, tzinfo=cast.SEATTLE)
    assert dt.datetime.fromisoformat(event.data["from"]) == starts
    assert dt.datetime.fromisoformat(event.data["to"]) == starts + dt.timedelta(hours=1)
    assert event.who == [str(Person.objects.get().id)]
    assert Step.objects.filter(step="prepare").exists()


def test_the_sheet_asks_for_four_things(browser: Client) -> None:
    text = text_of(browser.get(arranged(browser)))
    for words in ("May I have your card?", "When do you hope to have decided?", "Who will be in touch", "light up"):
        assert words in text
    assert text.count("is-primary") == 1
    assert "/just-met?candidacy=" in text


def test_before_round_two_it_knows_what_each_cares_about(browser: Client, held: Candidacy, ruth: Person) -> None:
    Interest.objects.create(candidacy=held, person=ruth, subject="sailing", rank=1)
    GiftGiven.objects.create(person=ruth, candidacy=held, title="Old Sails, New Winds", at=NOW)
    sheet = arranged(browser, candidacy=str(held.id), company="")
    assert sheet == f"/candidacies/{held.id}/sheet"
    text = text_of(browser.get(sheet))
    assert "sailing" in text
    assert "You gave: Old Sails, New Winds." in text
    assert Candidacy.objects.count() == 1


def test_it_is_moved_once_and_moved_back(browser: Client) -> None:
    sheet = arranged(browser)
    form = {"do": "move", "id": str(uuid.uuid4()), "starts": "2026-11-20T14:00", "minutes": "30"}
    for _ in range(2):
        assert browser.post(sheet, form)["Location"] == sheet
    assert Event.objects.filter(type="interview_moved").count() == 1
    assert "Fri 20 November, 14:00" in text_of(browser.get(sheet))
    browser.post("/undo", {"event": form["id"]})
    assert "Thu 19 November, 10:00" in text_of(browser.get(sheet))


def test_it_is_called_off_once(browser: Client) -> None:
    sheet = arranged(browser)
    for _ in range(2):
        assert browser.post(sheet, {"do": "call_off"}).status_code == 302
    assert Event.objects.filter(type="interview_cancelled").count() == 1
    assert not Step.objects.filter(step="prepare").exists()
    assert "It was called off" not in text_of(browser.get(sheet))


@pytest.mark.parametrize("starts", ["", "2026-11-16T10:00", "2036-11-19T10:00", "tomorrow"])
def test_a_time_that_cannot_be_is_told_on_the_sheet(browser: Client, starts: str) -> None:
    sheet = arranged(browser)
    form = {"do": "move", "id": str(uuid.uuid4()), "starts": starts, "minutes": "30"}
    assert browser.post(sheet, form).status_code == 422
    assert not Event.objects.filter(type="interview_moved").exists()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"starts": ""}, "starts"),
        ({"starts": "2026-11-16T10:00"}, "starts"),
        ({"starts": "2036-11-19T10:00"}, "starts"),
        ({"minutes": "7"}, "minutes"),
        ({"format": "pigeon"}, "format"),
        ({"company": ""}, "company"),
        ({"email": "ruth at fernhill"}, "email"),
        ({"candidacy": "x"}, "candidacy"),
    ],
)
def test_what_cannot_be_is_told_and_all_stays_typed(browser: Client, more: dict[str, str], field: str) -> None:
    answer = browser.post("/coming-up", say(**more))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert f'value="{cast.ROLE}"' in text_of(answer)
    assert not Candidacy.objects.exists()


def test_a_talk_in_somebody_else_s_candidacy_is_not_there(
    browser: Client, fernhill: Candidacy, stranger: uuid.UUID
) -> None:
    Candidacy.everyone.update(owner=stranger)
    assert browser.post("/coming-up", say(candidacy=str(fernhill.id))).status_code == 404
    assert browser.get(f"/coming-up?candidacy={fernhill.id}").status_code == 200
    assert browser.get("/coming-up?candidacy=x").status_code == 200


def test_after_its_end_today_asks_who_it_was(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    arranged(browser)
    after = dt.datetime(2026, 11, 19, 11, 30, tzinfo=cast.SEATTLE)
    row = Candidacy.objects.get()
    replan(row, after)
    still = SimpleNamespace(datetime=SimpleNamespace(now=after.astimezone), UTC=dt.UTC)
    monkeypatch.setattr("afterword.app.middleware.dt", still)
    text = text_of(browser.get("/"))
    assert f"How was it at {cast.FERNHILL}?" in text
    assert f"/just-met?candidacy={row.id}" in text


def test_the_queries_do_not_grow_with_rows(browser: Client, held: Candidacy) -> None:
    sheet = arranged(browser, candidacy=str(held.id), company="")
    browser.get(sheet)
    with CaptureQueriesContext(connection) as few:
        browser.get(sheet)
    for number in range(5):
        contact = Contact(name=f"Kim {number}", emails=(Email(f"k{number}@x.example"),))
        somebody = add_person(NOW, held.id, contact, ["interviewer"])
        Interest.objects.create(candidacy=held, person=somebody, subject="sailing", rank=1)
    with CaptureQueriesContext(connection) as many:
        browser.get(sheet)
    assert len(many) == len(few)
