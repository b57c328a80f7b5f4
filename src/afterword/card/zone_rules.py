"""The rules of a VTIMEZONE: which offset from UTC its own lines give a local time.

A calendar file brings its rules along, under a name that may mean other rules in the next file. So
they are read for one file at a time, and nothing is kept by name.
"""

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from afterword.card.content_line import ContentLine

_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d):?(\d\d)?")
_STAMP = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d)(?::?(\d\d)(?:\.\d+)?)?Z?)?", re.IGNORECASE)
_WEEKDAY = re.compile(r"([+-]?\d{0,2})(MO|TU|WE|TH|FR|SA|SU)")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_UNDERSTOOD = {"FREQ", "BYMONTH", "BYDAY", "BYMONTHDAY", "BYHOUR", "BYMINUTE", "UNTIL", "INTERVAL", "WKST"}
_MOST_DATES = 2000


@dataclass(frozen=True, slots=True)
class Observance:
    """A part of a VTIMEZONE: from each of its beginnings (local time) on, `to` counts instead of `before`."""

    begins: dt.datetime
    before: dt.timedelta
    to: dt.timedelta
    rule: dict[str, str] | None = None
    dates: tuple[dt.datetime, ...] = ()

    def last_before(self, local: dt.datetime) -> dt.datetime | None:
        """The last beginning at or before a local time, None where there is none."""
        given = [one for one in (self.begins, *self.dates) if one <= local]
        if self.rule:
            given += self._yearly(local)
        return max(given, default=None)

    def _yearly(self, local: dt.datetime) -> Iterator[dt.datetime]:
        """The beginnings by the rule in the last two years up to a local time, or up to the rule's own end."""
        until = local_time((self.rule or {}).get("UNTIL", ""))
        last = min(local, until + self.before) if until else local
        for year in (last.year, last.year - 1):
            yield from (one for one in self._in(year) if self.begins <= one <= last)

    def _in(self, year: int) -> Iterator[dt.datetime]:
        """The beginning in a year, by the yearly rule."""
        rule = self.rule or {}
        month = int(rule.get("BYMONTH", self.begins.month))
        if not 1 <= year <= 9999:
            return
        length = calendar.monthrange(year, month)[1]
        allowed = {int(day) for day in rule.get("BYMONTHDAY", "").split(",") if day}
        days = [day for day in range(1, length + 1) if not allowed or {day, day - length - 1} & allowed]
        if found := _WEEKDAY.fullmatch(rule.get("BYDAY", "")):
            days = [day for day in days if calendar.weekday(year, month, day) == _DAYS.index(found[2])]
            which = int(found[1] or 0)
            days = days[which - 1 : which] if which > 0 else days[which:][:1] if which else days[:1]
        elif not allowed:
            days = [day for day in days if day == self.begins.day]
        for day in days[:1]:
            at = {
                key: int(rule[f"BY{key.upper()}"]) for key in ("hour", "minute", "second") if f"BY{key.upper()}" in rule
            }
            yield self.begins.replace(year=year, month=month, day=day, **at)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Rules:
    """The observances of one VTIMEZONE."""

    parts: tuple[Observance, ...]

    def offset(self, local: dt.datetime) -> dt.timedelta:
        """The offset of a local time (naive), as RFC 5545 reads it.

        A time that comes twice is its first; one that a change leaves out counts as if it had not come yet.
        """
        begun = [(one, part) for part in self.parts if (one := part.last_before(local)) is not None]
        if not begun:
            return min(self.parts, key=lambda part: part.begins).before
        onset, part = max(begun, key=lambda pair: pair[0])
        left_out = onset <= local < onset + (part.to - part.before)
        return part.before if left_out else part.to


def rules(lines: Iterable[ContentLine]) -> Rules | None:
    """The rules between the BEGIN and END of a VTIMEZONE; None where they are not understood to their end."""
    parts: list[Observance] = []
    inside: dict[str, list[str]] | None = None
    for line in lines:
        if line.name == "BEGIN" and line.value.upper() in {"STANDARD", "DAYLIGHT"}:
            inside = {}
        elif line.name == "END" and inside is not None:
            part = _observance(inside)
            if part is None:
                return None
            parts.append(part)
            inside = None
        elif inside is not None:
            inside.setdefault(line.name, []).append(line.value.strip())
    return Rules(tuple(parts)) if parts else None


def _observance(said: dict[str, list[str]]) -> Observance | None:
    begins, before, to = (said.get(name, [""])[0] for name in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"))
    start, old, new = local_time(begins), _offset(before), _offset(to)
    if start is None or old is None or new is None or len(said.get("RRULE", [])) > 1:
        return None
    rule = _rule(said["RRULE"][0]) if "RRULE" in said else None
    if "RRULE" in said and rule is None:
        return None
    dates = [local_time(one) for value in said.get("RDATE", []) for one in value.split(",")[:_MOST_DATES]]
    return Observance(start, old, new, rule, tuple(date for date in dates if date))


def _rule(text: str) -> dict[str, str] | None:
    """A yearly rule by its parts, None for one of another kind."""
    parts = dict(part.upper().split("=", 1) for part in text.split(";") if "=" in part)
    one_month = parts.get("BYMONTH", "1").isdecimal() and 1 <= int(parts.get("BYMONTH", "1")) <= 12
    one_day = _WEEKDAY.fullmatch(parts.get("BYDAY", "MO"))
    month_days = re.fullmatch(r"-?\d{1,2}(,-?\d{1,2})*|", parts.get("BYMONTHDAY", ""))
    of_day = re.fullmatch(r"([01]?\d|2[0-3]):[0-5]?\d", f"{parts.get('BYHOUR', '0')}:{parts.get('BYMINUTE', '0')}")
    every_year = parts.get("FREQ") == "YEARLY" and parts.get("INTERVAL", "1") == "1" and set(parts) <= _UNDERSTOOD
    return parts if every_year and one_month and one_day and month_days and of_day else None


def _offset(text: str) -> dt.timedelta | None:
    found = _OFFSET.fullmatch(text)
    if not found:
        return None
    size = dt.timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    return None if size >= dt.timedelta(days=1) else -size if found[1] == "-" else size


def local_time(text: str) -> dt.datetime | None:
    """A local time as it stands, midnight for a day alone; None for what is none."""
    found = _STAMP.fullmatch(text.strip().partition("/")[0])
    if not found:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        return dt.datetime.combine(dt.date(year, month, day), dt.time(hour, minute, second))
    except ValueError:
        return None
