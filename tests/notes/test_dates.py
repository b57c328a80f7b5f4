import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.notes import dates

TUESDAY = dt.date(2026, 11, 17)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("by December 4", "2026-12-04"),
        ("by Dec. 4th", "2026-12-04"),
        ("on the 4th of December", "2026-12-04"),
        ("on the second of December", "2026-12-02"),
        ("4 January", "2027-01-04"),
        ("2026-12-04", "2026-12-04"),
        ("am 4.12.2026", "2026-12-04"),
        ("am 4. Dezember", "2026-12-04"),
        ("by Friday the 4th", "2026-12-04"),
        ("by Friday the 27th", "2026-11-27"),
        ("by Friday", "2026-11-20"),
        ("on Tuesday", "2026-11-24"),
        ("next Wednesday", "2026-11-18"),
        ("Thursday next week", "2026-11-26"),
        ("end of next week", "2026-11-27"),
        ("Ende nächster Woche", "2026-11-27"),
        ("the week after next", "2026-12-04"),
        ("this week", "2026-11-20"),
        ("within two weeks", "2026-12-01"),
        ("in 10 days", "2026-11-27"),
        ("in five business days", "2026-11-24"),
        ("end of the month", "2026-11-30"),
        ("end of January", "2027-01-31"),
        ("Friday week", "2026-11-27"),
        ("heute in 14 Tagen", "2026-12-01"),
        ("spätestens am 27.", "2026-11-27"),
        ("d'ici quinze jours", "2026-12-02"),
        ("mardi en huit", "2026-12-01"),
        ("vendredi 11", "2026-12-11"),
        ("KW 49", "2026-12-04"),
        ("12/4", "2026-12-04"),
        ("4.12.", "2026-12-04"),
        ("nach Dreikönig", "2027-01-07"),
        ("avant Noël", "2026-12-24"),
        ("before Christmas", "2026-12-24"),
        ("after Thanksgiving", "2026-11-30"),
        ("week of 23 November", "2026-11-27"),
        ("tomorrow", "2026-11-18"),
        ("by November 10", "2026-11-10"),
    ],
)
def test_a_day_is_reckoned_from_the_day_it_was_said(text: str, day: str) -> None:
    assert [named.day for named in dates.find(text, TUESDAY)] == [dt.date.fromisoformat(day)]


@pytest.mark.parametrize("text", ["mid-December", "Anfang Dezember", "début mars", "next month"])
def test_a_stretch_without_a_day_is_named_without_one(text: str) -> None:
    assert [named.day for named in dates.find(text, TUESDAY)] == [None]


def test_business_days_leave_out_the_holidays_of_the_country() -> None:
    assert dates.business_days(dt.date(2026, 12, 23), 3, "DE") == dt.date(2026, 12, 29)
    assert dates.business_days(dt.date(2026, 12, 23), 3, "GB") == dt.date(2026, 12, 30)


def test_days_after_another_one_count_from_there() -> None:
    found = dates.find("Après le 14, réponse dans les huit jours", TUESDAY)
    assert found[-1].day == dt.date(2026, 12, 22)


@pytest.mark.parametrize("text", ["31 November", "in a moment", "may 40 people come", "version 4.12.1", "99 days"])
def test_what_is_no_day_gives_none(text: str) -> None:
    assert dates.find(text, TUESDAY) == []


def test_without_a_day_to_reckon_from_only_full_dates_are_read() -> None:
    found = dates.find("by Friday, 4 December 2026", None)
    assert [named.day for named in found] == [dt.date(2026, 12, 4)]


@settings(max_examples=60)
@given(st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31)))
def test_every_full_date_is_read_back(day: dt.date) -> None:
    for text in (day.isoformat(), f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%b} {day.year}"):
        assert [named.day for named in dates.find(f"by {text}", None)] == [day]


@settings(max_examples=60)
@given(st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31)), st.sampled_from(["Monday", "Friday", "Sunday"]))
def test_a_weekday_is_within_the_coming_seven_days(said: dt.date, weekday: str) -> None:
    (named,) = dates.find(f"by {weekday}", said)
    assert named.day
    assert dt.timedelta(0) < named.day - said <= dt.timedelta(days=7)
    assert f"{named.day:%A}" == weekday
