"""What the name of a time zone in a calendar file means: IANA, Windows, a list of cities, a fixed offset."""

import datetime as dt
import functools
import re
from zoneinfo import ZoneInfo, available_timezones

from afterword import tables

_SHOWN = re.compile(r"\((?:UTC|GMT)(?:([+-])(\d{1,2}):?(\d\d))?\)\s*(.*)", re.IGNORECASE)
_FIXED = re.compile(r"(?:UTC|GMT)?\s*([+-])(\d{1,2}):?(\d\d)?", re.IGNORECASE)
_PATH = re.compile(r"[A-Za-z_]+(?:/[A-Za-z0-9_+-]+){1,2}$")


def zone_named(name: str) -> dt.tzinfo | None:
    """The zone that a name says without doubt, None for any other name."""
    name = name.strip().strip("\"'")
    short = name.casefold()
    names = tables.table("card/zones.toml")
    if short in names["universal"]:
        return dt.UTC
    if short in names["short"]:
        return None  # "EST" is the winter's time, and people write it in summer
    if known := names["named"].get(short) or _windows().get(short) or _iana().get(short):
        return ZoneInfo(known)
    if shown := _SHOWN.fullmatch(name):
        return _of_cities(shown, names)
    if (fixed := _FIXED.fullmatch(name)) and int(fixed[2]) <= 14:
        return dt.timezone(_size(fixed))
    path = _PATH.search(name)
    return zone_named(path[0]) if path and path[0] != name else _by_tail(name)


def suggested(name: str) -> str | None:
    """The IANA name that a short name usually means, None where nothing is usual."""
    found = tables.table("card/zones.toml")["short"].get(name.strip().strip("\"'").casefold())
    return str(found) if found else None


def _by_tail(name: str) -> dt.tzinfo | None:
    """A long path that ends in a name: /softwarestudio.org/Olson_20011030_5/Europe/Berlin."""
    _first, slash, rest = name.strip("/").partition("/")
    return zone_named(rest) if slash and rest.casefold() in _iana() else None


def _of_cities(shown: re.Match[str], names: dict[str, dict[str, str]]) -> dt.tzinfo | None:
    """The zone of a name as Windows shows it: "(UTC+01:00) Amsterdam, Berlin, Bern".

    The cities that are known must agree all year, and with the offset that stands before them.
    """
    words = shown[4].casefold().strip()
    if known := names["named"].get(words):
        return ZoneInfo(known)
    offset = _size(shown) if shown[1] else dt.timedelta()
    found = [zone for city in words.split(",") if (zone := _city(city.strip()))]
    winters = {_halves(zone) for zone in found}
    return found[0] if len(winters) == 1 and offset in winters.pop() else None


def _city(name: str) -> ZoneInfo | None:
    tail = name.replace(".", "").replace(" ", "_")
    found = sorted(zone for zone in _iana().values() if zone.casefold().rpartition("/")[2] == tail)
    return ZoneInfo(found[0]) if found else None


def _halves(zone: ZoneInfo) -> tuple[dt.timedelta | None, ...]:
    """The offsets of both halves of a year."""
    return tuple(dt.datetime(2026, month, 1, tzinfo=zone).utcoffset() for month in (1, 7))


def _size(found: re.Match[str]) -> dt.timedelta:
    size = dt.timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return -size if found[1] == "-" else size


@functools.cache
def _iana() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


@functools.cache
def _windows() -> dict[str, str]:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return {name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items()}
