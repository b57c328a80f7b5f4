"""The country of a card, from what is printed on it."""

import collections
import functools
import re
from collections.abc import Sequence

from afterword import tables
from afterword.card import phones
from afterword.card.webs import Found, host_of
from afterword.card.words import fold

_PREFIX = re.compile(r"\+\s?(\d[\d\s().-]{6,})")
_US_STATE = re.compile(r"(?<![A-Za-z])([A-Z]{2})\.?,?[\s-]{0,2}\d{5}(?!\d)")
_CA_POSTCODE = re.compile(r"\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b")
_GB_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b")
_IN_POSTCODE = re.compile(r"[-–]\s?[1-9]\d{2}\s?\d{3}(?!\d)")
_NO_WORD = re.compile(r"[^\w./()]+")
_STATE_ALONE = re.compile(r",\s?([A-Z]{2})\.?(?![\w])")


def guess(texts: Sequence[str], webs: Found) -> str | None:
    """The ISO 3166 code of the country most signs speak for; None where nothing does."""
    weights = tables.table("card/region.toml")["weights"]
    votes: collections.Counter[str] = collections.Counter()
    for country, sign in _signs(texts, webs):
        votes[country] += weights[sign]
    if phones.looks_north_american(texts):
        votes["CA" if votes["CA"] > votes["US"] else "US"] += weights["form"]
    best = max(votes.values(), default=0)
    return next((country for country, weight in votes.items() if weight == best), None) if best else None


def _signs(texts: Sequence[str], webs: Found) -> list[tuple[str, str]]:
    table = tables.table("card/region.toml")
    signs: set[tuple[str, str]] = set()
    for text in texts:
        plain = f" {_NO_WORD.sub(' ', fold(text))} "
        signs |= {(country, "name") for name, country in names().items() if f" {name} " in plain.replace(". ", " ")}
        for kind, sign in (("suffixes", "suffix"), ("cities", "city")):
            for country, entries in table[kind].items():
                if any(f" {entry} " in plain or f" {entry}. " in plain for entry in entries):
                    signs.add((country, sign))
        signs |= {(country, "prefix") for country in _prefixes(text)}
        signs |= {(country, "state") for country in _states(text)}
        for pattern, country in ((_CA_POSTCODE, "CA"), (_GB_POSTCODE, "GB"), (_IN_POSTCODE, "IN")):
            if pattern.search(text):
                signs.add((country, "postcode"))
    hosts = [email.value.partition("@")[2] for email in webs.emails] + [host_of(site.value) for site in webs.websites]
    signs |= {(country, "domain") for host in hosts if (country := _of_domain(host))}
    return sorted(signs)


def _prefixes(text: str) -> set[str]:
    found = (phones.country_of("+" + re.sub(r"\(0\)|\D", "", match[1])) for match in _PREFIX.finditer(text))
    return {country for country in found if country and country != "001"}


def _states(text: str) -> set[str]:
    states = tables.table("card/region.toml")["states"]
    found = {"US" for match in _US_STATE.finditer(text) if match[1] in states["US"]}
    return found | {
        country for match in _STATE_ALONE.finditer(text) for country in ("US", "CA") if match[1] in states[country]
    }


def _of_domain(host: str) -> str | None:
    import phonenumbers

    last = host.rpartition(".")[2].upper()
    if last in {"COM", "CO", "IO", "AI", "TV", "ME", "CC"}:  # country domains that all the world uses
        return None
    if last in {"EDU", "GOV", "MIL"}:
        return "US"
    return "GB" if last == "UK" else last if last in phonenumbers.SUPPORTED_REGIONS else None


@functools.cache
def names() -> dict[str, str]:
    """Folded names of countries, in English and in their own languages -> ISO 3166 code."""
    from babel import Locale  # 0.1 s to import

    english = {fold(name): code for code, name in Locale("en").territories.items() if len(code) == 2 and code.isalpha()}
    # names that are more often a person, a state or a word
    for ambiguous in ("georgia", "jordan", "chad", "jersey", "guinea", "mali", "cuba", "world", "eurozone"):
        english.pop(ambiguous, None)
    own = {name: code for code, names in tables.table("card/region.toml")["names"].items() for name in names}
    return english | own
