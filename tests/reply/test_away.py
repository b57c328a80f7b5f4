"""The day of return in automatic answers."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.reply.away import return_date

WRITTEN = dt.date(2026, 7, 27)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("I will be back on 3 August.", "2026-08-03"),
        ("Back August 3rd, 2026", "2026-08-03"),
        ("I am away until 14 August and back in the office on Monday, 17 August.", "2026-08-17"),
        ("I'm out of office from July 27 through August 7.", "2026-08-07"),
        ("Away 3-14 August.", "2026-08-14"),
        ("I return 2026-08-10.", "2026-08-10"),
        ("Ich bin bis zum 14.08. im Urlaub.", "2026-08-14"),
        ("Ich bin vom 27.7.2026 bis einschließlich 14.8.2026 abwesend.", "2026-08-14"),
        ("Ab dem 17. August bin ich wieder erreichbar.", "2026-08-17"),
        ("Am Montag bin ich zurück.", "2026-08-03"),
        ("Je suis absente jusqu'au 14 août inclus.", "2026-08-14"),
        ("Absent du 27 juillet au 7 août ; de retour le lundi 10 août.", "2026-08-10"),
        ("I will be back tomorrow.", "2026-07-28"),
        ("I am on leave until 4 January.", "2027-01-04"),
        ("For orders before 3 August write to the back office.", None),
        ("Our meeting on 3 August stands.", None),
        ("I will be back in 2099.", None),
        ("I will be back on 3 August 2099.", None),
        ("I will be back on 31 February.", None),
        ("", None),
    ],
)
def test_day_named(text: str, day: str | None) -> None:
    found = return_date(text, WRITTEN)
    assert (found.isoformat() if found else None) == day


def test_whose_month_comes_first() -> None:
    assert return_date("back 8/3", WRITTEN, month_first=True) == dt.date(2026, 8, 3)
    assert return_date("back 3/8", WRITTEN) == dt.date(2026, 8, 3)
    assert return_date("back 8/14", WRITTEN) == dt.date(2026, 8, 14)


def test_without_the_day_of_writing_only_whole_dates_count() -> None:
    assert return_date("back on Monday, or on 3 August", None) is None
    assert return_date("back on 3 August 2026", None) == dt.date(2026, 8, 3)


@settings(max_examples=60, deadline=None)
@given(st.dates(min_value=WRITTEN, max_value=WRITTEN + dt.timedelta(days=300)))
def test_every_way_to_write_a_day_means_it(day: dt.date) -> None:
    for written in (f"{day:%-d %B}", f"{day:%B %-d}", f"{day:%-d %B %Y}", f"{day:%Y-%m-%d}"):
        assert return_date(f"I will be back on {written}.", WRITTEN) == day
    assert return_date(f"Ich bin ab {day:%d.%m.} wieder da.", WRITTEN) == day


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.dates())
def test_any_text_is_read(text: str, written: dt.date) -> None:
    found = return_date(text, written)
    assert found is None or isinstance(found, dt.date)
