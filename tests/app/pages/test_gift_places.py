"""The map is asked where and what; the person takes what they know, and says why."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from afterword import api
from afterword.app.models import ShelfItem
from app.pages.answers import text_of

THINGS = {
    "elements": [
        {"tags": {"name": "Harbour Café", "amenity": "cafe", "addr:street": "Quay Street", "addr:housenumber": "12",
                  "website": "https://cafe.example.org/", "phone": "+1 206-555-0161"}},
        {"tags": {"name": "Plain <b>Cup</b>", "amenity": "cafe", "phone": "+1 206-555-0162"}},
    ]
}  # fmt: skip
ASKED = {"place": "Ballard, Seattle", "kind": "cafe"}


class Map:
    def __init__(self) -> None:
        self.asked: list[str] = []
        self.there: object = [{"lat": "47.66", "lon": "-122.38"}]

    def ask(self, url: str) -> bytes:
        self.asked.append(url)
        return json.dumps(self.there if "nominatim" in url else THINGS).encode()


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Map:
    found = Map()
    monkeypatch.setattr(api, "_guest", lambda: found)
    return found


def test_the_map_is_asked_only_by_the_button(browser: Client, world: Map) -> None:
    assert "Look on the map first" in text_of(browser.get("/shelf/add/places"))
    assert "nominatim.openstreetmap.org" in text_of(browser.get("/shelf/map"))
    assert world.asked == []
    page = text_of(browser.post("/shelf/map", {**ASKED, "do": "ask"}))
    assert [urlsplit(url).hostname for url in world.asked] == ["nominatim.openstreetmap.org", "overpass-api.de"]
    assert "Harbour Café" in page
    assert "© OpenStreetMap contributors" in page
    assert "Plain <b>Cup</b>" in page  # as words: the test reads what is shown


def test_what_is_taken_fills_the_list_and_waits_for_the_reasons(browser: Client, world: Map) -> None:
    answer = browser.post("/shelf/map?subject=lunch", {**ASKED, "do": "take", "take": ["0", "1", "99", "x"]})
    address = urlsplit(answer.headers["Location"])
    asked = {name: values[0] for name, values in parse_qs(address.query).items()}
    assert address.path == "/shelf/add/places"
    assert (asked["subject"], asked["place"], asked["title"]) == (
        "lunch",
        "Ballard, Seattle",
        "Cafés, Ballard, Seattle",
    )
    assert (asked["name_1"], asked["url_1"], asked["phone_1"], asked["address_1"]) == (
        "Harbour Café", "https://cafe.example.org/", "+1 206-555-0161", "12 Quay Street")  # fmt: skip
    assert "phone_2" not in asked  # a number is given with the page where it is published
    html = browser.get(answer.headers["Location"]).content.decode()
    assert "Harbour Café" in html
    assert not ShelfItem.objects.exists()


def test_a_place_the_map_does_not_know_is_said_beside_its_field(browser: Client, world: Map) -> None:
    world.there = []
    answer = browser.post("/shelf/map", {**ASKED, "place": "Nowhere at all"})
    assert answer.status_code == 422
    assert "knows no place called “Nowhere at all”" in text_of(answer)
    assert "Nowhere at all" in answer.content.decode()


@pytest.mark.parametrize("sent", [{"place": "", "kind": "cafe"}, {"place": "x", "kind": "bar"}, {"place": "a\nb"}])
def test_bad_input_asks_nobody(browser: Client, world: Map, sent: dict[str, str]) -> None:
    assert browser.post("/shelf/map", sent).status_code == 422
    assert world.asked == []
