"""Day words that must be true on the day the letter is sent."""

import datetime as dt
import re
from collections.abc import Iterator

from afterword.letter.checks import facts
from afterword.letter.checks.seen import THANKS, Found, Seen
from afterword.letter.dates import day_at

_ANSWERS = frozenset({"rejection_thanks", "offer_answer", "competing_offer", "withdrawal"})
"""Letters that answer something newer than the talk."""
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def check_weekday_of_date(seen: Seen) -> Iterator[Found]:
    """A "Friday, 17 November 2026" must be a Friday."""
    for line in seen.lines:
        for found in facts.dates(line):
            if found.weekday is None or found.month is None or found.day is None:
                continue
            day = _meant_day(seen, found)
            if day and day.weekday() != found.weekday:
                yield Found("time.words", "block", found.quote, "time.words.date", {"day": _DAYS[day.weekday()]})


def check_weekday(seen: Seen) -> Iterator[Found]:
    """A weekday alone is that of the talk, or of another day the brief knows."""
    known = seen.known
    if known is None:
        return
    talk = known.brief.interview.at if known.brief.interview else None
    right = {day.weekday() for day in known.days} | {found.weekday for found in known.written_days}
    right |= {number for text in known.strings for number, _ in facts.weekdays(text)}
    for line in seen.lines:
        dated = [found.span for found in facts.dates(line)]
        for number, match in facts.weekdays(facts.masked(line, dated)):
            if number in right:
                continue
            if talk and _of_the_talk(seen, line):
                yield Found("time.words", "block", match.group(), "time.words.weekday", {"day": _DAYS[talk.weekday()]})
            else:
                yield Found(
                    "truth.facts",
                    "block" if right else "warn",
                    match.group(),
                    "truth.facts.date",
                    {"value": match.group()},
                )


def check_day_words(seen: Seen) -> Iterator[Found]:
    """The words "yesterday", "today", "last week" of the talk agree with the day of sending."""
    brief = seen.brief
    if brief is None or brief.interview is None or brief.interview.at is None:
        return
    held = brief.interview.at
    sent = day_at(brief.send_at, held.tzinfo) if brief.send_at else None
    for sentence in (seen.text.subject or "", *seen.text.sentences):
        if _dated(sentence, held.date()):
            continue  # "we met on 29 October, and this week I found ...": the talk has its date
        said = [
            (word, match)
            for part in _parts(sentence)
            if _of_the_talk(seen, part)
            for word in _FITS
            if (match := seen.says("time", word, part))
        ]
        if not said or any(_fits(word, held.date(), sent) for word, _ in said):
            continue
        params = {"when": held.date(), "sent": sent or held.date() + dt.timedelta(days=1)}
        yield Found("time.words", "block", said[0][1].group(), params=params)


def check_day_ahead(seen: Seen) -> Iterator[Found]:
    """The words "today" and "tomorrow" of a decision or deadline agree with its date on the day of sending."""
    brief = seen.brief
    days = [day for day in (brief.decision_date, brief.deadline) if day] if brief else []
    if brief is None or brief.send_at is None or not days:
        return
    sent = brief.send_at.date()
    for sentence in (seen.text.subject or "", *seen.text.sentences):
        for part in _parts(sentence):
            if not seen.says("time", "decided", part) or _of_the_talk(seen, part):
                continue
            for word, ahead in (("today", 0), ("tomorrow", 1)):
                match = seen.says("time", word, part)
                if match and not any((day - sent).days == ahead for day in days):
                    params = {"named": days[0], "sent": sent}
                    yield Found("time.words", "block", match.group(), "time.words.ahead", params)


def _of_the_talk(seen: Seen, part: str) -> bool:
    """Whether the words are about the talk: they name it, or a thank-you thanks for it."""
    if seen.kind in _ANSWERS:  # "for your call last night" is the call with the offer
        return bool(seen.says("time", "met", part))
    thanked = seen.kind in THANKS | {"short_message"} and seen.says("move", "thanks", part)
    return bool(thanked or seen.says("time", "talk", part))


def _dated(sentence: str, held: dt.date) -> bool:
    """Whether the sentence names the day of the talk otherwise: by its date or its weekday."""
    return any(found.fits(held) for found in facts.dates(sentence)) or any(
        number == held.weekday() for number, _ in facts.weekdays(sentence)
    )


def _parts(sentence: str) -> list[str]:
    """The parts of a sentence at its commas; a part of a word or two (", yesterday,") stands with its neighbour."""
    parts = [""]
    for part in re.split(r"(?<=[,;:–—])\s", sentence):
        if min(len(parts[-1].split()), len(part.split())) > 2:
            parts.append(part)
        else:
            parts[-1] = f"{parts[-1]} {part}".strip()
    return parts


_FITS = ("today", "yesterday", "before_yesterday", "this_week", "last_week")


def _fits(word: str, held: dt.date, sent: dt.date | None) -> bool:
    """Whether the word is true of a talk on `held` in a letter sent on `sent`; None: today or tomorrow."""
    if sent is None:
        return word in {"today", "yesterday", "this_week"}
    days = (sent - held).days
    weeks = (sent - dt.timedelta(days=sent.weekday()) - (held - dt.timedelta(days=held.weekday()))).days // 7
    return {
        "today": days == 0,
        "yesterday": days == 1,
        "before_yesterday": days == 2,
        "this_week": weeks == 0,
        "last_week": weeks == 1,
    }[word]


def _meant_day(seen: Seen, found: facts.DateFound) -> dt.date | None:
    """The day a date means: its own year, else that of the brief's day with this month and number."""
    assert found.month is not None
    assert found.day is not None
    if found.year is not None:
        try:
            return dt.date(found.year if found.year > 99 else 2000 + found.year, found.month, found.day)
        except ValueError:
            return None
    days = seen.known.days if seen.known else ()
    return next((day for day in days if (day.month, day.day) == (found.month, found.day)), None)
