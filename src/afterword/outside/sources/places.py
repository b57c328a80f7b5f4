"""Places one can walk to: OpenStreetMap by Nominatim (where is it?) and Overpass (what is there?).

Their rules: one question a second at most for all who use the program under one address, no guessing
ahead while somebody types, and "© OpenStreetMap contributors" wherever it is shown. A centre runs its
own servers. The map knows no taste: nothing here is the best of anything, and the person strikes out
what they would not vouch for.
"""

import re
from collections.abc import Mapping
from typing import Any

from afterword.errors import BadInput
from afterword.gift import links
from afterword.gift.formats import entry
from afterword.gift.gift import GiftItem
from afterword.outside.sources.question import rows, text, with_query

HOST, THINGS_HOST = "nominatim.openstreetmap.org", "overpass-api.de"
CREDIT = "© OpenStreetMap contributors"
METRES = 1200
MOST = 60
KINDS: Mapping[str, str] = {
    "restaurant": '["amenity"="restaurant"]',
    "cafe": '["amenity"="cafe"]',
    "bakery": '["shop"="bakery"]',
    "library": '["amenity"="library"]',
    "museum": '["tourism"="museum"]',
    "bookshop": '["shop"="books"]',
    "park": '["leisure"="park"]',
    "playground": '["leisure"="playground"]',
    "climbing": '["sport"="climbing"]',
    "swimming": '["leisure"="swimming_pool"]["access"!="private"]',
    "farm_shop": '["shop"="farm"]',
    "hardware": '["shop"~"^(hardware|doityourself)$"]',
}
"""What may be asked for, and how the map calls it."""


def address(place: str, base: str = f"https://{HOST}") -> str:
    """Where a place is, which has to be known first."""
    return with_query(f"{base}/search", q=place, format="jsonv2", limit=1)


def point(data: bytes) -> tuple[float, float] | None:
    """The latitude and longitude of an answer; None for a place that the map does not know."""
    for row in rows(data, HOST):
        try:
            north, east = float(str(row.get("lat"))), float(str(row.get("lon")))
        except ValueError:
            continue
        if abs(north) <= 90 and abs(east) <= 180:
            return north, east
    return None


def things_address(kind: str, at: tuple[float, float], base: str = f"https://{THINGS_HOST}") -> str:
    """What of a kind lies around a point. Raises BadInput for a kind that is not in KINDS."""
    if kind not in KINDS:
        raise BadInput("outside.sources.no_kind", kind=kind[:40], kinds=sorted(KINDS))
    around = f'nwr{KINDS[kind]}["name"](around:{METRES},{at[0]:.5f},{at[1]:.5f});'
    return with_query(f"{base}/api/interpreter", data=f"[out:json][timeout:10];{around}out center tags {MOST};")


def read(data: bytes) -> tuple[GiftItem, ...]:
    """The places of an answer, each with what the map says of it and nothing else; those that say most come first."""
    found = [item for row in rows(data, THINGS_HOST, "elements") if (item := _item(row))]
    known = sorted(found, key=lambda item: -sum(bool(part) for part in (item.address, item.url, item.phone, item.note)))
    return tuple({item.name: item for item in reversed(known)}.values())[::-1]


def _item(row: dict[str, Any]) -> GiftItem | None:
    tags = row.get("tags")
    name = entry.line(text(row, "tags", "name"), 80)
    if not name or not isinstance(tags, dict):
        return None
    link = links.clean(text(row, "tags", "website") or text(row, "tags", "contact:website"))
    phone = re.sub(r"[^\d+ ()/-]", "", text(row, "tags", "phone") or text(row, "tags", "contact:phone") or "")[:30]
    street = " ".join(filter(None, (text(row, "tags", "addr:housenumber"), text(row, "tags", "addr:street"))))
    return GiftItem(
        name=name,
        note=entry.line(_facts(row)),
        business=True,
        address=entry.line(", ".join(filter(None, (street, text(row, "tags", "addr:city"))))),
        url=link.url if link else None,
        phone=phone.strip() or None,
        kind=text(row, "tags", "amenity") or text(row, "tags", "shop") or text(row, "tags", "leisure"),
        source=CREDIT,
    )


def _facts(row: dict[str, Any]) -> str:
    """What the map says that somebody may want to know, in its own words."""
    told = {"cuisine": "", "diet:vegetarian": "vegetarian", "diet:vegan": "vegan", "outdoor_seating": "outdoor seating",
            "wheelchair": "wheelchair access", "opening_hours": "open "}  # fmt: skip
    found = []
    for key, words in told.items():
        value = text(row, "tags", key)
        if not value or value.lower() in {"no", "limited", "unknown"}:
            continue
        plain = value.replace("_", " ").replace(";", ", ")[:80]
        found.append(words if value.lower() in {"yes", "only", "designated"} else f"{words}{plain}".strip())
    return "; ".join(found)
