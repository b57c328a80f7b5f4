"""Business days, hours and zones of the one who reads: when a message may arrive.

A calendar knows the public holidays of one country (England's for GB), with those of a subdivision
added where one is named, the weekend of the country, and its zone. Moments go in and come out in
UTC; days are local to the calendar's zone.
"""

import datetime as dt
import functools
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from afterword import tables
from afterword.errors import BadInput

DAY = dt.timedelta(days=1)
_SATURDAY = 5
_LOOK_AHEAD = 90
"""Days searched for a good moment; the longest run of closed days is far shorter anywhere."""
_LARGEST_PART = {"GB": "ENG"}
"""Where the library's national holidays are no whole calendar, the largest part's stand for it."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Local hours in which a message may arrive: from opens up to, not including, closes.

    saturday: hours of a Saturday that is no holiday, None where it is closed; every_day: weekends
    and holidays too, for what only the candidate sees.
    """

    opens: int
    closes: int
    saturday: tuple[int, int] | None = None
    every_day: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of good moments, both ends included."""

    begins: dt.datetime
    ends: dt.datetime


@functools.cache
def hours(name: str) -> Hours:
    """The hours called `name` in plan.toml."""
    row = tables.table("followup/plan.toml")["hours"][name]
    saturday = row.get("saturday")
    return Hours(row["opens"], row["closes"], tuple(saturday) if saturday else None, row.get("every_day", False))


def zone(name: str, where: str | None = None) -> ZoneInfo:
    """The zone with this IANA name. Raises BadInput, which asks for one, where there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise BadInput("followup.unknown_zone", where=where, zone=name) from error


def suggested_zone(country: str | None) -> str | None:
    """The zone in which most people of the country live, None where the table has none."""
    found = tables.table("followup/zones.toml")["zones"].get(country.upper()) if country else None
    return str(found) if found else None


def country_of_zone(name: str | None) -> str | None:
    """The country a zone belongs to, as the Unicode tables say: America/Los_Angeles lies in the US."""
    from babel.core import get_global  # 0.1 s to import

    found = get_global("zone_territories").get(name or "")
    return str(found) if found and len(found) == 2 else None


def zone_lies_in(name: str | None, country: str | None) -> bool:
    """Whether a zone belongs to a country."""
    return bool(country) and country_of_zone(name) == (country or "").upper()


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working calendar of one place. country: ISO 3166; subdivision: "BY" or "DE-BY"."""

    country: str | None
    subdivision: str | None
    zone: dt.tzinfo

    @property
    def known(self) -> bool:
        """Whether the holidays of this place are known."""
        return _place(self.country, self.subdivision)[0] is not None

    def date(self, moment: dt.datetime) -> dt.date:
        """The local day of a moment."""
        return moment.astimezone(self.zone).date()

    def at(self, day: dt.date, hour: int = 0) -> dt.datetime:
        """The moment of a full local hour; one that a clock change leaves out moves on."""
        return dt.datetime(day.year, day.month, day.day, hour, tzinfo=self.zone).astimezone(dt.UTC)

    def opening(self, day: dt.date) -> dt.datetime:
        """The moment at which offices open that day."""
        return self.at(day, hours("office").opens)

    def is_holiday(self, day: dt.date) -> bool:
        """Whether it is a public holiday here."""
        country, subdivision = _place(self.country, self.subdivision)
        return country is not None and day in _holidays(country, subdivision, day.year)

    def is_business_day(self, day: dt.date) -> bool:
        """Whether people work: neither weekend nor public holiday."""
        return day.weekday() not in _weekend(_place(self.country, None)[0]) and not self.is_holiday(day)

    def is_last_choice(self, day: dt.date) -> bool:
        """A business day on which few are in: 24 and 31 December, in the US the day after Thanksgiving."""
        if day.month == 12 and day.day in {24, 31}:
            return True
        return self.country == "US" and day.month == 11 and day.weekday() == 4 and 23 <= day.day <= 29

    def business_day_after(self, day: dt.date, count: int) -> dt.date:
        """The count-th business day after `day`, which itself is not counted."""
        while count > 0:
            day += DAY
            if self.is_business_day(day):
                count -= 1
        return day

    def slot_on(self, day: dt.date, hours: Hours) -> Slot | None:
        """The good moments of one day, None where it has none."""
        opens, closes = hours.opens, hours.closes
        if not hours.every_day and not self.is_business_day(day):
            saturday = day.weekday() == _SATURDAY and _weekend(_place(self.country, None)[0]) == {5, 6}
            if hours.saturday is None or not saturday or self.is_holiday(day):
                return None
            opens, closes = hours.saturday
        return Slot(self.at(day, opens), self.at(day, closes) - dt.timedelta(seconds=1))

    def slots(self, since: dt.datetime, until: dt.datetime | None, hours: Hours) -> Iterator[tuple[dt.date, Slot]]:
        """The good moments from `since` to `until`, day by day."""
        day = self.date(since)
        for _ in range(_LOOK_AHEAD):
            if until is not None and self.at(day) > until:
                return
            slot = self.slot_on(day, hours)
            if slot is not None:
                begins, ends = max(slot.begins, since), slot.ends if until is None else min(slot.ends, until)
                if begins <= ends:
                    yield day, Slot(begins, ends)
            day += DAY

    def first_slot(self, since: dt.datetime, until: dt.datetime | None, hours: Hours) -> Slot | None:
        """The first good moments; a day of last choice only where no other lies in between."""
        last_choice = None
        for day, slot in self.slots(since, until, hours):
            if not self.is_last_choice(day):
                return slot
            last_choice = last_choice or slot
        return last_choice

    def last_moment(self, since: dt.datetime, until: dt.datetime, hours: Hours) -> dt.datetime | None:
        """The last good moment from `since` to `until`, None where there is none."""
        day, first = self.date(until), self.date(since)
        while day >= first:
            slot = self.slot_on(day, hours)
            if slot is not None and slot.begins <= until and min(slot.ends, until) >= since:
                return min(slot.ends, until)
            day -= DAY
        return None


@functools.cache
def _place(country: str | None, subdivision: str | None) -> tuple[str | None, str | None]:
    """Country and subdivision as the library of holidays calls them, None for what it does not know."""
    if not country:
        return None, None
    import holidays  # 0.1 s to import

    country = country.upper()
    known = holidays.list_supported_countries()
    if country not in known:
        return None, None
    part = (subdivision or "").removeprefix(f"{country}-") or _LARGEST_PART.get(country)
    return country, part if part in known[country] else _LARGEST_PART.get(country)


@functools.cache
def _holidays(country: str, subdivision: str | None, year: int) -> frozenset[dt.date]:
    import holidays

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # some calendars are known for some years only: then weekends count
        return frozenset(holidays.country_holidays(country, subdiv=subdivision, years=year))


@functools.cache
def _weekend(country: str | None) -> frozenset[int]:
    if country is None:
        return frozenset({5, 6})
    import holidays

    return frozenset(holidays.country_holidays(country).weekend)
