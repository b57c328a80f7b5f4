"""Postal addresses on cards."""

import pytest

from afterword.card import address, layout
from afterword.card.lines import of_text


@pytest.mark.parametrize(
    ("lines", "region", "street", "city", "state", "postcode"),
    [
        (
            ["1200 Alder Street, Suite 400", "Seattle, WA 98101"],
            "US",
            "1200 Alder Street, Suite 400",
            "Seattle",
            "WA",
            "98101",
        ),
        (["1234 Main Street - Portland, OR 65111"], "US", "1234 Main Street", "Portland", "OR", "65111"),
        (
            ["14432 ALBEMARLE PLACE", "CHANTILLY, VIRGINIA 20151"],
            "US",
            "14432 ALBEMARLE PLACE",
            "CHANTILLY",
            "VIRGINIA",
            "20151",
        ),
        (["Industriestraße 14", "70565 Stuttgart"], "DE", "Industriestraße 14", "Stuttgart", None, "70565"),
        (["79A Bradford Road", "Bath, BA2 5BP, UK"], "GB", "79A Bradford Road", "Bath", None, "BA2 5BP"),
        (["14, rue des Lilas", "69003 Lyon"], "FR", "14, rue des Lilas", "Lyon", None, "69003"),
    ],
)
def test_the_parts_of_an_address(
    lines: list[str], region: str, street: str, city: str, state: str | None, postcode: str
) -> None:
    read = address.parse(lines, region)
    assert read is not None
    assert (read.street, read.city, read.region, read.postcode) == (street, city, state, postcode)
    assert read.text == ", ".join(lines)


def test_only_the_rows_of_the_address_are_taken() -> None:
    rows = layout.rows(
        of_text("Ruth Calloway\nFernhill Logistics\n1200 Alder Street\nSeattle, WA 98101\nLicensed, bonded, insured")
    )
    assert address.rows_of(rows, [row.text for row in rows]) == (2, 3)


@pytest.mark.parametrize(
    "text",
    ["Ruth Calloway", "Director, IT Operations", "Home, Office, Nursing Home, Court House.", "Fernhill Ltd. Seattle"],
)
def test_other_rows_are_no_address(text: str) -> None:
    rows = layout.rows(of_text(text))
    assert address.rows_of(rows, [text]) == ()
