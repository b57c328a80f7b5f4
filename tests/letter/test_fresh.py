"""Letters written by hand from their briefs by somebody who had not seen the checks.

tests/data/letters-fresh holds NN.txt with NN.json; truth.json says of each "good", or names the one
check whose fault was planted in it.
"""

import json
from functools import cache
from pathlib import Path

import pytest

from afterword import shapes
from afterword.api import check_letter
from afterword.letter.brief import Brief
from afterword.letter.letter import Finding

FRESH = Path(__file__).parents[1] / "data" / "letters-fresh"
TRUTH: dict[str, str] = json.loads((FRESH / "truth.json").read_text())
BEYOND = {"58": "a wrong count that is the number of something else in the brief (route 40)"}
GOOD = [name for name, mark in TRUTH.items() if mark == "good"]


@cache
def findings(name: str) -> tuple[Finding, ...]:
    brief, _ = shapes.read((FRESH / f"{name}.json").read_bytes(), Brief, name)
    return check_letter((FRESH / f"{name}.txt").read_text(), brief).findings


@pytest.mark.parametrize("name", GOOD)
def test_a_true_letter_is_not_blocked(name: str) -> None:
    assert [finding for finding in findings(name) if finding.severity == "block"] == []


def test_a_true_letter_is_seldom_warned_of() -> None:
    warnings = [finding for name in GOOD for finding in findings(name) if finding.severity == "warn"]
    assert len(warnings) <= 0.5 * len(GOOD)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.xfail(strict=True, reason=BEYOND[name])] if name in BEYOND else [])
        for name in TRUTH
        if name not in GOOD
    ],
)
def test_the_planted_fault_is_found(name: str) -> None:
    assert TRUTH[name] in {finding.id for finding in findings(name)}
