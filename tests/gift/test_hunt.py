from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword import tables
from afterword.gift import links
from afterword.gift.hunt import MOST_QUERIES, MOST_SEARCHES, hunt, places, queries

SUBJECT = "rolling out passkeys to the warehouse crew"
QUOTES = ("I'd love to see how another company got people on the floor to use them.",)


def test_three_to_five_queries_from_the_subject_and_the_quotes() -> None:
    found = queries(SUBJECT, QUOTES)
    assert 3 <= len(found) <= MOST_QUERIES
    assert all("passkeys" in query for query in found)
    assert any("floor" in query for query in found)


def test_the_places_of_the_field_come_first() -> None:
    assert "security" in places(SUBJECT)[0]["fields"]
    assert "food" in places("baking sourdough bread")[0]["fields"]
    assert "medicine" in places("keeping nurses on the ward")[0]["fields"]


def test_without_a_field_the_general_places() -> None:
    found = places("zorbing")
    assert found
    assert all("general" in outlet["fields"] for outlet in found)


def test_a_place_of_one_country_is_offered_there_only() -> None:
    names = {outlet["name"] for outlet in places("council transport", country="GB")}
    assert "GOV.UK" in names
    assert "GOV.UK" not in {outlet["name"] for outlet in places("council transport", country="US")}


def test_at_least_forty_places_and_every_search_can_be_opened() -> None:
    outlets = tables.table("gift/outlets.toml")["outlet"]
    fields = tables.table("gift/outlets.toml")["field"].keys() | {"general"}
    assert len(outlets) >= 40
    assert len({outlet["name"] for outlet in outlets}) == len(outlets)
    for outlet in outlets:
        assert set(outlet["fields"]) <= fields
        assert outlet["search"].count("{query}") == 1
        assert links.clean(outlet["search"].replace("{query}", "x")) is not None
        assert not links.within(links.host(outlet["search"]), links.hosts("encyclopedias"))


@pytest.mark.parametrize("subject", ["passkeys", "bread", "zorbing", "R&D & <b>#1?</b>"])
def test_a_hunt_is_short_and_its_addresses_are_escaped(subject: str) -> None:
    found = hunt(subject, QUOTES)
    assert 3 <= len(found) <= MOST_SEARCHES
    assert len({search.url for search in found}) == len(found)
    for search in found:
        assert links.clean(search.url) is not None
        assert search.where
        assert urlsplit(search.url).fragment == ""


def test_a_subject_of_no_words_has_no_hunt() -> None:
    assert hunt("?!") == ()


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_subject_keeps_to_the_places_address(subject: str) -> None:
    hosts = {
        links.host(outlet["search"].replace("{query}", "x")) for outlet in tables.table("gift/outlets.toml")["outlet"]
    }
    for search in hunt(subject):
        assert links.host(search.url) in hosts
        assert parse_qsl(urlsplit(search.url).query)
