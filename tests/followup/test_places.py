"""Where somebody works, as a card suggests it."""

import pytest

from afterword import tables
from afterword.followup import calendar, places
from afterword.followup.places import suggested


@pytest.mark.parametrize(
    ("card", "zone", "part", "reason"),
    [
        (("US", "WA"), "America/Los_Angeles", "WA", "state"),
        (("us", "wa"), "America/Los_Angeles", "WA", "state"),
        (("US", None, ["+12125550118"]), "America/New_York", "NY", "area_code"),
        ((None, None, ["+12065550118"]), "America/Los_Angeles", "WA", "area_code"),
        ((None, None, ["+14165550118"]), "America/Toronto", "ON", "area_code"),
        ((None, None, ["+551133334444"]), "America/Sao_Paulo", "SP", "area_code"),
        (("BR", None, ["+559233334444"]), "America/Manaus", "AM", "area_code"),
        (("US", "IN", ["+13175550100"]), "America/New_York", "IN", "area_code"),
        (("DE", None, ["+49301234567"]), "Europe/Berlin", None, "country"),
        (("GB",), "Europe/London", None, "country"),
    ],
)
def test_one_zone_is_suggested_with_its_reason(card: tuple[object, ...], zone: str, part: str, reason: str) -> None:
    place = suggested(*card)  # type: ignore[arg-type]
    assert place
    assert (place.zone, place.subdivision, place.reason) == (zone, part, reason)


@pytest.mark.parametrize(
    ("card", "first"),
    [
        (("US",), "America/New_York"),
        (("US", "IN"), "America/New_York"),
        (("US", None, ["+442071234567"]), "America/New_York"),
        (("US", None, ["+18125550100"]), "America/New_York"),
        (("CA", None, ["+12065550118"]), "America/Toronto"),
        (("AU", None, ["+61212345678"]), "Australia/Sydney"),
        (("ES",), "Europe/Madrid"),
    ],
)
def test_several_zones_are_asked(card: tuple[object, ...], first: str) -> None:
    place = suggested(*card)  # type: ignore[arg-type]
    assert place
    assert place.zone is None
    assert place.zones[0] == first
    assert len(set(place.zones)) == len(place.zones) > 1


def test_nothing_is_suggested_where_a_card_says_nothing() -> None:
    assert suggested(None) is None
    assert suggested("ZZ") is None
    assert suggested(None, None, ["", "+", "123", "+1", "+999123"]) is None


def test_the_zones_of_the_us_bear_their_usual_names() -> None:
    place = suggested("US")
    assert place
    usual = ["New_York", "Chicago", "Los_Angeles", "Denver", "Phoenix"]
    assert {f"America/{name}" for name in usual} <= set(place.zones)


def test_every_zone_of_the_tables_exists_and_no_code_stands_twice() -> None:
    names, codes = set(), []
    for table in ("areas", "areas_north_america"):
        for place, held in tables.table(f"followup/{table}.toml").items():
            names |= {zone for zones in held for zone in zones.split()}
            country = {"CA": "US"}.get(place[:2], place[:2])
            codes += [(country, code) for one in held.values() for code in one.split()]
    assert all(str(calendar.zone(name)) == name for name in names)
    assert len(codes) == len(set(codes)) > 400


def test_the_subdivisions_are_those_the_holidays_know() -> None:
    import holidays

    known = holidays.list_supported_countries()
    parts = {place for place, _zones in places._areas().values() if "-" in place}
    assert {place for place in parts if place[3:] not in known[place[:2]]} == set()
