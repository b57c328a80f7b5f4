"""Talks of calendar files: their times above all, in every manner that calendars have of writing them."""

import datetime as dt
import tomllib
import warnings
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword import api
from afterword.card import content_line, invitation
from afterword.card.invitation import Invitation, doubt_of
from afterword.card.zone_names import suggested, zone_named
from afterword.card.zone_rules import rules
from cast import DANA, DANA_EMAIL, RUTH, RUTH_EMAIL

OWN = Path("tests/data/calendars")
SHARED = Path("../shared/data/calendars")
TIMES: dict[str, list[str]] = tomllib.loads((OWN / "times.toml").read_text())

LOCAL = dt.datetime.fromisoformat

BERLIN = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE"""

NEW_YORK = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=2SU;BYMONTH=3
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11
END:STANDARD
END:VTIMEZONE"""


def file(*lines: str, zone: str = "", head: str = "") -> bytes:
    """A calendar file of one event."""
    parts = [
        "BEGIN:VCALENDAR",
        head,
        zone,
        "BEGIN:VEVENT",
        "UID:talk@example.org",
        *lines,
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "\n".join(part for part in parts if part).replace("\n", "\r\n").encode()


def the(*lines: str, zone: str = "", head: str = "") -> Invitation:
    (one,) = invitation.read(file(*lines, zone=zone, head=head), "invite.ics").invitations
    return one


def starts(*lines: str, zone: str = "", head: str = "") -> str | None:
    """The beginning in UTC, None where it is asked."""
    one = the(*lines, zone=zone, head=head)
    return one.starts.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M") if one.starts else None


@pytest.mark.parametrize(
    ("line", "utc"),
    [
        ("DTSTART:20261201T150000Z", "2026-12-01T15:00"),
        ("DTSTART;VALUE=DATE-TIME:20261201T150000Z", "2026-12-01T15:00"),
        ("DTSTART:2026-12-01T15:00:00Z", "2026-12-01T15:00"),
        ("DTSTART;TZID=Europe/Berlin:20261201T150000", "2026-12-01T14:00"),
        ("DTSTART;TZID=Europe/Berlin:20260701T150000", "2026-07-01T13:00"),
        ("DTSTART;TZID=europe/berlin:20260701T1500", "2026-07-01T13:00"),
        ("DTSTART;TZID=W. Europe Standard Time:20260701T150000", "2026-07-01T13:00"),
        ("DTSTART;TZID=Eastern Standard Time:20260701T150000", "2026-07-01T19:00"),
        ('DTSTART;TZID="(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Vienna":20260701T150000', "2026-07-01T13:00"),
        ("DTSTART;TZID=(UTC+01:00) Amsterdam, Berlin, Bern, Rome:20260701T150000", "2026-07-01T13:00"),
        ('DTSTART;TZID="(UTC-08:00) Pacific Time (US & Canada)":20260701T150000', "2026-07-01T22:00"),
        ('DTSTART;TZID="(UTC+00:00) Dublin, Edinburgh, Lisbon, London":20260701T150000', "2026-07-01T14:00"),
        ('DTSTART;TZID="(UTC) Coordinated Universal Time":20260701T150000', None),
        ('DTSTART;TZID="tzone://Microsoft/Utc":20260701T150000', "2026-07-01T15:00"),
        ("DTSTART;TZID=tzone://Microsoft/Utc:20260701T150000", "2026-07-01T15:00"),
        ("DTSTART;TZID=/citadel.example.org/20261103_1/Europe/Berlin:20260701T150000", "2026-07-01T13:00"),
        ("DTSTART;TZID=/example.org/Olson_5/America/Argentina/Buenos_Aires:20260701T150000", "2026-07-01T18:00"),
        ("DTSTART;TZID=US/Eastern:20260701T150000", "2026-07-01T19:00"),
        ("DTSTART;TZID=GMT+0200:20260701T150000", "2026-07-01T13:00"),
        ("DTSTART;TZID=Etc/GMT+5:20260701T150000", "2026-07-01T20:00"),
        ("DTSTART;TZID=EST:20260701T150000", None),
        ("DTSTART;TZID=Mars/Phobos:20260701T150000", None),
        ("DTSTART;TZID=Customized Time Zone:20260701T150000", None),
        ('DTSTART;TZID="(UTC+05:00) Berlin":20260701T150000', None),
        ("DTSTART:20261201T150000", None),
        ("DTSTART;VALUE=DATE:20261201", None),
        ("DTSTART:20261301T150000Z", None),
        ("DTSTART:soon", None),
        ("SUMMARY:Interview", None),
    ],
)  # fmt: skip
def test_ways_to_write_a_beginning(line: str, utc: str | None) -> None:
    assert starts(line) == utc


def test_the_file_s_own_rules_count_for_that_file_alone() -> None:
    name = "Customized Time Zone"
    line = f"DTSTART;TZID={name}:20261201T150000"
    assert starts(line, zone=NEW_YORK.format(name=name)) == "2026-12-01T20:00"
    assert starts(line, zone=BERLIN.format(name=name)) == "2026-12-01T14:00"
    assert starts(line) is None  # nothing is remembered by name


def test_one_name_with_two_rules_is_asked() -> None:
    line = "DTSTART;TZID=Europe/Berlin:20261201T150000"
    assert the(line, zone=NEW_YORK.format(name="Europe/Berlin")).doubt == "two_zones"
    both = BERLIN.format(name="Office") + "\n" + NEW_YORK.format(name="Office")
    assert the("DTSTART;TZID=Office:20261201T150000", zone=both).doubt == "two_zones"
    twice = BERLIN.format(name="Office") + "\n" + BERLIN.format(name="Office")
    assert starts("DTSTART;TZID=Office:20261201T150000", zone=twice) == "2026-12-01T14:00"


def test_what_is_asked_says_why_and_suggests() -> None:
    floating = the("DTSTART:20261201T150000", head="X-WR-TIMEZONE:Europe/Berlin")
    assert (floating.doubt, floating.suggested, floating.local) == ("no_zone", "Europe/Berlin", "2026-12-01T15:00")
    short = the("DTSTART;TZID=EST:20260701T150000", "DURATION:PT45M")
    assert (short.doubt, short.zone, short.suggested) == ("unknown_zone", "EST", "America/New_York")
    day = the("DTSTART;VALUE=DATE:20261201")
    assert (day.doubt, day.all_day, day.starts) == ("no_time", True, None)
    mars = the("DTSTART;TZID=Mars/Phobos:20260701T150000")
    assert "nobody knows here: Mars/Phobos" in str(doubt_of(mars))
    assert doubt_of(the("DTSTART:20261201T150000Z")) is None


@pytest.mark.parametrize(
    ("lines", "minutes"),
    [
        (["DTEND:20261201T160000Z"], 60),
        (["DTEND;TZID=Europe/Berlin:20261201T163000"], 30),
        (["DURATION:PT1H30M"], 90),
        (["DURATION:P1DT2H"], 1560),
        (["DURATION:P1W"], 10080),
        (["DURATION:-PT1H"], None),
        (["DTEND:20261201T140000Z"], None),
        (["DTEND;VALUE=DATE:20261202"], None),
        ([], None),
    ],
)
def test_ways_to_write_an_end(lines: list[str], minutes: int | None) -> None:
    one = the("DTSTART:20261201T150000Z", *lines)
    assert one.minutes == minutes
    assert one.ends == (one.starts and minutes and one.starts + dt.timedelta(minutes=minutes))


def test_a_time_in_a_gap_counts_as_before_it_and_one_that_comes_twice_as_its_first() -> None:
    for zone in (BERLIN.format(name="Europe/Berlin"), ""):
        assert starts("DTSTART;TZID=Europe/Berlin:20260329T023000", zone=zone) == "2026-03-29T01:30"
        assert starts("DTSTART;TZID=Europe/Berlin:20261025T023000", zone=zone) == "2026-10-25T00:30"
        assert starts("DTSTART;TZID=Europe/Berlin:20261025T030000", zone=zone) == "2026-10-25T02:00"


def test_an_update_and_a_cancellation_are_known_as_such() -> None:
    first = the("DTSTART:20261201T150000Z", "SEQUENCE:0")
    later = the("DTSTART:20261202T150000Z", "SEQUENCE:2")
    off = the("DTSTART:20261202T150000Z", "SEQUENCE:3", head="METHOD:CANCEL")
    assert first.key == later.key == off.key
    assert [one.sequence for one in (first, later, off)] == [0, 2, 3]
    assert [one.cancelled for one in (first, later, off)] == [False, False, True]
    assert the("DTSTART:20261202T150000Z", "STATUS:CANCELLED").cancelled
    assert "talk@example.org" not in first.key


def test_one_talk_of_a_series_has_a_key_of_its_own() -> None:
    series = the("DTSTART:20261201T150000Z", "RRULE:FREQ=WEEKLY")
    one = the("DTSTART:20261209T150000Z", "RECURRENCE-ID:20261208T150000Z")
    other = the("DTSTART:20261209T150000Z", "RECURRENCE-ID;TZID=Europe/Berlin:20261208T160000")
    assert series.repeats
    assert one.series == series.key != one.key == other.key
    assert one.instead_of == dt.datetime(2026, 12, 8, 15, tzinfo=dt.UTC)


def test_several_talks_and_two_versions_of_one() -> None:
    event = "BEGIN:VEVENT\r\nUID:{}\r\nSEQUENCE:{}\r\nDTSTART:2026120{}T150000Z\r\nEND:VEVENT\r\n"
    talks = event.format("a", 1, 2) + event.format("b", 0, 3) + event.format("a", 0, 1)
    found = invitation.read(f"BEGIN:VCALENDAR\r\n{talks}END:VCALENDAR".encode(), "x.ics").invitations
    assert [one.local for one in found] == ["2026-12-02T15:00", "2026-12-03T15:00"]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["LOCATION:Harbour Street 4\\, 2nd floor"], ("onsite", "Harbour Street 4, 2nd floor", None)),
        (["LOCATION:Microsoft Teams Meeting"], ("video", "Microsoft Teams Meeting", None)),
        (["LOCATION:+1 206 555 0100"], ("phone", "+1 206 555 0100", None)),
        (["LOCATION:+1 206 555 0100\\,\\,123456#"], ("phone", "+1 206 555 0100,,123456#", None)),
        (["LOCATION:https://zoom.us/j/1?pwd=x"], ("video", None, "https://zoom.us/j/1?pwd=x")),
        (
            ['DESCRIPTION;ALTREP="data:text/html,%3Cb%3E":Join: <https://teams.microsoft.com/l/1>\\nThe rest'],
            ("video", None, "https://teams.microsoft.com/l/1"),
        ),
        (["X-GOOGLE-CONFERENCE:https://meet.google.com/abc"], ("video", None, "https://meet.google.com/abc")),
        (["DESCRIPTION:See https://example.org/jobs"], (None, None, None)),
        ([], (None, None, None)),
    ],
)
def test_where_it_is(lines: list[str], found: tuple[str | None, ...]) -> None:
    one = the("DTSTART:20261201T150000Z", *lines)
    assert (one.format, one.place, one.link) == found


def test_who_takes_part_stands_with_the_talk_and_alarms_say_nothing() -> None:
    alarm = ["BEGIN:VALARM", "TRIGGER:-PT15M", "DESCRIPTION:https://zoom.us/j/1", "DURATION:PT9M", "END:VALARM"]
    one = the(
        f"ORGANIZER;CN={DANA}:mailto:{DANA_EMAIL}", *alarm, "DTSTART:20261201T150000Z",
        f"ATTENDEE;CN={RUTH}:mailto:{RUTH_EMAIL}",
    )  # fmt: skip
    assert [who.name for who in one.people] == [DANA, RUTH]
    assert (one.organizer, one.minutes, one.link) == (DANA_EMAIL, None, None)


def test_a_byte_order_mark_and_a_fold_within_a_letter() -> None:
    raw = file("DTSTART;TZID=Europe/Berlin:20261201T150000", "SUMMARY:Gespräch über Ökobilanzen")
    cut = raw.index("ä".encode()) + 1
    data = b"\xef\xbb\xbf" + raw[:cut] + b"\r\n " + raw[cut:]
    (one,) = invitation.read(data, "x.ics").invitations
    assert one.title == "Gespräch über Ökobilanzen"
    assert one.starts


def test_an_invitation_in_a_mail_counts_once() -> None:
    text = file("DTSTART:20261201T150000Z", f"ATTENDEE;CN={RUTH}:mailto:{RUTH_EMAIL}").decode().replace("\r\n", "\n")
    part = "--b\nContent-Type: {}\n\n" + text + "\n"
    head = f"From: {DANA} <{DANA_EMAIL}>\nSubject: Interview\nContent-Type: multipart/mixed; boundary=b\n\n"
    kinds = ("text/calendar; method=REQUEST", 'application/octet-stream; name="invite.ics"')
    mail = head + "".join(part.format(kind) for kind in kinds) + "--b--\n"
    reading = api.read_card([("mail.eml", mail.encode())])
    assert [one.starts for one in reading.invitations] == [dt.datetime(2026, 12, 1, 15, tzinfo=dt.UTC)]
    assert [who.name for who in reading.contacts] == [RUTH]


ZONES = [
    "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Australia/Sydney", "Australia/Lord_Howe", "Asia/Kolkata",
    "Asia/Tokyo", "Europe/Dublin", "America/St_Johns", "Pacific/Apia", "Asia/Tehran",
]  # fmt: skip


@pytest.fixture(scope="module", params=ZONES)
def written(request: pytest.FixtureRequest) -> tuple[ZoneInfo, list[content_line.ContentLine]]:
    """A zone, and its VTIMEZONE as icalendar writes it: every change by its date."""
    zone = ZoneInfo(request.param)
    text = icalendar.Timezone.from_tzinfo(zone, request.param, dt.date(2000, 1, 1), dt.date(2037, 1, 1)).to_ical()
    return zone, content_line.read(text, "zone.ics")[0]


@given(st.datetimes(LOCAL("2001-01-01"), LOCAL("2036-01-01")))
@settings(max_examples=150, deadline=None)
def test_rules_give_the_offset_of_the_zone_they_were_written_of(
    written: tuple[ZoneInfo, list[content_line.ContentLine]], local: dt.datetime
) -> None:
    zone, lines = written
    read = rules(lines)
    assert read
    assert read.offset(local) == local.replace(tzinfo=zone).utcoffset()


@given(st.datetimes(LOCAL("2007-12-01"), LOCAL("2099-01-01")), st.sampled_from([BERLIN, NEW_YORK]))
@settings(max_examples=300, deadline=None)
def test_yearly_rules_give_the_offset_of_their_zone(local: dt.datetime, text: str) -> None:
    zone = ZoneInfo("Europe/Berlin" if text is BERLIN else "America/New_York")
    read = rules(content_line.read(text.encode(), "zone.ics")[0])
    assert read
    assert read.offset(local) == local.replace(tzinfo=zone).utcoffset()


def test_a_rule_that_ended_keeps_its_last_offset_and_one_not_understood_is_none() -> None:
    ended = BERLIN.replace("BYDAY=-1SU", "BYDAY=-1SU;UNTIL=20061101T000000Z")
    read = rules(content_line.read(ended.encode(), "x")[0])
    assert read
    assert read.offset(LOCAL("2006-07-01")) == dt.timedelta(hours=2)
    assert read.offset(LOCAL("2026-07-01")) == dt.timedelta(hours=1)
    for odd in ("FREQ=DAILY", "FREQ=YEARLY;BYSETPOS=1", "FREQ=YEARLY;BYMONTH=13", "FREQ=YEARLY;COUNT=3"):
        text = BERLIN.replace("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", odd)
        assert rules(content_line.read(text.encode(), "x")[0]) is None


def test_names_of_zones() -> None:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    assert all(str(zone_named(name)) == zone for name, zone in WINDOWS_TO_OLSON.items() if name.casefold() != "utc")
    assert suggested("pst") == "America/Los_Angeles"
    assert suggested("Mars") is None


@given(st.binary(max_size=200), st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_no_line_of_a_file_makes_the_reader_fall(junk: bytes, words: str) -> None:
    line = " ".join(words.splitlines())
    data = file(f"DTSTART;TZID={line}:20261201T150000", f"RECURRENCE-ID:{line}", f"DURATION:{line}", zone=BERLIN)
    for at in (40, len(data) // 2):
        found = invitation.read(data[:at] + b"\r\n" + junk + b"\r\n" + data[at:], "x.ics").invitations
        assert all(one.starts is None or one.starts.tzinfo for one in found)


if SHARED.exists():

    @pytest.mark.parametrize("name", sorted(TIMES))
    def test_no_time_of_a_real_file_is_wrong(name: str) -> None:
        """Against times that were looked at by hand, and against icalendar where it reads one beyond doubt."""
        data = (SHARED / name).read_bytes()
        found = invitation.read(data, name).invitations
        ours = [f"{one.starts.astimezone(dt.UTC):%Y-%m-%dT%H:%MZ}" if one.starts else "ask" for one in found]
        assert ours == TIMES[name]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            icalendar.timezone.tzp.use_default()  # it would remember the zones of the file before
            try:
                files = icalendar.Calendar.from_ical(data, multiple=True)
            except ValueError:
                return
        theirs = [getattr(event.get("DTSTART"), "dt", None) for one in files for event in one.walk("VEVENT")]
        for moment in theirs:
            if isinstance(moment, dt.datetime) and moment.tzinfo:
                assert f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%MZ}" in ours

    def test_every_real_file_with_a_talk_has_its_time_here() -> None:
        assert {path.name for path in SHARED.glob("*.ics") if b"BEGIN:VEVENT" in path.read_bytes()} <= set(TIMES)
