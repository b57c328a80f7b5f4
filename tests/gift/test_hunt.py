import operator
import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword import tables
from afterword.gift import links
from afterword.gift.gates import without_tracking
from afterword.gift.gift import Gift
from afterword.gift.hunt import MOST_QUERIES, MOST_SEARCHES, hunt, places, queries

GOOD_FOR = {"articles", "books", "courses", "data", "guides", "maps", "music", "papers", "pictures"} | {
    "podcasts",
    "recipes",
    "sounds",
    "videos",
}
SUBJECT = "rolling out passkeys to the warehouse crew"
QUOTES = ("I'd love to see how another company got people on the floor to use them.",)


def test_three_to_five_queries_from_the_subject_and_the_quotes() -> None:
    found = queries(SUBJECT, QUOTES)
    assert 3 <= len(found) <= MOST_QUERIES
    assert all("passkeys" in query for query in found)
    assert found[0] == "passkeys warehouse crew"


@pytest.mark.parametrize(
    ("subject", "quote", "query"),
    [
        ("sourdough bread", "my rye starter has been alive for eleven years", "sourdough bread rye starter"),
        ("beekeeping", "we lost two hives to varroa last winter", "beekeeping varroa"),
        ("restaurants in Ballard", "my parents are visiting and they eat no gluten", "restaurants Ballard gluten"),
        ("pump maintenance", "we replace bearings by the calendar", "pump maintenance bearings"),
        (
            "Schichtplanung in der Pflege",
            "der Dienstplan wird mit Bleistift gemacht",
            "Schichtplanung Pflege Dienstplan",
        ),
    ],
)
def test_a_telling_word_of_theirs_makes_a_query(subject: str, quote: str, query: str) -> None:
    assert query in queries(subject, [quote])


@pytest.mark.parametrize(
    ("subject", "quote"),
    [
        ("customer complaints by phone", "the same twenty people ring every Monday"),
        ("shift scheduling", "it takes Mira the whole Thursday"),
        ("meeting overload", "I had thirty-one meetings last week, I counted"),
        ("apprentices in welding", "they can weld but they can't read a drawing"),
    ],
)
def test_what_no_one_would_search_for_stays_out(subject: str, quote: str) -> None:
    assert queries(subject, [quote]) == queries(subject)


def test_what_names_no_field_is_asked_of_work() -> None:
    assert "forklift near misses case study" in queries("forklift near misses")
    assert "chess tips" in queries("chess")


def test_the_places_of_the_field_come_first() -> None:
    assert "security" in places(SUBJECT)[0]["fields"]
    assert "food" in places("cooking a vegan dinner")[0]["fields"]
    assert "medicine" in places("keeping nurses on the ward")[0]["fields"]


def test_without_a_field_the_general_places() -> None:
    found = places("zorbing")
    assert found
    assert all("general" in outlet["fields"] for outlet in found)


def test_a_place_of_one_country_is_offered_there_only() -> None:
    names = {outlet["name"] for outlet in places("council transport", country="GB")}
    assert "GOV.UK" in names
    assert "GOV.UK" not in {outlet["name"] for outlet in places("council transport", country="US")}


def test_a_place_in_another_language_is_offered_to_those_who_use_it() -> None:
    def names(subject: str, country: str) -> set[str]:
        return {outlet["name"] for outlet in places(subject, country=country)}

    assert "heise online" in names("die Sicherheit der Passwörter und wie man sie schützt", "DE")
    assert "heise online" in names("passkeys", "AT")
    assert "heise online" not in names("how to get the crew to use passkeys", "DE")
    assert "heise online" not in names("passkeys", "FR")
    assert "Gallica" in names("l'histoire de la ville dans les années de guerre", "FR")


def test_a_german_subject_is_asked_for_in_german() -> None:
    found = hunt("das Brot backen und wie es mit dem Sauerteig gelingt", country="DE")
    assert any("tipps" in search.query.lower() for search in found)
    assert {"YouTube", "ZDF"} <= {search.where for search in found}
    assert "NPR" not in {search.where for search in found}


@pytest.mark.parametrize(
    ("subject", "field"),
    [
        ("a flat sourdough loaf", "bread"),
        ("her son's sailing regatta", "sailing"),
        ("slugs in the vegetable garden", "garden"),
        ("singing in a choir", "choir"),
        ("knitting", "knitting"),
        ("the freight depot", "logistics"),
        ("maintenance of old machines", "factory"),
        ("donations for the charity", "charity"),
        ("a marathon in July", "running"),
        ("late invoices", "finance"),
        ("owls", "birds"),
    ],
)
def test_the_narrowest_places_come_first(subject: str, field: str) -> None:
    assert field in places(subject)[0]["fields"]


def test_about_two_hundred_places_and_every_search_can_be_opened() -> None:
    outlets = tables.table("gift/outlets.toml")["outlet"]
    fields = tables.table("gift/outlets.toml")["field"].keys()
    assert len(outlets) >= 200
    assert {name for outlet in outlets for name in outlet["fields"]} == fields | {"general"}
    assert len({outlet["name"] for outlet in outlets}) == len(outlets)
    addresses = {outlet["search"].removeprefix("https://www.").removeprefix("https://") for outlet in outlets}
    assert len(addresses) == len(outlets)


@pytest.mark.parametrize("outlet", tables.table("gift/outlets.toml")["outlet"], ids=operator.itemgetter("name"))
def test_an_outlet_is_whole(outlet: dict[str, Any]) -> None:
    assert outlet.keys() <= {"name", "search", "fields", "good", "free", "countries", "language"}
    assert outlet.get("free") in {None, "in part"}
    assert outlet["good"] in GOOD_FOR
    address = outlet["search"]
    assert address.startswith("https://")
    assert address.count("{query}") == 1
    assert address.count("{") == address.count("}") == 1
    asked = dict(parse_qsl(urlsplit(address.replace("{query}", "tea")).query))
    assert any("tea" in value for value in asked.values())
    cleaned = Gift("article", url=address.replace("{query}", "tea"))
    assert without_tracking(cleaned).url == cleaned.url
    assert links.clean(address.replace("{query}", "x")) is not None
    for hosts in ("encyclopedias", "paywalled", "redirectors", "closed"):
        assert not links.within(links.host(address), links.hosts(hosts)), hosts
    assert all(re.fullmatch("[A-Z]{2}", country) for country in outlet.get("countries", []))
    assert outlet.get("language") in {None, "any", "de", "fr"}
    assert outlet.get("language") not in {"de", "fr"} or outlet["countries"]


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
