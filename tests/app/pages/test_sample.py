"""The sample interview: one click makes it, one click removes every row of it, and nothing of one's own."""

import datetime as dt

import pytest
from django.test import Client

import cast
from afterword.app.actions.add_sample import SEATTLE, last_talk
from afterword.app.actions.hand_over import hand_over
from afterword.app.actions.shelve import shelve
from afterword.app.models import (
    Candidacy,
    Candidate,
    Event,
    Interest,
    Letter,
    Note,
    Person,
    Picture,
    Posting,
    ShelfItem,
    Step,
)
from afterword.app.queries.shelf import choose
from afterword.errors import Refused
from afterword.gift.gift import Gift

ROWS = (Candidacy, Event, Interest, Note, Person, Picture, Posting, ShelfItem, Step)


def counted() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in ROWS}


def test_one_click_makes_it_and_one_removes_it(browser: Client) -> None:
    assert browser.post("/sample")["Location"] == "/"
    made = counted()
    assert min(made.values()) > 0
    assert Candidacy.objects.get().sample
    browser.post("/sample")
    assert counted() == made
    assert browser.post("/sample/remove")["Location"] == "/start"
    assert set(counted().values()) == {0}


def test_nothing_of_ones_own_goes_with_it(browser: Client, held: Candidacy) -> None:
    shelve([Gift(id="own", kind="article", title="Bread", url="https://example.org/bread")])
    before = counted()
    browser.post("/sample")
    browser.post("/sample/remove")
    assert counted() == before
    assert Person.objects.filter(name=cast.RUTH).exists()


def test_a_thing_one_shelves_oneself_stays(browser: Client) -> None:
    browser.post("/sample")
    item = ShelfItem.objects.filter(sample=True).earliest("title")
    shelve([Gift(id="own", kind="article", title=item.title, url=item.url)])
    browser.post("/sample/remove")
    assert list(ShelfItem.objects.values_list("title", "sample")) == [(item.title, False)]


def test_it_has_a_plan_and_something_to_check(browser: Client) -> None:
    browser.post("/sample")
    steps = set(Step.objects.values_list("step", flat=True))
    assert "thank_you" in steps
    ruth = Person.objects.get(name=cast.RUTH)
    assert "one detail to check" in browser.get(f"/people/{ruth.id}/card").content.decode()


def test_its_shelf_holds_a_gift_for_its_first_subject(browser: Client) -> None:
    browser.post("/sample")
    first = Interest.objects.order_by("rank")[0]
    choices = choose(Candidacy.objects.get(), first.subject, dt.datetime.now(dt.UTC))
    assert [choice.title for choice in choices.gifts][:1] == [
        "Passkeys: A practical guide for rolling out modern authentication"
    ]


@pytest.mark.parametrize("day", range(21, 29))
def test_its_talk_ended_on_a_working_day_not_long_ago(day: int) -> None:
    now = dt.datetime(2026, 11, day, 16, 0, tzinfo=SEATTLE)
    ended = last_talk(now)
    assert ended.weekday() < 5
    assert dt.timedelta(hours=2) <= now - ended < dt.timedelta(days=4)


def test_it_comes_by_a_click_alone(browser: Client) -> None:
    assert browser.get("/sample").status_code == 405
    assert not Candidacy.objects.exists()


def test_every_page_of_it_says_so(browser: Client, held: Candidacy) -> None:
    browser.post("/sample")
    row = Candidacy.objects.get(sample=True)
    mark = '<p class="sample-mark">Sample <a href="/start#sample">'
    for address in (f"/candidacies/{row.id}/interests", f"/people/{row.people.latest('created_at').id}/card"):
        assert mark in browser.get(address).content.decode()
    for address in ("/start", "/just-met", f"/candidacies/{held.id}/interests"):
        assert mark not in browser.get(address).content.decode()


@pytest.mark.parametrize("address", ["/", "/letters", "/shelf", "/calendar"])
def test_pages_with_it_among_others_say_so(browser: Client, held: Candidacy, address: str) -> None:
    mark = '<p class="sample-mark">With the sample <a href="/start#sample">'
    assert mark not in browser.get(address).content.decode()
    browser.post("/sample")
    assert mark in browser.get(address).content.decode()


def test_nothing_of_it_is_sent(browser: Client, amara: Candidate) -> None:
    browser.post("/sample")
    row = Candidacy.objects.get(sample=True)
    letter = Letter.objects.create(
        candidacy=row, person=row.people.earliest("created_at"), kind="thank_you", state=Letter.State.APPROVED
    )
    with pytest.raises(Refused, match=r"app\.sample\.not_sent"):
        hand_over(letter.id, "mailto", dt.datetime.now(dt.UTC))
    assert not Event.objects.filter(type="handed_over").exists()
