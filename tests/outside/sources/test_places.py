import json

import pytest

from afterword.errors import BadInput
from afterword.outside.sources import places

THINGS = {
    "elements": [
        {"type": "node", "tags": {"name": "Plain", "amenity": "cafe"}},
        {"type": "way", "tags": {"name": "Harbour Café\nX-Evil: 1", "amenity": "cafe", "addr:housenumber": "12",
         "addr:street": "Quay Street", "website": "https://cafe.example.org/", "phone": "+1 206-555-0161<script>",
         "diet:vegan": "yes", "cuisine": "coffee_shop;cake", "opening_hours": "Mo-Fr 07:00-15:00", "smoking": "no"}},
        {"type": "node", "tags": {"name": "Evil", "amenity": "cafe", "website": "javascript:alert(1)"}},
        {"type": "node", "tags": {"amenity": "cafe"}}, {"type": "node"}, 5,
    ]
}  # fmt: skip


def test_where_it_is_is_asked_first() -> None:
    assert places.address("Ballard, Seattle").startswith(
        "https://nominatim.openstreetmap.org/search?q=Ballard%2C+Seatt"
    )
    assert places.point(b'[{"lat": "47.66", "lon": "-122.38"}]') == (47.66, -122.38)
    assert places.point(b"[]") is None
    assert places.point(b'[{"lat": "x"}, {"lat": "91", "lon": "0"}, {"lat": null, "lon": "nan"}]') is None


def test_what_is_there_is_asked_by_kind_alone() -> None:
    asked = places.things_address("cafe", (47.66, -122.38), base="https://maps.example.org")
    assert asked.startswith("https://maps.example.org/api/interpreter?data=")
    assert "around%3A1200%2C47.66000%2C-122.38000" in asked
    with pytest.raises(BadInput, match="no_kind"):
        places.things_address('cafe"];node(1);', (0, 0))


def test_a_place_is_told_by_what_the_map_says() -> None:
    first, *others = places.read(json.dumps(THINGS).encode())
    assert (first.name, first.address, first.url) == (
        "Harbour Café X-Evil: 1", "12 Quay Street", "https://cafe.example.org/")  # fmt: skip
    assert (first.phone, first.source) == ("+1 206-555-0161", "© OpenStreetMap contributors")
    assert first.note == "coffee shop, cake; vegan; open Mo-Fr 07:00-15:00"
    assert [(item.name, item.url) for item in others] == [("Plain", None), ("Evil", None)]


def test_an_answer_that_is_none_is_said() -> None:
    with pytest.raises(BadInput, match="garbled"):
        places.read(b"<html>rate limited</html>")
