"""MECARD texts from QR codes."""

import pytest

from afterword.card import mecard
from cast import FERNHILL, RUTH, RUTH_EMAIL, RUTH_PHONE


def test_all_fields() -> None:
    ruth = mecard.read(
        f"MECARD:N:Calloway,Ruth;TEL:{RUTH_PHONE};EMAIL:{RUTH_EMAIL};ORG:{FERNHILL};"
        "URL:https\\://fernhill.example.org;ADR:12 Pier St, Seattle;NOTE:gate\\;north;;",
        "card.jpg",
    )
    assert ruth is not None
    assert (ruth.name, ruth.given, ruth.family, ruth.company) == (RUTH, "Ruth", "Calloway", FERNHILL)
    assert (ruth.phones[0].value, ruth.emails[0].value) == (RUTH_PHONE, RUTH_EMAIL)
    assert ruth.websites[0].value == "https://fernhill.example.org"
    assert ruth.address is not None
    assert ruth.address.text == "12 Pier St, Seattle"
    assert ruth.files == ("card.jpg",)
    assert ruth.emails[0].origin == ruth.origin["name"] == "qr"
    assert ruth.extra["NOTE"] == [r"NOTE:gate\;north"]


def test_an_address_in_seven_parts() -> None:
    ruth = mecard.read("MECARD:N:Ruth;ADR:,,12 Pier St,Seattle,WA,98101,USA;TEL:2065550118;;", "qr")
    assert ruth is not None
    assert ruth.address is not None
    assert (ruth.address.street, ruth.address.postcode, ruth.region) == ("12 Pier St", "98101", "US")
    assert ruth.phones[0].value == "+12065550118"


@pytest.mark.parametrize(
    "text",
    ["", "MECARD:;;", "BEGIN:VCARD", "https://example.org", "MECARD:N:" + "A" * 20_000, "MECARD:URL:javascript:1;;"],
)
def test_what_is_no_card(text: str) -> None:
    assert mecard.read(text, "qr") is None
