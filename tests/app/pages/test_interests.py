"""The interest ledger: ranked with its evidence, judged by the person, facts recorded only by a click."""

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import cast
from afterword import api
from afterword.app.actions.add_subject import add_subject
from afterword.app.actions.keep_note import keep_note
from afterword.app.models import Candidacy, Event, Interest, Note, Participation, Person
from app.conftest import NOW
from app.pages.answers import text_of

NOTES = """Ruth lit up about passkeys for the warehouse crew: "I would love to see how others did it."
Shared tablets are the sore spot: "we lose a badge a day"
They decide by December 4. HR is Dana Whitcombe. I promised to send the checklist."""


@pytest.fixture
def noted(fernhill: Candidacy, ruth: Person) -> Note:
    ledger = api.read_interests(NOTES.encode(), "notes.txt", interviewer=cast.RUTH, now=NOW)
    return keep_note(NOW, fernhill.id, NOTES, ledger, person_id=ruth.id)


def press(browser: Client, candidacy: Candidacy, do: str, **more: object) -> Any:
    return browser.post(f"/candidacies/{candidacy.id}/interests", {"do": do, **more})


def subjects() -> list[str]:
    return list(Interest.objects.filter(hidden=False).order_by("rank", "id").values_list("subject", flat=True))


def test_the_ledger_shows_why(browser: Client, noted: Note, ruth: Person) -> None:
    text = text_of(browser.get(f"/candidacies/{noted.candidacy_id}/interests"))
    assert "passkeys for the warehouse crew" in text
    assert "lit up" in text
    assert "“I would love to see how others did it.”" in text
    assert "Their own words, line 1" in text
    first = Interest.objects.order_by("rank")[0]
    assert f"/candidacies/{noted.candidacy_id}/gift/{ruth.id}?interest={first.id}" in text
    assert text.count("is-primary") == 1


def test_nothing_is_recorded_from_a_note_by_itself(browser: Client, noted: Note) -> None:
    text = text_of(browser.get(f"/candidacies/{noted.candidacy_id}/interests"))
    assert "They decide by Friday 4 December." in text
    assert not Event.objects.filter(type__in=["decision_date_named", "decider_named"]).exists()


def test_a_fact_is_recorded_by_one_click_once(browser: Client, noted: Note, fernhill: Candidacy) -> None:
    id = str(uuid.uuid4())
    for _ in range(2):
        press(browser, fernhill, f"confirm:{noted.id}:0", id=id)
    assert Event.objects.get(type="decision_date_named").data == {"date": "2026-12-04"}
    text = text_of(browser.get(f"/candidacies/{fernhill.id}/interests"))
    assert "Yes, plan with this date" not in text
    assert "Yes, that is who" in text


def test_who_decides_becomes_somebody_of_the_candidacy(browser: Client, noted: Note, fernhill: Candidacy) -> None:
    press(browser, fernhill, f"confirm:{noted.id}:1", id=str(uuid.uuid4()))
    dana = Person.objects.get(name=cast.DANA)
    assert Event.objects.get(type="decider_named").who == [str(dana.id)]
    assert fernhill.participations.get(person=dana).roles == ["hr"]


def test_word_without_a_day_is_planned_with_and_asked_once(browser: Client, fernhill: Candidacy) -> None:
    press(browser, fernhill, "note", id=str(uuid.uuid4()), note="Met Ruth. They decide in early December.")
    note = Note.objects.get()
    assert "no day was named" in text_of(browser.get(f"/candidacies/{fernhill.id}/interests"))
    press(browser, fernhill, f"confirm:{note.id}:0", id=str(uuid.uuid4()))
    assert Event.objects.get(type="will_contact_named").data == {"date": None}
    assert "no day was named" not in text_of(browser.get(f"/candidacies/{fernhill.id}/interests"))


def test_a_wish_not_to_be_contacted_stops_the_plan_by_a_click(browser: Client, fernhill: Candidacy) -> None:
    press(browser, fernhill, "note", id=str(uuid.uuid4()), note="Interview with Ruth. Please do not contact us again.")
    note = Note.objects.get()
    assert "They asked not to be contacted." in text_of(browser.get(f"/candidacies/{fernhill.id}/interests"))
    press(browser, fernhill, f"confirm:{note.id}:0", id=str(uuid.uuid4()))
    fernhill.refresh_from_db()
    assert fernhill.stopped == "no_contact"
    assert "They asked not to be contacted." not in text_of(browser.get(f"/candidacies/{fernhill.id}/interests"))


def test_lines_of_two_notes_have_names_of_their_own(browser: Client, noted: Note, fernhill: Candidacy) -> None:
    press(browser, fernhill, "note", id=str(uuid.uuid4()), note="Ruth asked twice about cold chains.")
    names = [row.value["id"] for row in Interest.objects.all()]
    assert len(set(names)) == len(names) > 2


def test_a_note_of_a_panel_gives_each_their_own(browser: Client, fernhill: Candidacy, ruth: Person) -> None:
    Participation.objects.create(
        candidacy=fernhill, person=Person.objects.create(name="Ines Falk"), roles=["interviewer"]
    )
    note = "Ruth came back twice to the handover between shifts.\nDr. Falk lit up about sailing."
    press(browser, fernhill, "note", id=str(uuid.uuid4()), note=note)
    whose = {row.subject: row.person and row.person.name for row in Interest.objects.select_related("person")}
    assert whose == {"the handover between shifts": ruth.name, "sailing": "Ines Falk"}


def test_what_a_note_does_not_say_is_not_recorded(browser: Client, noted: Note, fernhill: Candidacy) -> None:
    answer = browser.post(
        f"/candidacies/{fernhill.id}/interests", {"do": f"confirm:{noted.id}:17", "id": str(uuid.uuid4())}
    )
    assert answer.status_code == 409
    assert Event.objects.filter(type="decision_date_named").count() == 0


def test_lines_are_moved_by_buttons(browser: Client, noted: Note, fernhill: Candidacy) -> None:
    before = subjects()
    last = Interest.objects.order_by("-rank")[0]
    press(browser, fernhill, f"up:{last.id}")
    assert subjects() == [*before[:-2], before[-1], before[-2]]
    press(browser, fernhill, f"down:{last.id}")
    press(browser, fernhill, f"down:{last.id}")
    assert subjects() == before


def test_a_line_is_put_aside_and_put_back(browser: Client, noted: Note, fernhill: Candidacy) -> None:
    first = Interest.objects.order_by("rank")[0]
    shown = browser.get(press(browser, fernhill, f"hide:{first.id}")["Location"])
    assert first.subject not in subjects()
    assert f"“{first.subject}” is put aside." in text_of(shown)
    assert "1 subject put aside" in text_of(browser.get(f"/candidacies/{fernhill.id}/interests"))
    press(browser, fernhill, f"show:{first.id}")
    assert subjects()[0] == first.subject


def test_a_line_is_said_differently(browser: Client, noted: Note, fernhill: Candidacy) -> None:
    first = Interest.objects.order_by("rank")[0]
    press(browser, fernhill, f"rename:{first.id}", subject="signing in without passwords")
    press(browser, fernhill, f"rename:{first.id}", subject="two\nlines")
    assert subjects()[0] == "signing in without passwords"


def test_a_subject_named_by_hand_comes_first_and_once(browser: Client, noted: Note, fernhill: Candidacy) -> None:
    id = str(uuid.uuid4())
    for _ in range(2):
        press(browser, fernhill, "add", id=id, subject="bread")
    assert subjects()[0] == "bread"
    assert subjects().count("bread") == 1


def test_a_subject_without_words_is_told(browser: Client, noted: Note, fernhill: Candidacy) -> None:
    answer = press(browser, fernhill, "add", id=str(uuid.uuid4()), subject=" ")
    assert answer.status_code == 422


def test_another_note_adds_to_the_ledger(browser: Client, noted: Note, fernhill: Candidacy) -> None:
    id = str(uuid.uuid4())
    for _ in range(2):
        press(browser, fernhill, "note", id=id, note="Ruth told a story about cold chains and asked twice about them.")
    assert Note.objects.count() == 2
    assert len(subjects()) == 3


def test_another_note_on_the_same_subject_adds_its_evidence(
    browser: Client, noted: Note, fernhill: Candidacy, ruth: Person
) -> None:
    more = "Ruth came back to the passkeys for the warehouse crew unprompted."
    press(browser, fernhill, "note", id=str(uuid.uuid4()), note=more, person=str(ruth.id))
    assert subjects() == ["passkeys for the warehouse crew", "Shared tablets"]
    evidence = Interest.objects.order_by("rank")[0].value["evidence"]
    assert more in {item["quote"] for item in evidence}
    assert len(evidence) == 3


def test_a_transcript_is_taken_as_a_file(browser: Client, fernhill: Candidacy, ruth: Person) -> None:
    talk = b"Ruth Calloway: Tell me more about passkeys. I would love to know how it went.\nAmara Boateng: Gladly."
    press(browser, fernhill, "note", id=str(uuid.uuid4()), file=SimpleUploadedFile("talk.txt", talk))
    assert Note.objects.get().name == "talk.txt"


def test_a_file_without_text_is_told_and_the_note_kept(browser: Client, fernhill: Candidacy) -> None:
    file = SimpleUploadedFile("talk.docx", b"PK\x03\x04broken")
    answer = press(browser, fernhill, "note", id=str(uuid.uuid4()), note="She sails.", file=file)
    assert answer.status_code == 422
    assert "This is not a Word document." in text_of(answer)
    assert "She sails." in text_of(answer)


def test_nothing_found_asks_one_question(browser: Client, fernhill: Candidacy) -> None:
    text = text_of(browser.get(f"/candidacies/{fernhill.id}/interests"))
    assert "what did they ask about twice" in text


def test_what_is_too_private_has_no_gift(browser: Client, fernhill: Candidacy, ruth: Person) -> None:
    add_subject(fernhill.id, "her cancer treatment", person_id=ruth.id, id=uuid.uuid4())
    text = text_of(browser.get(f"/candidacies/{fernhill.id}/interests"))
    assert "Too private to write about" in text
    assert "Choose this subject" not in text


def test_what_they_raised_themselves_may_be_allowed(browser: Client, noted: Note, fernhill: Candidacy) -> None:
    first = Interest.objects.order_by("rank")[0]
    first.value["sensitive"] = True
    first.subject = "her parish choir"
    first.save()
    text = text_of(browser.get(f"/candidacies/{fernhill.id}/interests"))
    assert "They raised it themselves" in text
    assert text.count("Choose this subject") == 1


def test_lines_of_somebody_else_are_not_there(browser: Client, fernhill: Candidacy, stranger: uuid.UUID) -> None:
    foreign = Candidacy(company="Elsewhere", owner_id=stranger)
    Candidacy.everyone.bulk_create([foreign])
    line = Interest(candidacy=foreign, owner_id=stranger, subject="theirs")
    Interest.everyone.bulk_create([line])
    answers = [press(browser, fernhill, f"{do}:{line.id}") for do in ("up", "down", "hide", "show")]
    assert {answer.status_code for answer in answers} == {404}
    assert browser.get(f"/candidacies/{foreign.id}/interests").status_code == 404


def test_the_queries_do_not_grow_with_rows(browser: Client, noted: Note, fernhill: Candidacy, ruth: Person) -> None:
    address = f"/candidacies/{fernhill.id}/interests"
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for number in range(20):
        add_subject(fernhill.id, f"subject {number}", person_id=ruth.id, id=uuid.uuid4())
    with CaptureQueriesContext(connection) as many:
        browser.get(address)
    assert len(many) == len(few)
