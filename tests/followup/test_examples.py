"""The examples, read as their README says."""

import datetime as dt
from pathlib import Path

import pytest

from afterword import shapes
from afterword.candidacy.candidacy import Candidacy
from afterword.followup.plan import next_steps
from afterword.followup.step import Plan

EXAMPLES = Path(__file__).parents[2] / "examples"
ROWS = [
    line.split("|")[1:4] for line in (EXAMPLES / "candidacies/README.md").read_text().splitlines() if ".json" in line
]
EXPECTED = {
    "prepare": ("prepare", "candidate", "2026-11-16 18:00"),
    "capture_prompt": ("capture_prompt", "candidate", "2026-11-17 15:10"),
    "thank_you": ("thank_you", "ruth", "2026-11-17 17:00"),
    "phone_screen_thanks": ("phone_screen_thanks", "dana", "2026-11-12 11:00"),
    "one_way_note": ("one_way_note", "dana", "2026-11-12 11:00"),
    "gift_note": ("gift_note", "ruth", "2026-11-19 17:30"),
    "next_round_thanks": ("next_round_thanks", "dana", "2026-12-01 17:00"),
    "follow_up_1": ("follow_up_1", "dana", "2026-12-08 08:00"),
    "follow_up_2": ("follow_up_2", "ruth", "2026-12-17 08:00"),
    "follow_up_3": ("follow_up_3", "dana", "2027-01-04 08:00"),
    "visibility": ("visibility", "ruth", "2026-12-08 15:00"),
    "new_date": ("follow_up_1", "dana", "2026-12-15 08:00"),
    "competing_offer": ("competing_offer", "dana", "2026-11-23 10:00"),
    "rejection_thanks": ("rejection_thanks", "dana", "2026-12-04 08:00"),
    "offer_answer": ("offer_answer", "dana", "2026-12-03 16:30"),
    "withdrawal": ("withdrawal", "dana", "2026-12-03 16:30"),
    "ask_person": ("ask_person", "candidate", "2027-01-25 08:00"),
}


def planned(path: Path, now: str) -> Plan:
    candidacy, problems = shapes.read(path.read_bytes(), Candidacy, path.name)
    assert problems == []
    return next_steps(candidacy, dt.datetime.fromisoformat(now))


@pytest.mark.parametrize(("name", "now"), [(row[0].strip(), row[1].strip()) for row in ROWS])
def test_each_example_shows_its_row(name: str, now: str) -> None:
    plan = planned(EXAMPLES / "candidacies" / name, now)
    expected = EXPECTED[name.removesuffix(".json")]
    assert expected in [(step.step, step.to, step.due.strftime("%Y-%m-%d %H:%M")) for step in plan.steps]
    assert plan.warnings == ()


def test_every_example_stands_in_the_readme() -> None:
    names = {path.name for path in (EXAMPLES / "candidacies").glob("*.json")}
    assert names == {row[0].strip() for row in ROWS} == {f"{name}.json" for name in EXPECTED}


def test_case_1() -> None:
    plan = planned(EXAMPLES / "case-1/candidacy.json", "2026-11-17T17:00:00-08:00")
    assert [(step.step, step.to, step.after) for step in plan.steps] == [
        ("thank_you", "ruth", None), ("follow_up_1", "dana", None),
        ("follow_up_2", "ruth", "follow_up_1"), ("visibility", "ruth", "follow_up_1"),
    ]  # fmt: skip
    assert plan.steps[0].window[1] == dt.datetime.fromisoformat("2026-11-18T15:00:00-08:00")
    assert plan.steps[1].due.date() == dt.date(2026, 12, 8)


def test_a_plan_survives_its_own_json() -> None:
    plan = planned(EXAMPLES / "case-1/candidacy.json", "2026-11-17T17:00:00-08:00")
    again, problems = shapes.read(shapes.write(plan), Plan, "plan")
    assert problems == []
    assert [step.due for step in again.steps] == [step.due for step in plan.steps]
