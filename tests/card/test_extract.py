"""Cards, texts and prints that are none become contacts or a problem."""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.candidacy.contact import Contact
from afterword.card import extract
from afterword.card.lines import Line, of_text
from afterword.card.words import squeezed
from cast import FERNHILL, RUTH, RUTH_EMAIL, RUTH_PHONE, RUTH_TITLE

WORLD = tomllib.loads((Path(__file__).parent.parent / "data" / "card" / "world.toml").read_text(encoding="utf-8"))[
    "card"
]
RUTHS_CARD = f"""{RUTH}
{RUTH_TITLE}
{FERNHILL}
{RUTH_EMAIL}
Direct {RUTH_PHONE}"""


TURNS: tuple[Callable[[float, float], tuple[float, float]], ...] = (
    lambda x, y: (900 - y, x),
    lambda x, y: (900 - x, 900 - y),
    lambda x, y: (y, 900 - x),
)


def only(text: str) -> Contact:
    found, _ = extract.contacts(of_text(text))
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("card", WORLD, ids=lambda card: card["name"])
def test_cards_of_the_world(card: dict[str, Any]) -> None:
    contact = only(card["text"].strip())
    read = {
        "emails": [email.value for email in contact.emails],
        "phones": [f"{phone.kind} {phone.value}" for phone in contact.phones],
        "credentials": list(contact.credentials),
    }
    wanted = {key: value for key, value in card.items() if key != "text"}
    assert {key: read.get(key, getattr(contact, key)) for key in wanted} == wanted


def test_every_field_has_its_certainty_and_its_origin() -> None:
    contact = only(RUTHS_CARD + "\n1200 Alder Street, Suite 400, Seattle, WA 98101")
    assert set(contact.confidence) == set(contact.origin) == {"name", "title", "company", "address"}
    assert all(0 < sure <= 1 for sure in contact.confidence.values())
    assert set(contact.origin.values()) == {"text"}
    assert contact.region == "US"
    assert contact.address is not None
    assert (contact.address.city, contact.address.region, contact.address.postcode) == ("Seattle", "WA", "98101")


def test_two_people_share_what_stands_below_them() -> None:
    text = f"{RUTHS_CARD}\n\nDana Whitcombe\nHR Business Partner\ndana.whitcombe@fernhill.example.org\n206 555 0119"
    found, _ = extract.contacts(of_text(f"{text}\n\n1200 Alder Street, Seattle, WA 98101"))
    assert [contact.name for contact in found] == [RUTH, "Dana Whitcombe"]
    assert [contact.emails[0].value for contact in found] == [RUTH_EMAIL, "dana.whitcombe@fernhill.example.org"]
    assert [len(contact.phones) for contact in found] == [1, 1]
    assert all(contact.address and contact.address.city == "Seattle" for contact in found)


def test_a_name_alone_is_enough_when_it_is_typed() -> None:
    assert only(RUTH).name == RUTH
    assert extract.contacts([Line(RUTH, (0, 0, 0, 90, 10), origin="ocr")])[0] == ()


RECEIPT = "CORNER MARKET\n12 Main Street\nMilk 2.49\nBread 3.10\nApples 4.05\nSubtotal 9.64\nTOTAL 10.04\n503-555-0100"
CERTIFICATE = (
    "CERTIFICATE OF COMPLETION\nThis is to certify that\nMaria Lopez\nhas completed Workplace Safety\n3 May 2024"
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (RECEIPT, "card.text.no_card"),
        (CERTIFICATE, "card.text.no_card"),
        ("STOP", "card.text.no_contact"),
        ("EXIT 24\nCity Centre", "card.text.no_contact"),
        ("hello there", "card.text.no_contact"),
        (" \n\t\n", "card.text.no_text"),
    ],
)
def test_what_is_no_card_names_nobody(text: str, code: str) -> None:
    found, problems = extract.contacts(of_text(text), files=("x.txt",))
    assert found == ()
    assert [(problem.code, problem.where) for problem in problems] == [(code, "x.txt")]


def test_direction_marks_and_control_letters_do_not_reach_a_field() -> None:
    text = f"\u202eRuth\u202c Cal\u200bloway\u200f\n{RUTH_TITLE}\x07\n{RUTH_EMAIL}"
    contact = only(text)
    assert (contact.name, contact.title) == (RUTH, RUTH_TITLE)
    found, _ = extract.contacts([Line("Ruth\nCalloway"), *of_text(RUTHS_CARD.partition("\n")[2])])
    assert found[0].name == RUTH


def test_a_company_that_only_the_address_names_is_told() -> None:
    found, problems = extract.contacts(of_text("Ruth Calloway\nruth@brightwater.example.com\n"))
    assert found[0].company == "Brightwater"
    assert found[0].confidence["company"] < 0.5
    assert [problem.code for problem in problems] == ["card.text.company_of_host"]


def test_the_region_given_wins_over_the_one_guessed() -> None:
    text = "Ruth Calloway\nFernhill Logistics\n020 7946 0123"
    found, _ = extract.contacts(of_text(text), region="GB")
    assert [phone.value for phone in found[0].phones] == ["+442079460123"]
    unknown, _ = extract.contacts(of_text(text))
    assert [phone.value for phone in unknown[0].phones] == ["02079460123"]


def test_a_letter_is_read_from_its_signature() -> None:
    prose = "thank you for the long talk on Tuesday about passkeys and the shared tablets, it was good."
    letter = f"Dear Amara,\n{prose}\n\n{RUTHS_CARD}"
    numbers = [4, 5, 6, 7, 8]
    reading = extract.text_reading(letter, numbers, file="mail.txt")
    assert [contact.name for contact in reading.contacts] == [RUTH]
    assert reading.signature_lines == (4, 5, 6, 7, 8)


def test_print_is_read_the_same_whichever_way_it_lay() -> None:
    rows = [(RUTH, 40), (RUTH_TITLE, 24), (FERNHILL, 24), (RUTH_EMAIL, 24), (f"Direct {RUTH_PHONE}", 24)]
    upright = []
    y = 100.0
    for text, height in rows:
        x1 = 100 + 0.5 * height * len(text)
        corners = ((100.0, y), (x1, y), (x1, y + height), (100.0, y + height))
        upright.append(Line(text, (0, 100, y, x1, y + height), 1.0, "ocr", corners))
        y += 1.5 * height
    wanted = extract.contacts(upright)[0][0]
    assert (wanted.name, wanted.title, wanted.company) == (RUTH, RUTH_TITLE, FERNHILL)
    for turn in TURNS:
        turned = []
        for line in upright:
            assert line.quad is not None
            a, b, c, d = (turn(x, y) for x, y in line.quad)
            xs, ys = zip(a, b, c, d, strict=True)
            turned.append(replace(line, quad=(a, b, c, d), box=(0, min(xs), min(ys), max(xs), max(ys))))
        got = extract.contacts(turned[::-1])[0][0]
        assert (got.name, got.title, got.company) == (RUTH, RUTH_TITLE, FERNHILL)


PRINT = st.sampled_from(
    [
        RUTH,
        RUTH_TITLE,
        FERNHILL,
        RUTH_EMAIL,
        RUTH_PHONE,
        "Tel",
        "@",
        "+",
        "(0)",
        "www.",
        "Inc.",
        "12 Main St",
        "|",
        "田中",
        "\u202e",
        "9" * 30,
    ]
)


@given(st.lists(st.one_of(PRINT, st.text(max_size=30)), max_size=8), st.sampled_from([None, "US", "DE", "ZZ"]))
@settings(max_examples=50, deadline=None)
def test_nothing_is_invented_and_nothing_breaks(parts: list[str], region: str | None) -> None:
    text = "\n".join(parts)
    found, problems = extract.contacts(of_text(text), region=region)
    assert found or problems
    for contact in found:
        for value in (contact.title, contact.name):
            # every word of a field stands in the text; the rows it was put together from may be apart
            assert all(squeezed(word) in squeezed(text) for word in (value or "").split())
        assert all(email.value.partition("@")[0] in text.lower() for email in contact.emails if not email.alternatives)


@pytest.mark.slow
def test_a_huge_text_is_read_in_no_time() -> None:
    for text in ("x" * 200_000, "1" * 200_000, "a@" * 100_000, "(" * 50_000 + "+" * 50_000, "a.b," * 50_000):
        assert extract.contacts(of_text(text))[0] == ()
    many = "\n".join(f"row {number}, {number} 555 0100" for number in range(5_000))
    extract.contacts(of_text(many))
