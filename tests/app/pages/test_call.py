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
from afterword.app.actions.locate import locate
from afterword.app.actions.record import record
from afterword.app.actions.replan import replan
from afterword.app.models import Candidacy, Candidate, Event, Letter, Note, Participation, Person
from afterword.app.owner import acting_as
from afterword.candidacy.contact import Contact, Email, Origin, Phone
from afterword.candidacy.events import EventType
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
    assert "the hiring for the identity systems analyst role" in text
    assert "I’ll put you through" in text or "I'll put you through" in text
    assert "They told you who it is" in text
    assert 'value="voicemail"' not in text


def test_the_name_is_spelled_in_the_alphabet_of_the_call(browser: Client, fernhill: Candidacy) -> None:
    assert "Bravo, Oscar, Alfa, Tango, Echo, November, Golf" in text_of(browser.get(page_of(fernhill)))


def test_who_it_is_is_kept_from_the_switchboard_and_asked_next(browser: Client, held: Candidacy) -> None:
    Participation.objects.all().delete()
    replan(held, NOW)
    told = came(outcome="wrong_person", name="Mina Torvald", phone="+1 206 555 0163", role="hr")
    answer = browser.post(page_of(held), told)
    mina = Person.objects.get(name="Mina Torvald")
    assert mina.value["phones"][0]["value"] == "+12065550163"
    assert Participation.objects.get(person=mina).roles == ["hr"]
    made = Event.objects.get(type="call_made")
    assert (made.who, made.data) == ([], {"step": "whom", "outcome": "spoke"})
    assert Event.objects.get(type="decider_named", data__call=str(made.id)).who == [str(mina.id)]
    step = held.steps.get(step="follow_up_1")
    assert step.to == str(mina.id)
    assert "call" in step.value["channel"]  # to find out whom to ask spends nothing
    page = text_of(browser.get(answer["Location"]))
    assert "Noted." in page
    assert "Ask how things stand, Mina Torvald" in page
    browser.post("/undo", {"event": str(made.id)})
    assert not Person.objects.filter(name="Mina Torvald").exists()
    assert held.steps.get(step="follow_up_1").to == ""


def test_a_switchboard_without_a_name_spends_the_call(browser: Client, held: Candidacy) -> None:
    Participation.objects.all().delete()
    replan(held, NOW)
    browser.post(page_of(held), came(outcome="wrong_person"))
    assert Event.objects.get(type="call_made").data == {"step": "follow_up_1", "outcome": "no_answer", "wrong": True}
    assert not held.steps.filter(step="follow_up_1").exists()


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
    assert f"It is {hour}:00 there" in text
    assert words in text


def test_a_step_that_is_none_is_not_found(browser: Client, held: Candidacy) -> None:
    assert browser.get(f"/candidacies/{held.id}/call/dance").status_code == 404
    assert browser.post(f"/candidacies/{held.id}/call/dance", came()).status_code == 404
    assert browser.get(f"/candidacies/{held.id}/call/dance/rehearse").status_code == 404


def test_nothing_of_somebody_else_is_shown(browser: Client, stranger: uuid.UUID) -> None:
    with acting_as(stranger):
        other = Candidacy.objects.create(company="Not Yours")
    assert browser.get(page_of(other)).status_code == 404


def test_all_that_was_heard_is_kept_at_once(browser: Client, held: Candidacy, dana: Person, ruth: Person) -> None:
    said = came(note="They decide on Friday.", named="2026-12-11", decider=str(ruth.id))
    answer = browser.post(page_of(held), said)
    made = Event.objects.get(type="call_made")
    assert answer["Location"] == f"{page_of(held)}?noted={made.id}#noted"
    assert made.who == [str(dana.id)]
    assert made.data == {"step": "follow_up_1", "outcome": "spoke"}
    assert Event.objects.filter(type="decision_date_named", data__date="2026-12-11").exists()
    assert Event.objects.filter(type="decider_named", who=[str(ruth.id)]).exists()
    assert Note.objects.get().text == "They decide on Friday."
    assert f'data-kept-safe="call-{held.id}-follow_up_1"' in text_of(browser.get(answer["Location"]))


def test_the_day_they_call_back_counts_only_where_they_will(browser: Client, held: Candidacy) -> None:
    browser.post(page_of(held), came(outcome="no_answer", back_on="2026-11-20"))
    browser.post(page_of(held), came(outcome="call_back", back_on="2026-11-20"))
    no_answer, back = Event.objects.filter(type="call_made").order_by("order")
    assert "date" not in no_answer.data
    assert back.data["date"] == "2026-11-20"


def test_a_voicemail_is_an_event_of_its_own(browser: Client, held: Candidacy) -> None:
    browser.post(page_of(held), came(outcome="voicemail"))
    assert Event.objects.get(type="voicemail_left").data == {"step": "follow_up_1"}


def test_twice_is_once(browser: Client, held: Candidacy) -> None:
    said = came(note="They decide on Friday.", named="2026-12-11")
    for _ in range(2):
        assert browser.post(page_of(held), said).status_code == 302
    assert Event.objects.filter(type="call_made").count() == 1
    assert Note.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"named": "2020-01-01"}, "This day is over."),
        ({"named": "9999-12-31"}, "This is more than a year ahead."),
        ({"back_on": "soon"}, "Enter a valid date."),
        ({"decider": str(uuid.uuid4())}, "Select a valid choice."),
        ({"outcome": ""}, "Say how it went."),
    ],
)
def test_bad_input_loses_nothing(browser: Client, held: Candidacy, wrong: dict[str, str], words: str) -> None:
    answer = browser.post(page_of(held), came(note="They decide on Friday.") | wrong)
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


@pytest.mark.parametrize(
    ("outcome", "type", "data"),
    [
        ("date", "decision_date_named", {"date": "2026-12-11"}),
        ("offer", "offer", {}),
        ("rejection", "rejection", {}),
        ("no_contact", "no_contact_asked", {"until": "2026-12-01"}),
    ],
)
def test_what_they_said_makes_its_events_and_is_taken_back_with_the_call(
    browser: Client, held: Candidacy, dana: Person, outcome: str, type: str, data: dict[str, str]
) -> None:
    before = held.steps.values_list("step", flat=True)
    steps = sorted(before)
    more = {"date": {"named": "2026-12-11"}, "no_contact": {"until": "2026-12-01"}}.get(outcome, {})
    answer = browser.post(page_of(held), came(outcome=outcome, **more))
    made = Event.objects.get(type="call_made")
    assert made.data == {"step": "follow_up_1", "outcome": "spoke"}
    event = Event.objects.get(type=type, data__call=str(made.id))
    assert event.data == {**data, "call": str(made.id)}
    assert event.who == [str(dana.id)]
    assert "Noted." in text_of(browser.get(answer["Location"]))
    browser.post("/undo", {"event": str(made.id), "next": answer["Location"]})
    taken_back = {row.data["event"] for row in Event.objects.filter(type="retracted")}
    assert taken_back == {str(made.id), str(event.id)}
    held.refresh_from_db()
    assert held.stopped == ""
    assert sorted(held.steps.values_list("step", flat=True)) == steps
    assert "Noted." not in text_of(browser.get(answer["Location"]))


def test_a_date_that_was_named_is_asked_for(browser: Client, held: Candidacy) -> None:
    answer = browser.post(page_of(held), came(outcome="date"))
    assert answer.status_code == 422
    assert "Say which date they named." in text_of(answer)


def test_the_wrong_person_spends_the_call_and_leaves_the_question(
    browser: Client, held: Candidacy, dana: Person, ruth: Person
) -> None:
    browser.post(page_of(held), came(outcome="wrong_person", instead=str(ruth.id)))
    made = Event.objects.get(type="call_made")
    assert (made.who, made.data["outcome"], made.data["wrong"]) == ([str(dana.id)], "no_answer", True)
    step = held.steps.get(step="follow_up_1")
    assert (step.to, step.value["channel"]) == (str(ruth.id), "email")
    assert "it is somebody else" in text_of(browser.get(f"/candidacies/{held.id}"))


def test_the_page_says_when_the_one_call_is_spent(browser: Client, held: Candidacy) -> None:
    answer = browser.post(page_of(held), came(outcome="voicemail"))
    assert f"Ask once more, {cast.RUTH}." in text_of(browser.get(answer["Location"]))
    text = text_of(browser.get(page_of(held)))
    assert "one call and one voicemail in all" in text
    assert 'is-primary" href="tel:' not in text


def test_a_call_that_was_agreed_is_not_spent(browser: Client, held: Candidacy) -> None:
    browser.post(page_of(held), came(outcome="call_back", back_on="2026-11-20"))
    text = text_of(browser.get(page_of(held)))
    assert "They said they would be reached" in text
    assert "one call and one voicemail in all" not in text


def test_what_was_sent_is_the_line_that_brings_one_back(browser: Client, held: Candidacy, ruth: Person) -> None:
    Participation.objects.exclude(person=ruth).delete()
    gift = {"gift": {"title": "A Floor Crew Signs In"}}
    Letter.objects.create(candidacy=held, person=ruth, kind="thank_you", state="sent", brief=gift, changed_at=NOW)
    replan(held, NOW)
    assert "What you sent them is what brings you back to mind." in text_of(browser.get(page_of(held)))


def test_the_desk_is_dialled_before_the_mobile_and_a_private_number_never(browser: Client, fernhill: Candidacy) -> None:
    phones = (
        Phone("+12065550101", kind="mobile", origin="ocr"),
        Phone("+12065550102", kind="home"),
        Phone("+12065550103", kind="work"),
    )
    add_person(NOW, fernhill.id, Contact(name="Iris Vane", phones=phones), ["hr"])
    text = text_of(browser.get(page_of(fernhill)))
    assert text.index("tel:+12065550103") < text.index("tel:+12065550101")
    assert "Dial this one first." in text
    assert "A mobile; it stands on their card." in text
    assert "5550102" not in text
    assert "A private number is left out" in text


@pytest.mark.parametrize(
    ("origin", "words"), [("ics", "it stands in their invitation"), ("text", "call it only if they gave it to you")]
)
def test_a_mobile_says_where_it_is_from(browser: Client, fernhill: Candidacy, origin: Origin, words: str) -> None:
    contact = Contact(name="Iris Vane", phones=(Phone("+12065550101", kind="mobile", origin=origin),))
    add_person(NOW, fernhill.id, contact, ["hr"])
    assert words in text_of(browser.get(page_of(fernhill)))


def test_both_clocks_stand_beside_each_other(browser: Client, held: Candidacy, dana: Person, amara: Candidate) -> None:
    amara.timezone = "America/Los_Angeles"
    amara.save()
    locate(NOW, dana.id, "DE", "Europe/Berlin")
    text = text_of(browser.get(page_of(held)))
    assert "It is 02:00 there (Berlin), 17:00 with you." in text
    assert "23:00 with you, 08:00 there." in text


@pytest.mark.parametrize(("language", "words"), [("de", "Guten Tag"), ("fr", "Bonjour")])
def test_the_words_are_in_the_language_of_the_call(browser: Client, held: Candidacy, language: str, words: str) -> None:
    held.settings = {**held.settings, "language": language}
    held.save()
    text = text_of(browser.get(page_of(held)))
    assert f'<div class="say" lang="{language}">{words}' in text


def test_rehearsal_stands_without_javascript_and_keeps_only_that_it_was(browser: Client, held: Candidacy) -> None:
    answer = browser.get(f"{page_of(held)}/rehearse")
    text = text_of(answer)
    assert text.count("data-card") >= 10
    assert 'data-most="20"' in text
    assert 'data-most="30"' in text
    assert text.count("is-primary") == 1
    done = browser.post(f"{page_of(held)}/rehearse")
    assert done["Location"] == page_of(held)
    event = Event.objects.get(type="setting_changed")
    assert event.data == {"key": "rehearsed", "value": "follow_up_1"}
    assert "Rehearsed today." in text_of(browser.get(page_of(held)))
    assert "Call rehearsed" in text_of(browser.get(f"/candidacies/{held.id}"))


def test_a_noted_call_that_is_none_says_nothing(browser: Client, held: Candidacy) -> None:
    for noted in ("x", str(uuid.uuid4())):
        assert "Noted." not in text_of(browser.get(f"{page_of(held)}?noted={noted}"))


def test_without_a_number_the_way_to_one_is_the_filled_button(browser: Client, held: Candidacy, dana: Person) -> None:
    text = text_of(browser.get(page_of(held)))
    assert f'is-primary" href="/people/{dana.id}/card"' in text
    assert text.count("is-primary") == 1
    assert "Write instead" in text


def test_a_call_that_is_spent_names_no_good_time(
    browser: Client, held: Candidacy, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = NOW.astimezone(cast.SEATTLE).replace(hour=10, minute=0) + dt.timedelta(days=21)
    still = SimpleNamespace(datetime=SimpleNamespace(now=moment.astimezone), UTC=dt.UTC)
    monkeypatch.setattr("afterword.app.middleware.dt", still)
    replan(held, moment)
    assert "A good time to call." in text_of(browser.get(page_of(held)))  # due in a quarter of an hour is due
    answer = browser.post(page_of(held), came(outcome="voicemail"))
    assert "A good time to call." not in text_of(browser.get(answer["Location"]))
    assert "A good time to call." not in text_of(browser.get(page_of(held)))


@pytest.mark.parametrize("stop", ["no_contact_asked", "rejection"])
def test_after_a_stop_no_call_is_offered(browser: Client, held: Candidacy, dana: Person, stop: EventType) -> None:
    contact = Contact(name=cast.DANA, emails=(Email(cast.DANA_EMAIL),), phones=(Phone(cast.DANA_PHONE),))
    add_person(NOW, held.id, contact, ["hr"])
    assert 'is-primary" href="tel:' in text_of(browser.get(page_of(held)))
    record(held.id, stop, NOW, who=[dana.id])
    text = text_of(browser.get(page_of(held)))
    assert "There is no call to make here." in text
    assert "is-primary" not in text
    assert "A good time to call." not in text
    assert "tel:" not in text
    assert "If they say" not in text
    assert "/rehearse" not in text
    stood = text_of(browser.get(f"/candidacies/{held.id}"))
    assert ("but one answer" in stood) == (stop == "rejection")
