"""Write which area codes of North America lie in which state and zone, from the tables of the full phonenumbers.

    python tools/make_areas.py FOLDER > src/afterword/followup/areas_north_america.toml

FOLDER holds the unpacked package `phonenumbers` (PyPI, Apache-2.0), of which the program carries only the light half.
An area code with numbers in several zones keeps them all: such a number says less than it seems.
"""

import importlib
import sys
from collections import defaultdict

STATES = {
    "Alabama": "AL", "Alaska": "AK", "Arizona": "AZ", "Arkansas": "AR", "California": "CA", "Colorado": "CO",
    "Connecticut": "CT", "Delaware": "DE", "Florida": "FL", "Georgia": "GA", "Hawaii": "HI", "Idaho": "ID",
    "Illinois": "IL", "Indiana": "IN", "Iowa": "IA", "Kansas": "KS", "Kentucky": "KY", "Louisiana": "LA",
    "Maine": "ME", "Maryland": "MD", "Massachusetts": "MA", "Michigan": "MI", "Minnesota": "MN",
    "Mississippi": "MS", "Missouri": "MO", "Montana": "MT", "Nebraska": "NE", "Nevada": "NV", "New Hampshire": "NH",
    "New Jersey": "NJ", "New Mexico": "NM", "New York": "NY", "North Carolina": "NC", "North Dakota": "ND",
    "Ohio": "OH", "Oklahoma": "OK", "Oregon": "OR", "Pennsylvania": "PA", "Rhode Island": "RI",
    "South Carolina": "SC", "South Dakota": "SD", "Tennessee": "TN", "Texas": "TX", "Utah": "UT", "Vermont": "VT",
    "Virginia": "VA", "Washington State": "WA", "Washington D.C.": "DC", "Washington": "WA", "West Virginia": "WV",
    "Wisconsin": "WI", "Wyoming": "WY",
}  # fmt: skip
PROVINCES = {
    "Alberta": "AB", "British Columbia": "BC", "Manitoba": "MB", "New Brunswick": "NB",
    "Newfoundland and Labrador": "NL", "Nova Scotia": "NS", "Ontario": "ON", "Prince Edward Island": "PE",
    "Quebec": "QC", "Saskatchewan": "SK", "Yukon": "YT", "Nunavut": "NU",
}  # fmt: skip
UNSAID = {"203": "US-CT", "713": "US-TX", "718": "US-NY", "905": "CA-ON"}
"""Codes that the tables give a zone and no place, by the numbering plan of North America."""
UNSURE = {"474", "879"}
"""New codes whose zone in the tables is not that of their province."""


def main(folder: str) -> None:
    """Print the table."""
    sys.path.insert(0, folder)
    zones = importlib.import_module("phonenumbers.tzdata").TIMEZONE_DATA
    names = importlib.import_module("phonenumbers.geodata").GEOCODE_DATA
    places: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for code in (f"1{number}" for number in range(200, 1000)):
        found = [zone for prefix in sorted(zones) if prefix.startswith(code) for zone in zones[prefix]]
        known = _place(str(names.get(code, {}).get("en", "")))
        known = known or UNSAID.get(code[1:])
        if found and known and code[1:] not in UNSURE:
            places[known][" ".join(dict.fromkeys(found))].add(code[1:])
    print("# Area codes by state and zone; several zones where numbers of one code lie in several.")
    print("# Source: tools/make_areas.py, from phonenumbers (libphonenumber, Apache-2.0).")
    for place, held in sorted(places.items()):
        print(f'\n["{place}"]')
        for names_of_zones, codes in sorted(held.items()):
            print(f'"{names_of_zones}" = "{" ".join(sorted(codes))}"')


def _place(name: str) -> str | None:
    """A name of the tables as ISO 3166-2, "CA" alone for a code of several provinces."""
    short = name.rpartition(", ")[2]
    if name in STATES or short in STATES.values():
        return f"US-{STATES.get(name, short)}"
    if short in PROVINCES.values():
        return f"CA-{short}"
    if name in PROVINCES:
        return f"CA-{PROVINCES[name]}"
    return "CA" if all(part in PROVINCES for part in name.split("/")) else None


if __name__ == "__main__":
    main(sys.argv[1])
