"""A statistic may be told with its year."""

from dataclasses import replace
from pathlib import Path

import pytest

from afterword import api, shapes
from afterword.gift.gift import Figure, Gift
from afterword.letter.brief import Brief
from afterword.letter.checks import facts

CASE = Path(__file__).parents[3] / "examples" / "case-1"
FIGURE = Gift(
    "g9",
    "statistic",
    title="Help desk calls about passwords",
    source="Example Survey",
    figure=Figure("31", "percent", 2024),
)


@pytest.mark.parametrize("seed", range(4))
def test_the_year_of_a_figure_is_in_the_brief(seed: int) -> None:
    brief, _ = shapes.read((CASE / "brief.json").read_bytes(), Brief, "brief.json")
    letter = api.compose_letter(replace(brief, gift=FIGURE), seed=seed)
    assert "2024" in letter.body
    assert [finding.id for finding in letter.checks if finding.severity == "block"] == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("four tens", ["4"]),
        ("four ten-hour days", ["4", "10"]),
        ("three hundred and forty thousand", ["340000"]),
        ("thirty-one years, eleven of them here", ["31", "11"]),
        ("two hundred lines", ["200"]),
    ],
)
def test_numbers_in_words_are_read_one_by_one(text: str, values: list[str]) -> None:
    assert [value for value, _, _ in facts.numbers(text)] == values


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("at half past six", "06:30"),
        ("at quarter to nine", "08:45"),
        ("by twenty past twelve", "00:20"),
        ("at seven o’clock", "07:00"),
        ("at 6:30 pm", "18:30"),
    ],
)
def test_a_time_of_day_is_read_as_it_is_said(text: str, time: str) -> None:
    assert [found.isoformat("minutes") for found, _ in facts.clock_times(text)] == [time]
