"""vCards of all versions: what is read, what is written, and that nothing is lost between."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.candidacy.contact import Address, Contact, Email, Phone, Website
from afterword.candidacy.problem import Problem
from afterword.card import content_line, vcard
from afterword.errors import BadInput, TooLarge
from cast import FERNHILL, RUTH, RUTH_EMAIL, RUTH_PHONE, RUTH_TITLE

OWN = Path("tests/data/vcards")
SHARED = Path("../shared/data/vcards")
FILES = sorted(OWN.glob("*.vcf")) + sorted(path for path in SHARED.glob("*.vcf") if path.stat().st_size > 10)


def of(name: str) -> tuple[Contact, ...]:
    return vcard.read((OWN / name).read_bytes(), name)[0]


def of_text(text: str) -> tuple[tuple[Contact, ...], tuple[Problem, ...]]:
    return vcard.read(text.encode(), "card.vcf")


def card(*lines: str, version: str = "4.0") -> Contact:
    text = "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])
    return of_text(text)[0][0]


def test_outlook_of_the_code_page_days() -> None:
    (jorg,) = of("outlook.vcf")
    assert (jorg.name, jorg.given, jorg.family, jorg.honorific) == ("Jörg Anton Mühlbauer", "Jörg", "Mühlbauer", "Dr.")
    assert (jorg.title, jorg.company, jorg.department) == (
        "Leiter für Büro, Lager", "Speicher & Söhne GmbH", "Lager, Nachtschicht",
    )  # fmt: skip
    assert [(email.value, email.kind) for email in jorg.emails] == [
        ("muehlbauer@speicher.example.org", "work"), ("joerg@example.org", "home"),
    ]  # fmt: skip
    assert [(phone.value, phone.kind) for phone in jorg.phones] == [
        ("+4940555011811", "work"), ("+491605550118", "mobile"), ("+49405550119", "fax"),
    ]  # fmt: skip
    assert jorg.address == Address(
        "Hafenstraße 12, 20457 Hamburg", "Hafenstraße 12", "Hamburg", None, "20457", "Deutschland"
    )
    assert jorg.region == "DE"
    assert jorg.websites[0].value == "https://speicher.example.org"
    assert jorg.extra["NOTE"] == [r"NOTE:Kennt den Hafen\nseit 1998; ruft zurück"]
    assert jorg.extra["ADR"] == ["ADR;TYPE=HOME:;;Gartenweg 3;Wedel;;22880;Deutschland"]


def test_groups_labels_and_escapes_of_apple() -> None:
    (ruth,) = of("apple.vcf")
    assert (ruth.name, ruth.credentials) == (RUTH, ("PhD", "CISSP"))
    assert (ruth.company, ruth.department) == (FERNHILL, "IT, Operations")
    assert [(phone.value, phone.raw, phone.kind) for phone in ruth.phones] == [
        ("+12065550120", "+1 206-555-0120", "mobile"),
        (RUTH_PHONE, "(206) 555-0118", "fax"),
    ]
    assert ruth.websites[0].value == "https://fernhill.example.org/about,us"
    assert ruth.address is not None
    assert ruth.address.street == "1200 Alder Street, Suite 410"
    assert ruth.extra["X-SOCIALPROFILE"] == ["X-SOCIALPROFILE;TYPE=linkedin:https://social.example.org/ruth"]


def test_photos_and_files_stay_content_lines() -> None:
    (ruth,) = of("apple.vcf")
    assert ruth.extra["PHOTO"][0].startswith("PHOTO:data:image/jpeg;base64,/9j/")
    assert ruth.extra["LOGO"] == ["LOGO;VALUE=uri:file:///etc/hostname"]


def test_version_4_with_uris_preference_and_labels() -> None:
    khai, firm, suharto = of("modern.vcf")
    assert (khai.name, khai.order, khai.title) == ("Nguyen Thi Minh Khai", "family_first", "Security Desk")
    assert [(phone.value, phone.kind) for phone in khai.phones] == [("+12065550134", "work"), ("+12065550133", "home")]
    assert khai.address is not None
    assert khai.address.text == '12 Pier Street, Floor "A", Seattle'
    assert khai.address.street == "12 Pier Street, Floor A"
    assert khai.websites == ()
    assert khai.extra["URL"] == ["URL:javascript:alert(1)"]
    assert (firm.name, firm.company) == (None, FERNHILL)
    assert (suharto.name, suharto.given, suharto.order) == ("Suharto", "Suharto", "single")


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("greek.vcf", "Ελένη Παπαδοπούλου"),
        ("ukrainian.vcf", "Оксана Ігорівна Шевчук"),
        ("hebrew.vcf", "נועה פרידמן"),
        ("polish.vcf", "Łukasz Wiśniewski"),
        ("japanese.vcf", "田中 太郎"),
        ("utf16.vcf", "José Márquez Ibáñez"),
    ],
)
def test_code_pages_are_told_or_guessed(file: str, name: str) -> None:
    assert of(file)[0].name == name


def test_old_folding_and_a_card_inside_a_card() -> None:
    (ivy,) = of("telephone.vcf")
    assert ivy.extra["PHOTO"] == [
        "PHOTO:data:image/jpeg;base64,/9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgK"
    ]
    assert ivy.emails[0].value == "ivy.lindgren@fernhill.example.org"
    assert "Ortega" in ivy.extra["AGENT"][0]


def test_what_a_cropped_file_still_holds() -> None:
    contacts, problems = vcard.read((OWN / "cropped.vcf").read_bytes(), "cropped.vcf")
    assert [contact.name for contact in contacts] == ["Dana Whitcombe", "Tomas Field"]
    assert contacts[1].extra["NOTE"] == ["NOTE:met at the dock"]
    assert [problem.code for problem in problems] == ["card.vcard.lines_left_out", "card.vcard.cropped"]
    assert "line 8" in problems[0].message


@pytest.mark.parametrize("line", ["FN:Calloway, Ruth", r"FN:Calloway\, Ruth"])
def test_a_name_turned_round_for_sorting(line: str) -> None:
    assert card(line, "N:Calloway;Ruth;;;").name == RUTH


def test_a_name_without_n_is_told_apart() -> None:
    ruth = card("FN:Dr. Ruth Calloway, PhD")
    assert (ruth.name, ruth.given, ruth.family, ruth.honorific) == (RUTH, "Ruth", "Calloway", "Dr.")


def test_a_generation_belongs_to_the_name_and_is_no_credential() -> None:
    sam = card("N:Ortega;Sam;;Mr.;Jr.,MBA")
    assert (sam.name, sam.honorific, sam.credentials) == ("Sam Ortega Jr.", "Mr.", ("MBA",))


def test_a_nickname_in_fn_gives_way_to_the_name() -> None:
    assert card("FN:Tommy", "N:Field;Tomas;;;", "NICKNAME:Tommy").name == "Tomas Field"


def test_a_number_without_country_stays_as_written() -> None:
    (phone,) = card("FN:Ruth Calloway", "TEL:206 555 0118").phones
    assert (phone.value, phone.raw) == ("206 555 0118", "206 555 0118")


def test_a_country_given_from_outside_reads_the_number() -> None:
    data = b"BEGIN:VCARD\nFN:Ruth Calloway\nTEL:206 555 0118\nEND:VCARD"
    (ruth,) = vcard.read(data, "card.vcf", region="US")[0]
    assert (ruth.phones[0].value, ruth.phones[0].raw, ruth.region) == (RUTH_PHONE, "206 555 0118", "US")
    assert vcard.read(vcard.write([ruth]).encode(), "card.vcf")[0] == (ruth,)


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\t"])
def test_an_empty_file(data: bytes) -> None:
    with pytest.raises(BadInput) as caught:
        vcard.read(data, "empty.vcf")
    assert (caught.value.code, caught.value.where) == ("card.vcard.empty", "empty.vcf")


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 40, b"\x89PNG\r\n\x1a\n" + b"\0" * 500, b"<html><body>hi", b"BEGIN"]
)
def test_binary_junk_is_no_card(data: bytes) -> None:
    with pytest.raises(BadInput) as caught:
        vcard.read(data, "junk.vcf")
    assert caught.value.code == "card.vcard.not_a_vcard"


def test_a_broken_card_with_junk_inside() -> None:
    contacts, problems = vcard.read(b"BEGIN:VCARD\n\xff\xfe\x00;;;\nFN:Ruth Calloway\n;:\nN\nEND:VCARD", "broken.vcf")
    assert contacts[0].name == RUTH
    assert problems[0].code == "card.vcard.lines_left_out"


def test_a_card_that_names_nobody_is_told() -> None:
    contacts, problems = of_text("BEGIN:VCARD\nVERSION:4.0\nFN:\nNOTE:x\nEND:VCARD")
    assert contacts[0].name is None
    assert [problem.code for problem in problems] == ["card.vcard.nameless"]


def test_a_bomb_of_lines_is_refused() -> None:
    with pytest.raises(TooLarge) as caught:
        vcard.read(b"BEGIN:VCARD\n" + b"X-A:1\n" * content_line.MAX_LINES, "bomb.vcf")
    assert caught.value.code == "card.vcard.too_many_lines"


def test_a_bomb_of_bytes_is_refused() -> None:
    with pytest.raises(TooLarge) as caught:
        vcard.read(b"A" * (content_line.MAX_BYTES + 1), "bomb.vcf")
    assert caught.value.code == "card.vcard.too_large"


@pytest.mark.parametrize(
    "bomb",
    [
        "BEGIN:VCARD\nAGENT:\n" * 20_000,
        "BEGIN:VCARD\nNOTE:x\n" + " y\n" * 200_000,
        "BEGIN:VCARD\nNOTE" + ';A="' * 50_000 + ":x\n",
        "BEGIN:VCARD\nN:" + ";" * 200_000 + "\n",
        "BEGIN:VCARD\nFN:" + "Aa " * 100_000 + "\n",
        "BEGIN:VCARD\nTEL:+" + "1" * 200_000 + "\n",
    ],
    ids=["nested", "folded", "quotes", "parts", "name", "number"],
)
def test_hostile_shapes_take_no_time(bomb: str) -> None:
    contacts, _ = of_text(bomb)
    assert contacts


# Round trip


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_read_write_read_gives_the_same(path: Path) -> None:
    contacts, _ = vcard.read(path.read_bytes(), path.name)
    written = vcard.write(contacts)
    again, problems = vcard.read(written.encode(), path.name)
    assert again == contacts
    assert {problem.code for problem in problems} <= {"card.vcard.nameless"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_is_written_is_strict(path: Path) -> None:
    written = vcard.write(vcard.read(path.read_bytes(), path.name)[0])
    assert written.endswith("END:VCARD\r\n")
    lines = written.split("\r\n")[:-1]
    assert not any(re.search(r"[\r\n]", line) for line in lines)
    assert max(len(line.encode()) for line in lines) <= 75
    unfolded = written.replace("\r\n ", "").split("\r\n")[:-1]
    assert all(
        re.fullmatch(
            r"""([\w-]+\.)?[\w-]+(;[\w-]+=("[^"]*"|[^";:,]*)(,("[^"]*"|[^";:,]*))*)*:.*""", line, re.ASCII | re.DOTALL
        )
        for line in unfolded
    )
    cards = written.count("BEGIN:VCARD\r\n")
    assert cards == written.count("VERSION:4.0\r\n") == len(re.findall(r"^FN[;:]", written, re.MULTILINE))
    assert "ENCODING=" not in written
    assert "CHARSET=" not in written


def test_a_fold_parts_no_letter() -> None:
    written = vcard.write([Contact(name="é" * 200, given="é" * 200, order="single")])
    assert max(len(line.encode()) for line in written.split("\r\n")) <= 75
    assert of_text(written)[0][0].name == "é" * 200


def test_a_firm_stands_in_fn_and_is_no_person() -> None:
    written = vcard.write([Contact(company=FERNHILL)])
    assert f"FN:{FERNHILL}\r\n" in written
    assert of_text(written)[0][0].name is None


def test_a_plain_contact_needs_nothing_of_our_own() -> None:
    ruth = Contact(
        name=RUTH, given="Ruth", family="Calloway", title=RUTH_TITLE, company=FERNHILL,
        emails=(Email(RUTH_EMAIL),), phones=(Phone(RUTH_PHONE),), region="US",
    )  # fmt: skip
    assert vcard.write([ruth]).split("\r\n") == [
        "BEGIN:VCARD", "VERSION:4.0", "FN:Ruth Calloway", "N:Calloway;Ruth;;;", "TITLE:Director of IT Operations",
        "ORG:Fernhill Logistics", "EMAIL;TYPE=work:ruth.calloway@fernhill.example.org", "TEL;TYPE=work:+12065550118",
        "END:VCARD", "",
    ]  # fmt: skip


HOSTILE = "aZé田עا \n\t;,\\:=\"^'.@-()\u200f\u202e\u200d🙂\x85\u2028\x00"


def texts(without: str = "", longest: int = 200) -> st.SearchStrategy[str]:
    """One line of hostile text, as a card keeps it."""
    alphabet = "".join(letter for letter in HOSTILE if letter not in without)
    free = st.text(alphabet, min_size=1, max_size=longest) | st.text(min_size=1, max_size=20)
    tidy = free.map(lambda text: " ".join(content_line.clean(text).split()))
    return tidy.filter(lambda text: bool(text) and not set(text) & set(without))


@st.composite
def contacts(draw: st.DrawFn) -> Contact:
    """Any contact: hostile texts, in any order of names, with anything missing."""
    first, last = draw(texts()), draw(texts())
    names: dict[str, Any] = draw(
        st.sampled_from(
            [
                {"name": f"{first} {last}", "given": first, "family": last, "order": "given_first"},
                {"name": f"{last} {first}", "given": first, "family": last, "order": "family_first"},
                {"name": first, "given": last, "family": first, "order": "family_first"},
                {"name": first, "given": first, "order": "single"},
                {"name": first, "order": "single"},
                {"order": "single"},
            ]
        )
    )
    if "name" in names:
        names["honorific"] = draw(st.none() | texts(longest=20))
        credentials = draw(st.lists(texts(without=",", longest=20), max_size=2))
        names["credentials"] = tuple(item for item in credentials if item.lower() not in {"jr", "sr", "ii"})
    kinds = st.sampled_from(["work", "mobile", "fax", "home", "other"])
    locals_ = texts(without="<>@").filter(lambda text: not text.lower().startswith("mailto:"))
    numbers = texts().filter(lambda text: not text.lower().startswith("tel:")) | st.sampled_from(
        [RUTH_PHONE, "206 555 0118"]
    )
    emails = st.builds(
        lambda local, kind: Email(f"{local}@example.org", kind, origin="vcard"),
        locals_,
        st.sampled_from(["work", "home", "other"]),
    )
    phones = st.builds(lambda value, raw, kind: Phone(value, raw, kind, origin="vcard"), numbers, texts(), kinds)
    websites = texts(without=' "<>\\^`{|}').map(lambda path: Website(f"https://example.org/{path}", origin="vcard"))
    part = st.none() | texts(longest=60)
    address = st.none() | st.builds(Address, texts(), part, part, part, part, part)
    title, company, department, place = draw(part), draw(part), draw(part), draw(address)
    filled = {"name": names.get("name"), "title": title, "company": company, "department": department, "address": place}
    return Contact(
        files=("card.vcf",),
        **names,
        title=title,
        company=company,
        department=department,
        emails=tuple(draw(st.lists(emails, max_size=2))),
        phones=tuple(draw(st.lists(phones, max_size=2))),
        websites=tuple(draw(st.lists(websites, max_size=2))),
        address=place,
        region=draw(st.sampled_from(["US", "DE", "JP"])),
        confidence={field: 1.0 for field, value in filled.items() if value},
        origin={field: "vcard" for field, value in filled.items() if value},
        extra={"X-PET": [f"X-PET;TYPE=cat:{draw(texts())}"]},
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(contacts(), min_size=1, max_size=2))
def test_any_contact_survives(given_contacts: list[Contact]) -> None:
    again, problems = vcard.read(vcard.write(given_contacts).encode(), "card.vcf")
    assert list(again) == given_contacts
    assert {problem.code for problem in problems} <= {"card.vcard.nameless"}


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300) | st.text(HOSTILE + "BEGINVCARD:\r", max_size=300).map(str.encode))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    framed, _ = vcard.read(b"BEGIN:VCARD\nFN:Ruth Calloway\n" + data + b"\nEND:VCARD\n", "fuzz.vcf")
    assert framed
    assert vcard.read(vcard.write(framed).encode(), "fuzz.vcf")[0] == framed


def test_the_benchmark_prints_one_line() -> None:
    done = subprocess.run(
        [sys.executable, "bench/vcards.py", str(OWN), "--quick"], capture_output=True, text=True, check=True
    )
    result = json.loads(done.stdout)
    own = len(list(OWN.glob("*.vcf")))
    assert (result["files"], result["read"], result["round_trip"]) == (own, own, own)
    assert result["peers"]["vobject"].keys() >= {"read"} or "absent" in result["peers"]["vobject"]
