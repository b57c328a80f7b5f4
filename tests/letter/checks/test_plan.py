"""The time of a letter and its number, as far as the brief shows them."""

import datetime as dt
from typing import Any

import pytest

from afterword.letter.brief import Previous
from cast import DECISION_DATE, INTERVIEW_END
from letter.checks.spoiled import run


def told(**changes: Any) -> list[str]:
    return [one.id for one in run(**changes) if one.id.startswith("plan.") and one.severity == "warn"]


def days_after(days: int) -> dt.datetime:
    return INTERVIEW_END + dt.timedelta(days=days)


@pytest.mark.parametrize(("days", "ids"), [(0, []), (5, []), (6, ["plan.window"]), (40, ["plan.window"])])
def test_thanks_come_within_five_days(days: int, ids: list[str]) -> None:
    assert told(send_at=days_after(days)) == ids


def test_nobody_is_asked_before_the_date_they_named() -> None:
    zone = INTERVIEW_END.tzinfo
    on_the_day = dt.datetime.combine(DECISION_DATE, dt.time(10), zone)
    assert told(kind="follow_up_1", send_at=on_the_day) == ["plan.window"]
    assert told(kind="follow_up_1", send_at=on_the_day + dt.timedelta(days=2)) == []


def test_an_ask_leaves_days_between() -> None:
    sent = Previous("follow_up_1", days_after(20))
    assert told(kind="follow_up_2", previous=(sent,), send_at=days_after(23)) == ["plan.window"]
    assert told(kind="follow_up_2", previous=(sent,), send_at=days_after(30)) == []


def test_a_deadline_that_is_gone_is_none() -> None:
    deadline = days_after(3).date()
    assert told(kind="competing_offer", deadline=deadline, send_at=days_after(4)) == ["plan.window"]
    assert told(kind="competing_offer", deadline=deadline, send_at=days_after(2)) == []


def test_each_ask_comes_once_and_three_in_all() -> None:
    asked = tuple(Previous(f"follow_up_{number}", days_after(10 * number)) for number in (1, 2, 3))
    assert told(kind="follow_up_2", previous=asked, send_at=days_after(60)) == ["plan.count"]
    again = (Previous("follow_up_1", days_after(10)), Previous("follow_up_1", days_after(20)), asked[2])
    assert told(kind="follow_up_2", previous=again, send_at=days_after(60)) == ["plan.count"]
    assert told(previous=(Previous("thank_you", INTERVIEW_END),)) == ["plan.count"]
    assert told(send_at=None, previous=asked) == []
