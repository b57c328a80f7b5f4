import subprocess
import sys

import pytest

from afterword.gift import nearness
from afterword.gift.search import terms


def alike(one: str, other: str) -> float:
    return nearness.alike(nearness.known(terms(one)), nearness.known(terms(other)))


def test_words_that_share_no_letter_may_lie_side_by_side() -> None:
    assert alike("bicycle", "cycling") > alike("bicycle", "invoice")
    assert alike("keeping bees", "a hive in winter") > alike("keeping bees", "a hedge in winter")


def test_a_text_is_like_itself_and_nothing_is_like_nothing() -> None:
    assert alike("sailing at night", "sailing at night") == pytest.approx(1.0, abs=1e-5)
    assert alike("sailing", "zzzqx") == 0.0


def test_only_known_words_have_rows() -> None:
    assert nearness.known(["zzzqx"]) == []
    assert len(nearness.known(terms("sailing zzzqx boat"))) == 2


def test_neighbours_are_near_and_known() -> None:
    (sail,) = terms("sailing")
    near = nearness.neighbours([sail, "zzzqx"])
    assert near.keys() == {sail}
    assert near[sail][sail] == pytest.approx(1.0, abs=1e-5)
    assert set(terms("boat yacht")) & near[sail].keys()
    assert all(share > nearness.NEAR for share in near[sail].values())
    assert nearness.neighbours([]) == {}


def test_a_common_word_weighs_less_than_a_rare_one() -> None:
    common, rare = nearness.weights(nearness.known(terms("people accordion"))).tolist()
    assert common < rare


def test_the_vectors_wait_until_they_are_asked_for() -> None:
    told = "import sys, afterword.gift.choose; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0
