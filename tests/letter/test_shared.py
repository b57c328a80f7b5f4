"""What two letters have in common beyond their facts."""

import pytest

from afterword.errors import BadInput
from afterword.letter.checks import panel
from afterword.letter.checks.known import known
from afterword.letter.shared import shared
from afterword.letter.text import parse
from letter.briefs import BRIEF, changed

MINE = """Dear Ruth,

Thank you for the hour on Monday. You mentioned rolling out passkeys to the warehouse crew, and it has stayed with me.

I would be glad to talk again.

With best wishes,
Amara Boateng"""
THEIRS = """Dear Tom,

Thank you for the hour on Monday! The dock you drew is on my mind, as is
rolling out passkeys to the warehouse crew.

You will be glad to talk again about it, I hope.

With best wishes,
Amara Boateng"""


def words(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_runs_of_four_words_are_found_in_both() -> None:
    found = shared(BRIEF, MINE, THEIRS)
    assert words(MINE, found.mine) == ["Thank you for the hour on Monday", "be glad to talk again"]
    assert words(THEIRS, found.theirs) == ["Thank you for the hour on Monday", "be glad to talk again"]


def test_what_the_brief_gives_is_not_in_common() -> None:
    told = "Dear Ruth,\n\nI wrote of rolling out passkeys to the warehouse crew.\n\nAmara"
    asked = "Dear Tom,\n\nYou asked about rolling out passkeys to the warehouse crew!\n\nAmara"
    assert shared(BRIEF, told, asked).mine == ()
    assert shared(changed(topics=(), gift=None), told, asked).mine != ()


def test_a_fact_at_the_end_of_a_run_is_not_marked() -> None:
    one, other = (
        f"Dear {name},\n\nYou told me about rolling out passkeys to the warehouse crew.\n\nAmara" for name in "AB"
    )
    assert words(one, shared(BRIEF, one, other).mine) == ["You told me about"]


def test_a_sentence_of_the_persons_own_can_be_another_one_each_time() -> None:
    own = "Your twenty minutes stayed with me."
    one, other = (f"Dear {name},\n\n{own}\n\nAmara" for name in ("Ruth", "Tom"))
    assert words(one, shared(changed(own_words=own), one, other).mine) == [own.removesuffix(".")]


def test_greeting_and_closing_are_everybodys() -> None:
    one, other = (f"Dear hiring team at the firm,\n\n{text}\n\nWith best wishes,\nAmara" for text in ("One.", "Two."))
    assert shared(BRIEF, one, other).mine == ()


def test_the_share_is_the_one_that_the_check_tells() -> None:
    mine, theirs = (panel.grams(parse(text).body, known(BRIEF)) for text in (MINE, THEIRS))
    assert shared(BRIEF, MINE, THEIRS).share == len(mine & theirs) / len(mine | theirs)
    assert shared(BRIEF, MINE, MINE).share == 1
    assert shared(BRIEF, "Dear Ruth,\n\nYes.\n\nAmara", THEIRS).share == 0


def test_what_is_no_letter_is_told() -> None:
    with pytest.raises(BadInput):
        shared(BRIEF, MINE, "")
