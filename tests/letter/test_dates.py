"""Words for days are true on the day the letter is sent."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cast
from afterword.letter import dates
from letter.briefs import AMERICAN, BRITISH, few

TUESDAY = cast.INTERVIEW_END


@pytest.mark.parametrize(
    ("hours", "said", "owned"),
    [
        (2, "today", "today's"),
        (10, "yesterday", "yesterday's"),
        (18, "yesterday", "yesterday's"),
        (34, "on Tuesday", "Tuesday's"),
        (144, "on Tuesday", "Tuesday's"),
        (168, "on November 17", None),
    ],
)
def test_the_word_follows_the_day_of_sending(hours: int, said: str, owned: str | None) -> None:
    sent = TUESDAY + dt.timedelta(hours=hours)
    assert dates.when(TUESDAY, sent, AMERICAN) == said
    assert dates.possessive(TUESDAY, sent, AMERICAN) == owned


def test_the_day_is_that_of_the_talk_wherever_one_writes() -> None:
    morning_in_berlin = dt.datetime(2026, 11, 18, 8, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    assert dates.when(TUESDAY, morning_in_berlin, AMERICAN) == "today"


def test_without_a_day_of_sending_the_weekday_is_never_wrong() -> None:
    assert dates.when(TUESDAY, None, AMERICAN) == "on Tuesday"
    assert dates.when(TUESDAY, TUESDAY - dt.timedelta(days=2), AMERICAN) == "on Tuesday"


def test_dates_are_written_as_the_locale_does_with_the_year_when_far() -> None:
    day = dt.date(2026, 12, 4)
    assert dates.written(day, AMERICAN, day) == "December 4"
    assert dates.written(day, BRITISH, day) == "4 December"
    assert dates.written(day, AMERICAN, dt.date(2027, 9, 1)) == "December 4, 2026"
    assert dates.written(day, BRITISH, dt.date(2027, 9, 1)) == "4 December 2026"


@few
@given(st.integers(0, 24 * 400))
def test_a_weekday_is_only_said_within_six_days(hours: int) -> None:
    sent = TUESDAY + dt.timedelta(hours=hours)
    said = dates.when(TUESDAY, sent, AMERICAN)
    days = (sent.date() - TUESDAY.date()).days
    assert (said == "on Tuesday") == (2 <= days <= 6)
    assert (said == "yesterday") == (days == 1)
