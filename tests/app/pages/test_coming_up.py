"""One coming up: the sheet before, moved and called off, and the capture afterwards."""

import datetime as dt
import uuid
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
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


INVITATION = f"""BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VEVENT
UID:talk-1@example.org
SEQUENCE:0
SUMMARY:Interview with Fernhill
ORGANIZER;CN={cast.DANA}:mailto:{cast.DANA_EMAIL}
ATTENDEE;CN={cast.RUTH}:mailto:{cast.RUTH_EMAIL}
ATTENDEE;CN={cast.AMARA}:mailto:{cast.AMARA_EMAIL}
DTSTART;TZID=America/New_York:20261119T130000
DURATION:PT45M
LOCATION:https://zoom.us/j/1
END:VEVENT
END:VCALENDAR
"""


def fields(answer: Any) -> dict[str, str]:
    """What the form of a page would send, as it stands."""
    form = answer.context["form"]
    said = {field.html_name: field.value() for field in form}
    return {name: str(value) for name, value in said.items() if value is not None and name != "file"}


def read(browser: Client, text: str = INVITATION, name: str = "invite.ics", **more: str) -> Any:
    """Give an invitation and return the page that it fills in."""
    file = SimpleUploadedFile(name, text.replace("\n", "\r\n").encode())
    return browser.post("/coming-up", {"do": "read", "id": str(uuid.uuid4()), "file": file, **more})


def taken(browser: Client, text: str = INVITATION, **more: str) -> Any:
    """Give an invitation and press the one filled button."""
    return browser.post("/coming-up", {**fields(read(browser, text)), **more})


def test_an_invitation_leads_to_the_sheet_in_two_taps(browser: Client) -> None:
    page = read(browser)
    assert page.status_code == 200
    assert text_of(page).count("is-primary") == 1
    assert fields(page)["starts"] == "2026-11-19T10:00"  # 13 h in New York is 10 h in Seattle
    answer = browser.post("/coming-up", fields(page))
    row = Candidacy.objects.get()
    assert answer["Location"] == f"/candidacies/{row.id}/sheet"
    event = Event.objects.get(type="interview_scheduled")
    starts = dt.datetime(2026, 11, 19, 10, tzinfo=cast.SEATTLE)
    assert dt.datetime.fromisoformat(event.data["from"]) == starts
    assert dt.datetime.fromisoformat(event.data["to"]) == starts + dt.timedelta(minutes=45)
    assert event.data["format"] == "video"
    roles = {part.person.name: part.roles for part in row.participations.select_related("person")}
    assert roles == {cast.RUTH: ["interviewer"], cast.DANA: ["hr"]}
    assert event.who == [str(Person.objects.get(name=cast.RUTH).id)]
    assert "talk-1" not in str(event.data)


def test_without_script_a_chosen_file_is_read_before_anything_is_kept(browser: Client) -> None:
    file = SimpleUploadedFile("invite.ics", INVITATION.encode())
    page = browser.post("/coming-up", {**say(starts="", company=""), "file": file})
    assert (page.status_code, Candidacy.objects.count()) == (200, 0)
    assert fields(page)["starts"] == "2026-11-19T10:00"


def test_a_pasted_mail_with_an_invitation_is_read(browser: Client) -> None:
    part = "Content-Type: text/calendar; method=REQUEST\nContent-Transfer-Encoding: 8bit\n\n"
    mail = f"From: {cast.DANA} <{cast.DANA_EMAIL}>\nSubject: Interview\nMIME-Version: 1.0\n{part}{INVITATION}"
    page = browser.post("/coming-up", {"do": "read", "pasted": mail})
    assert fields(page)["starts"] == "2026-11-19T10:00"


def test_an_update_moves_the_talk_and_is_taken_back(browser: Client) -> None:
    sheet = taken(browser)["Location"]
    later = INVITATION.replace("SEQUENCE:0", "SEQUENCE:1").replace("20261119T13", "20261120T15")
    page = read(browser, later)
    assert "This moves the talk that stood Thu 19 November, 10:00" in text_of(page)
    assert not Event.objects.filter(type="interview_moved").exists()
    form = fields(page) | {"format": "video"}
    assert browser.post("/coming-up", form)["Location"] == browser.post("/coming-up", form)["Location"] == sheet
    moved = Event.objects.get(type="interview_moved")
    assert "Fri 20 November, 12:00" in text_of(browser.get(sheet))
    assert "in your plan already" in text_of(read(browser, later))
    older = text_of(read(browser))
    assert "older version" in older
    assert "Open the sheet" in older
    browser.post("/undo", {"event": str(moved.id)})
    assert "Thu 19 November, 10:00" in text_of(browser.get(sheet))


def test_a_cancellation_calls_the_talk_off_once_it_is_confirmed(browser: Client) -> None:
    taken(browser)
    off = INVITATION.replace("METHOD:REQUEST", "METHOD:CANCEL").replace("SEQUENCE:0", "SEQUENCE:1")
    page = read(browser, off)
    assert "This calls off the talk Thu 19 November, 10:00" in text_of(page)
    assert not Event.objects.filter(type="interview_cancelled").exists()
    browser.post("/coming-up", fields(page))
    event = Event.objects.get(type="interview_cancelled")
    assert not Step.objects.filter(step="prepare").exists()
    browser.post("/undo", {"event": str(event.id)})
    assert Step.objects.filter(step="prepare").exists()


def test_a_cancellation_of_what_is_not_here_changes_nothing(browser: Client) -> None:
    page = read(browser, INVITATION.replace("METHOD:REQUEST", "METHOD:CANCEL"))
    assert "There is nothing to do" in text_of(page)
    assert not Event.objects.exists()


@pytest.mark.parametrize("line", ["DTSTART:20261119T130000", "DTSTART;TZID=Customized Time Zone:20261119T130000"])
def test_an_unknown_zone_is_asked(browser: Client, line: str) -> None:
    text = INVITATION.replace("DTSTART;TZID=America/New_York:20261119T130000", line)
    page = read(browser, text)
    assert "In which time zone is that?" in text_of(page)
    assert "Ask" in text_of(page)
    asked = fields(page)
    assert "zone" not in asked
    refused = browser.post("/coming-up", asked)
    assert (refused.status_code, Event.objects.count()) == (422, 0)
    assert "zone" in refused.context["form"].errors
    assert browser.post("/coming-up", asked | {"zone": "other", "other_zone": "Mars/Phobos"}).status_code == 422
    assert browser.post("/coming-up", asked | {"zone": "other", "other_zone": "America/New_York"}).status_code == 302
    told = Event.objects.get(type="interview_scheduled").data["from"]
    assert dt.datetime.fromisoformat(told) == dt.datetime(2026, 11, 19, 10, tzinfo=cast.SEATTLE)


def test_the_zone_of_the_calendar_is_offered_with_its_reason(browser: Client) -> None:
    text = INVITATION.replace(";TZID=America/New_York", "").replace("METHOD", "X-WR-TIMEZONE:Europe/Berlin\nMETHOD")
    shown = text_of(read(browser, text))
    assert "Europe/Berlin (the calendar it came from)" in shown
    assert "America/Los_Angeles (where you are)" in shown


def test_one_of_several_talks_is_chosen(browser: Client) -> None:
    event = INVITATION[INVITATION.index("BEGIN:VEVENT") : INVITATION.index("END:VCALENDAR")]
    second = event.replace("talk-1", "talk-2").replace("T130000", "T150000").replace("Interview with", "Lunch with")
    page = read(browser, INVITATION.replace("END:VCALENDAR", second + "END:VCALENDAR"))
    assert "Which talk is it?" in text_of(page)
    chosen = browser.post("/coming-up", {**fields(page), "do": "take:1"})
    assert fields(chosen)["starts"] == "2026-11-19T12:00"
    sheet = browser.post("/coming-up", fields(chosen))["Location"]
    first = browser.post("/coming-up", {**fields(page), "do": "take:0"})
    assert "Which candidacy is it?" in text_of(first)
    assert browser.post("/coming-up", fields(first))["Location"] == sheet
    text = text_of(browser.get(sheet))
    assert "Thu 19 November, 10:00" in text
    assert "Thu 19 November, 12:00" in text


def test_an_invitation_of_somebody_known_goes_on_with_their_candidacy(
    browser: Client, held: Candidacy, ruth: Person
) -> None:
    assert taken(browser)["Location"] == f"/candidacies/{held.id}/sheet"
    assert taken(browser, INVITATION.replace("talk-1", "talk-9"), goes_on="new", company="Other")["Location"] != ""
    assert Candidacy.objects.count() == 2


def test_a_firm_elsewhere_keeps_the_zone_of_its_invitation(browser: Client) -> None:
    taken(browser, INVITATION.replace("America/New_York:20261119T130000", "Europe/Berlin:20261119T190000"))
    row = Candidacy.objects.get()
    assert (row.timezone, row.country) == ("Europe/Berlin", "DE")


def test_the_invitation_of_somebody_else_is_not_known_here(browser: Client, stranger: uuid.UUID) -> None:
    taken(browser)
    for model in (Event, Candidacy):
        model.everyone.update(owner=stranger)
    assert "This moves" not in text_of(read(browser, INVITATION.replace("20261119T13", "20261120T15")))


@pytest.mark.parametrize("text", ["", "Hello,\nsee you on Tuesday", "BEGIN:VCALENDAR\nEND:VCALENDAR", "\x00\xff"])
def test_what_holds_no_invitation_is_told(browser: Client, text: str) -> None:
    page = browser.post("/coming-up", {"do": "read", "pasted": text, "company": cast.FERNHILL})
    assert page.status_code in {400, 422}
    assert page.status_code == 400 or f'value="{cast.FERNHILL}"' in text_of(page)


def test_a_form_that_was_altered_is_no_fault(browser: Client) -> None:
    form = fields(read(browser))
    for more in ({"found": "{"}, {"which": "99"}, {"found": '{"contacts": []}'}, {"guest_0": "king"}):
        assert browser.post("/coming-up", form | more).status_code in {302, 422}


def test_the_time_is_shown_as_it_was_written_too(browser: Client) -> None:
    assert "13:00 in America/New_York" in text_of(read(browser))
    here = INVITATION.replace("America/New_York:20261119T13", "America/Los_Angeles:20261119T10")
    assert "10:00 in America" not in text_of(read(browser, here))
    nowhere = text_of(read(browser, INVITATION.replace(";TZID=America/New_York:20261119T130000", ":20261119T180000Z")))
    assert 'value="2026-11-19T10:00"' in nowhere
    assert " in UTC" not in nowhere


def test_the_sheet_names_who_is_there_and_who_else_is_known(browser: Client, held: Candidacy, ruth: Person) -> None:
    kim = add_person(NOW, held.id, Contact(name="Kim Sato", emails=(Email("kim@example.org"),)), ["interviewer"])
    Interest.objects.create(candidacy=held, person=kim, subject="sailing", rank=1)
    text = text_of(browser.get(taken(browser)["Location"]))
    assert text.index(cast.RUTH) < text.index("Kim Sato")
    assert "Nothing noted yet: notice one thing." in text
    assert "not in this talk, as far as you know" in text
