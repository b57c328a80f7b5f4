"""Today: what is due, put off, passed over, asked, and what surrounds it."""

import datetime as dt
import uuid
from typing import get_args

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import cast
from afterword.app.actions.begin import add_person, begin
from afterword.app.actions.draft import draft
from afterword.app.actions.hand_over import hand_over
from afterword.app.actions.record import record
from afterword.app.models import Candidacy, Candidate, Event, Interest, Letter, Person, Step
from afterword.app.pages import steps
from afterword.app.pages.words import STEPS
from afterword.app.queries.brief import brief_of
from afterword.candidacy import candidacy as noun
from afterword.candidacy.contact import Contact, Email
from afterword.followup.step import StepKind
from app.conftest import NOW
from app.pages.answers import text_of

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture(autouse=True)
def in_seattle(amara: Candidate) -> None:
    amara.timezone = "America/Los_Angeles"
    amara.save()


def thanks() -> Step:
    return Step.objects.get(step="thank_you")


def later(browser: Client, do: str, **more: str) -> str:
    answer = browser.post(f"/steps/{thanks().id}/later", {"do": do, **more})
    assert answer.status_code == 302
    return text_of(browser.get("/"))


def test_with_nothing_yet_it_leads_to_the_doors(browser: Client) -> None:
    assert browser.get("/")["Location"] == "/start"


def test_the_first_card_holds_the_one_filled_button(browser: Client, held: Candidacy, ruth: Person) -> None:
    text = text_of(browser.get("/"))
    assert "Good afternoon, Amara" in text
    assert "One thing today, about 10 minutes." in text
    assert "Thank Ruth Calloway" in text
    assert f"/candidacies/{held.id}/gift/{ruth.id}" in text
    assert text.count("is-primary") == 1
    assert "Decision Fri 4 December" in text


@pytest.mark.parametrize(("zone", "words"), [("UTC", "Good evening"), ("Asia/Kolkata", "Good morning")])
def test_the_greeting_follows_the_clock_of_the_reader(
    browser: Client, amara: Candidate, held: Candidacy, zone: str, words: str
) -> None:
    amara.timezone = zone  # 17:00 in Seattle is 01:00 in UTC and 06:30 in Kolkata
    amara.save()
    assert f"{words}, Amara" in text_of(browser.get("/"))


def test_their_words_stand_on_the_card_unless_sensitive(browser: Client, held: Candidacy, ruth: Person) -> None:
    value = {"evidence": [{"quote": "Nobody can tell me why the boxes wait.", "words": "said"}]}
    row = Interest.objects.create(candidacy=held, person=ruth, subject="dwell time", rank=1, value=value)
    assert "“Nobody can tell me why the boxes wait.”" in text_of(browser.get("/"))
    row.value = {**value, "sensitive": True}
    row.save()
    assert "boxes wait" not in text_of(browser.get("/"))


def test_a_begun_letter_is_read_and_sent(browser: Client, held: Candidacy, ruth: Person) -> None:
    letter, _ = draft(held, ruth, brief_of(held, ruth, "thank_you", send_at=NOW), now=NOW)
    text = text_of(browser.get("/"))
    assert f'href="/letters/{letter.id}">Read and send' in text
    assert "Find a gift" not in text


def test_a_handed_over_letter_is_asked_about_on_top(browser: Client, held: Candidacy, ruth: Person) -> None:
    letter, _ = draft(held, ruth, brief_of(held, ruth, "thank_you", send_at=NOW), now=NOW)
    Letter.objects.update(state=Letter.State.APPROVED)
    hand_over(letter.id, "gmail", NOW)
    assert "Did you send the letter to Ruth Calloway?" in text_of(browser.get("/"))


def test_an_unjudged_reply_is_asked_about(browser: Client, held: Candidacy, ruth: Person) -> None:
    record(held.id, "reply_received", NOW, who=[ruth.id], data={})
    text = text_of(browser.get("/"))
    assert f"{cast.FERNHILL} wrote: what was it?" in text
    assert "Say what it was, and the plan goes on." in text
    assert f"/candidacies/{held.id}/happened?what=answer" in text


@pytest.mark.parametrize(
    ("do", "told", "until"),
    [
        ("tomorrow", "Put off until Wednesday 18 November.", "2026-11-18"),
        ("week", "Put off until Tuesday 24 November.", "2026-11-24"),
        ("evening", "Put off until this evening.", "2026-11-17T18:00:00-08:00"),
    ],
)
def test_a_step_is_put_off_and_taken_up_again(browser: Client, held: Candidacy, do: str, told: str, until: str) -> None:
    assert told in later(browser, do)
    event = Event.objects.get(type="snoozed")
    assert event.data == {"step": "thank_you", "until": until}
    browser.post("/undo", {"event": str(event.id)})
    assert "Thank Ruth Calloway" in text_of(browser.get("/"))


def test_a_step_is_put_off_until_a_day(browser: Client, held: Candidacy) -> None:
    assert "Put off until Thursday 19 November." in later(browser, "date", until="2026-11-19")
    assert "Thank Ruth Calloway" not in text_of(browser.get("/"))


@pytest.mark.parametrize("until", ["", "soon", "2026-11-17", "2020-01-01", "2099-01-01", "99999-01-01"])
def test_a_day_that_cannot_be_changes_nothing(browser: Client, held: Candidacy, until: str) -> None:
    assert "Give a day from tomorrow on" in later(browser, "date", until=until)
    assert not Event.objects.filter(type="snoozed").exists()


@pytest.mark.parametrize(("do", "keep"), [("skip", True), ("drop", False)])
def test_a_step_is_passed_over(browser: Client, held: Candidacy, do: str, keep: bool) -> None:
    assert "Thank Ruth Calloway" not in later(browser, do)
    assert Event.objects.get(type="skipped").data == {"step": "thank_you", "keep": keep}


def test_what_was_done_elsewhere_is_done(browser: Client, held: Candidacy, ruth: Person) -> None:
    text = later(browser, "elsewhere")
    assert "Thank Ruth Calloway" not in text
    assert "Nothing is due today" in text
    assert "Next, for Fernhill Logistics: Tuesday 8 December, write to Dana Whitcombe." in text
    assert Event.objects.get(type="touch_done_elsewhere").who == [str(ruth.id)]


def test_a_second_tab_is_told_that_the_plan_moved_on(browser: Client, held: Candidacy) -> None:
    address = f"/steps/{thanks().id}/later"
    for _ in range(2):
        browser.post(address, {"do": "elsewhere"})
    assert Event.objects.filter(type="touch_done_elsewhere").count() == 1
    assert "The plan has moved on" in text_of(browser.get("/"))


def test_an_unknown_answer_is_refused(browser: Client, held: Candidacy) -> None:
    assert browser.post(f"/steps/{thanks().id}/later", {"do": "dance"}).status_code == 400
    assert not Event.objects.filter(type="snoozed").exists()


def test_what_follows_is_said_before_a_button_is_pressed(browser: Client, held: Candidacy, ruth: Person) -> None:
    record(held.id, "touch_done_elsewhere", NOW, who=[ruth.id], data={"step": "thank_you", "channel": "email"})
    ask = Step.objects.get(step="follow_up_1", after="")
    text = text_of(browser.get(f"/steps/{ask.id}/later?until=2026-12-10"))
    assert "Until Thursday 10 December" in text
    assert "Then it comes on Thursday 10 December." in text
    assert "The last useful day is" in text
    assert "Left out for good; all else goes on." in text
    assert "It counts as done. Next there: Ask once more," in text
    assert not Event.objects.filter(type__in=("snoozed", "skipped")).exists()


def test_the_consequence_that_was_said_is_the_one_that_comes(browser: Client, held: Candidacy) -> None:
    page = browser.get(f"/steps/{thanks().id}/later").context["page"]
    assert [choice.do for choice in page.choices] == ["tomorrow", "week", "skip", "drop", "elsewhere"]
    said = page.choices[0].then
    later(browser, "tomorrow")
    assert said.startswith(f"Then it comes on {thanks().due.astimezone(cast.SEATTLE):%A %-d %B}.")


def test_what_would_come_after_its_best_time_is_told_as_such(browser: Client, held: Candidacy) -> None:
    page = browser.get(f"/steps/{thanks().id}/later?until=2027-01-20").context["page"]
    ends = f"{thanks().until.astimezone(cast.SEATTLE):%A %-d %B}"
    assert page.choices[0].then == f"Then it comes on Wednesday 20 January. Its best time ends before, on {ends}."


@pytest.mark.parametrize("until", ["soon", "2026-11-17", "99999-01-01"])
def test_a_day_that_cannot_be_is_said_beside_the_field(browser: Client, held: Candidacy, until: str) -> None:
    page = browser.get(f"/steps/{thanks().id}/later?until={until}").context["page"]
    assert page.until == ""
    assert "within a year" in page.wrong


def test_the_ways_come_into_the_card_where_the_browser_can(browser: Client, held: Candidacy) -> None:
    address = f"/steps/{thanks().id}/later"
    assert f'hx-get="{address}"' in text_of(browser.get("/"))
    part = text_of(browser.get(address, HTTP_HX_REQUEST="true"))
    assert "<html" not in part
    assert "Then it comes on" in part


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example.org/", "//elsewhere.example.org", "javascript:alert(1)"]
)
def test_back_leads_nowhere_else(browser: Client, held: Candidacy, address: str) -> None:
    page = browser.get(f"/steps/{thanks().id}/later", {"next": address}).context["page"]
    assert page.next == "/"


def test_the_number_of_queries_of_the_ways_does_not_grow(browser: Client, held: Candidacy) -> None:
    address = f"/steps/{thanks().id}/later"
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    with CaptureQueriesContext(connection) as many:
        browser.get(f"{address}?until=2026-11-25")
    assert len(few) == len(many)


def test_a_late_one_is_judged_fairly(browser: Client, held: Candidacy, ruth: Person) -> None:
    Step.objects.filter(step="thank_you").update(until=NOW - dt.timedelta(hours=1))
    text = text_of(browser.get("/"))
    assert "Still welcome. Thank them without a word on the delay." in text
    assert "Best done today" not in text


def test_every_step_has_its_words_and_its_worth() -> None:
    assert set(steps.WORTH) == set(STEPS) == set(get_args(StepKind))
    for name in get_args(StepKind):
        for to in ("", str(uuid.uuid4()), "candidate"):
            assert steps.title(Step(step=name, to=to), "Dana", "Fernhill")


def test_two_things_for_one_person_are_one_card(browser: Client, held: Candidacy, ruth: Person) -> None:
    other = begin(NOW, noun.Candidacy(cast.FERNHILL, "architect", "US", "WA", "America/Los_Angeles"))
    contact = Contact(name=cast.RUTH, emails=(Email(cast.RUTH_EMAIL),))
    assert add_person(NOW, other.id, contact, ["interviewer"]).id == ruth.id
    record(other.id, "interview_held", NOW, at=cast.INTERVIEW_END, who=[ruth.id], data={"round": 1})
    answer = browser.get("/")
    (card,) = answer.context["page"].cards
    assert {one.due.candidacy.id for one in (card, *card.also)} == {held.id, other.id}
    text = text_of(answer)
    assert text.count("And at the same time") == 1
    assert "Two things today" in text
    assert text.count("is-primary") == 1


def test_a_quiet_day_says_that_it_is_normal(browser: Client, held: Candidacy, dana: Person) -> None:
    at = NOW - dt.timedelta(days=11)
    Event.objects.update(at=at)
    Step.objects.exclude(step="follow_up_1").delete()
    text = text_of(browser.get("/"))
    assert "Quiet for 11 days is normal." in text
    assert "Next, for Fernhill Logistics: Tuesday 8 December, write to Dana Whitcombe." in text


def test_the_order_is_said(browser: Client, held: Candidacy) -> None:
    assert "First what waits for your own word." in text_of(browser.get("/"))


def test_a_question_of_the_program_has_its_answers_as_buttons(browser: Client, held: Candidacy, ruth: Person) -> None:
    record(held.id, "touch_done_elsewhere", NOW, who=[ruth.id], data={"step": "thank_you", "channel": "email"})
    row = Step.objects.exclude(step="thank_you").order_by("due").first()
    assert row
    Step.objects.filter(id=row.id).update(step="ask_person", to="candidate", due=NOW)
    text = text_of(browser.get("/"))
    assert "How to go on at Fernhill Logistics?" in text
    assert 'is-primary" name="do" value="keep_going"' in text
    assert "I did it elsewhere" not in text
    browser.post(f"/steps/{row.id}/later", {"do": "keep_going"})
    assert Event.objects.get(type="setting_changed").data == {"key": "keep_going", "value": True}


def test_letting_go_closes_and_stands_below(browser: Client, held: Candidacy) -> None:
    browser.post(f"/steps/{thanks().id}/later", {"do": "withdraw"})
    text = text_of(browser.get("/"))
    assert "1 closed" in text
    assert "You withdrew." in text


def test_quiet_days_are_counted_from_the_last_word(browser: Client, held: Candidacy, ruth: Person) -> None:
    past = NOW - dt.timedelta(days=11)
    row = begin(NOW, noun.Candidacy("Meridian Water", None, "US", "WA", "America/Los_Angeles"))
    who = add_person(NOW, row.id, Contact(name="Tom Okafor", emails=(Email("tom@meridian.example.org"),)), ["lead"])
    record(row.id, "interview_held", NOW, at=past, who=[who.id], data={"round": 1})
    record(row.id, "touch_done_elsewhere", NOW, at=past, who=[who.id], data={"step": "thank_you"})
    assert "11 days without word from Meridian Water" in text_of(browser.get("/"))


def test_the_most_wanted_come_first(browser: Client, held: Candidacy) -> None:
    for company, wanted in (("Lowmere Mills", 1), ("Highmere Mills", 3)):
        row = begin(NOW, noun.Candidacy(company, None, "US", "WA", "America/Los_Angeles"))
        Candidacy.objects.filter(id=row.id).update(wanted=wanted)
        somebody = add_person(
            NOW, row.id, Contact(name=f"Kim of {company}", emails=(Email(f"kim{wanted}@x.example"),)), ["lead"]
        )
        record(row.id, "interview_held", NOW, at=cast.INTERVIEW_END, who=[somebody.id], data={"round": 1})
    cards = [card.due.candidacy.company for card in browser.get("/").context["page"].cards]
    assert cards == ["Highmere Mills", cast.FERNHILL, "Lowmere Mills"]


def test_done_this_week_can_be_undone_but_what_has_left(browser: Client, held: Candidacy, ruth: Person) -> None:
    record(held.id, "letter_sent", NOW, who=[ruth.id], data={"kind": "thank_you", "gift": None})
    done = {line.text: line.event for line in browser.get("/").context["page"].done}
    assert done[f"Letter sent: {cast.FERNHILL}"] == ""
    assert done[f"Interview: {cast.FERNHILL}"]


def test_another_person_sees_none_of_it(browser: Client, held: Candidacy, stranger: uuid.UUID) -> None:
    Step.everyone.update(owner=stranger)
    assert "Thank Ruth Calloway" not in text_of(browser.get("/"))


def test_the_queries_do_not_grow_with_rows(browser: Client, held: Candidacy, ruth: Person) -> None:
    browser.get("/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/")
    for number in range(6):
        row = begin(NOW, noun.Candidacy(f"Mills {number}", None, "US", "WA", "America/Los_Angeles"))
        contact = Contact(name=f"Kim {number}", emails=(Email(f"kim{number}@mills.example.org"),))
        somebody = add_person(NOW, row.id, contact, ["interviewer"])
        record(row.id, "interview_held", NOW, at=cast.INTERVIEW_END, who=[somebody.id], data={"round": 1})
        record(row.id, "decision_date_named", NOW, data={"date": "2026-12-04"})
        Interest.objects.create(candidacy=row, person=somebody, subject="sailing", rank=1)
    with CaptureQueriesContext(connection) as many:
        assert len(browser.get("/").context["page"].cards) == 7
    assert len(many) == len(few)


def test_a_thing_for_oneself_names_the_firm_once_and_the_role(browser: Client, fernhill: Candidacy) -> None:
    begins = NOW + dt.timedelta(hours=1)
    record(fernhill.id, "interview_scheduled", NOW, at=NOW, data={"from": begins.isoformat()})
    Step.objects.exclude(step="prepare").delete()
    text = text_of(browser.get("/"))
    assert f"Your talk at {cast.FERNHILL}" in text
    assert f'<p class="who-role">{cast.ROLE}</p>' in text
