"""One candidacy: the plan, what happened, whom it is with, how it is planned."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import cast
from afterword.app.actions.begin import add_person, begin
from afterword.app.actions.draft import draft
from afterword.app.actions.record import record
from afterword.app.actions.undo import undo
from afterword.app.models import Candidacy, Event, Interest, Note, Participation, Person, Picture, Step
from afterword.app.queries.brief import brief_of
from afterword.candidacy import candidacy as noun
from afterword.candidacy.contact import Contact, Email
from app.conftest import NOW
from app.pages.answers import text_of

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def address(held: Candidacy) -> str:
    held.owner.timezone = "America/Los_Angeles"
    held.owner.save()
    return f"/candidacies/{held.id}"


def test_it_says_what_comes_next_to_whom_and_why(browser: Client, address: str, ruth: Person) -> None:
    text = text_of(browser.get(address))
    assert cast.ROLE in text
    assert "Find a gift" in text
    assert "Ruth Calloway interviewed you." in text
    assert cast.DANA in text
    assert "only if this stays unanswered: Ask how things stand" in text
    assert text.count("is-primary") == 1


def test_only_what_is_due_soon_has_a_button(browser: Client, address: str) -> None:
    page = browser.get(address).context["page"]
    assert {line.step.step: line.now for line in page.planned} == {"thank_you": True, "follow_up_1": False}


def test_a_begun_letter_is_the_next_thing(browser: Client, address: str, held: Candidacy, ruth: Person) -> None:
    letter, _ = draft(held, ruth, brief_of(held, ruth, "thank_you", send_at=NOW), now=NOW)
    page = browser.get(address).context["page"]
    assert (page.first.link.url, page.first.link.label) == (f"/letters/{letter.id}", "Read and send")


def test_a_letter_begun_for_one_of_two_is_not_the_other_ones(
    browser: Client, address: str, held: Candidacy, ruth: Person
) -> None:
    tom = add_person(NOW, held.id, Contact(name="Tom Okafor", emails=(Email("tom@example.org"),)), ["interviewer"])
    record(held.id, "interview_held", NOW, at=cast.INTERVIEW_END, who=[tom.id], data={"round": 1})
    draft(held, ruth, brief_of(held, ruth, "thank_you", send_at=NOW), now=NOW)
    page = browser.get(address).context["page"]
    thanks = {line.to: line.link.label for line in page.planned if line.step.step == "thank_you"}
    assert thanks == {"Ruth Calloway": "Read and send", "Tom Okafor": "Find a gift"}


def test_the_picture_and_its_list_say_the_same(browser: Client, address: str) -> None:
    answer = browser.get(address)
    line = answer.context["page"].line
    assert [fact.state for fact in line.facts] == ["done", "next", "next", "next", *["maybe"] * (len(line.facts) - 4)]
    assert [mark.x for mark in line.marks] == sorted(mark.x for mark in line.marks)
    text = text_of(answer)
    for fact in line.facts:
        assert fact.text in text
    assert "foreseen, only if this stays unanswered: Ask how things stand" in text


def test_what_happened_stands_with_its_day_and_can_be_taken_back(browser: Client, address: str) -> None:
    text = text_of(browser.get(address))
    assert "They named a date for the decision: Ruth Calloway, 4 December 2026" in text
    event = Event.objects.get(type="decision_date_named")
    browser.post("/undo", {"event": str(event.id), "next": address})
    text = text_of(browser.get(address))
    assert "<s>They named a date for the decision" in text
    assert f'value="{event.id}"' not in text


def test_what_has_left_cannot_be_taken_back(browser: Client, address: str, held: Candidacy, ruth: Person) -> None:
    sent = record(held.id, "letter_sent", NOW, who=[ruth.id], data={"kind": "thank_you", "gift": None})
    text = text_of(browser.get(address))
    assert "It has left and cannot be taken back." in text
    assert str(sent.id) not in text
    assert browser.post("/undo", {"event": str(sent.id)}).status_code == 409


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("offer", "They made an offer."),
        ("rejection", "They said no."),
        ("withdrawal", "You withdrew."),
        ("no_contact_asked", "They asked not to be contacted."),
    ],
)
def test_a_stop_is_said_on_top(browser: Client, address: str, held: Candidacy, kind: str, words: str) -> None:
    record(held.id, kind, NOW)  # type: ignore[arg-type]
    text = text_of(browser.get(address))
    assert f"<strong>{words}</strong>" in text
    assert text.count("is-primary") == 1


@pytest.mark.parametrize(("outcome", "words"), [(None, "They wrote. Say what it was"), ("question", "Answer it, and")])
def test_a_pause_says_what_lifts_it(
    browser: Client, address: str, held: Candidacy, ruth: Person, outcome: str | None, words: str
) -> None:
    record(held.id, "reply_received", NOW, who=[ruth.id], data={})
    if outcome:
        record(held.id, "reply_judged", NOW, who=[ruth.id], data={"outcome": outcome})
    assert words in text_of(browser.get(address))
    held.refresh_from_db()
    assert len(held.paused) <= 40


def test_the_rest_of_it_is_there(browser: Client, address: str, held: Candidacy, ruth: Person) -> None:
    Interest.objects.create(candidacy=held, person=ruth, subject="sailing", rank=1)
    Note.objects.create(candidacy=held, text="Lit up at <b>sailing</b>.", written_at=NOW)
    picture = Picture.objects.create(person=ruth, data=b"jpeg", width=600, height=340)
    text = browser.get(address).content.decode()
    assert f'src="/pictures/{picture.id}.jpg"' in text
    assert "sailing" in text
    assert "&lt;b&gt;sailing&lt;/b&gt;" in text
    assert cast.RUTH_TITLE in text


def test_somebody_else_s_is_not_there(browser: Client, address: str, stranger: uuid.UUID) -> None:
    Candidacy.everyone.update(owner=stranger)
    for page in ("", "/settings", "/people/add", "/sheet"):
        assert browser.get(address + page).status_code == 404


def test_the_queries_do_not_grow_with_rows(browser: Client, address: str, held: Candidacy, ruth: Person) -> None:
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    draft(held, ruth, brief_of(held, ruth, "thank_you", send_at=NOW), now=NOW)
    for number in range(5):
        add_person(NOW, held.id, Contact(name=f"Kim {number}", emails=(Email(f"k{number}@x.example"),)), ["hr"])
        record(held.id, "interview_held", NOW, at=cast.INTERVIEW_END, who=[ruth.id], data={"round": 1})
        Note.objects.create(candidacy=held, text="note", written_at=NOW)
        Interest.objects.create(candidacy=held, person=ruth, subject=f"sailing {number}", rank=number)
        Picture.objects.create(person=ruth, candidacy=held, data=b"jpeg", width=600, height=340)
    with CaptureQueriesContext(connection) as many:
        browser.get(address)
    assert len(many) <= len(few)


SETTINGS = {
    "company": cast.FERNHILL, "role": cast.ROLE, "wanted": "3", "country": "US", "subdivision": "WA",
    "timezone": "America/Los_Angeles", "addressees": "lead", "saturday_thank_you": "on", "sector": "on",
    "language": "de",
}  # fmt: skip


def test_settings_are_kept_and_planned_by(browser: Client, address: str, held: Candidacy, ruth: Person) -> None:
    assert text_of(browser.get(f"{address}/settings")).count("is-primary") == 1
    assert browser.post(f"{address}/settings", SETTINGS)["Location"] == address
    held.refresh_from_db()
    assert held.wanted == 3
    kept = {"addressees": "lead", "saturday_thank_you": True, "follow_up_3": False, "sector": "public"}
    assert {name: held.settings[name] for name in kept} == kept
    assert brief_of(held, ruth, "thank_you", send_at=NOW).locale == "de"
    form = browser.get(f"{address}/settings").context["form"]
    assert (form["sector"].value(), form["language"].value()) == ("public", "de")


def test_a_last_note_can_be_allowed(browser: Client, address: str) -> None:
    browser.post(f"{address}/settings", {**SETTINGS, "follow_up_3": "on"})
    assert Step.objects.filter(step="follow_up_3").exists()


def test_own_days_are_planned_by_and_few_ones_are_told(browser: Client, address: str, held: Candidacy) -> None:
    own = {"follow_up_1_d": "3", "follow_up_1_date_bd": "5", "ask_by": "note"}
    page = browser.post(f"{address}/settings", {**SETTINGS, **own}, follow=True)
    assert "Under 7 it reads as impatience" in text_of(page)
    held.refresh_from_db()
    assert (held.settings["follow_up_1_d"], held.settings["ask_by"]) == (3, "note")
    step = Step.objects.get(candidacy=held, step="follow_up_1")
    assert step.value["window"][0].startswith("2026-12-11")  # they named 4 December
    changed = {event.data["key"]: event.data for event in held.events.filter(type="setting_changed")}
    assert changed["follow_up_1_d"] == {"key": "follow_up_1_d", "value": 3, "was": None}
    assert browser.get(f"{address}/settings").context["form"]["follow_up_1_d"].value() == 3


def test_a_setting_taken_back_is_as_it_was(browser: Client, address: str, held: Candidacy) -> None:
    browser.post(f"{address}/settings", {**SETTINGS, "follow_up_1_d": "9"})
    undo(NOW, event_id=held.events.get(type="setting_changed", data__key="follow_up_1_d").id)
    held.refresh_from_db()
    assert held.settings["follow_up_1_d"] is None
    assert held.settings["addressees"] == "lead"


def test_own_days_can_be_set_for_all(browser: Client, address: str, held: Candidacy) -> None:
    other = begin(NOW, noun.Candidacy("Harrow", settings=noun.Settings(addressees="hr")))
    browser.post(f"{address}/settings", {**SETTINGS, "visibility_bd": "20"})
    other.refresh_from_db()
    assert other.settings.get("visibility_bd") is None
    browser.post(f"{address}/settings", {**SETTINGS, "visibility_bd": "20", "everywhere": "on"})
    other.refresh_from_db()
    assert (other.settings["visibility_bd"], other.settings["addressees"]) == (20, "hr")
    assert other.recheck_at == NOW
    later = begin(NOW, noun.Candidacy("Larkin", settings=noun.Settings(addressees="hr")))
    assert (later.settings["visibility_bd"], later.settings["addressees"]) == (20, "hr")
    own = begin(NOW, noun.Candidacy("Moss", settings=noun.Settings(visibility_bd=30)))
    assert own.settings["visibility_bd"] == 30


def test_somebody_added_again_with_no_new_part_is_told_once(
    browser: Client, address: str, held: Candidacy, dana: Person
) -> None:
    add_person(NOW, held.id, Contact(name=cast.DANA, emails=(Email(cast.DANA_EMAIL),)), ["hr"])
    assert text_of(browser.get(address)).count(f"<span>Person added: {cast.DANA}</span>") == 1


def test_what_is_usual_there_is_said(browser: Client, address: str) -> None:
    browser.post(f"{address}/settings", {**SETTINGS, "country": "DE"})
    assert "There about 14 are usual." in text_of(browser.get(f"{address}/settings"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("follow_up_1_d", "0"),
        ("follow_up_2_bd", "91"),
        ("visibility_bd", "soon"),
        ("follow_up_3_bd", "2.5"),
        ("ask_by", "pigeon"),
        ("timezone", "Mars/Olympus"),
        ("timezone", "../etc/passwd"),
        ("country", "XX"),
        ("wanted", "9"),
        ("wanted", ""),
        ("addressees", "everybody"),
        ("language", "tlh"),
        ("company", "a\nb"),
    ],
)
def test_settings_that_cannot_be_are_told(
    browser: Client, address: str, held: Candidacy, field: str, value: str
) -> None:
    answer = browser.post(f"{address}/settings", {**SETTINGS, field: value})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert f'value="{cast.ROLE}"' in text_of(answer)
    held.refresh_from_db()
    assert held.wanted == 2


def person(**more: object) -> dict[str, object]:
    return {"id": str(uuid.uuid4()), "roles": ["hr"], **more}


def test_a_person_is_added_once(browser: Client, address: str) -> None:
    form = person(name="Kim Novak", email="kim.novak@fernhill.example.org", phone="+1 206 555 0121", title="Recruiter")
    for _ in range(2):
        assert browser.post(f"{address}/people/add", form)["Location"] == address
    row = Person.objects.get(name="Kim Novak")
    assert row.value["title"] == "Recruiter"
    assert Participation.objects.get(person=row).roles == ["hr"]


def test_a_second_part_is_added_to_a_known_person(browser: Client, address: str, ruth: Person) -> None:
    browser.post(f"{address}/people/add", person(email=cast.RUTH_EMAIL, roles=["lead", "hiring_manager"]))
    assert Participation.objects.get(person=ruth).roles == ["interviewer", "lead", "hiring_manager"]


SIGNATURE = """Kim Novak
Talent Partner
Fernhill Logistics
kim.novak@fernhill.example.org
+1 206 555 0121
"""


def test_a_signature_is_read_and_what_is_typed_goes_before(browser: Client, address: str) -> None:
    browser.post(f"{address}/people/add", person(signature=SIGNATURE, title="Head of Talent"))
    row = Person.objects.get(email="kim.novak@fernhill.example.org")
    assert (row.name, row.value["title"]) == ("Kim Novak", "Head of Talent")
    assert row.value["phones"][0]["value"] == "+12065550121"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, "name"),
        ({"roles": []}, "roles"),
        ({"roles": ["king"]}, "roles"),
        ({"email": "kim at fernhill"}, "email"),
        ({"phone": "12"}, "phone"),
        ({"signature": "..."}, "signature"),
    ],
)
def test_a_person_without_anything_is_told(browser: Client, address: str, more: dict[str, object], field: str) -> None:
    count = Person.objects.count()
    answer = browser.post(f"{address}/people/add", person(title="Talent Partner", **more))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert 'value="Talent Partner"' in text_of(answer)
    assert Person.objects.count() == count


def test_a_day_of_an_event_that_cannot_be_read_is_left_out(browser: Client, address: str, held: Candidacy) -> None:
    Event.objects.create(
        candidacy=held, order=99, type="snoozed", at=NOW, data={"until": "whenever"}, recorded_at=NOW + dt.timedelta(1)
    )
    assert "whenever" not in text_of(browser.get(address))


def test_a_day_that_has_passed_is_no_day_it_is_good_until(browser: Client, address: str) -> None:
    assert "Good until" in text_of(browser.get(address))
    Step.objects.update(until=NOW - dt.timedelta(1))
    assert "Good until" not in text_of(browser.get(address))


def test_a_no_from_somebody_unknown_leads_to_the_letter_of_thanks(browser: Client, fernhill: Candidacy) -> None:
    Participation.objects.all().delete()
    record(fernhill.id, "interview_held", NOW - dt.timedelta(9), data={"kind": "interview"})
    record(fernhill.id, "rejection", NOW)
    link = f"/candidacies/{fernhill.id}/people/add"
    assert f'<a href="{link}">Add who wrote it' in text_of(browser.get(f"/candidacies/{fernhill.id}"))
    add_person(NOW, fernhill.id, Contact(name=cast.DANA, emails=(Email("dana@example.org"),)), ["hr"])
    assert fernhill.steps.get().step == "rejection_thanks"
    assert "Add who wrote it" not in text_of(browser.get(f"/candidacies/{fernhill.id}"))
