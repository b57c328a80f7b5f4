"""Business days, slots and zones."""

import datetime as dt
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.errors import BadInput
from afterword.followup import calendar
from afterword.followup.calendar import Calendar, hours

US = Calendar("US", None, ZoneInfo("America/New_York"))
PLACES = [
    US,
    Calendar("GB", None, ZoneInfo("Europe/London")),
    Calendar("DE", "BY", ZoneInfo("Europe/Berlin")),
    Calendar("JP", None, ZoneInfo("Asia/Tokyo")),
    Calendar("IL", None, ZoneInfo("Asia/Jerusalem")),
    Calendar("ZZ", None, ZoneInfo("Pacific/Auckland")),
]
DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2028, 12, 31))


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def test_business_days_after() -> None:
    assert US.business_day_after(dt.date(2026, 11, 24), 5) == dt.date(2026, 12, 2)
    bavaria = Calendar("DE", "BY", ZoneInfo("Europe/Berlin"))
    assert bavaria.business_day_after(dt.date(2026, 12, 23), 3) == dt.date(2026, 12, 29)


@given(st.sampled_from(PLACES), DAYS, st.integers(1, 15))
@settings(max_examples=60)
def test_the_nth_business_day_has_n_business_days_up_to_it(place: Calendar, day: dt.date, count: int) -> None:
    last = place.business_day_after(day, count)
    between = [day + dt.timedelta(days=step) for step in range(1, (last - day).days + 1)]
    assert sum(place.is_business_day(one) for one in between) == count
    assert place.is_business_day(last)


@given(st.sampled_from(PLACES), st.builds(dt.datetime.combine, DAYS, st.times(timezones=st.just(dt.UTC))))
@settings(max_examples=60)
def test_the_first_slot_is_open_and_not_before(place: Calendar, since: dt.datetime) -> None:
    slot = place.first_slot(since, None, hours("office"))
    assert slot is not None
    local = slot.begins.astimezone(place.zone)
    assert slot.begins >= since
    assert place.is_business_day(local.date())
    assert dt.time(8) <= local.time() < dt.time(19)
    assert place.last_moment(since, slot.begins, hours("office")) == slot.begins


def test_nothing_is_open_in_a_night() -> None:
    night = utc("2026-11-25T01:00"), utc("2026-11-25T08:00")
    assert US.first_slot(*night, hours("office")) is None
    assert US.last_moment(*night, hours("office")) is None


def test_the_evening_hours_of_answers() -> None:
    slot = US.slot_on(dt.date(2026, 11, 24), hours("answer"))
    assert slot is not None
    assert slot.ends.astimezone(US.zone).time() == dt.time(20, 59, 59)
    assert US.slot_on(dt.date(2026, 11, 21), hours("answer")) is not None  # a Saturday
    assert US.slot_on(dt.date(2026, 11, 22), hours("answer")) is None
    assert US.slot_on(dt.date(2026, 12, 26), hours("answer")) is not None
    assert US.slot_on(dt.date(2026, 7, 4), hours("answer")) is None  # a Saturday and a holiday


def test_where_saturday_is_no_half_working_day_it_stays_closed() -> None:
    israel = Calendar("IL", None, ZoneInfo("Asia/Jerusalem"))
    assert israel.slot_on(dt.date(2026, 11, 21), hours("answer")) is None


def test_a_time_that_the_clock_leaves_out_moves_on() -> None:
    havana = Calendar("CU", None, ZoneInfo("America/Havana"))  # there the day of the change begins at 01:00
    assert havana.at(dt.date(2026, 3, 8)).astimezone(havana.zone).isoformat() == "2026-03-08T01:00:00-04:00"


def test_days_of_last_choice() -> None:
    assert US.is_last_choice(dt.date(2026, 11, 27))
    assert not US.is_last_choice(dt.date(2026, 11, 20))
    assert all(US.is_last_choice(dt.date(2026, 12, day)) for day in (24, 31))
    assert not PLACES[1].is_last_choice(dt.date(2026, 11, 27))


def test_an_unknown_country_keeps_weekends_and_an_unknown_part_the_country() -> None:
    nowhere = PLACES[-1]
    assert not nowhere.known
    assert not nowhere.is_business_day(dt.date(2026, 11, 22))
    assert nowhere.is_business_day(dt.date(2026, 12, 25))
    assert not Calendar("US", "XX", US.zone).is_business_day(dt.date(2026, 12, 25))


@pytest.mark.parametrize("name", ["Mars/Phobos", "", "../etc/passwd", "A" * 5000, "Europe/Berlin\0", "/etc/localtime"])
def test_an_unknown_zone_is_an_error_that_asks(name: str) -> None:
    with pytest.raises(BadInput) as raised:
        calendar.zone(name, "timezone")
    assert (raised.value.code, raised.value.where) == ("followup.unknown_zone", "timezone")


def test_a_country_suggests_a_zone() -> None:
    assert calendar.suggested_zone("de") == "Europe/Berlin"
    assert calendar.suggested_zone("ZZ") is None
    assert calendar.suggested_zone(None) is None


def test_every_suggested_zone_exists() -> None:
    from afterword import tables

    for name in tables.table("followup/zones.toml")["zones"].values():
        assert str(calendar.zone(name)) == name


PARTS = [
    ("US", "WA"), ("US", "TX"), ("CA", "QC"), ("AU", "VIC"), ("BR", "SP"), ("DE", "BY"), ("DE", "BE"), ("AT", "9"),
    ("CH", "ZH"), ("ES", "MD"), ("IT", None), ("FR", None), ("GB", "SCT"), ("GB", None), ("IN", "KA"), ("JP", None),
    ("NZ", "AUK"), ("PT", None), ("NL", None), ("PL", None), ("IL", None), ("AE", None), ("SA", None), ("MX", None),
]  # fmt: skip
ZONES = [
    "America/Los_Angeles", "Europe/Berlin", "Europe/London", "Asia/Kolkata", "Asia/Tokyo", "Australia/Lord_Howe",
    "Pacific/Apia", "Pacific/Kiritimati", "America/St_Johns", "America/Havana", "Africa/Cairo", "Asia/Kathmandu",
    "America/Sao_Paulo", "Asia/Tehran", "Pacific/Pago_Pago", "Antarctica/Troll", "Asia/Gaza", "Atlantic/Azores",
]  # fmt: skip
FRIDAY_AND_SATURDAY = {"IL", "SA"}
"""Weekends as they are there; in the Emirates it is Saturday and Sunday since 2022."""


def slow_count(country: str, part: str | None, day: dt.date, count: int) -> dt.date:
    """The count-th business day after a day, one day at a time, from the library's own list of the year."""
    weekend = {4, 5} if country in FRIDAY_AND_SATURDAY else {5, 6}
    while count:
        day += dt.timedelta(days=1)
        closed = holidays.country_holidays(country, subdiv=part or ("ENG" if country == "GB" else None), years=day.year)
        count -= day.weekday() not in weekend and closed.get(day) is None
    return day


@given(st.sampled_from(PARTS), DAYS, st.integers(1, 12))
@settings(max_examples=150, deadline=None)
def test_business_days_agree_with_a_count_day_by_day(place: tuple[str, str | None], day: dt.date, count: int) -> None:
    country, part = place
    found = Calendar(country, part, ZoneInfo("UTC")).business_day_after(day, count)
    assert found == slow_count(country, part, day, count)


@given(
    st.sampled_from(PARTS),
    st.sampled_from(ZONES),
    st.datetimes(
        dt.datetime.fromisoformat("2026-01-01"), dt.datetime.fromisoformat("2030-12-31"), timezones=st.just(dt.UTC)
    ),
    st.sampled_from(["office", "answer", "thanks_on_saturday"]),
)
@settings(max_examples=400, deadline=None)
def test_from_any_moment_in_any_zone_the_next_slot_is_inside_the_hours(
    place: tuple[str, str | None], zone: str, since: dt.datetime, name: str
) -> None:
    there = Calendar(*place, ZoneInfo(zone))
    slot = there.first_slot(since, None, hours(name))
    assert slot is not None
    assert since <= slot.begins <= slot.ends
    for moment in (slot.begins, slot.ends):
        local = moment.astimezone(ZoneInfo(zone))
        saturday = hours(name).saturday
        opens, closes = hours(name).opens, hours(name).closes
        if not there.is_business_day(local.date()):
            assert saturday
            assert local.weekday() == 5
            assert not there.is_holiday(local.date())
            opens, closes = saturday
        assert opens <= local.hour < closes
    assert slot.begins == since or slot.begins.astimezone(ZoneInfo(zone)).minute in {0, 15, 30, 45}


@given(st.sampled_from(ZONES), DAYS, st.integers(0, 23))
@settings(max_examples=300)
def test_a_local_hour_is_that_hour_or_the_first_after_a_gap(zone: str, day: dt.date, hour: int) -> None:
    there = Calendar(None, None, ZoneInfo(zone))
    found = there.at(day, hour).astimezone(ZoneInfo(zone))
    wanted = dt.datetime.combine(day, dt.time(hour), ZoneInfo(zone))
    exists = wanted.astimezone(dt.UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wanted.replace(tzinfo=None)
    if exists:
        assert (found.date(), found.hour, found.minute) == (day, hour, 0)
    else:
        assert dt.timedelta() < found.replace(tzinfo=None) - wanted.replace(tzinfo=None) <= dt.timedelta(hours=24)
