"""The day an automatic answer names: "back on 3 August", "bis 14.08.", "jusqu'au 14 août"."""

import datetime as dt
import functools
import re
from collections.abc import Iterator

from afterword import tables
from afterword.reply.folding import folded

_FARTHEST = dt.timedelta(days=550)
_EARLIEST = dt.timedelta(days=7)
_SENTENCE = re.compile(r"(?<=[^\d\s.]{3})[.!?;]\s+|\n\s*\n")


def return_date(text: str, reference: dt.date | None, *, month_first: bool = False) -> dt.date | None:
    """The day somebody is back, or the last day away where only that is said; None where no likely date stands.

    reference: the day the mail was written, to complete "3 August" and "Monday"; without it they are not read
    month_first: whether 8/3 is 3 August
    """
    back: list[dt.date] = []
    until: list[dt.date] = []
    for sentence in _SENTENCE.split(text[:4_000]):
        plain = folded(" ".join(sentence.split()))
        found = list(_dates(plain, reference, month_first))
        for index, (start, end, day) in enumerate(found):
            before = plain[found[index - 1][1] if index else 0 : start]
            # "back" behind a date is meant of that date only where no other date follows
            after = plain[end : end + 40] if index + 1 == len(found) else ""
            if _until().search(before) and not _back().search(before[-30:]):
                until.append(day)
            elif _back().search(before[-70:]) or _back().search(after):
                back.append(day)
    if reference:
        back = [day for day in back if -_EARLIEST <= day - reference <= _FARTHEST]
        until = [day for day in until if -_EARLIEST <= day - reference <= _FARTHEST]
    return back[0] if back else max(until, default=None)


def _dates(text: str, reference: dt.date | None, month_first: bool) -> Iterator[tuple[int, int, dt.date]]:
    """Where dates stand in folded text, left to right, each as (start, end, day)."""
    for match in _pattern().finditer(text):
        day = _day(match, reference, month_first)
        if day:
            yield match.start(), match.end(), day


def _day(match: re.Match[str], reference: dt.date | None, month_first: bool) -> dt.date | None:
    part = match.groupdict()
    if part["iso"]:
        return _made(*(int(number) for number in part["iso"].split("-")))
    if part["word"]:
        return _relative(part["word"], reference)
    if part["slash_a"]:
        first, second = int(part["slash_a"]), int(part["slash_b"])
        if (month_first and first <= 12) or second > 12:
            first, second = second, first
        return _completed(part["slash_y"], second, first, reference)
    if part["dot_d"]:
        return _completed(part["dot_y"], int(part["dot_m"]), int(part["dot_d"]), reference)
    month = tables.table("reply/away.toml")["months"][part["m1"] or part["m2"]]
    return _completed(part["y1"] or part["y2"], month, int(part["d1"] or part["d2"]), reference)


def _relative(word: str, reference: dt.date | None) -> dt.date | None:
    if reference is None:
        return None
    names = tables.table("reply/away.toml")
    if word in names["days"]:
        return reference + dt.timedelta(days=names["days"][word])
    ahead = (names["weekdays"][word] - reference.weekday() - 1) % 7 + 1
    return reference + dt.timedelta(days=ahead)


def _completed(year: str | None, month: int, day: int, reference: dt.date | None) -> dt.date | None:
    """The date; without a year the next one, or one a few days past."""
    if year:
        return _made(int(year) + (2000 if len(year) == 2 else 0), month, day)
    if reference is None:
        return None
    candidates = (_made(reference.year + ahead, month, day) for ahead in range(5))
    return next((found for found in candidates if found and found >= reference - _EARLIEST), None)


def _made(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


@functools.cache
def _pattern() -> re.Pattern[str]:
    names = tables.table("reply/away.toml")
    months = "|".join(sorted(names["months"], key=len, reverse=True))
    words = "|".join([*sorted(names["weekdays"], key=len, reverse=True), *names["days"]])
    return re.compile(
        rf"\b(?P<iso>20\d\d-\d\d-\d\d)\b"
        rf"|\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s?(?:of )?(?P<m1>{months})\b\.?(?:,? (?P<y1>20\d\d))?"
        rf"|\b(?P<m2>{months})\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<y2>20\d\d))?"
        rf"|\b(?P<dot_d>\d{{1,2}})\.\s?(?P<dot_m>\d{{1,2}})(?:\.\s?(?P<dot_y>20\d\d|\d\d(?![\d:]))?|\b)"
        rf"|\b(?P<slash_a>\d{{1,2}})/(?P<slash_b>\d{{1,2}})(?:/(?P<slash_y>20\d\d|\d\d))?\b"
        rf"|\b(?P<word>{words})\b(?!,? (?:the )?(?:den )?(?:le )?\d|,? (?:{months})|\.? \d)"
    )


@functools.cache
def _back() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(tables.table('reply/away.toml')['cues']['back'])})\b")


@functools.cache
def _until() -> re.Pattern[str]:
    cues = tables.table("reply/away.toml")["cues"]
    days = "|".join(tables.table("reply/away.toml")["weekdays"])
    words = "|".join(sorted(cues["until"], key=len, reverse=True))
    return re.compile(rf"(?:-|(?<!\w)(?:{words}))\s*(?:(?:{'|'.join([*cues['between'], days])})[,.]?\s+){{0,4}}$")
