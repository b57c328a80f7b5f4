"""Search by meaning: close vectors first, and two searches that feed each other."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.gift.gift import Gift
from afterword.gift.meaning import Vectors, asked, by_meaning, indexed, packed, told
from afterword.gift.search import Feedback, fused, together, weights


def unit(*numbers: float) -> np.ndarray:
    row = np.array(numbers, np.float32)
    return row / np.linalg.norm(row)


ROWS = np.array([unit(1, 0, 0), unit(1, 0.2, 0), unit(0, 1, 0), unit(0, 1, 0.3), unit(0, 0, 1)])


def test_the_closest_comes_first_and_equal_ones_keep_their_order() -> None:
    vectors = Vectors(np.array([*ROWS, ROWS[0]]))
    assert [place for place, _ in vectors.nearest(unit(1, 0, 0))] == [0, 5, 1, 2, 3, 4]
    assert [place for place, _ in vectors.nearest(unit(1, 0, 0), limit=2)] == [0, 5]


def test_the_best_hits_move_what_is_asked() -> None:
    vectors = Vectors(ROWS)
    still = dict(vectors.nearest(unit(1, 0, 0)))
    moved = dict(vectors.nearest(unit(1, 0, 0), [2, 3]))
    assert still[3] == 0
    assert moved[3] > 0.3


def test_quotes_move_a_subject_a_little() -> None:
    both = asked(ROWS[0], ROWS[2])
    assert np.linalg.norm(both) == pytest.approx(1)
    assert both @ ROWS[0] > both @ ROWS[2] > 0
    assert (asked(ROWS[0]) == ROWS[0]).all()


def test_what_is_kept_in_two_bytes_a_number_ranks_the_same() -> None:
    kept = packed(ROWS)
    assert len(kept[0]) == 2 * 3
    asked = unit(0.9, 0.3, 0.1)
    found, ranked = Vectors.unpacked(kept).nearest(asked), Vectors(ROWS).nearest(asked)
    assert [place for place, _ in found] == [place for place, _ in ranked]
    assert [points for _, points in found] == pytest.approx([points for _, points in ranked], abs=0.002)


def test_what_stands_high_in_both_comes_first() -> None:
    one, other = [("a", 9.0), ("b", 3.0), ("c", 1.0)], [("b", 0.9), ("d", 0.4), ("a", 0.1)]
    assert [key for key, _ in fused(one, other)] == ["b", "a", "d", "c"]
    assert fused(one, []) == fused([], one)
    assert fused([], []) == []


rankings = st.lists(st.sampled_from("abcdefgh"), unique=True).map(lambda keys: [(key, 1.0) for key in keys])


@given(rankings, rankings)
@settings(deadline=None)
def test_two_rankings_are_one_of_all_they_hold(one: list[tuple[str, float]], other: list[tuple[str, float]]) -> None:
    found = fused(one, other)
    assert {key for key, _ in found} == {key for key, _ in [*one, *other]}
    points = [score for _, score in found]
    assert points == sorted(points, reverse=True)
    assert all(score > 0 for score in points)
    if one and other and one[0] == other[0]:
        assert found[0][0] == one[0][0]


def test_each_search_hears_the_best_of_both() -> None:
    heard: list[list[str]] = []

    def words(hits: object) -> list[tuple[str, float]]:
        return [("a", 2.0)]

    def meaning(hits: list[tuple[str, float]]) -> list[tuple[str, float]]:
        heard.append([key for key, _ in hits])
        return [("b", 0.5)]

    found = together(words, meaning, Feedback(items=5, rounds=2))  # type: ignore[arg-type]
    assert heard == [[], ["a", "b"], ["a", "b"]]
    assert [key for key, _ in found] == ["a", "b"]


def test_nothing_found_asks_no_second_time() -> None:
    asked: list[object] = []

    def words(hits: object) -> list[tuple[str, float]]:
        asked.append(hits)
        return []

    assert together(words, lambda hits: []) == []
    assert asked == [()]


def test_a_shelf_is_searched_by_words_and_by_meaning() -> None:
    shelf = [Gift(id=name, title=name) for name in ("Passkeys for a crew", "Signing in", "Rye bread", "Ovens", "Boats")]
    search = indexed(shelf, ROWS, unit(1, 0.1, 0))
    found = [gift.title for gift, _ in search(weights("passkeys"))]
    assert found[:2] == ["Passkeys for a crew", "Signing in"]
    assert all(points > 0 for _, points in search(weights("passkeys")))
    assert search(weights("nothing of it"))


def test_the_text_of_a_thing_is_all_that_is_told_of_it() -> None:
    gift = Gift(id="x", title="Rye bread", tags=("baking",), note="slow dough", text="Long.")
    assert told(gift) == "Rye bread baking. slow dough Long."


def test_hits_of_the_words_are_places() -> None:
    assert by_meaning(Vectors(ROWS), unit(1, 0, 0))([(2, 0.5)])[0][0] == 1
