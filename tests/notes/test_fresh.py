"""Notes and transcripts by a hand that did not write the phrases: fragments, phones, one breath."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from afterword.notes import ledger
from afterword.notes.ledger import Ledger

FRESH = sorted((Path(__file__).parent.parent / "data" / "notes-fresh").glob("*.json"))
WEDNESDAY = dt.datetime(2026, 3, 11, 18, tzinfo=dt.UTC)
EXACT = {"decision_date"}
"""Kinds of facts whose value is a day."""


def source(case: dict[str, Any]) -> str:
    return str(case["text"]) if "text" in case else "\n".join(f"{who}: {said}" for who, said in case["turns"])


def told(text: str) -> list[tuple[str, str | None]]:
    return [(fact.kind, fact.value) for fact in ledger.read(text, "notes.md", now=WEDNESDAY).facts]


def of(interviewer: str, text: str) -> Ledger:
    return ledger.read(text, "notes.md", interviewer=interviewer)


@pytest.mark.parametrize("path", FRESH, ids=lambda path: path.stem)
def test_every_quote_is_verbatim(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    text = source(case)
    result = ledger.read(text, path.name, interviewer=case["interviewer"])
    assert all(evidence.quote in text for interest in result.interests for evidence in interest.evidence)
    assert all(fact.quote in text for fact in result.facts)


def test_dates_are_never_wrong_and_most_are_found() -> None:
    found = wanted = 0
    for path in FRESH:
        case = json.loads(path.read_text(encoding="utf-8"))
        now = dt.datetime.fromisoformat(case["now"])
        result = ledger.read(source(case), path.name, interviewer=case["interviewer"], now=now)
        gold = {(fact["kind"], fact["value"]) for fact in case["facts"] if fact["kind"] in EXACT}
        ours = {(fact.kind, fact.value) for fact in result.facts if fact.kind in EXACT}
        assert ours <= gold, path.stem
        found += len(ours)
        wanted += len(gold)
    assert found >= 0.9 * wanted


def test_a_section_may_be_headed_by_a_bare_name() -> None:
    notes = (
        "**Who:** Amira Haddad (EM), Wen Li (staff eng)\n\nAmira\n- lit up at flaky tests\n\nWen\n- lit up at editors\n"
    )
    assert [interest.subject for interest in of("Wen Li", notes).interests] == ["editors"]
    assert [interest.subject for interest in of("Amira Haddad", notes).interests] == ["flaky tests"]


def test_a_thing_seen_is_kept_beside_what_was_said() -> None:
    notes = "Met Kev Brody. He got really into it when we came to the labels. There was a trophy on the filing cabinet."
    seen = [evidence.words for interest in of("Kev Brody", notes).interests for evidence in interest.evidence]
    assert seen[-1] == "observed"
    assert len(seen) == 2


def test_speech_without_stops_is_cut_where_it_begins_anew() -> None:
    speech = (
        "so that was the manager at the harbour hotel and she asked about the usual complaints "
        "and whether i speak german and then she lit up at ceramics and she said that she has a kiln at home "
        "and then we walked around for a while looking at the rooms on the second floor "
        "and i was given a cup of coffee and a very small biscuit at the end of it"
    )
    first = of("Ms Lind", speech).interests[0]
    assert first.subject == "ceramics"
    assert first.evidence[0].quote == "and then she lit up at ceramics"


def test_what_every_form_asks_is_no_interest() -> None:
    assert of("Tom Aldous", "Met Tom Aldous\n- Asked about my weekend availability\n- asked about parking").abstained


def test_not_me_says_that_it_is_not_theirs() -> None:
    notes = 'Met Tom Aldous\n- sailing: "Not me, my daughter sails. I get seasick."\n'
    assert of("Tom Aldous", notes).abstained


@pytest.mark.parametrize(
    ("note", "fact"),
    [
        ("please dont ring us, Sandra said", ("no_contact", None)),
        ("They ring on Thursday.", ("decision_date", "2026-03-12")),
        ("she said she'd be in touch by the twentieth", ("decision_date", "2026-03-20")),
        ("letter in the post within 10 working days", ("decision_date", "2026-03-25")),
        ("he said i'd hear in about two weeks", ("decision_date", "2026-03-25")),
        ("We agreed I'd send two sample letters.", ("promise_by_me", "send two sample letters")),
        ("He'll text me the address", ("promise_by_them", "text me the address")),
        ("Final say with the site head.", ("decider", "the site head")),
    ],
)
def test_facts_in_plain_words(note: str, fact: tuple[str, str | None]) -> None:
    assert fact in told(f"Met Ruth Calloway\n- {note}\n")


def test_the_day_of_the_call_is_no_decision() -> None:
    assert told("Fiona Maddox, Finance Director - Teams call 3 March\n- month end takes long\n") == []


def test_she_decides_names_who_was_met() -> None:
    assert told("Met Ruth Calloway\n- She decides with the matron.\n") == [("decider", "Ruth Calloway")]


def test_i_said_that_i_had_read_something_is_no_promise() -> None:
    assert told("Met Ruth Calloway\n- I said I'd read something about blue plates\n") == []


def test_an_interviewer_takes_up_what_was_told_long_before() -> None:
    talk = (
        "Gwen: Tell me about a time you improved a service.\nJo: I started a repair cafe at my branch.\n"
        "Gwen: Thank you. How do you handle an angry customer?\nJo: I listen.\n"
        "Gwen: Good. How do you plan a week?\nJo: By the rota.\n"
        "Gwen: Fine. What is your notice period?\nJo: A month.\n"
        "Gwen: Good. What are your salary expectations?\nJo: The band.\n"
        "Gwen: So, the repair cafe. How did you get it past the council?\nJo: With one form.\n"
    )
    first = ledger.read(talk, "talk.txt", interviewer="Gwen").interests[0]
    assert first.subject == "repair cafe"
    assert "came_back_unprompted" in {evidence.cue for evidence in first.evidence}


def test_i_will_come_back_to_you_is_no_return_to_a_subject() -> None:
    talk = (
        "Gwen: Do you do anything outside work?\nJo: I play the trombone in a brass band.\n"
        "Gwen: Interesting. I'll come back to you next week.\nJo: Thanks.\n"
    )
    assert ledger.read(talk, "talk.txt", interviewer="Gwen").abstained
