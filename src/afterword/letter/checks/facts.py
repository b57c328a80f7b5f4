"""Dates, times, numbers, links, phones, quotations and names as they stand in a text."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from afterword import tables
from afterword.letter.checks.words import ROOM

Span = tuple[int, int]
_SCALES = {"k": 3, "m": 6, "million": 6, "thousand": 3, "bn": 9, "billion": 9}
"""Powers of ten behind a number."""


@dataclass(frozen=True)
class DateFound:
    """A date as written: what is not said is None. weekday: 0 = Monday."""

    quote: str
    month: int | None
    day: int | None
    year: int | None
    weekday: int | None
    span: Span
    swapped: bool = False
    """Written in numbers that can be read the other way round."""

    def fits(self, date: dt.date) -> bool:
        """Whether this can mean `date`."""
        readings = [(self.month, self.day)] + ([(self.day, self.month)] if self.swapped else [])
        return (
            any(month in {None, date.month} and day in {None, date.day} for month, day in readings)
            and self.year in {None, date.year, date.year % 100}
            and self.weekday in {None, date.weekday()}
        )


def dates(text: str) -> Iterator[DateFound]:
    """Every date with a day and a month; a weekday written with it belongs to it."""
    if not any(letter.isdigit() for letter in text):
        return
    for match in _date().finditer(text):
        part = match.groupdict()
        weekday = weekday_number(part["w1"] or part["w2"] or "")
        if part["iso"]:
            on = [int(piece) for piece in part["iso"].split("-")]
            yield DateFound(match.group(), on[1], on[2], on[0], weekday, match.span())
        elif part["a"]:
            year = int(part["y3"]) if part["y3"] else None
            one, two = int(part["a"]), int(part["b"] or part["b2"] or part["b3"])
            if max(one, two) <= 31 and min(one, two) <= 12:
                month, day = (one, two) if one <= 12 else (two, one)
                yield DateFound(match.group(), month, day, year, weekday, match.span(), swapped=True)
        else:
            named = month_number(part["m1"] or part["m2"])
            written_year = part["y1"] or part["y2"]
            year = int(written_year) if written_year else None
            yield DateFound(match.group(), named, int(part["d1"] or part["d2"]), year, weekday, match.span())


def weekdays(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Every weekday that stands alone, with its number."""
    for match in _weekday().finditer(text):
        number = weekday_number(match.group(1))
        if number is not None:
            yield number, match


def month_number(word: str | None) -> int | None:
    """1 to 12 for a month's name or short form in English, German or French."""
    return _index("months").get((word or "").casefold().rstrip("."))


def weekday_number(word: str | None) -> int | None:
    """0 (Monday) to 6 for a weekday's name or short form."""
    number = _index("weekdays").get((word or "").casefold().rstrip("."))
    return None if number is None else number - 1


def clock_times(text: str) -> Iterator[tuple[dt.time, re.Match[str]]]:
    """Every time of day: "3 pm", "14:30", "14 Uhr", "14h30"; "half past six" and "six o'clock" as before noon."""
    for match in _clock().finditer(text):
        hour, minute = int(match["h"]), int(match["m"] or 0)
        half = (match["half"] or "").casefold()[:1]
        if half == "p" and hour < 12:
            hour += 12
        elif half == "a" and hour == 12:
            hour = 0
        if hour < 24 and minute < 60:
            yield dt.time(hour, minute), match
    for match in _clock_in_words().finditer(text):
        hour = _counted(match["h"] or match["full"])
        minutes = _table("past")[" ".join(match["way"].casefold().split())] if match["way"] else 0
        if 1 <= hour <= 12:
            yield dt.time((hour * 60 + minutes) // 60 % 12, minutes % 60), match


def numbers(text: str) -> Iterator[tuple[str, str, Span]]:
    """Every number as (plain form, as written, place): "1,200" is 1200, "340" and "three hundred and forty" meet."""
    for match in _digits().finditer(text):
        value = _plain(match["n"])
        scale = _SCALES.get((match["k"] or match["s"] or "").casefold())
        if scale and "." not in value:
            value += "0" * scale
        yield value, match.group().strip(), match.span()
    for match in _in_words().finditer(text):
        yield str(_counted(match.group())), match.group(), match.span()


def runs_of_digits(text: str) -> list[str]:
    """The digits of "1920-1930", "3D" or "B12", outside links, addresses and telephone numbers."""
    spans = [match.span() for finder in (links, emails) for match in finder(text)]
    spans += [match.span() for digits, match in phones(text) if len(digits) > 8]  # "1920-1930" is none
    return re.findall(r"\d+", masked(text, spans))


def links(text: str) -> Iterator[re.Match[str]]:
    """Every web address, without the stop that ends its sentence."""
    return _link().finditer(text)


def emails(text: str) -> Iterator[re.Match[str]]:
    """Every e-mail address."""
    return _email().finditer(text)


def phones(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Every telephone number as (digits, match): 7 to 15 digits that are no date."""
    for match in _phone().finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if 7 <= len(digits) <= 15 and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", match.group().strip()):
            yield digits, match


def quotations(text: str) -> Iterator[re.Match[str]]:
    """Every quotation of two words or more, with its marks."""
    return (match for match in _quotation().finditer(text) if len(match.group().split()) > 1)


def names(sentence: str) -> Iterator[re.Match[str]]:
    """Every run of words with a capital in one sentence, its first word too."""
    return _name().finditer(sentence)


@cache
def counted() -> re.Pattern[str]:
    """What, standing after it, makes even a small number a fact: "two years"."""
    return re.compile(rf"(?:{'|'.join(_table('counted')['any'])})(?!\w)", re.IGNORECASE)


@cache
def no_names() -> frozenset[str]:
    """What is written with a capital and names nobody: months, days, languages, common products."""
    return frozenset([*_table("capitals")["any"], *_index("months"), *_index("weekdays")])


def same_link(link: str) -> str:
    """A link in the form in which two spellings of one address are equal."""
    link = re.sub(r"^https?://", "", link.strip().casefold())
    return link.removeprefix("www.").rstrip("/")


def masked(text: str, spans: list[Span]) -> str:
    """The text with the places blanked, so that each thing is found once."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def loosely(text: str) -> str:
    """The text in the form in which a quotation is compared: lower case, words and numbers only."""
    return " ".join(re.findall(r"\w+", text.casefold().replace("’", "'")))


def _table(name: str) -> Any:
    return tables.table(f"{ROOM}/facts.toml")[name]


@cache
def _index(name: str) -> dict[str, int]:
    return {word: number for number, row in enumerate(_table(name)["any"], 1) for word in row}


def _any_of(name: str) -> str:
    return "|".join(sorted(_index(name), key=len, reverse=True))


def _plain(written: str) -> str:
    """The digits of a number without thousands marks, a decimal comma as a point."""
    written = re.sub(r"[ '’](?=\d{3})", "", written)
    written = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", written)
    written = written.replace(",", ".")
    if re.fullmatch(r"\d+\.0+", written):
        written = written.partition(".")[0]
    return written.lstrip("0") or "0"


def _counted(words: str) -> int:
    """The value of a number in words: tens, ones, hundreds, thousands, a million, half of one."""
    values, total, part = _table("numbers"), 0, 0
    for word in re.findall(r"\w+", words.casefold()):
        if word == "hundred":
            part = max(part, 1) * 100
        elif word in {"thousand", "million"}:
            total += max(part, 1) * (1000 if word == "thousand" else 1_000_000)
            part = 0
        else:
            part += values.get(word, 0)
    return (total + part) // 2 if words.casefold().startswith("half") else total + part


@cache
def _date() -> re.Pattern[str]:
    month, weekday = _any_of("months"), _any_of("weekdays")
    return re.compile(
        rf"(?<![\w/.-])(?:(?:(?P<w1>{weekday})\.?,?\s+(?:the\s+|den\s+|le\s+)?)?"
        rf"(?:(?P<m1>{month})\.?\s+(?:the\s+)?(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:)(?:,?\s+(?P<y1>(?:19|20)\d\d))?"
        rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?:of\s+)?(?P<m2>{month})\b(?:\.(?=\s\d))?(?:,?\s+(?P<y2>(?:19|20)\d\d))?"
        r"|(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)"
        r"|(?!24/7)(?P<a>\d{1,2})(?:(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<y3>(?:20)?\d\d)(?!\d)"
        r"|/(?P<b2>\d{1,2})(?![\d/%]|\sof)|\.(?P<b3>\d{1,2})\.(?!\d)))"
        rf"(?:\s+\((?P<w2>{weekday})\))?)",
        re.IGNORECASE,
    )


@cache
def _weekday() -> re.Pattern[str]:
    full = sorted((word for word in _index("weekdays") if len(word) > 4), key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(full)})s?(?!\w)", re.IGNORECASE)


@cache
def _clock() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w:.,])(?P<h>\d{1,2})(?:[:.h](?P<m>[0-5]\d))?(?:\s?(?P<half>[ap]\.?m\b\.?)|\s?(?:Uhr|h)\b|(?<=[:h]\d\d)(?![\d:]))",
        re.IGNORECASE,
    )


@cache
def _clock_in_words() -> re.Pattern[str]:
    hour = "|".join(sorted(_table("numbers"), key=len, reverse=True))
    way = "|".join(part.replace(" ", r"\s+") for part in _table("past"))
    return re.compile(
        rf"(?<![\w-])(?:(?P<way>{way})\s+(?P<h>{hour})|(?P<full>{hour})\s+o['’]clock)(?!\w)", re.IGNORECASE
    )


@cache
def _digits() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w.,/-])[$€£#]?(?P<n>\d{1,3}(?:[,.'’ ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)"
        r"(?:\s?(?P<k>million|thousand|billion|bn)\b|(?P<s>[kKmM])\b(?!['’]))?(?!\w*@)(?:st|nd|rd|th|x|s|er)?(?![\w])"
    )


@cache
def _in_words() -> re.Pattern[str]:
    by_length = sorted(_table("numbers").items(), key=lambda row: -len(row[0]))
    tens, below = ("|".join(word for word, value in by_length if (value > 19) is high) for high in (True, False))
    small = rf"(?:(?:{tens})(?:[\s-]+(?:{below}))?|{below})(?!\w)"
    scale = r"(?:hundred|thousand|million)(?!\w)"
    whole = rf"{small}(?:[\s-]+{scale}(?:[\s-]+(?:and\s+)?{small})?)*"
    return re.compile(rf"(?<![\w-])(?:half\s+a\s+{scale}|{whole})", re.IGNORECASE)


@cache
def _link() -> re.Pattern[str]:
    return re.compile(r"(?:https?://|www\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]'’]", re.IGNORECASE)


@cache
def _email() -> re.Pattern[str]:
    return re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")


@cache
def _phone() -> re.Pattern[str]:
    return re.compile(r"(?<![\w/])(?:\+|\()?\d(?:[ ()./-]{0,2}\d){6,14}(?!\w)")


@cache
def _name() -> re.Pattern[str]:
    word = r"[^\W\d_a-zß-öø-ÿ][\w&]*(?:[.'’-][\w&]+)*"
    particle = r"(?:(?:&|of|de|del|della|di|da|la|von|van|der|den|zu|bin|al|ter)\s+){1,2}"
    return re.compile(rf"(?<![\w@/.-])(?:{word})(?:\.?\s+(?:{particle})?{word})*")


@cache
def _quotation() -> re.Pattern[str]:
    return re.compile(r"\"[^\"\n]{1,600}\"|“[^“”]{1,600}”|„[^„“”]{1,600}[“”]|«[^«»]{1,600}»")
