"""The right person, firm and role."""

from dataclasses import replace

import pytest

from afterword.letter.brief import Interviewer, Recipient
from letter.checks.spoiled import BRIEF, LETTER, add, alone, quotes, run


def test_the_correct_letter_has_no_fault() -> None:
    assert run() == []


@pytest.mark.parametrize(
    ("greeting", "severity", "override"),
    [
        ("Dear Karen Holt,", "block", False),
        ("Dear Ruth Caloway,", "block", False),
        ("Dear Marcus,", "block", False),
        ("Hi Ruth,", None, True),
        ("Dear Ms. Calloway,", None, True),
        ("Good morning Ruth,", None, True),
    ],
)
def test_the_greeting_names_the_reader(greeting: str, severity: str | None, override: bool) -> None:
    found = [one for one in run("Dear Ruth Calloway,", greeting) if one.id == "names.right-person"]
    assert [(one.severity, one.override) for one in found] == ([(severity, override)] if severity else [])


def test_what_they_asked_to_be_called_is_right() -> None:
    recipient = replace(BRIEF.recipient, known_as="Teddy")
    assert not quotes(run("Dear Ruth Calloway,", "Dear Teddy,", recipient=recipient), "names.right-person")


def test_a_short_form_is_a_doubt_not_a_fault() -> None:
    recipient = Recipient("Robert Lund", "Robert", "Lund")
    found = run("Dear Ruth Calloway,", "Dear Rob,", recipient=recipient)
    assert quotes(found, "names.right-person", "warn") == ["Dear Rob,"]


def test_a_panel_may_be_greeted_together() -> None:
    panel = (Interviewer("Jo Park"), Interviewer("Ruth Calloway"))
    assert not quotes(run("Dear Ruth Calloway,", "Dear Ruth and Jo,", interviewers=panel), "names.right-person")


def test_accents_lost_or_won_are_told_with_the_right_spelling() -> None:
    recipient = Recipient("Petra Müller", "Petra", "Müller")
    found = run("Dear Ruth Calloway,", "Dear Petra Muller,", recipient=recipient)
    assert [one.mend for one in found if one.id == "names.right-person"] == ["Spell it as on the card: Petra Müller."]


@pytest.mark.parametrize(
    ("name", "family", "order", "greeting"),
    [
        ("Nguyen Thi Minh Khai", "Nguyen", "family_first", "Dear Nguyen Thi Minh Khai,"),
        ("Tanaka Hiroshi", "Tanaka", "family_first", "Dear Tanaka Hiroshi,"),
        ("Suharto", None, "single", "Dear Suharto,"),
        ("Gabriel García Márquez", "García Márquez", "given_first", "Dear Gabriel García Márquez,"),
        ("Ludo van der Berg", "van der Berg", "given_first", "Dear Ludo van der Berg,"),
    ],
)
def test_names_of_the_world_are_nobody_elses(name: str, family: str | None, order: str, greeting: str) -> None:
    recipient = Recipient(name, None, family, order=order)  # type: ignore[arg-type]
    assert not [one for one in run("Dear Ruth Calloway,", greeting, recipient=recipient) if one.id.startswith("names.")]


@pytest.mark.parametrize(
    "name", ["Ruth\nBcc: x@example.org", "\u202eRuth Calloway", "<b>Ruth</b>", "'; drop table", "[Name]"]
)
def test_hostile_names_break_nothing(name: str) -> None:
    found = run(recipient=Recipient(name, email="ruth.calloway@fernhill.example.org"))
    assert all(one.message for one in found)
    if "\n" in name or "\u202e" in name:
        assert quotes(found, "header.unsafe") == [name]


def test_another_firm_is_found_with_and_without_knowing_it() -> None:
    assert "Northwind Freight" in quotes(add("Northwind Freight would suit me."), "names.right-company")
    assert quotes(add("I would like to join Ostrava Steel."), "names.right-company") == ["Ostrava Steel"]
    assert quotes(add("I look forward to working at Fernhil Logistics."), "names.right-company")


def test_a_firm_of_the_past_is_not_taken_for_this_one() -> None:
    assert not quotes(add("In my last job at Ostrava Steel I saw the same."), "names.right-company")
    assert quotes(add("In this job at Ostrava Steel I would see the same."), "names.right-company")


def test_the_firm_by_its_short_name_is_right() -> None:
    assert not quotes(add("I would like to join Fernhill."), "names.right-company")


def test_a_name_of_another_candidacy_that_is_also_in_this_brief_is_free() -> None:
    assert not quotes(run(other_names=("Harbor Clinic", "Ruth Calloway")), "names.right-company")


@pytest.mark.parametrize(
    "role", ["product manager", "tax accountant", "systems administrator", "payroll analyst", "kitchen porter's"]
)
def test_another_role_is_found(role: str) -> None:
    assert quotes(run("identity systems analyst role", f"{role} role"), "names.right-role") == [role]


@pytest.mark.parametrize("role", ["analyst", "new", "identity analyst", "night inventory"])
def test_a_shorter_name_of_the_role_is_right(role: str) -> None:
    assert not quotes(run("identity systems analyst role", f"{role} role"), "names.right-role")


def test_a_title_that_is_not_known_is_a_doubt() -> None:
    assert quotes(run("Dear Ruth Calloway,", "Dear Mrs. Calloway,"), "names.honorific", "warn")
    known = replace(BRIEF.recipient, honorific="Dr.")
    assert not quotes(run("Dear Ruth Calloway,", "Dear Dr. Calloway,", recipient=known), "names.honorific", "warn")
    assert quotes(run("Dear Ruth Calloway,", "Dear Dr. Ruth,", recipient=known), "names.honorific", "warn")


def test_a_title_that_is_known_may_be_any_word() -> None:
    known = replace(BRIEF.recipient, honorific="Sra.")
    assert not quotes(run("Dear Ruth Calloway,", "Dear Sra. Calloway,", recipient=known), "names.right-person")


def test_nobody_is_greeted() -> None:
    assert quotes(run("Dear Ruth Calloway,", "To whom it may concern,"), "names.impersonal")
    mailbox = Recipient(email="jobs@fernhill.example.org", relation="mailbox")
    assert not quotes(run("Dear Ruth Calloway,", "Dear hiring team,", recipient=mailbox), "names.impersonal")
    assert quotes(alone(LETTER.replace("Dear Ruth Calloway", "Dear Sir or Madam")), "names.impersonal", "warn")


def test_the_signature_is_the_candidates() -> None:
    found = run("\nAmara Boateng\n", "\nGregory Stone\n")
    assert quotes(found, "names.right-person") == ["Gregory Stone"]
