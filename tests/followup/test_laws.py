"""What holds for every candidacy, whatever happened in it."""

import datetime as dt
import random
from dataclasses import replace

from bench import plan as bench
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.candidacy.candidacy import Candidacy
from afterword.followup.plan import next_steps
from afterword.followup.view import rows
from followup.scene import DATE, HELD, THANKED, plan

LIVES = st.integers(0, 10**6)


def ends(seed: int, after: int) -> tuple[Candidacy, dt.datetime]:
    """A random candidacy and the moment it has been lived up to."""
    life = bench.Life(seed)
    for number, (candidacy, now, _, _) in enumerate(life.live()):
        if number >= after:
            return candidacy, now
    return candidacy, now


@given(LIVES)
@settings(max_examples=20, deadline=None)
def test_no_limit_is_ever_broken(seed: int) -> None:
    assert bench.lived(range(seed, seed + 1))[3] == []


@given(LIVES, st.integers(3, 14))
@settings(max_examples=30, deadline=None)
def test_the_order_of_events_and_people_of_one_rank_does_not_matter(seed: int, after: int) -> None:
    candidacy, now = ends(seed, after)
    events = list(candidacy.events)
    random.Random(seed).shuffle(events)
    assert next_steps(replace(candidacy, events=tuple(events)), now) == next_steps(candidacy, now)


@given(LIVES, st.integers(3, 14))
@settings(max_examples=20, deadline=None)
def test_looking_at_recheck_at_always_gets_on(seed: int, after: int) -> None:
    candidacy, now = ends(seed, after)
    for _ in range(5):
        plan = next_steps(candidacy, now)
        if plan.recheck_at is None:
            return
        assert plan.recheck_at > now
        before = next_steps(candidacy, plan.recheck_at - dt.timedelta(seconds=1))
        assert (before.steps, before.stopped, before.warnings) == (plan.steps, plan.stopped, plan.warnings)
        now = plan.recheck_at


def test_the_check_of_the_limits_finds_a_broken_one() -> None:
    row = rows()["follow_up_1"]
    kept = row["after_date_bd"]
    row["after_date_bd"] = 1
    try:
        assert bench.lived(range(20))[1].get("before the stated date")
    finally:
        row["after_date_bd"] = kept


def test_a_plan_takes_about_a_millisecond() -> None:
    import statistics

    plan("2026-11-17 17:00", HELD, DATE)
    times = bench.lived(range(8))[2]
    assert statistics.median(times) < 0.01  # ten times the aim: this machine may be busy


def test_planning_twice_gives_the_same() -> None:
    assert plan("2026-11-20 09:00", HELD, THANKED, DATE) == plan("2026-11-20 09:00", HELD, THANKED, DATE)
