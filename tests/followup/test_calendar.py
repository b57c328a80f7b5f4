"""Business days, slots and zones."""

import datetime as dt
from zoneinfo import ZoneInfo

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
