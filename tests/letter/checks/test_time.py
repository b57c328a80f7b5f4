"""Day words on the day of sending."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.letter.checking import check
from cast import INTERVIEW_END
from letter.checks.spoiled import BRIEF, LETTER, add, alone, quotes, run


@pytest.mark.parametrize(
    ("hours", "word", "right"),
    [
        (2, "today", True),
        (2, "this afternoon", True),
        (18, "yesterday", True),
        (18, "today", False),
        (9.5, "yesterday", True),
        (8.5, "yesterday", False),
        (24 * 7, "last week", True),
        (24 * 7, "yesterday", False),
        (48, "earlier this week", True),
        (48, "the day before yesterday", True),
        (18, "the day before yesterday", False),
    ],
)
def test_the_day_word_agrees_with_the_sending(hours: float, word: str, right: bool) -> None:
    found = run("yesterday", word, send_at=INTERVIEW_END + dt.timedelta(hours=hours))
    assert bool(quotes(found, "time.words")) is not right


def test_midnight_is_that_of_the_talk() -> None:
    evening = INTERVIEW_END.replace(hour=23, minute=30)
    utc = (evening + dt.timedelta(minutes=10)).astimezone(dt.UTC)
    talk = replace(BRIEF.interview, at=evening)  # type: ignore[type-var]
    assert not quotes(run("yesterday", "today", interview=talk, send_at=utc), "time.words")


def test_without_a_time_of_sending_today_and_yesterday_may_both_be_right() -> None:
    assert not quotes(run(send_at=None), "time.words")
    assert quotes(run("yesterday", "last week", send_at=None), "time.words")


def test_a_day_word_that_is_not_about_the_talk_is_free() -> None:
    assert not quotes(add("Badges are everywhere today."), "time.words")


def test_the_weekday_of_the_talk() -> None:
    assert quotes(run("yesterday", "on Wednesday", send_at=None), "time.words") == ["Wednesday"]
    assert not quotes(run("yesterday", "on Tuesday"), "time.words")


@given(st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31)), st.integers(0, 6))
@settings(max_examples=40, deadline=None)
def test_a_weekday_with_a_full_date_is_checked_by_the_calendar(day: dt.date, shift: int) -> None:
    named = day + dt.timedelta(days=shift)
    found = alone(f"Dear all,\n\nThank you. I will be there on {named:%A}, {day:%B} {day.day}, {day.year}.")
    assert bool(quotes(found, "time.words")) is (shift != 0)


def test_a_day_word_of_something_else_is_not_of_the_talk() -> None:
    late: dict[str, Any] = {"kind": "visibility", "send_at": INTERVIEW_END + dt.timedelta(days=20)}
    day = f"{INTERVIEW_END:%B} {INTERVIEW_END.day}"
    assert not quotes(run("yesterday ", "", **late), "time.words")
    assert not quotes(run("yesterday", f"we had on {day}, and this week", **late), "time.words")
    assert quotes(run("yesterday", "this week", **late), "time.words") == ["this week"]


def test_thanks_are_for_the_talk() -> None:
    letter = LETTER.replace("the conversation yesterday about the", "showing me the dock today, and the")
    assert quotes(run(letter=letter), "time.words") == ["today"]


@pytest.mark.parametrize(("hours", "right"), [(2, False), (18, True), (42, False)])
def test_a_short_message_thanks_for_the_talk_too(hours: float, right: bool) -> None:
    text = "Dear Ruth Calloway,\n\nThank you for making time for me yesterday.\n\nAmara Boateng"
    brief = replace(BRIEF, kind="short_message", send_at=INTERVIEW_END + dt.timedelta(hours=hours))
    found = [finding.id for finding in check(text, brief).findings]
    assert ("time.words" in found) is not right


@pytest.mark.parametrize(
    ("sentence", "days_before", "right"),
    [
        ("I know that you decide tomorrow.", 1, True),
        ("I know that you decide tomorrow.", 0, False),
        ("I know that you decide tomorrow.", 2, False),
        ("You said that the decision falls today.", 0, True),
        ("You said that the decision falls today.", -1, False),
        ("I will read the report tomorrow.", 0, True),
    ],
)
def test_a_decision_is_tomorrow_on_the_day_before_alone(sentence: str, days_before: int, right: bool) -> None:
    decides = dt.date(2026, 11, 20)
    sent = dt.datetime.combine(decides, dt.time(9), INTERVIEW_END.tzinfo) - dt.timedelta(days=days_before)
    letter = LETTER.replace("yesterday", "on Tuesday").replace("after December 4.", f"soon. {sentence}")
    found = run(letter=letter, decision_date=decides, send_at=sent)
    assert bool({"today", "tomorrow"} & set(quotes(found, "time.words"))) is not right
