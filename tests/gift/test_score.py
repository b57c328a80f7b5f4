import datetime as dt
from dataclasses import asdict, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword import tables
from afterword.gift import score
from afterword.gift.gift import Consent, Gift, Parts, Passage

TODAY = dt.date(2026, 11, 18)
PLAIN = Gift("g", title="T", url="https://somewhere.example/a/b")


def part(name: str, **fields: Any) -> float:
    value = getattr(score.parts(replace(PLAIN, **fields), 1.0, TODAY), name)
    assert isinstance(value, float)
    return value


def test_the_weights_sum_to_one() -> None:
    weights = tables.table("gift/words/score.toml")["weights"]
    assert sum(weights.values()) == pytest.approx(1.0)
    assert score.total(Parts(1, 1, 1, 1, 1, 1, 1)) == 1.0


def test_what_was_read_is_more_personal() -> None:
    assert part("personal") < part("personal", tags=("favorite",)) < part("personal", note="why")
    assert part("personal", note="why") < part("personal", read=True) == 1.0


def test_freshness_halves() -> None:
    assert part("fresh", date="2026-11-18") == 1.0
    assert part("fresh", date="2025-11-18") == pytest.approx(0.5)
    assert part("fresh", date="2025-11-18", kind="book") > 0.9
    assert part("fresh", date="2026-08-20", url="https://www.reuters.com/x/y") == pytest.approx(0.5)
    assert part("fresh", date="2030") == 1.0


def test_a_day_of_saving_is_no_day_of_publication() -> None:
    assert part("fresh", added="2026-11-18") == 0.5
    assert part("fresh", added="2020-11-18") < 0.05
    assert part("fresh") == 0.5


def test_open_and_credible() -> None:
    assert part("open", url="https://www.rfc-editor.org/rfc/rfc9110") == 1.0
    assert part("open", url=None) < part("open") < 1.0
    assert part("open", url=None, kind="tip") == 1.0
    assert part("credible", url="https://doi.org/10.5555/x") == 1.0
    assert part("credible") < part("credible", author="A") < part("credible", author="A", date="2026")
    assert part("credible", kind="referral", url=None, consent=Consent("A")) == 0.9


def test_brief() -> None:
    assert part("brief", text="word " * 220 * 35) == pytest.approx(0.5)
    assert part("brief", kind="book") == 0.0
    assert part("brief", kind="book", passage=Passage("words", "p. 2")) == 1.0


def test_novel() -> None:
    assert part("novel", url="https://en.wikipedia.org/wiki/Bread") < part("novel", url="https://firm.example/")
    assert (
        part("novel", url="https://firm.example/")
        < part("novel")
        < part("novel", note="why")
        < part("novel", self=True)
    )


def test_the_weakest_part() -> None:
    assert score.weakest(Parts(0.9, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)) == ("personal", 0.4)
    assert score.weakest(Parts(0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5)) == ("fit", 0.5)


@given(
    st.builds(
        Gift,
        id=st.just("g"),
        kind=st.sampled_from(
            ["article", "paper", "book", "places", "referral", "event", "statistic", "tip", "promised"]
        ),
        url=st.sampled_from(
            [None, "https://example.org/", "https://en.wikipedia.org/wiki/X", "https://doi.org/10.1/x"]
        ),
        date=st.sampled_from([None, "1999", "2026-11", "2026-11-18", "2999-01-01", "rubbish"]),
        read=st.booleans(),
        self=st.booleans(),
        note=st.sampled_from([None, "why"]),
        text=st.sampled_from([None, "word " * 5000]),
    ),
    st.floats(0, 1),
)
def test_every_part_and_the_sum_lie_between_0_and_1(gift: Gift, fit: float) -> None:
    found = score.parts(gift, fit, TODAY)
    assert all(0 <= value <= 1 for value in asdict(found).values())
    assert 0 <= score.total(found) <= 1


def test_known_minutes_count_before_guessed_ones() -> None:
    assert part("brief", minutes=3) > part("brief", minutes=45)
    assert part("brief", minutes=3, text="word " * 12_000) == part("brief", minutes=3)
