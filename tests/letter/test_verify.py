"""What an assistant wrote, held against the brief."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from afterword import shapes
from afterword.letter.brief import Brief
from afterword.letter.letter import MoveText
from afterword.letter.text import parse
from afterword.letter.verify import verify
from letter.checks.spoiled import BRIEF, LETTER


def blocks(sentence: str) -> list[str]:
    text = parse(LETTER.replace("after December 4.", f"after December 4. {sentence}"))
    return [one.id for one in verify(text, BRIEF) if one.severity == "block"]


def test_a_true_draft_passes() -> None:
    assert verify(parse(LETTER), BRIEF) == ()


@pytest.mark.parametrize(
    "lie",
    [
        "I speak fluent Mandarin.",
        "I am a certified scuba diver.",
        "I hold a degree in oceanography.",
        "Your team recently won a regional award.",
        "I led a department of forty people.",
        "My thesis was on encryption.",
        "As a lifelong beekeeper, I know patience.",
        "I worked with Kubernetes there.",
        "I saw it at https://fernhill.example.org/news myself.",
        "As you said, “everything hinges on the tablets”.",
        "We met on the 9th of November.",
        "The parquet dance hall and its velvet curtains impressed the visiting orchestra.",
    ],
)
def test_an_invented_fact_blocks(lie: str) -> None:
    assert blocks(lie)


@pytest.mark.parametrize(
    "true",
    [
        "I would be glad to help with the tablets.",
        "It stayed with me on the way home.",
        "At Harbor Clinic I moved 340 people to phones.",
        "If anything else is useful, I am easy to reach.",
        "I would like to hear how the inventory went.",
    ],
)
def test_a_true_sentence_passes(true: str) -> None:
    assert not blocks(true)


@pytest.mark.parametrize(
    "lie",
    [
        "I have managed teams for a decade.",
        "Your warehouse was flooded last year.",
        "We also talked about a company car.",
        "There is also a good podcast on this subject.",
        "It stayed with me, and I speak mandarin well.",
        "I read a documentary on it.",
        "My references are looking forward to your call.",
    ],
)
def test_a_claim_in_plain_words_blocks_the_clause_that_makes_it(lie: str) -> None:
    text = parse(LETTER.replace("after December 4.", f"after December 4. {lie}"))
    found = [one for one in verify(text, BRIEF) if one.severity == "block"]
    assert found
    assert all(one.quote and one.quote in text.raw for one in found)


def test_what_the_candidate_says_in_their_own_words_needs_no_proof() -> None:
    line = "I speak fluent Mandarin."
    text = parse(LETTER.replace("after December 4.", f"after December 4. {line}"))
    assert not [one for one in verify(text, replace(BRIEF, own_words=line)) if one.id == "truth.unsupported"]


def test_an_unread_gift_may_not_be_read_anywhere_in_the_letter() -> None:
    brief = replace(BRIEF, gift=replace(BRIEF.gift, read=False))  # type: ignore[type-var]
    text = parse(
        LETTER.replace("I look forward", "I have not read it.\n\nI read it with great pleasure.\n\nI look forward")
    )
    assert "truth.read-claim" in {one.id for one in verify(text, brief)}


def test_a_sentence_may_not_rest_on_what_does_not_exist() -> None:
    moves = (MoveText("recall", "You mentioned badges.", ("t1", "t99")),)
    found = [one for one in verify(parse(LETTER), BRIEF, moves=moves) if one.id == "truth.uses"]
    assert [one.params["id"] for one in found] == ["t99"]


DRAFTS = sorted((Path(__file__).parents[1] / "data").glob("drafts*/*/brief.json"))


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: f"{path.parent.parent.name}/{path.parent.name}")
def test_true_drafts_of_many_voices_pass_and_invented_sentences_do_not(path: Path) -> None:
    brief = shapes.read(path.read_bytes(), Brief, path.name)[0]
    drafts = [one.read_text(encoding="utf-8") for one in sorted(path.parent.glob("*.txt"))]
    rejected = [text for text in drafts if blocked(text, brief)]
    assert len(rejected) <= 1
    lies = tomllib.loads((path.parent.parent / "lies.toml").read_text(encoding="utf-8"))
    told = [line for by_language in lies.values() for line in by_language[brief.locale[:2]]]
    head, rest = drafts[0].split("\n\n", 3)[:3], drafts[0].split("\n\n", 3)[3]
    missed = [line for line in told if not blocked("\n\n".join([*head, line, rest]), brief)]
    assert len(missed) <= 0.05 * len(told) + 1, missed


def blocked(text: str, brief: Brief) -> bool:
    return any(one.severity == "block" for one in verify(parse(text), brief))


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Bei Tanglewood habe ich vier Brücken saniert.", "Tanglewood"),
        ("Der Artikel ist von Miriam Halloran.", "Miriam Halloran"),
    ],
)
def test_a_name_in_german_shows_by_what_stands_before_it(sentence: str, name: str) -> None:
    path = next(path for path in DRAFTS if path.parent.name == "bruecke")
    brief = shapes.read(path.read_bytes(), Brief, path.name)[0]
    text = parse(f"Sehr geehrte Frau Vogel,\n\nvielen Dank für das Gespräch gestern. {sentence}")
    assert name in {one.quote for one in verify(text, brief) if one.id == "truth.facts"}
