"""The fortnight, the file, and the private address that a calendar program follows."""

import datetime as dt
import re
import uuid
from collections.abc import Callable
from typing import Any

import icalendar
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

import cast
from afterword.app.access import digest
from afterword.app.actions.begin import add_person, begin
from afterword.app.actions.draft import draft
from afterword.app.actions.record import record
from afterword.app.actions.undo import undo
from afterword.app.models import Candidacy, Candidate, Letter, Person, Token
from afterword.app.owner import acting_as
from afterword.app.queries import feed as query
from afterword.app.queries.at_hand import mailto
from afterword.app.queries.brief import brief_of
from afterword.app.queries.feed import feed
from afterword.candidacy import candidacy as noun
from afterword.candidacy.contact import Contact, Email
from afterword.letter.links import LONGEST_MAILTO
from app.conftest import NOW
from app.pages.answers import text_of

HERE = {"host": "127.0.0.1"}


def entries(answer: HttpResponse | Any) -> dict[str, str]:
    """The descriptions of a calendar by their titles."""
    found = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(entry["summary"]): str(entry["description"]) for entry in found}


def made(browser: Client) -> str:
    """Make a private address and return its path."""
    answer = browser.post("/calendar", {"do": "open", "id": str(uuid.uuid4())})
    assert (answer.status_code, answer["Location"]) == (302, "/calendar")
    found = re.search(r"http://127\.0\.0\.1(/feed/\S+?\.ics)", text_of(browser.get("/calendar")))
    assert found
    return found[1]


def test_the_page_shows_the_days_with_steps(browser: Client, held: Candidacy) -> None:
    text = text_of(browser.get("/calendar"))
    assert "Thank-you letter" in text
    assert cast.RUTH in text
    assert f"/candidacies/{held.id}" in text
    assert text.count("is-primary") == 1


def test_without_a_plan_the_page_says_that_nothing_is_due(browser: Client) -> None:
    assert "Nothing is due" in text_of(browser.get("/calendar"))


def test_the_file_holds_the_letter_and_links_that_work_alone(browser: Client, held: Candidacy) -> None:
    answer = browser.get("/calendar.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    assert "afterword.ics" in answer["Content-Disposition"]
    thanks = entries(answer)[f"Thank-you letter: {cast.RUTH}"]
    assert f"Dear {cast.RUTH}" in thanks
    assert cast.RUTH_EMAIL in thanks
    assert f"mailto:{cast.RUTH_EMAIL}?subject=" in thanks
    assert f"http://127.0.0.1/candidacies/{held.id}" in thanks.splitlines()


def test_a_call_carries_its_whole_sheet(fernhill: Candidacy, ruth: Person, amara: Candidate) -> None:
    at = cast.INTERVIEW_END
    record(fernhill.id, "interview_held", NOW, at=at, who=[ruth.id], data={"round": 1, "format": "onsite"})
    later = NOW + dt.timedelta(days=8)
    record(fernhill.id, "letter_sent", NOW, who=[ruth.id], data={"kind": "thank_you", "gift": None})
    parts = feed(later, str)
    sheet = parts[0].sheets["follow_up_1", str(ruth.id)]
    assert "What to say:" in sheet.text
    assert "If it is the voicemail:" in sheet.text
    assert "If they say:\n– We haven't decided yet.\n  I understand" in sheet.text
    assert cast.AMARA in sheet.text


def test_the_switchboard_question_is_carried_too(fernhill: Candidacy, amara: Candidate) -> None:
    record(fernhill.id, "interview_held", NOW, at=cast.INTERVIEW_END, data={"round": 1})
    sheet = feed(NOW + dt.timedelta(days=8), str)[0].sheets["follow_up_1", None]
    assert "the hiring for the identity systems analyst role" in sheet.text
    assert "If it is the voicemail:" not in sheet.text


def test_the_own_draft_goes_before_a_proposed_one(browser: Client, held: Candidacy, ruth: Person) -> None:
    draft(held, ruth, brief_of(held, ruth, "thank_you"))
    Letter.objects.update(body="Dear Ruth,\n\nThe badges stayed with me.\n\nAmara", subject="Your badges")
    thanks = entries(browser.get("/calendar.ics"))[f"Thank-you letter: {cast.RUTH}"]
    assert "Your letter as it stands (Your badges):" in thanks
    assert "The badges stayed with me." in thanks
    assert "first draft" not in thanks


def test_a_private_address_is_shown_once_and_answers_without_a_cookie(browser: Client, held: Candidacy) -> None:
    path = made(browser)
    assert path not in text_of(browser.get("/calendar"))
    answer = Client().get(path, headers=HERE)
    assert f"Thank-you letter: {cast.RUTH}" in entries(answer)
    assert "last read" in text_of(browser.get("/calendar"))


def test_only_the_digest_of_an_address_is_kept(browser: Client, held: Candidacy) -> None:
    key = made(browser).removeprefix("/feed/").removesuffix(".ics")
    row = Token.objects.get(purpose=Token.Purpose.FEED)
    assert row.digest == digest(key)
    assert key not in str(Token.objects.values())


def test_an_address_taken_back_answers_nobody(browser: Client, held: Candidacy) -> None:
    path = made(browser)
    row = Token.objects.get(purpose=Token.Purpose.FEED)
    assert browser.post("/calendar", {"do": f"close:{row.id}"}).status_code == 302
    assert Client().get(path, headers=HERE).status_code == 404
    assert "Private addresses" not in text_of(browser.get("/calendar"))


def test_an_unknown_address_and_the_keys_of_other_doors_answer_nobody(browser: Client, held: Candidacy) -> None:
    assert Client().get("/feed/made-up.ics", headers=HERE).status_code == 404
    cookie = next(iter(browser.cookies.values())).value
    assert Client().get(f"/feed/{cookie}.ics", headers=HERE).status_code == 404


def test_an_address_signs_nobody_in(browser: Client, held: Candidacy) -> None:
    key = made(browser).removeprefix("/feed/").removesuffix(".ics")
    stranger = Client()
    stranger.cookies["afterword"] = key
    assert stranger.get("/calendar", headers=HERE).status_code == 401


def test_a_double_submit_makes_one_address(browser: Client) -> None:
    form = {"do": "open", "id": str(uuid.uuid4())}
    browser.post("/calendar", form)
    browser.post("/calendar", form)
    assert Token.objects.filter(purpose=Token.Purpose.FEED).count() == 1
    assert "shown only this once" in text_of(browser.get("/calendar"))


@pytest.mark.parametrize("form", [{"do": "open"}, {"do": "close:x"}, {"do": "open", "id": "1"}])
def test_a_form_that_is_not_ours_changes_nothing(browser: Client, form: dict[str, str]) -> None:
    assert browser.post("/calendar", form).status_code == 400
    assert not Token.objects.filter(purpose=Token.Purpose.FEED).exists()


def test_the_plans_of_others_and_the_sample_stay_out(browser: Client, held: Candidacy, stranger: uuid.UUID) -> None:
    Candidacy.objects.update(sample=True)
    assert entries(browser.get("/calendar.ics")) == {}
    Candidacy.objects.update(sample=False)
    assert len(feed(NOW, str)) == 1
    with acting_as(stranger):
        assert feed(NOW, str) == []


def test_the_page_never_asks_more_often_for_more_rows(browser: Client, held: Candidacy) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            browser.get("/calendar")
        return len(queries)

    few = asked()
    another(20)
    assert asked() == few


def test_the_calendar_stays_bounded(held: Candidacy, monkeypatch: pytest.MonkeyPatch) -> None:
    another(4)
    monkeypatch.setattr(query, "SHEETS", 3)
    monkeypatch.setattr(query, "MOST", 5)
    parts = feed(NOW, str)
    assert sum(len(part.plan.steps) for part in parts) == 5
    assert sum(len(part.sheets) for part in parts) <= 3


def another(count: int) -> None:
    for number in range(count):
        row = begin(NOW, noun.Candidacy(f"Firm {number}", "analyst", "US", None, "America/Los_Angeles"))
        who = add_person(NOW, row.id, Contact(name="Ann Other", emails=(Email(f"a{number}@example.org"),)), ["lead"])
        record(row.id, "interview_held", NOW, at=cast.INTERVIEW_END, who=[who.id], data={"round": 1})


def test_a_letter_link_is_never_too_long() -> None:
    assert mailto("d@example.org", "Hello", "One\nTwo") == "mailto:d@example.org?subject=Hello&body=One%0D%0ATwo"
    assert mailto("d@example.org", "Hello", "x" * 3000).startswith("mailto:d@example.org?subject=Hello")
    assert len(mailto("d@example.org", "Hello", "x" * 3000)) < 100
    assert mailto("d@example.org", "x" * LONGEST_MAILTO) == "mailto:d@example.org"


def statuses(answer: HttpResponse | Any) -> dict[str, str]:
    found = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(entry["summary"]): str(entry["status"]) for entry in found}


def test_what_fell_away_is_cancelled_and_comes_back(browser: Client, held: Candidacy, ruth: Person) -> None:
    thanks = f"Thank-you letter: {cast.RUTH}"
    assert statuses(browser.get("/calendar.ics"))[thanks] == "CONFIRMED"
    record(held.id, "no_contact_asked", NOW, who=[ruth.id])
    stopped = statuses(browser.get("/calendar.ics"))
    assert set(stopped.values()) == {"CANCELLED"}
    assert thanks in stopped
    undo(NOW)
    assert statuses(browser.get("/calendar.ics"))[thanks] == "CONFIRMED"
    assert len(set(statuses(browser.get("/calendar.ics")))) == len(statuses(browser.get("/calendar.ics")))
    with acting_as(held.owner_id):
        assert feed(NOW + dt.timedelta(days=40), str)[0].gone == ()


def test_a_feed_that_did_not_change_answers_in_a_word(browser: Client, held: Candidacy, ruth: Person) -> None:
    path = made(browser)
    first = Client().get(path, headers=HERE)
    assert first.status_code == 200
    again = Client().get(path, headers={**HERE, "If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    record(held.id, "note_written", NOW + dt.timedelta(minutes=1), who=[ruth.id])
    changed = Client().get(path, headers={**HERE, "If-None-Match": first["ETag"]})
    assert (changed.status_code, changed["ETag"] != first["ETag"]) == (200, True)
    head = Client().head(path, headers=HERE)
    assert (head.status_code, head.content) == (200, b"")


def test_reading_is_noted_once_a_day_and_writes_nothing_else(browser: Client, held: Candidacy) -> None:
    path = made(browser)

    def writes() -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            Client().get(path, headers=HERE)
        return [one["sql"] for one in queries if not one["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))]

    assert len(writes()) == 1
    noted = Token.objects.get(purpose=Token.Purpose.FEED).used_at
    writes()
    assert Token.objects.get(purpose=Token.Purpose.FEED).used_at == noted


def test_a_sheet_is_written_anew_when_what_it_is_made_of_changes(
    browser: Client, held: Candidacy, ruth: Person, amara: Candidate
) -> None:
    def sheet() -> str:
        return entries(browser.get("/calendar.ics"))[f"Thank-you letter: {cast.RUTH}"]

    assert f"Dear {cast.RUTH}" in sheet()
    Person.objects.filter(id=ruth.id).update(name="Ruth Q. Calloway", value={**ruth.value, "name": "Ruth Q. Calloway"})
    assert "Dear Ruth Q. Calloway" in entries(browser.get("/calendar.ics"))["Thank-you letter: Ruth Q. Calloway"]
    Candidate.objects.update(name="Amara B. Boateng")
    assert "Amara B. Boateng" in str(entries(browser.get("/calendar.ics")))


def test_a_second_look_asks_only_a_few_times(browser: Client, held: Candidacy) -> None:
    another(15)
    browser.get("/calendar.ics")
    with CaptureQueriesContext(connection) as queries:
        browser.get("/calendar.ics")
    assert len(queries) <= 12


def test_the_file_of_one_candidacy(browser: Client, held: Candidacy, stranger: uuid.UUID) -> None:
    another(2)
    found = entries(browser.get(f"/calendar.ics?candidacy={held.id}"))
    assert f"Thank-you letter: {cast.RUTH}" in found
    assert not any("Ann Other" in title for title in found)
    assert browser.get("/calendar.ics?candidacy=x").status_code == 400
    Candidacy.everyone.update(owner=stranger)
    assert browser.get(f"/calendar.ics?candidacy={held.id}").status_code == 404


def test_the_sheets_of_a_calendar_that_is_read_are_written_ahead(
    browser: Client, held: Candidacy, ruth: Person
) -> None:
    query.written.clear()
    query.prepare(NOW)
    assert query.written.prepared == {}  # nobody reads it
    path = made(browser)

    def asked(look: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as queries:
            look()
        return len(queries)

    assert asked(lambda: query.prepare(NOW)) > 10
    assert asked(lambda: Client().get(path, headers=HERE)) <= 12
    assert asked(lambda: query.prepare(NOW)) == 2
    record(held.id, "note_written", NOW + dt.timedelta(minutes=1), who=[ruth.id])
    assert asked(lambda: query.prepare(NOW)) > 10
