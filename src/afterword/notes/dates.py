"""Days named in words, reckoned from the day they were said: "by Friday the 4th", "in two weeks".

English, and the usual German forms. A stretch of time means its last day, since these are dates by
which something is promised: "next week" is its Friday, "before Christmas" the 24th.
"""

import datetime as dt
import functools
import re
from collections.abc import Callable
from dataclasses import dataclass

from afterword import tables


@dataclass(frozen=True, slots=True)
class Named:
    """A day and where the text names it."""

    day: dt.date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to name a day. absolute: readable without a day to reckon from."""

    pattern: re.Pattern[str]
    day: Callable[[re.Match[str], dt.date], dt.date | None]
    absolute: bool = False


def find(text: str, said_on: dt.date | None) -> list[Named]:
    """The days named in `text`, in order, none overlapping; without `said_on` only those with a year."""
    found: list[Named] = []
    for form in _forms():
        for match in form.pattern.finditer(text):
            if said_on is None and not form.absolute:
                continue
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            try:
                day = form.day(match, said_on or dt.date.min)
            except (ValueError, OverflowError):  # "31 November" names no day
                continue
            if day:
                found.append(Named(day, match.start(), match.end()))
    return sorted(found, key=lambda named: named.start)


def _words(name: str) -> dict[str, int]:
    table: dict[str, int] = tables.table("notes/dates.toml")[name]
    return table


def _any(name: str) -> str:
    return "|".join(sorted(map(re.escape, _words(name)), key=len, reverse=True))


@functools.cache
def _forms() -> tuple[_Form, ...]:
    """All ways to name a day, the most exact first."""
    month, weekday, count, ordinal = _any("months"), _any("weekdays"), _any("numbers"), _any("ordinals")
    day = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?|(?P<ordinal>{ordinal})"
    year = r"(?:,?\s+(?P<year>20\d\d))"

    def form(pattern: str, reckon: Callable[[re.Match[str], dt.date], dt.date | None], absolute: bool = False) -> _Form:
        return _Form(re.compile(rf"(?<![\w.]){pattern}(?![\w])", re.IGNORECASE), reckon, absolute)

    return (
        form(r"(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)", _numbers, absolute=True),
        form(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>20\d\d)", _numbers, absolute=True),
        form(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.", _numbers),
        form(rf"(?:the\s+)?(?:week\s+of\s+)(?:the\s+)?(?:{day})\.?\s+(?:of\s+)?(?P<month>{month})\.?{year}?", _week_of),
        form(rf"(?:the\s+)?(?:{day})\.?\s+(?:of\s+)?(?P<month>{month})\.?{year}", _month_day, absolute=True),
        form(rf"(?P<month>{month})\.?\s+(?:the\s+)?(?:{day}){year}", _month_day, absolute=True),
        form(rf"(?:the\s+)?(?:{day})\.?\s+(?:of\s+)?(?P<month>{month})\b\.?", _month_day),
        form(rf"(?P<month>{month})\.?\s+(?:the\s+)?(?:{day})", _month_day),
        form(rf"(?:{weekday}),?\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)\b", _day_of_month),
        form(r"the\s+(?P<day>\d{1,2})(?:st|nd|rd|th)\b", _day_of_month),
        form(rf"(?:by|on|until|before)\s+the\s+(?P<ordinal>{ordinal})(?=\s*(?:[.,;!)]|and\b|or\b|$))", _day_of_month),
        form(
            rf"(?P<part>end|middle|mid|beginning|start|early|late|ende|mitte|anfang)[\s-]+(?:of\s+)?(?P<month>{month})\b",
            _part_of_month,
        ),
        form(
            rf"(?P<weekday>{weekday})\s+(?:of\s+)?(?:next\s+week|nächster\s+woche|nächste\s+woche)", _weekday_next_week
        ),
        form(r"(?:the\s+)?week\s+after\s+next|übernächste\w*\s+woche", lambda _, said: _friday(said, 2)),
        form(
            r"(?:(?:the\s+)?(?:end|later|late)\s+(?:of\s+)?|ende\s+|later\s+)?(?:next\s+week|nächste[rn]?\s+woche)",
            lambda _, said: _friday(said, 1),
        ),
        form(
            r"(?:(?:the\s+)?(?:end|later|late)\s+(?:of\s+)?|ende\s+)?(?:this|the|diese[rn]?)\s+(?:week|woche)",
            lambda _, said: _friday(said, 0),
        ),
        form(
            rf"(?:within|in|inside|innerhalb\s+von|binnen)\s+(?:the\s+next\s+|about\s+|around\s+|ca\.?\s+)?(?P<count>\d{{1,2}}|{count})\s+(?P<unit>day|business\s+day|working\s+day|week|month|tag|woche|monat)\w*",
            _after_span,
        ),
        form(r"(?:within|in)\s+a\s+fortnight", lambda _, said: said + dt.timedelta(days=14)),
        form(rf"(?P<next>next|nächsten?)\s+(?P<weekday>{weekday})", _next_weekday),
        form(rf"(?:by|on|until|before|this|coming|am|bis(?:\s+zum)?)\s+(?P<weekday>{weekday})\b", _next_weekday),
        form(r"(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)", _next_weekday),
        form(
            r"(?:the\s+)?end\s+of\s+(?:the|this)\s+month|ende\s+des\s+monats",
            lambda _, said: _month_end(said.year, said.month),
        ),
        form(r"before\s+(?:christmas|xmas|the\s+holidays)|vor\s+weihnachten", lambda _, said: _coming(said, 12, 24)),
        form(
            r"(?:by|before)\s+(?:the\s+)?(?:new\s+year|end\s+of\s+(?:the\s+)?year)|(?:the\s+)?end\s+of\s+(?:the|this)\s+year",
            lambda _, said: _coming(said, 12, 31),
        ),
        form(r"(?:the\s+week\s+)?after\s+thanksgiving", lambda _, said: _thanksgiving(said) + dt.timedelta(days=4)),
        form(r"before\s+thanksgiving", lambda _, said: _thanksgiving(said) - dt.timedelta(days=1)),
        form(r"tomorrow|morgen", lambda _, said: said + dt.timedelta(days=1)),
    )


def _numbers(match: re.Match[str], said_on: dt.date) -> dt.date:
    day, month = int(match["day"]), int(match["month"])
    year = match.groupdict().get("year")
    return dt.date(int(year), month, day) if year else _coming(said_on, month, day)


def _day(match: re.Match[str]) -> int:
    return int(match["day"]) if match["day"] else _words("ordinals")[match["ordinal"].lower()]


def _month_day(match: re.Match[str], said_on: dt.date) -> dt.date:
    month = _words("months")[match["month"].lower()]
    year = match.groupdict().get("year")
    return dt.date(int(year), month, _day(match)) if year else _coming(said_on, month, _day(match))


def _week_of(match: re.Match[str], said_on: dt.date) -> dt.date:
    return _friday(_month_day(match, said_on), 0)


def _coming(said_on: dt.date, month: int, day: int) -> dt.date:
    """The year is the one that lies nearest ahead; up to two months back is taken for a slip and kept."""
    days = [dt.date(year, month, day) for year in (said_on.year - 1, said_on.year, said_on.year + 1)]
    return next(candidate for candidate in days if candidate >= said_on - dt.timedelta(days=60))


def _day_of_month(match: re.Match[str], said_on: dt.date) -> dt.date:
    day = int(match["day"]) if "day" in match.groupdict() else _words("ordinals")[match["ordinal"].lower()]
    year, month = said_on.year, said_on.month
    if day < said_on.day:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return dt.date(year, month, day)


def _part_of_month(match: re.Match[str], said_on: dt.date) -> dt.date:
    month = _words("months")[match["month"].lower()]
    part = match["part"].lower()
    last = _month_end(_coming(said_on, month, 1).year, month)
    if part in {"end", "late", "ende"}:
        return last
    return last.replace(day=20 if part in {"middle", "mid", "mitte"} else 10)


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def _friday(said_on: dt.date, weeks: int) -> dt.date:
    return said_on + dt.timedelta(days=4 - said_on.weekday(), weeks=weeks)


def _weekday_next_week(match: re.Match[str], said_on: dt.date) -> dt.date:
    weekday = _words("weekdays")[match["weekday"].lower()]
    return said_on + dt.timedelta(days=weekday - said_on.weekday(), weeks=1)


def _next_weekday(match: re.Match[str], said_on: dt.date) -> dt.date:
    """The first such day after the one it was said on; "next" said early in the week still means the first."""
    weekday = _words("weekdays")[match["weekday"].lower()]
    return said_on + dt.timedelta(days=(weekday - said_on.weekday() - 1) % 7 + 1)


def _after_span(match: re.Match[str], said_on: dt.date) -> dt.date:
    written = match["count"].lower()
    count = int(written) if written.isdigit() else _words("numbers")[written]
    unit = match["unit"].lower().split()
    if unit[0] in {"business", "working"}:
        return _business_days(said_on, count)
    days = {"day": 1, "tag": 1, "week": 7, "woche": 7, "month": 30, "monat": 30}[unit[0]]
    return said_on + dt.timedelta(days=days * count)


def _business_days(said_on: dt.date, count: int) -> dt.date:
    while count:
        said_on += dt.timedelta(days=1)
        count -= said_on.weekday() < 5
    return said_on


def _thanksgiving(said_on: dt.date) -> dt.date:
    """The coming fourth Thursday of November."""
    for year in (said_on.year, said_on.year + 1):
        first = dt.date(year, 11, 1)
        day = first + dt.timedelta(days=(3 - first.weekday()) % 7 + 21)
        if day >= said_on - dt.timedelta(days=4):
            return day
    raise ValueError("no Thanksgiving within a year")
