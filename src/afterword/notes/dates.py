"""Days named in words, reckoned from the day they were said: "by Friday week", "in 14 Tagen", "d'ici quinze jours".

English, German and French. A stretch of time means its last day, since these are dates by which
something is promised: "next week" is its Friday, "before Christmas" the 24th. Where a stretch has
no day to hold on to ("early December", "im neuen Jahr"), it is named without one.
"""

# ruff: noqa: E501 - one way to name a day is read best on one line
import datetime as dt
import functools
import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass

from afterword import tables

_FAR_DAYS = 45
"""Of two readings of 11/12 the nearer one is meant, unless both lie within so many days."""
_REACH = 30
"""Characters before and after a date that can say it is none: "every Friday", "vendredi dernier"."""
_NO_DATE_BEFORE = re.compile(
    r"(?:\b(?:last|every|each|most|past|previous|letzte[nrs]?|vorige[nrs]?|jede[nrs]?|jede[nrs]? zweite[nr]?|chaque|tous les)\s+|\d[-–/.:])$",
    re.IGNORECASE,
)
_NO_DATE_AFTER = re.compile(
    r"\s+(?:ago|dernier|dernière|passée?)\b|(?:st|nd|rd|th)?\s+(?:floor|street|rue|year|century|jahr|etage|stock|étage|place|grade|time|of may have)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A day and where the text names it; None for a stretch without a day, as "early in December"."""

    day: dt.date | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Said:
    """When something was said and where: country (ISO) decides holidays and how 12/4 is read."""

    day: dt.date
    country: str | None = None
    anchor: dt.date | None = None
    """The day that "three days after that" counts from."""


Reckon = Callable[[re.Match[str], Said], dt.date | None]


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to name a day. absolute: readable without a day to reckon from."""

    pattern: re.Pattern[str]
    day: Reckon
    absolute: bool = False


def find(text: str, said_on: dt.date | None, country: str | None = None, anchor: dt.date | None = None) -> list[Named]:
    """The days named in `text`, in order, none overlapping; without `said_on` only those with a year.

    country: ISO code, for business days and the order of 12/4; anchor: the last day named before this text.
    """
    if not _HINT.search(text):
        return []
    said = Said(said_on or dt.date.min, country, anchor)
    found: list[Named] = []
    for form in _forms():
        if said_on is None and not form.absolute:
            continue
        for match in form.pattern.finditer(text):
            start, end = match.span()
            if any(start < other.end and other.start < end for other in found) or _is_no_date(text, start, end):
                continue
            try:
                day = form.day(match, said)
            except (ValueError, OverflowError):  # "31 November" names no day
                continue
            found.append(Named(day, start, end))
    return _after_one_another(text, sorted(found, key=lambda named: named.start), said)


def business_days(day: dt.date, count: int, country: str | None = None) -> dt.date:
    """The day that lies so many business days after `day`; without a country only weekends are left out."""
    while count:
        day += dt.timedelta(days=1)
        count -= day.weekday() < 5 and not _is_holiday(day, country)
    return day


_HINT = re.compile(
    r"\d|(?:[lr]|f|n|x)th\b|tieth\b|first\b|second\b|third\b|day|week|morrow|today|tonight|month|year|tag|woch|monat|jahr|mittwoch|samstag|morgen|heute|jour|semaine|mois|demain|"
    r"quinz|huit|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|soir|"
    r"jan|feb|fév|mar|mär|apr|avr|may|mai|jun|juin|jul|juil|aug|août|sep|o[ck]t|nov|de[cz]|déc|fortnight|easter|"
    r"christmas|xmas|thanksgiving|valentine|halloween|ostern|weihnacht|pfingst|silvester|dreikönig|noël|toussaint|pâques|"
    r"kw|fin|ende|anfang|\b(?:mon|tue|wed|thu|fri|sat|sun)s?\b",
    re.IGNORECASE,
)
"""What any named day holds: most sentences hold none of it and are not looked at further."""


def _is_no_date(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _REACH) : start]
    return bool(_NO_DATE_BEFORE.search(before) or _NO_DATE_AFTER.match(text, end))


def _words(name: str) -> dict[str, int]:
    table: dict[str, int] = tables.table("notes/dates.toml")[name]
    return table


def _any(name: str) -> str:
    return "|".join(sorted(map(re.escape, _words(name)), key=len, reverse=True))


_YEAR = r"(?:,?\s+(?P<year>[12]\d\d\d))"
_UNIT = (
    r"(?P<unit>(?:business|working|week)[\s-]?days?|werktag\w*|arbeitstag\w*|jours?\s+ouvr\w+|days?|weeks?|months?|"
    r"tag\w*|wochen?|monat\w*|jours?|semaines?|mois)\b"
)
_NEXT_WEEK = (
    r"(?:next\s+week|(?:der\s+)?(?:nächste[rn]?|kommende[rn]?)\s+woche|(?:de\s+)?(?:la\s+)?semaine\s+prochaine)"
)
_THIS_WEEK = r"(?:(?:this|the)\s+(?:working\s+)?week|(?:diese[rn]?|der)\s+woche|(?:cette|(?:de\s+)?la)\s+semaine)"
_END_OF = r"(?:(?:the\s+)?(?:end|close|later|late|back\s+end)\s+(?:of\s+)?|ende\s+|(?:la\s+)?fin\s+(?:de\s+)?|later\s+|spätestens\s+)?"
_VAGUELY = r"(?:early|mid(?:dle)?|beginning|start|first\s+half|second\s+half|anfang|mitte|début|mi|courant)[\s-]+(?:of\s+|in\s+|de\s+)?(?:the\s+)?"


def _form(pattern: str, reckon: Reckon, absolute: bool = False) -> _Form:
    return _Form(re.compile(rf"(?<![\w.])(?:{pattern})(?![\w])", re.IGNORECASE), reckon, absolute)


@functools.cache
def _forms() -> tuple[_Form, ...]:
    """All ways to name a day, the most exact first."""
    groups = (_in_figures, _of_the_month, _of_the_week, _after_a_span, _weekdays, _ends, _at_feasts, _at_hand)
    return tuple(itertools.chain.from_iterable(group() for group in groups))


def _in_figures() -> tuple[_Form, ...]:
    """Days with their number and month, and weeks with their number."""
    month = _any("months")
    ordinal = _any("ordinals")
    day = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?|(?P<ordinal>{ordinal})"
    return (
        _form(r"(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)", _numbers, absolute=True),
        _form(r"(?P<day>\d{1,2})[./]\s?(?P<month>\d{1,2})[./]\s?(?P<year>20\d\d)", _slashed, absolute=True),
        _form(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.(?:\s?(?P<short>\d\d)\b)?", _numbers),
        _form(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<short>\d\d))?", _slashed),
        _form(
            rf"(?:the\s+)?week\s+(?:of|commencing|beginning|from)\s+(?:the\s+)?(?:{day})\s+(?:of\s+)?(?P<month>{month})\.?{_YEAR}?",
            _week_of,
        ),
        _form(
            rf"(?:the\s+)?week\s+(?:of|commencing|beginning|from)\s+(?P<month>{month})\.?\s+(?:{day}){_YEAR}?", _week_of
        ),
        _form(rf"(?:the\s+)?(?:{day})\s+(?:of\s+)?(?P<month>{month})\.?{_YEAR}", _month_day, absolute=True),
        _form(rf"(?P<month>{month})\.?\s+(?:the\s+)?(?:{day}){_YEAR}", _month_day, absolute=True),
        _form(rf"(?:the\s+)?(?:{day})\s+(?:of\s+)?(?P<month>{month})\b\.?", _month_day),
        _form(rf"(?P<month>{month})\.?\s+(?:the\s+)?(?:{day})", _month_day),
        _form(r"(?:kw|kalenderwoche|week|semaine|wk)\.?\s+(?P<week>\d{1,2})", _numbered_week),
    )


def _of_the_month() -> tuple[_Form, ...]:
    """Days told by a weekday or by their number alone, and stretches of a month."""
    month = _any("months")
    weekday = _any("weekdays")
    ordinal = _any("ordinals")
    return (
        _form(
            rf"(?P<weekday>{weekday})\s+week\b|(?:a\s+)?week\s+(?:on|from|this|next|come)\s+(?P<weekday2>{weekday})|"
            rf"(?P<weekday3>{weekday})\s+(?:in\s+(?:einer\s+woche|acht\s+tagen)|über\s+eine\s+woche|en\s+huit)",
            lambda match, said: _weekday(match, said) + dt.timedelta(7),
        ),
        _form(
            rf"(?P<weekday>{weekday})\s+(?:fortnight|in\s+(?:zwei\s+wochen|14\s+tagen|vierzehn\s+tagen)|en\s+quinze)",
            lambda match, said: _weekday(match, said) + dt.timedelta(14),
        ),
        _form(
            rf"(?:{weekday}),?\s+(?:the\s+|den\s+|dem\s+|le\s+)?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.|er)?|the\s+(?P<ordinal>{ordinal}))(?!\s*(?:h\b|uhr|am|pm|o'clock|:))",
            _day_of_month,
        ),
        _form(r"(?:the\s+)(?P<day>\d{1,2})(?:st|nd|rd|th)\b", _day_of_month),
        _form(r"(?:by|until|till|on|before|after)\s+(?P<day>\d{1,2})(?:st|nd|rd|th)\b", _day_of_month),
        _form(r"(?:am|zum|bis|der|dem|den|vom|beim|vor|nach)\s+(?P<day>\d{1,2})\.", _day_of_month),
        _form(
            r"(?:le|du|au|avant\s+le)\s+(?P<day>\d{1,2})(?:er)?(?!\s*(?:h\b|heures|rue|%|€|euros|ans|[a-zà-ü]+ième))",
            _day_of_month,
        ),
        _form(
            rf"(?:by|on|until|before)\s+the\s+(?P<ordinal>{ordinal})(?=\s*(?:[.,;!)\"”]|and\b|or\b|at\b|$))",
            _day_of_month,
        ),
        _form(
            rf"(?:the\s+)?(?:end|late|ende|(?:la\s+)?fin)[\s-]+(?:of\s+|de\s+|des\s+)?(?P<month>{month})\b",
            _end_of_month,
        ),
        _form(rf"{_VAGUELY}(?:{month})\b|{_VAGUELY}{_NEXT_WEEK}", _no_day),
    )


def _of_the_week() -> tuple[_Form, ...]:
    """Days of the next weeks, and their ends."""
    weekday = _any("weekdays")
    feast = _any("feasts")
    return (
        _form(rf"{_NEXT_WEEK},?\s+(?:am\s+|on\s+)?(?P<weekday>{weekday})", _weekday_next_week),
        _form(rf"(?P<weekday>{weekday})\s+(?:of\s+)?{_NEXT_WEEK}", _weekday_next_week),
        _form(
            r"(?:the\s+)?week\s+after\s+next|übernächste\w*\s+woche|dans\s+deux\s+semaines\s+au\s+plus\s+tôt",
            lambda _, said: _friday(said.day, 2),
        ),
        _form(
            rf"(?:(?:the\s+)?week\s+after|(?:in\s+der\s+)?woche\s+nach|(?:la\s+)?semaine\s+(?:d[''])?après)\s+(?:de\s+|la\s+|l'|le\s+)?(?P<feast>{feast})",
            lambda match, said: _friday(_feast(match, said), 1),
        ),
        _form(rf"{_END_OF}{_NEXT_WEEK}", lambda _, said: _friday(said.day, 1)),
        _form(
            rf"{_END_OF}{_THIS_WEEK}|wochenende|(?:the\s+)?weekend|(?:le\s+)?week-end",
            lambda _, said: _friday(said.day, 0),
        ),
    )


def _after_a_span() -> tuple[_Form, ...]:
    """So many days, weeks or months from now."""
    number = rf"\d{{1,2}}|{_any('numbers')}"
    return (
        _form(
            rf"(?:within|in|inside|after|innerhalb\s+(?:von\s+)?|binnen|nach|heute\s+in|dans|sous|d'ici|another|about|take[sn]?|give[sn]?\s+\w+|at\s+most|maximal|spätestens\s+in)\s+"
            rf"(?:the\s+|les\s+|den\s+|der\s+)?(?:next\s+|nächsten\s+|kommenden\s+|prochains\s+)?(?:about\s+|around\s+|at\s+most\s+|ca\.?\s+|rund\s+|etwa\s+|spätestens\s+|une?\s+petite\s+)?"
            rf"(?:(?:{number})\s*(?:to|or|[-–]|bis|oder|à|ou)\s*)?(?P<count>{number})\s+{_UNIT}",
            _after_span,
        ),
        _form(rf"(?:{number})\s*(?:to|or|[-–]|bis|oder|à|ou)\s*(?P<count>{number})\s+{_UNIT}", _after_span),
        _form(
            rf"(?P<count>{number})\s+{_UNIT}(?=\s+(?:at\s+most|at\s+the\s+(?:most|latest|outside)|max\w*|tops|from\s+(?:now|today)|noch|höchstens|spätestens|au\s+plus|maximum))",
            _after_span,
        ),
        _form(
            r"a\s+week\s+(?:from\s+)?(?:today|now)|today\s+week|heute\s+in\s+(?:einer\s+woche|acht\s+tagen)|(?:within|in|inside|sous|d'ici)\s+(?:the\s+|une\s+)?huitaine",
            lambda _, said: said.day + dt.timedelta(7),
        ),
        _form(
            r"a\s+week\s+(?:from\s+)?tomorrow|tomorrow\s+week|morgen\s+in\s+einer\s+woche",
            lambda _, said: said.day + dt.timedelta(8),
        ),
        _form(
            r"(?:within|in|inside|over|about)\s+(?:a|the\s+next|the)\s+fortnight|a\s+fortnight(?:'s\s+time|\s+from\s+(?:now|today))|(?:sous|dans|d'ici)\s+(?:la\s+|une\s+)?quinzaine",
            lambda _, said: said.day + dt.timedelta(14),
        ),
    )


def _weekdays() -> tuple[_Form, ...]:
    """Weekdays alone: the next one."""
    weekday = _any("weekdays")
    return (
        _form(
            rf"(?:next|nächste[rn]?|kommende[rn]?)\s+(?P<weekday>{weekday})|(?P<weekday2>{weekday})\s+prochain",
            _weekday,
        ),
        _form(
            rf"(?:by|on|until|till|before|this|coming|am|bis(?:\s+zum)?|d'ici(?:\s+à)?|avant|ce|diesen|ab)\s+(?P<weekday>{weekday})\b",
            _weekday,
        ),
        _form(
            r"(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?![''-]s?\w)",
            _weekday,
        ),
    )


def _ends() -> tuple[_Form, ...]:
    """The end of a month or a year."""
    return (
        _form(
            r"(?:the\s+)?(?:end|last\s+day)\s+of\s+(?:the|this)\s+month|month(?:'s)?[\s-]end|ende\s+(?:des|diese[sn])\s+monats|monatsende|ende\s+monat|(?:la\s+)?fin\s+(?:du|de\s+ce)\s+mois|fin\s+de\s+mois",
            lambda _, said: _month_end(said.day.year, said.day.month),
        ),
        _form(
            r"(?:the\s+)?end\s+of\s+next\s+month|ende\s+(?:des\s+)?nächsten\s+monats|(?:la\s+)?fin\s+(?:du\s+)?(?:le\s+)?mois\s+prochain",
            lambda _, said: _month_end(said.day.year + said.day.month // 12, said.day.month % 12 + 1),
        ),
        _form(
            r"(?:the\s+)?end\s+of\s+(?:the\s+|this\s+)?year|year(?:'s)?[\s-]end|jahresende|ende\s+(?:des|dieses)\s+jahres|(?:la\s+)?fin\s+(?:de\s+l'|d')année",
            lambda _, said: _coming(said.day, 12, 31),
        ),
    )


def _at_feasts() -> tuple[_Form, ...]:
    """Before, after and at feasts."""
    feast = _any("feasts")
    return (
        _form(
            rf"(?:before|vor|avant)\s+(?:the\s+|la\s+|les\s+|l'|le\s+|dem\s+|den\s+)?(?P<feast>{feast})",
            lambda match, said: _feast(match, said) - dt.timedelta(1),
        ),
        _form(
            rf"(?:after|nach|après|once|until\s+after)\s+(?:the\s+|la\s+|les\s+|l'|le\s+|dem\s+|den\s+)?(?P<feast>{feast})",
            _after_feast,
        ),
        _form(
            rf"(?:by|on|until|till|bis(?:\s+zu[mr]?)?|an|zu|à|d'ici(?:\s+à)?|pour)\s+(?:the\s+|la\s+|les\s+|l'|le\s+)?(?P<feast>{feast})",
            _feast,
        ),
    )


def _at_hand() -> tuple[_Form, ...]:
    """Today, tomorrow, and stretches without a day."""
    month = _any("months")
    return (
        _form(r"(?:the\s+)?day\s+after\s+tomorrow|übermorgen|après-demain", lambda _, said: said.day + dt.timedelta(2)),
        _form(
            r"tomorrow|(?<!am\s)(?<!guten\s)(?<!jeden\s)(?<!diesen\s)morgen|demain",
            lambda _, said: said.day + dt.timedelta(1),
        ),
        _form(
            r"today|tonight|this\s+(?:evening|afternoon)|heute(?:\s+(?:noch|abend))?|aujourd'hui|ce\s+soir",
            lambda _, said: said.day,
        ),
        _form(
            rf"(?:in|im|en|au\s+mois\s+de|sometime\s+in|during|irgendwann\s+im|courant)\s+(?:{month})(?!\s+\d)|next\s+month|nächsten\s+monat|(?:le\s+)?mois\s+prochain|(?:in\s+)?(?:the\s+)?new\s+year|im\s+neuen\s+jahr|(?:in\s+)?(?:a|the\s+next)\s+few\s+(?:days|weeks)|in\s+(?:den\s+nächsten|ein\s+paar|einigen)\s+(?:tagen|wochen)|(?:dans|d'ici)\s+(?:quelques|les\s+prochain\w+)\s+\w+|in\s+(?:spring|summer|autumn)|im\s+(?:frühjahr|sommer|herbst)|au\s+printemps",
            _no_day,
        ),
    )


def _no_day(_: re.Match[str], __: Said) -> None:
    """A stretch without a day to hold on to."""


def _group(match: re.Match[str], name: str) -> str:
    """What the group of this name, or one numbered after it, took."""
    return next(taken for key, taken in match.groupdict().items() if key.rstrip("23") == name and taken).lower()


def _year(match: re.Match[str]) -> int | None:
    named = match.groupdict()
    if named.get("year"):
        return int(named["year"])
    return 2000 + int(named["short"]) if named.get("short") else None


def _numbers(match: re.Match[str], said: Said) -> dt.date:
    return _in_year(said.day, int(match["month"]), int(match["day"]), _year(match))


def _in_year(said_on: dt.date, month: int, day: int, year: int | None) -> dt.date:
    return dt.date(year, month, day) if year else _coming(said_on, month, day)


def _slashed(match: re.Match[str], said: Said) -> dt.date:
    """12/4 is what lies nearer ahead; where both do, the writer's country decides."""
    first, second, year = int(match["day"]), int(match["month"]), _year(match)
    both = []
    for month, day in ((second, first), (first, second)):
        if month <= 12:
            both.append(_in_year(said.day, month, day, year))
    if "." in match.group() or len(both) == 1:
        return both[0]
    far = [abs((day - said.day).days) for day in both]
    if max(far) > _FAR_DAYS >= min(far) and year is None:
        return both[far.index(min(far))]
    return both[said.country == "US"]


def _day(match: re.Match[str]) -> int:
    return int(match["day"]) if match["day"] else _words("ordinals")[match["ordinal"].lower()]


def _month_day(match: re.Match[str], said: Said) -> dt.date:
    return _in_year(said.day, _words("months")[match["month"].lower()], _day(match), _year(match))


def _week_of(match: re.Match[str], said: Said) -> dt.date:
    return _friday(_month_day(match, said), 0)


def _numbered_week(match: re.Match[str], said: Said) -> dt.date:
    week = int(match["week"])
    weeks = (dt.date.fromisocalendar(year, week, 5) for year in (said.day.year, said.day.year + 1))
    return next(friday for friday in weeks if friday >= said.day)


def _coming(said_on: dt.date, month: int, day: int) -> dt.date:
    """The year is the one that lies nearest ahead; up to two months back is taken for a slip and kept."""
    days = [dt.date(year, month, day) for year in (said_on.year - 1, said_on.year, said_on.year + 1)]
    return next(candidate for candidate in days if candidate >= said_on - dt.timedelta(days=60))


def _day_of_month(match: re.Match[str], said: Said) -> dt.date:
    named = match.groupdict()
    day = int(named["day"]) if named.get("day") else _words("ordinals")[named["ordinal"].lower()]
    year, month = said.day.year, said.day.month
    if day < said.day.day:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return dt.date(year, month, day)


def _end_of_month(match: re.Match[str], said: Said) -> dt.date:
    month = _words("months")[match["month"].lower()]
    return _month_end(_coming(said.day, month, 28).year, month)


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def _friday(said_on: dt.date, weeks: int) -> dt.date:
    return said_on + dt.timedelta(days=4 - said_on.weekday(), weeks=weeks)


def _weekday_next_week(match: re.Match[str], said: Said) -> dt.date:
    weekday = _words("weekdays")[match["weekday"].lower()]
    return said.day + dt.timedelta(days=weekday - said.day.weekday(), weeks=1)


def _weekday(match: re.Match[str], said: Said) -> dt.date:
    """The first such day after the one it was said on; "next" said early in the week still means the first."""
    weekday = _words("weekdays")[_group(match, "weekday")]
    return said.day + dt.timedelta(days=(weekday - said.day.weekday() - 1) % 7 + 1)


def _after_span(match: re.Match[str], said: Said) -> dt.date:
    written = match["count"].lower()
    count = int(written) if written.isdigit() else _words("numbers")[written]
    unit, since = match["unit"].lower(), said.day
    if re.match(r"business|working|week[\s-]?day|werk|arbeit|jours?\s+ouvr", unit):
        return business_days(since, count, said.country)
    if unit.startswith("mo"):
        year, month = divmod(since.year * 12 + since.month - 1 + count, 12)
        return min(dt.date(year, month + 1, 1) + dt.timedelta(since.day - 1), _month_end(year, month + 1))
    return since + dt.timedelta(days=count * (7 if unit.startswith(("w", "s")) else 1))


_AFTER_THAT = re.compile(
    r"\s*(?:of|after|from|following|nach|ab|après|suivant)\s+(?:the|that|it|this|dem|der|diesem|le|la|cela|ça|cet?t?e?)\b|"
    r"\s*(?:later|afterwards?|thereafter|danach|darauf|après|plus\s+tard)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\b(?:after|following|nach|après)\s+(?:the\s+|dem\s+|le\s+)?$", re.IGNORECASE)


def _after_one_another(text: str, found: list[Named], said: Said) -> list[Named]:
    """The same days, those that count from another one moved: "after the 14th, within a week"."""
    moved: list[Named] = []
    for named in found:
        last = moved[-1] if moved else None
        since: dt.date | None = None
        counts = named.day is not None and _SPAN.search(text, named.start, named.end)
        if counts and _AFTER_THAT.match(text, named.end):
            since = last.day if last else said.anchor
        elif counts and last and _AFTER.search(text[: last.start] + re.split(r"\d", text[last.start : last.end])[0]):
            since = last.day
        moved.append(Named(named.day + (since - said.day), named.start, named.end) if since and named.day else named)
    return moved


_SPAN = re.compile(r"\b(?:days?|weeks?|tagen?|wochen?|jours?|semaines?)\b", re.IGNORECASE)


def _feast(match: re.Match[str], said: Said) -> dt.date:
    """The coming day of this name; up to four days back it is still meant."""
    name = match["feast"].lower()
    for year in (said.day.year, said.day.year + 1):
        day = _feast_in(name, year)
        if day >= said.day - dt.timedelta(days=4):
            return day
    raise ValueError(name)


def _after_feast(match: re.Match[str], said: Said) -> dt.date:
    """The first weekday after it, and after the bridge to the weekend where it falls on a Thursday."""
    day = _feast(match, said)
    return business_days(day + dt.timedelta(days=1 if day.weekday() == 3 else 0), 1)


def _feast_in(name: str, year: int) -> dt.date:
    rule: int | str = tables.table("notes/dates.toml")["feasts"][name]
    if isinstance(rule, int):
        return _easter(year) + dt.timedelta(days=rule)
    if "-" in rule:
        month, day = map(int, rule.split("-"))
        return dt.date(year, month, day)
    month, weekday, nth = map(int, rule.split())
    first = dt.date(year, month, 1)
    days = [first + dt.timedelta((weekday - first.weekday()) % 7 + 7 * week) for week in range(5)]
    return [day for day in days if day.month == month][:nth][-1]


def _easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar, by the anonymous rule of 1876."""
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def _is_holiday(day: dt.date, country: str | None) -> bool:
    return country is not None and day in _holidays(country, day.year)


@functools.lru_cache(maxsize=32)
def _holidays(country: str, year: int) -> frozenset[dt.date]:
    import holidays  # 0.1 s to import

    return frozenset(holidays.country_holidays(country, subdiv="ENG" if country == "GB" else None, years=year))
