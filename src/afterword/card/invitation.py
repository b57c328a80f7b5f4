"""An invitation: the talk that a calendar file arranges, moves or calls off, and who takes part.

Times are read from the file's own lines. Its zone rules count for that file alone, and where the
zone is not known beyond doubt no time is given: the reader is asked.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

from afterword import tables
from afterword.candidacy import reason
from afterword.candidacy.contact import Contact
from afterword.candidacy.problem import Problem, problem
from afterword.card import content_line, guests
from afterword.card.content_line import ContentLine
from afterword.card.zone_names import suggested, zone_named
from afterword.card.zone_rules import Rules, local_time, rules
from afterword.errors import BadInput

Doubt = Literal["no_time", "no_zone", "unknown_zone", "two_zones"]
Format = Literal["onsite", "video", "phone"]

_COMPONENT = re.compile(r"V(CALENDAR|EVENT|TODO|JOURNAL|FREEBUSY|AVAILABILITY|TIMEZONE)", re.IGNORECASE)
_LENGTH = re.compile(
    r"\+?P(?:(\d{1,3})W)?(?:(\d{1,3})D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,5})S)?)?", re.IGNORECASE
)
_LINK = re.compile(r"https?://[^\s<>\"'\\,;]+", re.IGNORECASE)
_CALL = re.compile(r"(?:tel:|phone:?\s*)?\+?[\d().\-/ ]{7,25}(?:[,;x# ]+\d{3,12}#?)?", re.IGNORECASE)
_TITLE_LENGTH = 200
_MOST_SEQUENCE = 10**6


@dataclass(frozen=True, slots=True)
class Invitation:
    """One talk of a calendar file.

    key: the same for every version of it, without the words of its UID; series: the key of the
    series it is one of, instead_of: its time there; cancelled: called off; sequence: the higher, the later
    starts, ends: with offset, None where `doubt` says what must be asked, ends also where no end is
    given; local: the beginning as it stands, without zone; minutes: its length
    zone: an IANA name, else the name as it stands; suggested: the zone that is usually meant
    repeats: the first of several; link: of a video talk; people: the organizer first
    """

    key: str
    series: str | None = None
    instead_of: dt.datetime | None = None
    cancelled: bool = False
    sequence: int = 0
    title: str | None = None
    starts: dt.datetime | None = None
    ends: dt.datetime | None = None
    local: str | None = None
    minutes: int | None = None
    all_day: bool = False
    zone: str | None = None
    suggested: str | None = None
    doubt: Doubt | None = None
    repeats: bool = False
    place: str | None = None
    link: str | None = None
    format: Format | None = None
    people: tuple[Contact, ...] = ()
    organizer: str | None = None


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """What a calendar file holds: the talks in the order of the file, and everybody it names."""

    invitations: tuple[Invitation, ...]
    people: tuple[Contact, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Time:
    """A moment of the file: `at` with offset, or `local` with the doubt about its zone."""

    local: dt.datetime
    at: dt.datetime | None = None
    all_day: bool = False
    zone: str | None = None
    suggested: str | None = None
    doubt: Doubt | None = None


def read(data: bytes, file: str, language: str = "en") -> CalendarFile:
    """The talks and people of an .ics file.

    Raises BadInput for an empty file and for one that is no calendar, TooLarge above the limits of
    `content_line.read`.
    """
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        raise BadInput("card.invitation.empty", where=file)
    lines, broken = content_line.read(data, file)
    if not any(line.name == "BEGIN" and _COMPONENT.fullmatch(line.value) for line in lines):
        raise BadInput("card.invitation.not_a_calendar", where=file)
    people = guests.people(lines, file)
    problems = []
    if broken:
        problems.append(problem("card.invitation.lines_left_out", language, file, count=len(broken), first=broken[0]))
    if not people:
        problems.append(problem("card.invitation.no_people", language, file))
    found = tuple(_newest(_invitations(lines, file)))
    return CalendarFile(found, people, tuple(problems))


def _newest(found: Sequence[Invitation]) -> Iterator[Invitation]:
    """Each talk once, as its latest version says."""
    latest: dict[str, int] = {}
    for one in found:
        latest[one.key] = max(one.sequence, latest.get(one.key, 0))
    seen: set[tuple[str, str | None]] = set()
    for one in found:
        if one.sequence == latest[one.key] and (one.key, one.local) not in seen:
            seen.add((one.key, one.local))
            yield one


def _invitations(lines: Sequence[ContentLine], file: str) -> list[Invitation]:
    zones: dict[str, list[Rules | None]] = {}
    for block in _blocks(lines, "VTIMEZONE"):
        name = next((_plain(line.value) for line in block if line.name == "TZID"), "")
        zones.setdefault(name, []).append(rules(block))
    usual = next((_plain(line.value) for line in lines if line.name == "X-WR-TIMEZONE"), None)
    method = next((line.value.strip().upper() for line in lines if line.name == "METHOD"), "")
    return [_invitation(block, zones, usual, method, file) for block in _blocks(lines, "VEVENT")]


def _blocks(lines: Sequence[ContentLine], name: str) -> Iterator[list[ContentLine]]:
    """The lines of each component of a kind; one that is never ended ends where the next begins."""
    block: list[ContentLine] | None = None
    for line in lines:
        opens = line.name == "BEGIN" and line.value.strip().upper() == name
        ends = line.name == "END" and line.value.strip().upper() in {name, "VCALENDAR"}
        if block is not None and (opens or ends):
            yield block
            block = None
        if opens:
            block = []
        elif block is not None:
            block.append(line)
    if block:
        yield block


def _invitation(
    block: Sequence[ContentLine], zones: dict[str, list[Rules | None]], usual: str | None, method: str, file: str
) -> Invitation:
    own = list(_outer(block))
    said: dict[str, ContentLine] = {}
    for line in own:
        said.setdefault(line.name, line)

    def text(name: str) -> str:
        return _plain(said[name].value) if name in said else ""

    begins = _time(said.get("DTSTART"), zones, usual)
    ends = _time(said.get("DTEND"), zones, usual)
    which = _time(said.get("RECURRENCE-ID"), zones, usual)
    uid = text("UID") or f"{text('SUMMARY')} {text('DTSTART')}"
    place, link = _where(text("LOCATION"), own)
    minutes = _minutes(begins, ends, text("DURATION"))
    return Invitation(
        key=_key(uid, which.at or which.local) if which else _key(uid),
        series=_key(uid) if which else None,
        instead_of=which.at if which else None,
        cancelled=method == "CANCEL" or text("STATUS").upper() == "CANCELLED",
        sequence=_number(text("SEQUENCE")),
        title=" ".join(text("SUMMARY").split())[:_TITLE_LENGTH] or None,
        starts=begins.at if begins else None,
        ends=begins.at + dt.timedelta(minutes=minutes) if begins and begins.at and minutes else None,
        local=begins.local.isoformat(timespec="minutes") if begins else None,
        minutes=minutes,
        all_day=begins is not None and begins.all_day,
        zone=begins.zone if begins else None,
        suggested=begins.suggested if begins else None,
        doubt=begins.doubt if begins else "no_time",
        repeats="RRULE" in said or "RDATE" in said,
        place=place,
        link=link,
        format=_format(place, link),
        people=guests.people(own, file),
        organizer=guests.address_of(said["ORGANIZER"]).lower() or None if "ORGANIZER" in said else None,
    )


def _outer(block: Sequence[ContentLine]) -> Iterator[ContentLine]:
    """The lines of the event itself, without those of its alarms and other parts."""
    depth = 0
    for line in block:
        if line.name in {"BEGIN", "END"}:
            depth = max(0, depth + (1 if line.name == "BEGIN" else -1))
        elif depth == 0:
            yield line


def _time(line: ContentLine | None, zones: dict[str, list[Rules | None]], usual: str | None) -> _Time | None:
    """The moment that a line names, None where it names none."""
    if line is None:
        return None
    name = ", ".join(line.params.get("TZID", ()))
    value = line.value.strip()
    if local_time(value) is None and ":" in value:  # a name with a colon and no quotation marks
        rest, _colon, value = value.rpartition(":")
        name = f"{name}:{rest}"
    local = local_time(value)
    if local is None or local.year < 2:
        return None
    if "T" not in value.upper():
        return _Time(local, all_day=True, zone=usual, suggested=_usual(usual), doubt="no_time")
    if value.upper().endswith("Z"):
        return _Time(local, local.replace(tzinfo=dt.UTC), zone="UTC")
    return _zoned(local, _plain(name), zones, usual)


def _zoned(local: dt.datetime, name: str, zones: dict[str, list[Rules | None]], usual: str | None) -> _Time:
    """A local time with the zone that its name and the rules of the file agree upon."""
    if not name:
        return _Time(local, zone=usual, suggested=_usual(usual), doubt="no_zone")
    known = zone_named(name)
    called = known.key if isinstance(known, ZoneInfo) else name
    offsets = {one.offset(local) for one in zones.get(name, ()) if one is not None}
    if known:
        offsets.add(_before_a_gap(local, known))
    if len(offsets) == 1:
        return _Time(local, local.replace(tzinfo=dt.timezone(offsets.pop())), zone=called)
    meant = called if isinstance(known, ZoneInfo) else suggested(name) or _usual(usual)
    return _Time(local, zone=called, suggested=meant, doubt="two_zones" if offsets else "unknown_zone")


def _before_a_gap(local: dt.datetime, zone: dt.tzinfo) -> dt.timedelta:
    """The offset of a local time; of one that a change of the clock leaves out, the offset before it."""
    return local.replace(tzinfo=zone).utcoffset() or dt.timedelta()


def _usual(name: str | None) -> str | None:
    zone = zone_named(name) if name else None
    return zone.key if isinstance(zone, ZoneInfo) else None


def _minutes(begins: _Time | None, ends: _Time | None, length: str) -> int | None:
    if begins is None or begins.all_day:
        return None
    if ends and not ends.all_day:
        both = begins.at and ends.at
        size = ends.at - begins.at if both and ends.at and begins.at else ends.local - begins.local
    elif found := _LENGTH.fullmatch(length):
        weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
        size = dt.timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    else:
        return None
    return int(size.total_seconds() // 60) if size > dt.timedelta() else None


def _where(location: str, lines: Sequence[ContentLine]) -> tuple[str | None, str | None]:
    """The place in words, and the link of a video talk."""
    hosts = tables.table("card/guests.toml")["video"]
    texts = [
        location,
        *(_plain(line.value) for line in lines if line.name not in {"LOCATION", "ATTENDEE", "ORGANIZER"}),
    ]
    links = [link.rstrip(".)>]") for text in texts for link in _LINK.findall(text)]
    video = next((link for link in links if any(host in link.casefold() for host in hosts)), None)
    place = " ".join(_LINK.sub("", location).split()).strip(" ;,|")
    return place[:_TITLE_LENGTH] or None, video


def _format(place: str | None, link: str | None) -> Format | None:
    if place and _CALL.fullmatch(place):
        return "phone"
    words = (place or "").casefold()
    if link or any(word in words for word in tables.table("card/guests.toml")["video_words"]):
        return "video"
    return "onsite" if place else None


def _key(uid: str, which: dt.datetime | None = None) -> str:
    one = f"\0{which.astimezone(dt.UTC) if which.tzinfo else which:%Y%m%dT%H%M%S}" if which else ""
    return hashlib.sha256(f"{uid.strip()}{one}".encode()).hexdigest()[:32]


def _number(text: str) -> int:
    return min(int(text), _MOST_SEQUENCE) if text.isdecimal() and len(text) < 10 else 0


def _plain(value: str) -> str:
    """A text value without its escapes."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value).strip().strip('"')


def doubt_of(one: Invitation, language: str = "en") -> str | None:
    """What must be asked about its time, in a sentence; None where nothing must."""
    return reason.message(f"card.invitation.{one.doubt}", {"zone": one.zone or ""}, language) if one.doubt else None
