"""Begin in the middle: the day alone is enough."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import cast
from afterword.app.models import Candidacy, Candidate, Event, Person, Step
from app.conftest import NOW
from app.pages.answers import text_of

pytestmark = pytest.mark.usefixtures("clock", "in_seattle")


@pytest.fixture
def in_seattle(amara: Candidate) -> None:
    amara.timezone, amara.country = "America/Los_Angeles", "US"
    amara.save()


def say(**more: str) -> dict[str, str]:
    return {"id": str(uuid.uuid4()), "day": "2026-11-12", "sent": "nothing", "hears": "unsaid", **more}


def steps() -> set[str]:
    return set(Step.objects.values_list("step", flat=True))


def test_the_form_is_short_and_has_one_filled_button(browser: Client) -> None:
    text = text_of(browser.get("/waiting"))
    assert "The day is enough." in text
    assert text.count("is-primary") == 1


def test_a_day_is_enough_for_a_plan(browser: Client) -> None:
    answer = browser.post("/waiting", say())
    row = Candidacy.objects.get()
    assert answer["Location"] == f"/candidacies/{row.id}"
    assert row.company == "Interview of 12 November"
    text = text_of(browser.get(answer["Location"]))
    assert "Ask how things stand" in text
    assert text.count("is-primary") == 1
    assert Person.objects.count() == 0


def test_a_late_thank_you_is_offered_up_to_five_days(browser: Client) -> None:
    person = {"hears": "them", "name": cast.RUTH, "email": cast.RUTH_EMAIL}
    browser.post("/waiting", say(company=cast.FERNHILL, day="2026-11-13", **person))
    assert "thank_you" in steps()


def test_after_that_it_is_left_out(browser: Client) -> None:
    person = {"hears": "them", "name": cast.RUTH, "email": cast.RUTH_EMAIL}
    browser.post("/waiting", say(company=cast.FERNHILL, day="2026-11-09", **person))
    assert "thank_you" not in steps()
    assert "follow_up_1" in steps()


def test_what_was_sent_is_not_sent_again(browser: Client) -> None:
    person = {"hears": "hr", "name": cast.DANA, "email": cast.DANA_EMAIL}
    browser.post("/waiting", say(day="2026-11-05", sent="asked", asked_on="2026-11-13", date="2026-11-11", **person))
    touches = Event.objects.filter(type="touch_done_elsewhere").order_by("order")
    assert [event.data["step"] for event in touches] == ["thank_you", "follow_up_1"]
    assert touches[1].at.astimezone(cast.SEATTLE).date() == dt.date(2026, 11, 13)
    assert "thank_you" not in steps()


def test_twice_is_once(browser: Client) -> None:
    form = say(company=cast.FERNHILL, sent="thanks")
    first, second = (browser.post("/waiting", form)["Location"] for _ in range(2))
    assert first == second
    assert Candidacy.objects.count() == 1
    assert Event.objects.filter(type="touch_done_elsewhere").count() == 1


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"day": ""}, "day"),
        ({"day": "2026-11-18"}, "day"),
        ({"day": "2016-11-12"}, "day"),
        ({"day": "12/11/26 or so"}, "day"),
        ({"asked_on": "2026-11-01"}, "asked_on"),
        ({"asked_on": "2026-12-01"}, "asked_on"),
        ({"date": "2026-11-01"}, "date"),
        ({"sent": "flowers"}, "sent"),
        ({"hears": "nobody"}, "hears"),
        ({"email": "ruth at fernhill"}, "email"),
        ({"phone": "call me"}, "phone"),
        ({"id": "one"}, "id"),
    ],
)
def test_what_cannot_be_is_told_and_all_stays_typed(browser: Client, more: dict[str, str], field: str) -> None:
    answer = browser.post("/waiting", say(**{"company": cast.FERNHILL, "role": cast.ROLE, **more}))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    text = text_of(answer)
    assert 'role="alert"' in text
    assert f'value="{cast.FERNHILL}"' in text
    assert f'value="{cast.ROLE}"' in text
    assert not Candidacy.objects.exists()


def test_an_empty_form_is_told(browser: Client) -> None:
    assert browser.post("/waiting").status_code == 422


def test_today_is_a_day_too(browser: Client) -> None:
    browser.post("/waiting", say(day=NOW.date().isoformat()))
    assert Event.objects.get(type="interview_held").at <= NOW


def test_the_queries_do_not_grow_with_rows(browser: Client) -> None:
    with CaptureQueriesContext(connection) as few:
        browser.get("/waiting")
    for day in ("2026-11-05", "2026-11-06", "2026-11-09"):
        browser.post("/waiting", say(day=day))
    browser.get("/")
    with CaptureQueriesContext(connection) as many:
        browser.get("/waiting")
    assert len(many) == len(few)
