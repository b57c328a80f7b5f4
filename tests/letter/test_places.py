"""Where the sentences of a letter stand, and which moves each makes."""

import pytest

from afterword.errors import BadInput
from afterword.letter.compose import compose
from afterword.letter.letter import MoveText
from afterword.letter.places import places
from letter.briefs import BRIEF, EXAMPLES, changed, read

OWN = "Your twenty minutes for a reset stayed with me. I drew the dock on the train home."


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_move_of_a_composed_letter_stands_in_one_sentence_of_its_own(path: object) -> None:
    letter = compose(read(path))  # type: ignore[arg-type]
    found = places(letter.body, letter.moves)
    assert [move for place in found for move in place.moves] == list(letter.moves)
    assert all(place.as_composed for place in found)
    assert [letter.body[place.start : place.end] for place in found] == [place.text for place in found]


def test_greeting_and_closing_are_no_sentences() -> None:
    letter = compose(BRIEF)
    found = places(letter.body, letter.moves)
    assert not letter.body[: found[0].start].strip().endswith(".")
    assert letter.body[found[-1].end :].strip().startswith("With best wishes,")


def test_the_sentences_of_one_wording_are_one_place() -> None:
    letter = compose(changed(own_words=OWN))
    assert [place.text for place in places(letter.body, letter.moves) if "reset" in place.text] == [OWN]


def test_a_changed_sentence_is_not_as_composed_and_its_neighbours_are() -> None:
    letter = compose(BRIEF)
    first, second, *_ = places(letter.body, letter.moves)
    body = letter.body.replace(first.text, f"{first.text[:-1]} indeed.")
    found = places(body, letter.moves)
    assert (found[0].as_composed, found[1].as_composed) == (False, True)
    assert found[1].text == second.text


def test_white_space_does_not_matter() -> None:
    body = "Dear Ruth,\n\nThank you for\u00a0your\ntime. It was good.\n\nAmara Boateng"
    found = places(body, [MoveText("thanks", "Thank you for your time.")])
    assert [(place.as_composed, bool(place.moves)) for place in found] == [(True, True), (False, False)]


def test_moves_that_stand_nowhere_any_more_are_left_out() -> None:
    found = places("Dear Ruth,\n\nAll by hand.\n\nAmara Boateng", compose(BRIEF).moves)
    assert [(place.text, place.moves) for place in found] == [("All by hand.", ())]


def test_what_is_no_letter_is_told() -> None:
    with pytest.raises(BadInput):
        places(" \n ", ())
