"""Other wordings of one sentence, and when there are none."""

import dataclasses
from collections import Counter

import pytest

from afterword.errors import BadInput
from afterword.letter import checks, moves
from afterword.letter.alternatives import MOST, Alternative, alternatives
from afterword.letter.brief import Brief, Sibling
from afterword.letter.compose import compose, first_word, grams
from afterword.letter.letter import Letter
from afterword.letter.locales import nearest
from afterword.letter.places import places
from afterword.letter.text import parse
from letter.briefs import BRIEF, EXAMPLES, changed, read

OWN = "Your twenty minutes for a reset stayed with me."
LOCALES = ("en_US", "en_GB", "de", "fr")


def offered(brief: Brief, letter: Letter) -> dict[int, tuple[Alternative, ...]]:
    every = places(letter.body, letter.moves)
    return {at: alternatives(brief, letter.body, letter.moves, at) for at in range(len(every))}


def faults(brief: Brief, body: str, told: Letter | Alternative) -> Counter[str]:
    kind = moves.kind_on(brief)
    found = checks.run(parse(body), brief, kind=kind, locale=nearest(brief.locale), moves=told.moves)
    return Counter(one.id for one in found if one.severity != "info")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_composed_letter_can_be_said_otherwise_sentence_by_sentence(locale: str) -> None:
    brief = changed(locale=locale)
    letter = compose(brief)
    every = places(letter.body, letter.moves)
    found = offered(brief, letter)
    assert all(len(others) <= MOST for others in found.values())
    assert sum(bool(others) for others in found.values()) * 2 >= len(every)
    for at, others in found.items():
        assert len({other.text for other in others} | {every[at].text}) == len(others) + 1


@pytest.mark.parametrize("locale", LOCALES)
def test_another_wording_makes_the_same_moves_and_passes_the_same_checks(locale: str) -> None:
    brief = changed(locale=locale)
    letter = compose(brief)
    before = faults(brief, letter.body, letter)
    every = places(letter.body, letter.moves)
    for at, others in offered(brief, letter).items():
        for other in others:
            assert other.body == letter.body[: every[at].start] + other.text + letter.body[every[at].end :]
            assert all(place.as_composed for place in places(other.body, other.moves))
            assert not faults(brief, other.body, other) - before


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_wording_opens_like_its_neighbours(path: object) -> None:
    brief = read(path)  # type: ignore[arg-type]
    letter = compose(brief)
    every = places(letter.body, letter.moves)
    for at, others in offered(brief, letter).items():
        beside = {first_word(every[near].text) for near in (at - 1, at + 1) if 0 <= near < len(every)}
        assert all(first_word(other.text) not in beside - {first_word(every[at].text), "i"} for other in others)


def test_a_sentence_of_the_persons_own_has_no_other() -> None:
    brief = changed(own_words=OWN)
    letter = compose(brief)
    every = places(letter.body, letter.moves)
    own = next(at for at, place in enumerate(every) if place.text == OWN)
    note = next(at for at, place in enumerate(every) if place.text == "The third section is about shared devices.")
    assert offered(brief, letter)[own] == offered(brief, letter)[note] == ()


def test_a_changed_sentence_has_no_other() -> None:
    letter = compose(BRIEF)
    first = places(letter.body, letter.moves)[0]
    body = letter.body.replace(first.text, f"{first.text[:-1]} indeed.")
    assert alternatives(BRIEF, body, letter.moves, 0) == ()


@pytest.mark.parametrize("at", [-1, 99])
def test_a_sentence_that_is_not_there_has_no_other(at: int) -> None:
    letter = compose(BRIEF)
    assert alternatives(BRIEF, letter.body, letter.moves, at) == ()


def test_what_a_letter_to_somebody_else_says_comes_last() -> None:
    letter = compose(BRIEF)
    first = alternatives(BRIEF, letter.body, letter.moves, 0)[0]
    other = dataclasses.replace(BRIEF, siblings=(Sibling("Tom Okafor", None, f"Dear Tom,\n\n{first.text}\n\nAmara"),))
    taken = set(grams(first.text))
    shared = [len(taken & set(grams(one.text))) for one in alternatives(other, letter.body, letter.moves, 0)]
    assert shared == sorted(shared)
    assert first.text not in {one.text for one in alternatives(other, letter.body, letter.moves, 0)[:1]}


def test_two_candidates_are_not_offered_the_same() -> None:
    other = dataclasses.replace(BRIEF, candidate=dataclasses.replace(BRIEF.candidate, name="Jonah Reyes"))
    letter = compose(BRIEF)
    mine, theirs = (alternatives(brief, letter.body, letter.moves, 0) for brief in (BRIEF, other))
    assert [one.text for one in mine] != [one.text for one in theirs]


def test_the_same_letter_is_offered_the_same() -> None:
    letter = compose(BRIEF)
    assert offered(BRIEF, letter) == offered(BRIEF, letter)


def test_a_fact_that_is_not_known_any_more_is_not_said() -> None:
    letter = compose(BRIEF)
    forward = next(move for move in letter.moves if "decision_date" in move.uses)
    at = next(at for at, place in enumerate(places(letter.body, letter.moves)) if forward in place.moves)
    today = changed(decision_date=None)
    assert all("December" not in one.text for one in alternatives(today, letter.body, letter.moves, at))


def test_what_is_no_letter_is_told() -> None:
    with pytest.raises(BadInput):
        alternatives(BRIEF, " ", (), 0)
