"""Days in words: "yesterday", "on Tuesday", "on November 17"; never one that is wrong when it is read."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

Words = Mapping[str, Any]


def written(day: dt.date, words: Words, near: dt.date) -> str:
    """A date the way the locale writes it, with the year where it is not near `near`: "17 November"."""
    form = words["date" if abs((day - near).days) <= 183 else "dated"]
    number = words["ordinals"].get(str(day.day), day.day)
    return str(form.format(day=number, month=words["months"][day.month - 1], year=day.year))


def sent_on(at: dt.datetime, send_at: dt.datetime | None) -> dt.date | None:
    """The day the letter is sent, where the talk was; None where it is unknown or lies before the talk."""
    if send_at is None:
        return None
    day = day_at(send_at, at.tzinfo)
    return day if day >= at.date() else None


def day_at(moment: dt.datetime, zone: dt.tzinfo | None) -> dt.date:
    """The day of a moment in a zone; at the ends of the calendar, where there is none, as it is written."""
    try:
        return moment.astimezone(zone).date()
    except OverflowError:
        return moment.date()


def days_ago(at: dt.datetime, send_at: dt.datetime | None) -> int:
    """Whole days between the talk and the letter; 2 where the letter's day is unknown, so that no word is wrong."""
    day = sent_on(at, send_at)
    return 2 if day is None else (day - at.date()).days


def when(at: dt.datetime, send_at: dt.datetime | None, words: Words) -> str:
    """One of "today", "yesterday", "on Tuesday" within six days, "on November 17" after that."""
    ago = days_ago(at, send_at)
    if ago <= 1:
        return str(words["today" if ago == 0 else "yesterday"])
    if ago <= 6:
        return str(words["on_weekday"].format(day=words["weekdays"][at.weekday()]))
    return str(words["on_date"].format(day=written(at.date(), words, sent_on(at, send_at) or at.date())))


def possessive(at: dt.datetime, send_at: dt.datetime | None, words: Words) -> str | None:
    """One of "today's", "yesterday's", "Tuesday's"; None once a weekday misleads, or without such a form.

    A language that can go on with the date has `owned_on`: "du 17 novembre".
    """
    ago = days_ago(at, send_at)
    if ago > 6 and "owned_on" in words:
        return str(words["owned_on"].format(day=written(at.date(), words, sent_on(at, send_at) or at.date())))
    if ago > 6 or not words["owned"]:
        return None
    day = words[("today", "yesterday")[ago]] if ago <= 1 else words["weekdays"][at.weekday()]
    return str(words["owned"].format(day=day))
