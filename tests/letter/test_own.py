"""How much of a letter is its writer's own."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.errors import BadInput
from afterword.letter.brief import Sibling
from afterword.letter.own import own
from afterword.letter.text import parse
from letter.checks.spoiled import BRIEF, LETTER

LETTERS = Path(__file__).parents[1] / "data/letters"


def shares(label: str) -> list[float]:
    texts = [path.read_text(encoding="utf-8").partition("\n")[2] for path in LETTERS.glob(f"{label}-*.txt")]
    return [own(parse(text), None).share for text in texts]


def test_good_letters_are_told_from_templates_and_bad_ones() -> None:
    good, rest = shares("good"), shares("template") + shares("bad")
    assert len(good) >= 20
    assert len(rest) >= 40
    pairs = [one > other for one in good for other in rest]
    assert sum(pairs) / len(pairs) >= 0.95


def test_a_sentence_of_the_talk_is_own_and_a_stock_phrase_is_nobodys() -> None:
    text = LETTER.replace("after December 4.", "after December 4. I hope this email finds you well.")
    rated = {one.text: one for one in own(parse(text), BRIEF).sentences}
    badges = next(one for one in rated.values() if one.text.startswith("You mentioned"))
    assert badges.own > 0.7
    assert "badge" in badges.why
    assert rated["I hope this email finds you well."].own == 0


def test_what_any_template_fills_in_counts_neither_way() -> None:
    named = own(
        parse("Dear Ruth,\n\nThank you for the identity systems analyst interview at Fernhill Logistics."), BRIEF
    )
    assert named.share == 0


def test_the_candidates_own_sentence_is_own() -> None:
    line = "I would bring the soup on Fridays."
    rated = own(parse(f"Dear Ruth,\n\n{line}"), replace(BRIEF, own_words=line))
    assert rated.share == 1


def test_places_left_open_take_from_the_share() -> None:
    text = "Dear Ruth,\n\nThe badge lists, the blue doors and the herring boats made me smile."
    whole = own(parse(text), None).share
    assert own(parse(f"{text} [Date]"), None).share < whole
    assert own(parse(f"{text} [Date] [Name] [Role] [Firm]"), None).share == 0


@given(st.text(alphabet="abc .ABC\n[]\"'éü123", max_size=200))
@settings(max_examples=60, deadline=None)
def test_a_share_is_a_share(written: str) -> None:
    try:
        rated = own(parse(written), None)
    except BadInput:
        return
    assert 0 <= rated.share <= 1
    assert all(0 <= one.own <= 1 and one.why for one in rated.sentences)


@pytest.mark.parametrize("language", ["en", "de", "fr", "xx"])
def test_the_reasons_speak_a_language(language: str) -> None:
    assert all(one.why for one in own(parse(LETTER), BRIEF, language).sentences)


def test_a_sentence_of_nobody_names_the_note_that_would_make_it_yours() -> None:
    text = "Dear Ruth,\n\nThank you for the talk yesterday. I am confident that I am a good fit. I look forward to it."
    rated = own(parse(text), BRIEF).sentences
    assert rated[0].why_code == "own.unsaid.quote"
    assert str(rated[0].params["note"]) in rated[0].why
    assert rated[1].why_code == "own.unsaid.fact"
    assert len({str(one.params) for one in rated}) == len(rated)


def test_a_note_that_the_letter_has_is_not_asked_for() -> None:
    told = [one.params.get("note") for one in own(parse(LETTER), BRIEF).sentences]
    assert not any("lose a badge" in str(note) for note in told)


def test_what_stands_in_a_letter_to_somebody_else_is_not_this_ones() -> None:
    shared = "You mentioned that you lose a badge a day, and I kept thinking of it."
    brief = replace(BRIEF, siblings=(Sibling("Jo Park", None, f"Dear Jo,\n\n{shared}"),))
    text = parse(f"Dear Ruth,\n\n{shared} The tablets are another thing.")
    rated = own(text, brief).sentences[0]
    assert (rated.own, rated.why_code, rated.params) == (0.0, "own.shared", {"to": "Jo Park"})


def test_a_sentence_that_fits_another_brief_is_not_this_ones() -> None:
    text = parse("Dear Ruth,\n\nShared tablets and lost badges stayed with me.")
    assert own(text, BRIEF).sentences[0].own > 0.5
    other = own(text, BRIEF, others=(replace(BRIEF, company="Quayside Health"),))
    assert other.sentences[0].why_code == "own.fits_other"
    assert own(text, BRIEF, others=(replace(BRIEF, topics=(), gift=None, evidence=()),)).sentences[0].own > 0.5


def test_what_should_not_be_sent_counts_for_nothing() -> None:
    rated = own(parse("Dear Ruth,\n\nI expect a salary of 84,000 for the tablets and the badges."), BRIEF).sentences[0]
    assert (rated.own, rated.why_code) == (0.0, "own.fault")


def test_the_role_alone_makes_no_letter_anybodys_own() -> None:
    text = "Dear Ms. Clark,\n\nThank you for the Registered Nurse position interview. I am a good nurse."
    assert own(parse(text), None).share == 0


def test_strangers_letters_are_told_apart_as_well() -> None:
    folder = LETTERS.parent / "letters-own"
    by = {
        label: [own(parse(path.read_text("utf-8").partition("\n")[2]), None).share for path in folder.glob(f"{label}*")]
        for label in ("good", "template", "bad")
    }
    pairs = [one > other for one in by["good"] for other in by["template"] + by["bad"]]
    assert sum(pairs) / len(pairs) >= 0.9
