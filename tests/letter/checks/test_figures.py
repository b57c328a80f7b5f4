"""A statistic may be told with its year."""

from dataclasses import replace
from pathlib import Path

import pytest

from afterword import api, shapes
from afterword.gift.gift import Figure, Gift
from afterword.letter.brief import Brief

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
