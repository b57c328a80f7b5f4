"""The people of calendar files."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.card import invitation
from afterword.errors import BadInput, TooLarge
from cast import AMARA, AMARA_EMAIL, DANA, DANA_EMAIL, RUTH, RUTH_EMAIL

OWN = Path("tests/data/calendars")
SHARED = Path("../shared/data/calendars")


def people(*lines: str) -> list[tuple[str | None, str | None]]:
    text = "\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"])
    contacts = invitation.read(text.encode(), "invite.ics").people
    return [(who.name, who.emails[0].value if who.emails else None) for who in contacts]


def test_an_invitation_from_outlook() -> None:
    contacts = invitation.read((OWN / "outlook.ics").read_bytes(), "outlook.ics").people
    assert [(who.name, who.emails[0].value if who.emails else None) for who in contacts] == [
        (DANA, DANA_EMAIL),
        (RUTH, RUTH_EMAIL),
        ("Nguyen Thi Minh Khai", "khai@fernhill.example.org"),
        (AMARA, AMARA_EMAIL),
        ("Sam Ortega", None),
    ]
    assert contacts[0].family == "Whitcombe"
    assert contacts[2].order == "family_first"
    assert {who.emails[0].origin for who in contacts if who.emails} == {"ics"}


def test_an_invitation_from_google_without_its_machines() -> None:
    contacts = invitation.read((OWN / "google.ics").read_bytes(), "google.ics").people
    assert [(who.name, who.emails[0].value) for who in contacts] == [
        ("Ivy Lindgren", "ivy.lindgren@fernhill.example.org"),
        (None, "tomas.field@fernhill.example.org"),
    ]


@pytest.mark.parametrize(
    ("line", "person"),
    [
        (f"ORGANIZER;CN={RUTH}:MAILTO:{RUTH_EMAIL}", (RUTH, RUTH_EMAIL)),
        (f"ORGANIZER;CN={RUTH_EMAIL}:mailto:{RUTH_EMAIL}", (None, RUTH_EMAIL)),
        (f'ATTENDEE;CN="Calloway, Ruth (IT)":mailto:{RUTH_EMAIL}', (RUTH, RUTH_EMAIL)),
        (f"ATTENDEE;CN=\"'{RUTH}'\":mailto: {RUTH_EMAIL}", (RUTH, RUTH_EMAIL)),
        (f"ATTENDEE;CN={RUTH}:/o=ExchangeLabs/ou=Group/cn=ruth", (RUTH, None)),
        (f"ATTENDEE:{RUTH} <{RUTH_EMAIL}>", (None, RUTH_EMAIL)),
        ("ATTENDEE;CN=\"Ruth ^'Ro^' Calloway\":invalid:nomail", ('Ruth "Ro" Calloway', None)),
        ("ATTENDEE;CN=Sø\r\n ren Møller:mailto:soren@example.org", ("Søren Møller", "soren@example.org")),
    ],
)
def test_ways_to_name_somebody(line: str, person: tuple[str | None, str | None]) -> None:
    assert people(line) == [person]


@pytest.mark.parametrize(
    "line",
    [
        "ATTENDEE;CUTYPE=ROOM;CN=Alder:mailto:alder@example.org",
        "ATTENDEE;CUTYPE=resource;CN=Alder:mailto:alder@example.org",
        "ATTENDEE;CN=Conference Room 4:mailto:alder@example.org",
        "ATTENDEE;CN=Fern:mailto:x@group.calendar.google.com",
        "ORGANIZER:mailto:no_reply@example.org",
        "ATTENDEE;CN=:invalid:nomail",
        "ATTENDEE;CN=Half a line",
        "BEGIN:VALARM\r\nATTENDEE:mailto:pager@example.org\r\nEND:VALARM",
    ],
)
def test_who_is_nobody(line: str) -> None:
    assert people(line) == []


def test_a_calendar_without_people_says_so() -> None:
    found = invitation.read((OWN / "nobody.ics").read_bytes(), "nobody.ics")
    assert found.people == ()
    assert [problem.code for problem in found.problems] == ["card.invitation.no_people"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "card.invitation.empty"),
        (b"<!DOCTYPE html><html><body>BEGIN: Sign in</body></html>", "card.invitation.not_a_calendar"),
        (bytes(range(256)) * 20, "card.invitation.not_a_calendar"),
        (b"BEGIN:VCARD\nFN:Ruth\nEND:VCARD", "card.invitation.not_a_calendar"),
    ],
)
def test_what_is_no_calendar(data: bytes, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        invitation.read(data, "invite.ics")
    assert (caught.value.code, caught.value.where) == (code, "invite.ics")


def test_a_bomb_is_refused() -> None:
    with pytest.raises(TooLarge):
        invitation.read(b"BEGIN:VCALENDAR\n" + b"ATTENDEE:mailto:a@b.example\n" * 100_001, "bomb.ics")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_a_broken_property_loses_nobody(junk: str) -> None:
    broken = "DTSTART;TZID=" + "".join(junk.splitlines())
    assert (RUTH, RUTH_EMAIL) in people(broken, f"ATTENDEE;CN={RUTH}:mailto:{RUTH_EMAIL}", broken)


if SHARED.exists():

    def test_shared_calendars() -> None:
        files = [path for path in SHARED.glob("*.ics") if b"BEGIN:VCALENDAR" in path.read_bytes()]
        reached = [path.name for path in files if invitation.read(path.read_bytes(), path.name).people]
        assert len(reached) >= 5
