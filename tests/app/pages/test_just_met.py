"""Just interviewed: everything is kept at once, or the form comes back with everything still in it."""

import datetime as dt
import io
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

import cast
from afterword import api
from afterword.app.actions.record import record
from afterword.app.models import Candidacy, Candidate, Event, Interest, Interview, Note, Person, Picture, Step
from afterword.candidacy.contact import Contact, Phone
from afterword.card.reading import CardReading
from afterword.errors import NotSupported
from app.pages.answers import text_of

NOTES = 'Ruth lit up about passkeys for the warehouse crew: "I would love to see how others did it." Asked twice.'

TALK = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=1)


@pytest.fixture
def typed() -> dict[str, str]:
    """A form as a browser sends it, with the least that is needed."""
    return {
        "id": str(uuid.uuid4()),
        "company": cast.FERNHILL,
        "how": "onsite",
        "ended": TALK.strftime("%Y-%m-%dT12:00"),
        "decides": "unsaid",
        "hears": "unsaid",
        "rows": "1",
        "person-0-part": "interviewer",
    }


@pytest.fixture
def photo() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(out, "JPEG")
    return SimpleUploadedFile("card.jpg", out.getvalue(), "image/jpeg")


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """A card reader that finds Ruth on every photo, without the seconds that a real one takes."""

    def read(files: list[tuple[str, bytes]], **_: object) -> CardReading:
        names = tuple(name for name, _data in files)
        phone = Phone(cast.RUTH_PHONE, cast.RUTH_PHONE, confidence=0.6, where=(0, 5.0, 5.0, 30.0, 20.0))
        ruth = Contact(files=names, name=cast.RUTH, company=cast.FERNHILL, phones=(phone,), region="US")
        return CardReading((ruth,))

    monkeypatch.setattr(api, "read_card", read)


def send(browser: Client, typed: dict[str, str], **more: object) -> Any:
    return browser.post("/just-met", {**typed, **more})


def test_the_page_asks_for_little(browser: Client) -> None:
    answer = browser.get("/just-met")
    assert answer.status_code == 200
    assert "Three minutes now is worth an hour tomorrow." in text_of(answer)


def test_a_firm_alone_is_enough(browser: Client, typed: dict[str, str]) -> None:
    answer = send(browser, typed)
    row = Candidacy.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/candidacies/{row.id}/interests?kept")
    assert (row.company, row.people.count()) == (cast.FERNHILL, 0)
    assert list(row.events.values_list("type", flat=True)) == ["interview_held"]


def test_a_name_alone_is_enough(browser: Client, typed: dict[str, str]) -> None:
    send(browser, typed | {"company": "", "person-0-name": cast.RUTH})
    assert Candidacy.objects.get().people.get().name == cast.RUTH


def test_neither_firm_nor_name_is_told_beside_the_field(browser: Client, typed: dict[str, str]) -> None:
    answer = send(browser, typed | {"company": "", "notes": NOTES})
    assert answer.status_code == 422
    assert "Name the firm, or somebody you talked with" in text_of(answer)
    assert "warehouse crew" in text_of(answer)
    assert not Candidacy.objects.exists()


def test_everything_is_kept_at_once(browser: Client, typed: dict[str, str], amara: Candidate) -> None:
    send(
        browser,
        typed
        | {
            "role": cast.ROLE,
            "person-0-name": cast.RUTH,
            "person-0-email": cast.RUTH_EMAIL,
            "person-0-phone": "+1 206 555 0118",
            "notes": NOTES,
            "subject_1": "bread",
            "decides": "two_weeks",
            "hears": "hr",
            "hears_name": cast.DANA,
            "hears_email": cast.DANA_EMAIL,
        },
    )
    row = Candidacy.objects.get()
    ruth, dana = Person.objects.order_by("created_at")
    assert (ruth.name, ruth.value["given"], ruth.value["family"]) == (cast.RUTH, "Ruth", "Calloway")
    assert ruth.value["phones"][0]["value"] == cast.RUTH_PHONE
    assert list(row.participations.order_by("person__created_at").values_list("roles", flat=True)) == [
        ["interviewer"],
        ["hr"],
    ]
    assert Interview.objects.get().people.get() == ruth
    assert Note.objects.get().text == NOTES
    subjects = list(Interest.objects.order_by("rank").values_list("subject", "judged", "person"))
    assert subjects[0] == ("bread", True, ruth.id)
    assert subjects[1] == ("passkeys for the warehouse crew", False, ruth.id)
    decided = Event.objects.get(type="decision_date_named")
    assert decided.data == {"date": (TALK + dt.timedelta(days=14)).isoformat()}
    assert Event.objects.get(type="decider_named").who == [str(dana.id)]


def test_the_same_form_twice_is_kept_once(browser: Client, typed: dict[str, str]) -> None:
    first, second = send(browser, typed), send(browser, typed)
    assert first["Location"] == second["Location"]
    assert (Candidacy.objects.count(), Event.objects.count()) == (1, 1)


def test_a_second_talk_at_the_firm_is_asked_about(browser: Client, typed: dict[str, str]) -> None:
    send(browser, typed | {"person-0-name": cast.RUTH})
    again = typed | {"id": str(uuid.uuid4()), "person-0-name": cast.RUTH, "company": "fernhill logistics"}
    answer = send(browser, again | {"notes": NOTES})
    assert answer.status_code == 422
    assert "Is this the same candidacy at Fernhill Logistics?" in text_of(answer)
    assert "warehouse crew" in text_of(answer)
    send(browser, again | {"same": str(Candidacy.objects.get().id)})
    assert (Candidacy.objects.count(), Person.objects.count()) == (1, 1)
    send(browser, again | {"id": str(uuid.uuid4()), "same": "new"})
    assert Candidacy.objects.count() == 2


def test_a_later_day_is_a_new_round(browser: Client, typed: dict[str, str]) -> None:
    before = TALK - dt.timedelta(days=9)
    send(browser, typed | {"ended": before.strftime("%Y-%m-%dT15:00")})
    again = {"id": str(uuid.uuid4()), "same": str(Candidacy.objects.get().id)}
    send(browser, typed | again)
    assert sorted(Interview.objects.values_list("round", flat=True)) == [1, 2]


def test_a_page_for_a_standing_candidacy_knows_it(browser: Client, typed: dict[str, str]) -> None:
    send(browser, typed | {"role": cast.ROLE, "person-0-name": cast.RUTH})
    text = text_of(browser.get(f"/just-met?candidacy={Candidacy.objects.get().id}"))
    assert "This goes on with your candidacy at Fernhill Logistics." in text
    assert cast.RUTH in text


def test_an_arranged_interview_is_the_one_that_was_held(
    browser: Client, typed: dict[str, str], fernhill: Candidacy
) -> None:
    ends = dt.datetime.now(dt.UTC) - dt.timedelta(hours=3)
    data = {"from": (ends - dt.timedelta(hours=1)).isoformat(), "to": ends.isoformat(), "format": "video"}
    arranged = record(fernhill.id, "interview_scheduled", ends - dt.timedelta(days=3), data=data)
    form = browser.get(f"/just-met?candidacy={fernhill.id}").context["form"]
    assert form["how"].value() == "video"
    assert form["ended"].value() == dt.datetime.fromisoformat(data["to"]).astimezone().strftime("%Y-%m-%dT%H:%M")
    send(browser, typed | {"same": str(fernhill.id), "ended": form["ended"].value(), "notes": NOTES})
    assert Event.objects.get(type="interview_held").data["interview"] == str(arranged.id)
    assert not Step.objects.filter(step="capture_prompt").exists()


def test_another_person_keeps_everything(browser: Client, typed: dict[str, str]) -> None:
    answer = send(browser, typed | {"notes": NOTES, "person-0-name": cast.RUTH, "do": "more"})
    text = text_of(answer)
    assert answer.status_code == 200
    assert "warehouse crew" in text
    assert 'name="person-1-name"' in text
    assert 'value="Ruth Calloway"' in text
    assert not Candidacy.objects.exists()


def test_a_panel_is_one_talk(browser: Client, typed: dict[str, str]) -> None:
    panel = {"rows": "2", "person-0-name": cast.RUTH, "person-1-name": "Tom Okafor", "person-1-part": "lead"}
    notes = "Ruth lit up about passkeys. Tom Okafor asked twice about shift handover."
    send(browser, typed | panel | {"notes": notes})
    assert len(Event.objects.get(type="interview_held").who) == 2
    lines = dict(Interest.objects.values_list("subject", "person__name"))
    assert (lines["passkeys"], lines["shift handover"]) == (cast.RUTH, "Tom Okafor")


def test_a_person_is_removed_by_a_button(browser: Client, typed: dict[str, str]) -> None:
    panel = {"rows": "2", "person-0-name": cast.RUTH, "person-1-name": "Tom Okafor", "person-1-part": "lead"}
    text = text_of(send(browser, typed | panel | {"do": "remove:0"}))
    assert "Tom Okafor" in text
    assert cast.RUTH not in text


def test_a_photo_is_read_held_and_kept(
    browser: Client, typed: dict[str, str], photo: SimpleUploadedFile, reader: None
) -> None:
    answer = send(browser, typed, cards=photo)
    ruth = Person.objects.get()
    assert answer["Location"].startswith(f"/people/{ruth.id}/card?kept&next=")
    assert Picture.objects.get().person == ruth
    assert ruth.value["files"] == [f"{Picture.objects.get().id}.jpg"]
    assert Event.objects.filter(type="card_taken").count() == 1


def test_a_photo_stays_while_the_form_is_mended(
    browser: Client, typed: dict[str, str], photo: SimpleUploadedFile, reader: None
) -> None:
    answer = send(browser, typed | {"ended": "2150-01-01T10:00"}, cards=photo)
    held = Picture.objects.get()
    text = text_of(answer)
    assert answer.status_code == 422
    assert f"/pictures/{held.id}.jpg" in text
    read = answer.context["page"].people[0].form["read"].value()
    again = {"person-0-pictures": str(held.id), "person-0-name": cast.RUTH, "person-0-read": read}
    send(browser, typed | again)
    held.refresh_from_db()
    assert held.person == Person.objects.get()


def test_two_cards_are_two_people_each_with_their_own_photo(
    browser: Client, typed: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(files: list[tuple[str, bytes]], **_: object) -> CardReading:
        (first, _data), (second, _data) = files
        phone = Phone(cast.DANA_PHONE, where=(1, 1.0, 1.0, 20.0, 10.0))
        return CardReading((Contact(files=(first,), name=cast.RUTH), Contact((second,), cast.DANA, phones=(phone,))))

    monkeypatch.setattr(api, "read_card", read)
    cards = []
    for colour in ("red", "blue"):
        out = io.BytesIO()
        Image.new("RGB", (60, 40), colour).save(out, "JPEG")
        cards.append(SimpleUploadedFile("image.jpg", out.getvalue(), "image/jpeg"))
    send(browser, typed, cards=cards)
    ruth, dana = Person.objects.get(name=cast.RUTH), Person.objects.get(name=cast.DANA)
    assert (ruth.pictures.count(), dana.pictures.count()) == (1, 1)
    assert dana.value["files"] == [f"{dana.pictures.get().id}.jpg"]
    assert dana.value["phones"][0]["where"][0] == 0


def test_a_photo_that_cannot_be_read_is_kept_all_the_same(
    browser: Client, typed: dict[str, str], photo: SimpleUploadedFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> CardReading:
        raise NotSupported("card.photo.no_reader", where="card.jpg")

    monkeypatch.setattr(api, "read_card", refuse)
    answer = send(browser, typed | {"person-0-name": cast.RUTH}, cards=photo)
    assert Picture.objects.get().person == Person.objects.get()
    assert "Reading print needs an extra" in text_of(browser.get(answer["Location"]))


def test_the_prefix_of_a_number_tells_the_country(browser: Client, typed: dict[str, str]) -> None:
    send(browser, typed | {"person-0-name": "Jo Ash", "person-0-phone": "+44 20 7946 0018"})
    row = Candidacy.objects.get()
    assert (row.country, row.timezone) == ("GB", "Europe/London")


def test_in_a_country_of_many_zones_the_number_says_which_and_else_the_candidates_own_is_taken(
    browser: Client, typed: dict[str, str]
) -> None:
    Candidate.objects.update(timezone="America/Denver")
    answer = send(browser, typed | {"person-0-name": "Jo Ash", "person-0-phone": "+1 206 555 0118"})
    row = Candidacy.objects.get()
    assert (row.country, row.subdivision, row.timezone) == ("US", "WA", "America/Los_Angeles")
    told = text_of(browser.get(answer["Location"]))
    assert "taken to be America/Los_Angeles, as the number begins with 206" in told
    other = {"id": str(uuid.uuid4()), "company": "Elsewhere", "country": "US"}
    send(browser, typed | other | {"person-0-name": "Jo Birch"})
    row = Candidacy.objects.get(company="Elsewhere")
    assert (row.country, row.timezone) == ("US", "America/Denver")


def test_what_is_typed_wins_over_what_is_read(
    browser: Client, typed: dict[str, str], photo: SimpleUploadedFile, reader: None
) -> None:
    send(browser, typed | {"person-0-phone": "+1 206 555 0199", "person-0-name": "Ruth"}, cards=photo)
    ruth = Person.objects.get()
    assert ruth.value["phones"][0]["value"] == "+12065550199"
    assert ruth.name == "Ruth"


def test_a_photo_that_is_too_large_is_told_beside_its_field(browser: Client, typed: dict[str, str]) -> None:
    big = SimpleUploadedFile("card.jpg", b"\xff\xd8\xff" + b"0" * (31 * 2**20), "image/jpeg")
    answer = send(browser, typed | {"notes": NOTES}, cards=big)
    text = text_of(answer)
    assert answer.status_code == 422
    assert "card.jpg has 31 MB; the limit is 30 MB." in text
    assert "warehouse crew" in text


def test_a_broken_photo_is_told_and_nothing_is_lost(browser: Client, typed: dict[str, str]) -> None:
    broken = SimpleUploadedFile("card.jpg", b"\xff\xd8\xffbroken", "image/jpeg")
    answer = send(browser, typed | {"notes": NOTES}, cards=broken)
    assert answer.status_code == 422
    assert "This picture is broken or cut off." in text_of(answer)
    assert "warehouse crew" in text_of(answer)


def test_a_pasted_signature_is_a_card_too(browser: Client, typed: dict[str, str]) -> None:
    pasted = f"{cast.RUTH}\n{cast.RUTH_TITLE}\n{cast.FERNHILL}\n{cast.RUTH_EMAIL}\n+1 206 555 0118\nSeattle, WA 98101"
    send(browser, typed | {"pasted": pasted})
    ruth = Person.objects.get()
    assert (ruth.name, ruth.email, ruth.country) == (cast.RUTH, cast.RUTH_EMAIL, "US")
    assert (Candidacy.objects.get().country, Candidacy.objects.get().subdivision) == ("US", "WA")


def test_an_invitation_names_everybody_but_the_candidate(browser: Client, typed: dict[str, str]) -> None:
    people = ((cast.RUTH, cast.RUTH_EMAIL), ("Tom Okafor", "tom@fernhill.example.org"), (cast.AMARA, cast.AMARA_EMAIL))
    attendees = "".join(f"ATTENDEE;CN={name}:mailto:{address}\r\n" for name, address in people)
    event = f"BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Interview\r\n{attendees}END:VEVENT\r\n"
    ics = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event}END:VCALENDAR\r\n".encode()
    send(browser, typed, cards=SimpleUploadedFile("invite.ics", ics, "text/calendar"))
    assert sorted(Person.objects.values_list("name", flat=True)) == [cast.RUTH, "Tom Okafor"]


def test_pasted_text_is_read_once(browser: Client, typed: dict[str, str]) -> None:
    pasted = f"{cast.RUTH}\n{cast.FERNHILL}\n{cast.RUTH_EMAIL}"
    answer = send(browser, typed | {"pasted": pasted, "do": "read"})
    page = answer.context
    sent_back = {
        "pasted_read": page["form"]["pasted_read"].value(),
        "person-0-read": page["page"].people[0].form["read"].value(),
        "person-0-name": "Ruth C. Calloway",
        "person-0-email": "",
    }
    send(browser, typed | {"pasted": pasted} | sent_back)
    assert (Person.objects.get().name, Person.objects.get().email) == ("Ruth C. Calloway", "")


def test_a_screen_is_no_round(browser: Client, typed: dict[str, str]) -> None:
    send(browser, typed | {"how": "screen", "person-0-name": cast.DANA})
    assert Event.objects.get(type="screen_held").data == {"format": "phone"}
    assert Candidacy.objects.get().participations.get().roles == ["recruiter"]


def test_a_date_before_the_talk_is_told(browser: Client, typed: dict[str, str]) -> None:
    answer = send(browser, typed | {"decides": "date", "decides_on": "2020-01-01"})
    assert answer.status_code == 422
    assert "This is before the talk." in text_of(answer)


def test_what_the_notes_show_stands_beside_them(browser: Client, typed: dict[str, str]) -> None:
    text = text_of(send(browser, typed | {"notes": NOTES, "do": "found"}))
    assert "passkeys for the warehouse crew" in text
    assert "<form" not in text
    assert not Candidacy.objects.exists()


def test_a_candidacy_of_somebody_else_is_not_gone_on_with(
    browser: Client, typed: dict[str, str], stranger: uuid.UUID
) -> None:
    foreign = Candidacy(company="Elsewhere", owner_id=stranger)
    Candidacy.everyone.bulk_create([foreign])
    assert send(browser, typed | {"same": str(foreign.id)}).status_code == 404
    assert browser.get(f"/just-met?candidacy={foreign.id}").status_code == 404


def test_the_queries_do_not_grow_with_rows(browser: Client, typed: dict[str, str]) -> None:
    send(browser, typed | {"person-0-name": cast.RUTH})
    address = f"/just-met?candidacy={Candidacy.objects.get().id}"
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    panel = {f"person-{at}-name": f"Ruth {at}" for at in range(8)}
    parts = {f"person-{at}-part": "interviewer" for at in range(8)}
    again = {"rows": "8", "id": str(uuid.uuid4()), "same": str(Candidacy.objects.get().id)}
    send(browser, typed | panel | parts | again)
    with CaptureQueriesContext(connection) as many:
        browser.get(address)
    assert len(many) == len(few)


def test_an_agency_in_between_is_named_so_that_nothing_goes_past_it(browser: Client, typed: dict[str, str]) -> None:
    asked = send(browser, typed, **{"hears": "agency", "person-0-name": cast.RUTH, "person-0-email": cast.RUTH_EMAIL})
    assert asked.status_code == 422
    assert "Everything goes through an agency" in text_of(asked)
    assert not Candidacy.objects.exists()
    said = {"person-0-name": cast.RUTH, "person-0-email": cast.RUTH_EMAIL, "hears_name": "Larkin Staffing"}
    send(browser, typed, hears="agency", hears_email="hello@larkin.example.org", **said)
    agency = Person.objects.get(name="Larkin Staffing")
    assert {step.to for step in Step.objects.filter(step="follow_up_1")} == {str(agency.id)}


def test_an_agency_among_the_people_is_known(browser: Client, typed: dict[str, str]) -> None:
    said = {"person-0-name": cast.RUTH, "person-0-part": "agency"}
    assert send(browser, typed, hears="agency", **said).status_code == 302
