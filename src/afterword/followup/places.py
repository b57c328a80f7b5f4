"""Where somebody works, as far as a card tells it: country, state and zone, each a suggestion with its reason.

A state beats an area code, an area code beats a country. Where several zones remain they are all
named, and the person is asked.
"""

import datetime as dt
import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

from afterword import tables
from afterword.followup.calendar import suggested_zone

Reason = Literal["state", "area_code", "country"]
_PREFIXES = {"1": (3,), "61": (1,), "55": (2,)}
"""Calling codes of countries with several zones whose area codes are known, with the length of these."""


@dataclass(frozen=True, slots=True)
class Place:
    """What is suggested. zones: of several the likeliest first; sign: the state, number or country it follows from."""

    country: str
    zones: tuple[str, ...]
    reason: Reason
    sign: str
    subdivision: str | None = None

    @property
    def zone(self) -> str | None:
        """The zone where only one is possible, None where it must be asked."""
        return self.zones[0] if len(self.zones) == 1 else None


def suggested(country: str | None, state: str | None = None, phones: Iterable[str] = ()) -> Place | None:
    """The place that a card suggests, None where it says nothing.

    country: ISO 3166; state: the short form of an address, "WA"; phones: in E.164, those at work first
    """
    country, state = country.upper() if country else None, state.upper() if state else None
    areas = [(area, *place.partition("-")[::2], zones) for phone in phones for area, (place, zones) in _areas_of(phone)]
    found = [
        Place(land, zones, "area_code", area, part or None)
        for area, land, part, zones in areas
        if country in {None, land}
    ]
    if country and state and (zones := _of_state(f"{country}-{state}")):
        narrower = (one for one in found if one.subdivision == state and one.zone and len(zones) > 1)
        return next(narrower, Place(country, zones, "state", state, state))
    if found:
        return found[0]
    zones = _of_country(country) if country else ()
    return Place(country, zones, "country", country) if country and zones else None


def _areas_of(phone: str) -> Iterator[tuple[str, tuple[str, tuple[str, ...]]]]:
    """The area code of a number, with its place and zones."""
    digits = phone.removeprefix("+") if phone.startswith("+") else ""
    for prefix, lengths in _PREFIXES.items():
        for length in lengths:
            area = digits[len(prefix) : len(prefix) + length]
            if digits.startswith(prefix) and (prefix, area) in _areas():
                yield area, _areas()[prefix, area]


@functools.cache
def _areas() -> dict[tuple[str, str], tuple[str, tuple[str, ...]]]:
    """By calling code and area code: the place (ISO 3166-2) and its zones."""
    prefixes = {"US": "1", "CA": "1", "AU": "61", "BR": "55"}
    found = {}
    for name in ("areas", "areas_north_america"):
        for place, held in tables.table(f"followup/{name}.toml").items():
            for zones, codes in held.items():
                for code in codes.split():
                    found[prefixes[place[:2]], code] = (place, tuple(zones.split()))
    return found


@functools.cache
def _of_state(place: str) -> tuple[str, ...]:
    """The zones of a state: that of most of its area codes first."""
    codes: dict[str, int] = {}
    for where, zones in _areas().values():
        for zone in zones if where == place else ():
            codes[zone] = codes.get(zone, 0) + 1
    return tuple(sorted(codes, key=lambda zone: -codes[zone]))


@functools.cache
def _of_country(country: str) -> tuple[str, ...]:
    """The zones of a country whose clocks differ, the one of most people first."""
    from babel.core import get_global  # 0.1 s to import

    first = suggested_zone(country)
    if first is None:
        return ()
    known = [zone for place, zones in _areas().values() if place[:2] == country for zone in zones]
    names = sorted(zone for zone, land in get_global("zone_territories").items() if land == country)
    clocks: dict[tuple[object, ...], str] = {}
    for name in [first, *sorted(set(known), key=lambda zone: -known.count(zone)), *names]:
        clocks.setdefault(_clock(name), name)
    clocks.pop((), None)
    return tuple(clocks.values())


def _clock(name: str) -> tuple[object, ...]:
    """The offsets of a zone on the first of each month: what tells it from others of its country."""
    try:
        zone = ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # the Unicode tables keep names that are no zones any more
        return ()
    return tuple(dt.datetime(2026, month, 1, tzinfo=zone).utcoffset() for month in range(1, 13))
