"""Phone numbers and their kinds."""

import pytest

from afterword.card import layout, phones
from afterword.card.lines import Line, of_text


def read(text: str, region: str | None = "US") -> list[str]:
    rows = layout.rows(of_text(text))
    return [f"{phone.kind} {phone.value}" for phone in phones.find(rows, [row.text for row in rows], region).phones]


@pytest.mark.parametrize(
    ("text", "region", "wanted"),
    [
        ("Direct (206) 555-0118", "US", ["work +12065550118"]),
        (
            "Tel: 708 425 7800 Direct Line: 708 229 8859 Fax 708 229 8858",
            "US",
            ["work +17084257800", "work +17082298859", "fax +17082298858"],
        ),
        ("202-994-0305 (telephone)\n202-994-5873 (fax)", "US", ["work +12029940305", "fax +12029945873"]),
        ("Cell:9985771877,9701229677", "IN", ["mobile +919985771877", "mobile +919701229677"]),
        ("M: +0044 (0)7808 060517", None, ["mobile +447808060517"]),
        ("Mobile Phone: 206-555-0121", "US", ["mobile +12065550121"]),
        ("T 312.555.0188 x 44", "US", ["work +13125550188"]),
        ("Tel 1O8-425-78OO", None, ["work 1084257800"]),
        ("Tel:(86-10) 8437-7042", "CN", ["work +861084377042"]),
        ("(R) 040 27018231", "IN", ["home +914027018231"]),
        ("Tel: 2766 0486", "IN", ["work 27660486"]),
        ("携帯 090-1234-5678", "JP", ["mobile +819012345678"]),
    ],
)
def test_numbers_with_their_kinds(text: str, region: str | None, wanted: list[str]) -> None:
    assert read(text, region) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "GST 27660486123",
        "12/05/2024",
        "2019-2024",
        "New Delhi - 110060",
        "Reg. No. 4455667788",
        "P.O. Box 2836",
        "Suite 4000",
        "1234567890123456789",
    ],
)
def test_other_numbers_are_no_phones(text: str) -> None:
    assert read(text) == []


def test_a_label_far_to_the_left_counts() -> None:
    lines = [Line("Fax", (0, 0, 0, 40, 20), origin="ocr"), Line("206 555 0119", (0, 120, 0, 260, 20), origin="ocr")]
    rows = layout.rows(lines)
    found = phones.find(rows, [row.text for row in rows], "US")
    assert [(phone.kind, phone.value) for phone in found.phones] == [("fax", "+12065550119")]


def test_a_number_without_a_country_stays_as_dialled_and_is_less_sure() -> None:
    rows = layout.rows(of_text("9985771877"))
    (unknown,) = phones.find(rows, ["9985771877"], None).phones
    (known,) = phones.find(rows, ["9985771877"], "IN").phones
    assert (unknown.value, known.value) == ("9985771877", "+919985771877")
    assert unknown.confidence < 0.9 < known.confidence
