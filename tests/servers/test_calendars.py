"""What the plan exports, taken in by real calendars: what comes back is what went out."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import icalendar
import pytest

from afterword.candidacy.candidacy import Candidacy
from afterword.followup.ics import Gone, Planned, Sheet, calendar
from afterword.followup.plan import next_steps
from afterword.followup.step import Plan
from cast import SEATTLE
from followup.scene import DANA_THERE, DATE, HELD, RUTH_THERE, at, candidacy, on
from servers.calendars import Khal, Radicale, khal, radicale

NOW = at("2026-11-17 17:00")
TEXT = "Good morning, this is Amara; Zoë spoke of “Größe” \\ and 東京 🙂.\nSecond line, a comma; a semicolon:\n\n" * 30
KNOWN = candidacy(HELD, DATE, people=[RUTH_THERE, replace(DANA_THERE, name="Dana Ångström-Whitcombe, MBA; Ltd")])
Entry = dict[str, str | int]


def exported(known: Candidacy = KNOWN, plan: Plan | None = None, **more: object) -> str:
    plan = plan or next_steps(known, NOW)
    sheets = {(step.step, step.to): Sheet(TEXT, ("tel:+12065550119",), "http://127.0.0.1/x") for step in plan.steps}
    return calendar([Planned(plan, known, "c1", sheets, **more)], NOW)  # type: ignore[arg-type]


def read(text: str) -> dict[str, Entry]:
    """The entries of a calendar by their UID."""
    return {
        str(entry["uid"]): {
            "summary": str(entry["summary"]),
            "description": str(entry.get("description", "")),
            "status": str(entry["status"]),
            "sequence": int(str(entry["sequence"])),
            "starts": entry.decoded("dtstart").astimezone(dt.UTC).isoformat(),
            "ends": entry.decoded("dtend").astimezone(dt.UTC).isoformat(),
            "url": str(entry.get("url", "")),
            "alarms": len(entry.walk("VALARM")),
        }
        for entry in icalendar.Calendar.from_ical(text).walk("VEVENT")
    }


def single(text: str, uid: str) -> str:
    """A file of one entry, as a calendar program sends it."""
    (entry,) = [one for one in icalendar.Calendar.from_ical(text).walk("VEVENT") if str(one["uid"]) == uid]
    body = entry.to_ical(sorted=False).decode()
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n{body}END:VCALENDAR\r\n"


@pytest.fixture(scope="module")
def server() -> Iterator[Radicale]:
    with radicale() as running:
        yield running


@pytest.fixture
def shown(tmp_path: Path) -> Khal:
    return khal(tmp_path)


def test_radicale_keeps_a_whole_calendar_as_it_was(server: Radicale) -> None:
    text = exported()
    assert len(read(text)) >= 3
    assert server.put("/amara/whole/", text) == 201
    status, back = server.get("/amara/whole/")
    assert status == 200
    assert read(back) == read(text)


def test_radicale_keeps_each_entry_and_takes_a_later_one_in_its_place(server: Radicale) -> None:
    assert server.put("/amara/single/", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nEND:VCALENDAR\r\n") == 201
    first, now = exported(), NOW + dt.timedelta(hours=1)
    moved = candidacy(HELD, DATE, on("decision_date_named", "2026-11-17 16:30", "ruth", date="2026-12-11"))
    later = exported(moved, next_steps(moved, now))
    uid = next(uid for uid, entry in read(later).items() if entry["starts"] != read(first).get(uid, entry)["starts"])
    for text in (first, later):
        assert server.put(f"/amara/single/{uid}.ics", single(text, uid)) == 201
        assert read(server.get(f"/amara/single/{uid}.ics")[1])[uid] == read(text)[uid]
    assert int(read(later)[uid]["sequence"]) > int(read(first)[uid]["sequence"])
    assert server.put(f"/amara/single/{uid}.ics", single(first, uid), **{"If-None-Match": "*"}) == 412


def test_khal_shows_each_entry_at_its_hour(shown: Khal) -> None:
    text = exported()
    shown.take_in(text)
    found = {uid: (begin, title) for begin, uid, _status, title in shown.entries("2026-11-17", 90)}
    expected = {uid: (at_home(str(entry["starts"])), entry["summary"]) for uid, entry in read(text).items()}
    assert found == expected
    assert "Zoë spoke of “Größe” \\ and 東京 🙂." in shown.descriptions("2026-11-17", 90)


def test_khal_takes_a_later_file_in_and_what_fell_away_as_cancelled(shown: Khal) -> None:
    plan = next_steps(KNOWN, NOW)
    shown.take_in(exported())
    first, rest = plan.steps[0], plan.steps[1:]
    slipped = [replace(step, due=step.due + dt.timedelta(minutes=15)) for step in rest]
    later = exported(plan=replace(plan, steps=tuple(slipped)), gone=(Gone(first, NOW),))
    shown.take_in(later)
    found = {uid: (begin, status) for begin, uid, status, _title in shown.entries("2026-11-17", 90)}
    entries = read(later)
    assert set(found) == set(entries)
    assert {uid: begin for uid, (begin, _status) in found.items()} == {
        uid: at_home(str(entry["starts"])) for uid, entry in entries.items()
    }
    cancelled = {uid for uid, entry in entries.items() if entry["status"] == "CANCELLED"}
    assert len(cancelled) == 1
    assert {uid for uid, (_begin, status) in found.items() if "CANCELLED" in status} == cancelled


def at_home(utc: str) -> str:
    return dt.datetime.fromisoformat(utc).astimezone(SEATTLE).strftime("%Y-%m-%d %H:%M")
