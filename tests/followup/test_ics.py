"""The plan as a calendar file."""

import datetime as dt
from dataclasses import replace

import icalendar
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword import api
from afterword.candidacy.candidacy import Candidacy
from afterword.followup.ics import Gone, Planned, Sheet, calendar, calendar_file
from afterword.followup.plan import next_steps
from followup.scene import DANA_THERE, DATE, HELD, RUTH_THERE, at, candidacy, on

NOW = at("2026-11-17 17:00")
KNOWN = candidacy(HELD, DATE)


def events(text: str) -> list[dict[str, str]]:
    """The entries as plain text, by property; an alarm stands under "alarms"."""
    return [
        {"alarms": str(len(entry.walk("VALARM"))), **{name.lower(): str(value) for name, value in entry.items()}}
        for entry in icalendar.Calendar.from_ical(text).walk("VEVENT")
    ]


def test_one_entry_a_step_with_an_alarm() -> None:
    plan = next_steps(KNOWN, NOW)
    found = events(calendar_file(plan, KNOWN, NOW))
    assert len(found) == len(plan.steps)
    assert all(entry["alarms"] == "1" for entry in found)


def test_times_are_utc() -> None:
    text = calendar_file(next_steps(KNOWN, NOW), KNOWN, NOW)
    assert "DTSTART:20261208T160000Z" in text
    assert "TZID" not in text


def test_each_entry_says_step_whom_why_and_how_to_call() -> None:
    ask = next(
        entry for entry in events(calendar_file(next_steps(KNOWN, NOW), KNOWN, NOW)) if "Dana" in entry["summary"]
    )
    sheet = ask["description"]
    assert "Dana Whitcombe" in sheet
    assert "+12065550119" in sheet
    assert "Ask how things stand" in sheet
    assert "They named Fri 4 Dec 2026" in sheet


def test_what_is_only_foreseen_is_tentative() -> None:
    found = {e["summary"]: e["status"] for e in events(calendar_file(next_steps(KNOWN, NOW), KNOWN, NOW))}
    assert found["Ask how things stand: Dana Whitcombe"] == "CONFIRMED"
    assert found["Ask how things stand, second time: Ruth Calloway"] == "TENTATIVE"


def test_uids_stay_when_dates_move() -> None:
    moved = candidacy(HELD, DATE, on("decision_date_named", "2026-11-17 16:00", "ruth", date="2026-12-11"))

    def uids(known: Candidacy) -> set[str]:
        plan = next_steps(known, NOW)
        return {e["uid"] for e in events(calendar_file(plan, known, NOW)) if "Thank" in e["summary"]}

    assert uids(KNOWN) == uids(moved)
    other = replace(KNOWN, company="Harbor Clinic")
    assert not uids(KNOWN) & uids(other)


def test_no_two_entries_share_a_uid() -> None:
    ahead = on("interview_scheduled", "2026-11-17 16:00", interview="two", **{"from": "2026-11-24T14:00:00-08:00"})
    known = candidacy(HELD, ahead)
    found = [entry["uid"] for entry in events(calendar_file(next_steps(known, NOW), known, NOW))]
    assert len(found) == len(set(found))


def test_lines_are_folded_and_end_in_crlf() -> None:
    data = api.plan_calendar(next_steps(KNOWN, NOW), KNOWN, NOW)
    assert data.count(b"\n") == data.count(b"\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_foreign_text_opens_no_property() -> None:
    odd = replace(DANA_THERE, name="Dana\r\nATTACH:http://evil.example.org", email="d@example.org\r\nX-EVIL:1")
    known = candidacy(HELD, DATE, people=[RUTH_THERE, odd], company="Fern\r\nhill; Logistics, Ltd")
    text = calendar_file(next_steps(known, NOW), known, NOW)
    names = {line.partition(":")[0].partition(";")[0] for line in text.replace("\r\n ", "").split("\r\n")}
    assert not {"ATTACH", "X-EVIL", "hill"} & names


def test_an_empty_plan_is_still_a_calendar() -> None:
    known = candidacy(people=[])
    text = calendar_file(next_steps(known, NOW), known, NOW + dt.timedelta(days=1))
    assert text.startswith("BEGIN:VCALENDAR")
    assert events(text) == []


def with_sheet(text: str, **more: object) -> str:
    plan = next_steps(KNOWN, NOW)
    ask = next(step for step in plan.steps if step.step == "follow_up_1")
    sheet = Sheet(text, ("mailto:dana.whitcombe@fernhill.example.org?subject=Hello",), "http://127.0.0.1:8000/")
    return calendar([Planned(plan, KNOWN, sheets={("follow_up_1", ask.to): sheet}, **more)], NOW)  # type: ignore[arg-type]


def test_an_entry_carries_its_sheet_and_the_others_do_not() -> None:
    found = events(with_sheet("Good morning, this is Amara Boateng."))
    carrying = [entry for entry in found if "this is Amara Boateng" in entry["description"]]
    assert [entry["summary"] for entry in carrying] == ["Ask how things stand: Dana Whitcombe"]
    lines = carrying[0]["description"].splitlines()
    assert "tel:+12065550119" in lines
    assert "mailto:dana.whitcombe@fernhill.example.org?subject=Hello" in lines
    assert carrying[0]["url"] == "http://127.0.0.1:8000/"


def test_a_long_sheet_in_any_script_stays_folded() -> None:
    text = "Größe, 東京 “now”; \\ and\nmore 🙂 " * 400
    raw = with_sheet(text).encode()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert all(line.decode() for line in raw.split(b"\r\n")[:-1])  # no fold within a character
    assert raw.count(b"\n") == raw.count(b"\r\n")
    ask = next(entry for entry in events(raw.decode()) if "東京" in entry["description"])
    assert text[:5000] in ask["description"]
    assert len(ask["description"]) < 7000


def test_a_sheet_opens_no_property() -> None:
    text = with_sheet("Hello\r\nEND:VEVENT\r\nATTACH:http://evil.example.org")
    names = [line.partition(":")[0].partition(";")[0] for line in text.replace("\r\n ", "").split("\r\n")]
    assert "ATTACH" not in names
    assert names.count("END") == names.count("BEGIN")


def test_what_is_no_number_is_no_link_to_call() -> None:
    odd = replace(DANA_THERE, phones=(replace(DANA_THERE.phones[0], value="ask Ruth\r\nX:1"),))
    known = candidacy(HELD, DATE, people=[RUTH_THERE, odd])
    sheets = "".join(entry["description"] for entry in events(calendar_file(next_steps(known, NOW), known, NOW)))
    assert "tel:" not in sheets


def test_a_newer_file_is_known_as_the_newer() -> None:
    def versions(known: Candidacy) -> set[int]:
        return {int(entry["sequence"]) for entry in events(calendar_file(next_steps(known, NOW), known, NOW))}

    assert max(versions(candidacy(HELD))) < min(versions(KNOWN))
    assert {entry["sequence"] for entry in events(with_sheet("x", version=41))} == {"410000"}


def test_two_candidacies_of_one_firm_and_role_are_told_apart() -> None:
    plan = next_steps(KNOWN, NOW)
    both = events(calendar([Planned(plan, KNOWN, "one"), Planned(plan, KNOWN, "two")], NOW))
    assert len({entry["uid"] for entry in both}) == 2 * len(plan.steps)


def test_a_calendar_that_follows_is_asked_to_look_every_hour() -> None:
    text = calendar_file(next_steps(KNOWN, NOW), KNOWN, NOW)
    assert "METHOD:PUBLISH" in text
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in text
    assert "X-PUBLISHED-TTL:PT1H" in text


def test_a_step_that_slips_by_time_alone_is_a_newer_entry() -> None:
    plan = next_steps(KNOWN, NOW)
    later = replace(plan, steps=tuple(replace(s, due=s.due + dt.timedelta(hours=1)) for s in plan.steps))
    first, second = (
        {e["uid"]: int(e["sequence"]) for e in events(calendar([Planned(one, KNOWN)], NOW))} for one in (plan, later)
    )
    assert all(second[uid] > first[uid] for uid in first)
    happened = candidacy(HELD, DATE, on("note_written", "2026-11-17 16:30"))
    third = {e["uid"]: int(e["sequence"]) for e in events(calendar([Planned(later, happened)], NOW))}
    assert all(third[uid] > second[uid] for uid in second)


def test_what_fell_away_is_cancelled_under_its_old_name() -> None:
    plan = next_steps(KNOWN, NOW)
    ask = next(step for step in plan.steps if step.step == "follow_up_1")
    rest = replace(plan, steps=tuple(step for step in plan.steps if step is not ask))
    whole = events(calendar([Planned(plan, KNOWN)], NOW))
    later = NOW + dt.timedelta(hours=1)
    less = events(calendar([Planned(rest, KNOWN, gone=(Gone(ask, later), Gone(rest.steps[0], later)))], later))
    (off,) = [entry for entry in less if entry["status"] == "CANCELLED"]  # what is planned again is not cancelled
    (on_,) = [entry for entry in whole if entry["uid"] == off["uid"]]
    assert off["summary"] == on_["summary"]
    assert int(off["sequence"]) > int(on_["sequence"])
    assert off["alarms"] == "0"
    assert len(less) == len(whole)


def test_the_same_plan_gives_the_same_text_at_any_moment() -> None:
    plan = next_steps(KNOWN, NOW)
    part = Planned(plan, KNOWN, changed_at=NOW)
    assert calendar([part], NOW) == calendar([part], NOW + dt.timedelta(hours=5))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_comes_back_from_an_entry(text: str) -> None:
    raw = with_sheet(text + "|")
    assert all(len(line.encode()) <= 75 for line in raw.split("\r\n"))
    kept = "".join(c for c in text.replace("\r\n", "\n").replace("\r", "\n") if c in "\t\n" or not c < " ")
    kept = kept.replace("\x7f", "").encode("utf-8", "replace").decode()
    assert any(kept + "|" in entry["description"] for entry in events(raw))
