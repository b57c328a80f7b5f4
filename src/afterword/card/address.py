"""Which rows of a card are a postal address, and its parts."""

import functools
import re
from collections.abc import Sequence

from afterword import tables
from afterword.candidacy.contact import Address
from afterword.card import region as regions
from afterword.card.layout import Row
from afterword.card.webs import TAKEN
from afterword.card.words import fold, hits, tokens, words

_POSTCODES = (
    ("CA", re.compile(r"\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b")),
    ("GB", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b")),
    ("JP", re.compile(r"(?:〒\s?)?\b\d{3}-\d{4}\b")),
    ("IN", re.compile(r"(?<=[-–\s,])[1-9]\d{2}\s?\d{3}(?!\d)")),
    ("NL", re.compile(r"\b[1-9]\d{3}\s?[A-Z]{2}\b")),
    ("", re.compile(r"\b(?:[A-Z]{1,2}-)?\d{4,6}(?=\s+[A-ZÄÖÜÉŁŚÁÓ])")),
    ("", re.compile(r"(?<=[a-z.,]\s)(?!(?:19[5-9]|20[0-4])\d\b)\d{4,6}\b")),
)
_HOUSE = re.compile(r"^\W*(?:no\.?\s?)?\d{1,5}[A-Za-z]?(?:[/-]\d{1,4})?[,\s]+[^\W\d]{2}", re.IGNORECASE)
_HOUSE_LAST = re.compile(r"[^\W\d]{3,}\.?\s\d{1,4}\s?[a-z]?\s*(?:,|$)")
_STREET_END = re.compile(r"[a-z](?:strasse|str\.?|gasse|weg|platz|allee|straat|laan|gatan|vagen|utca)\b")


@functools.cache
def _us_end() -> "re.Pattern[str]":
    """City, state and postcode as they are written in the United States."""
    table = tables.table("card/region.toml")
    states = "|".join([*table["states"]["US"], *table["state_names"]["US"]])
    return re.compile(
        rf"(?P<city>[^\W\d][^\d,|]*?)[,.\s]+(?P<region>{states})\b\.?,?[\s-]{{0,3}}(?P<postcode>\d{{5}}(?:-\d{{4}})?)(?!\d)",
        re.IGNORECASE,
    )


def score(text: str) -> float:
    """How much of a text is a postal address: below 1 hardly, 2 and more surely."""
    plain = fold(text)
    numbered = any(letter.isdigit() for letter in text)
    streets = hits(text, "address.street") + bool(_STREET_END.search(plain))
    total = min(streets, 2) * (1.2 if numbered else 0.7)
    total += min(hits(text, "address.parts"), 2) * (0.7 if numbered or streets else 0.3)
    total += 2.5 * bool(_us_end().search(text)) + 1.0 * any(pattern.search(text) for _, pattern in _POSTCODES)
    total += 0.8 * bool(_HOUSE.match(text)) + 0.5 * bool(_HOUSE_LAST.search(text) and numbered)
    total += 0.9 * bool(places(plain)) + 0.3 * min(text.count(","), 2)
    total += 0.8 * (tokens(text)[:1] != () and tokens(text)[0] in words("address.labels"))
    total -= 0.9 * (bool(hits(text, "company.words")) and not numbered)
    return total - 2.0 * bool(hits(text, "company.suffixes")) - 0.8 * bool(hits(text, "title.heads"))


def places(plain: str) -> list[tuple[str, str]]:
    """Known cities, states and countries in a folded text: (kind, name)."""
    spoken = f" {' '.join(re.split(r'[^a-z0-9.]+', plain))} "
    spoken = spoken.replace(". ", " ")
    table = tables.table("card/region.toml")
    found = [("country", name) for name in regions.names() if len(name) > 2 and f" {name} " in spoken]
    found += [("region", name) for group in table["state_names"].values() for name in group if f" {name} " in spoken]
    return found + [("city", name) for group in table["cities"].values() for name in group if f" {name} " in spoken]


def rows_of(rows: Sequence[Row], texts: Sequence[str]) -> tuple[int, ...]:
    """The numbers of the rows that make up the address, in reading order."""
    scores = [score(text.replace(TAKEN, " ")) if text.strip(" |") else 0.0 for text in texts]
    chosen = {at for at, value in enumerate(scores) if value >= 1.6}
    for _ in range(2):  # a weaker row counts when it stands right under or over an address row
        chosen |= {
            at
            for at, value in enumerate(scores)
            if value >= 0.8
            and any(
                rows[at].block == rows[other].block and abs(rows[at].y - rows[other].y) < 2 * rows[at].height
                for other in chosen
            )
        }
    whole = " ".join(texts[at] for at in chosen)
    if not any(letter.isdigit() for letter in whole) and not places(fold(whole)):
        return ()
    return tuple(sorted(chosen))


def parse(parts: Sequence[str], region: str | None) -> Address | None:
    """The address of its lines; what cannot be told apart stays in `text` alone."""
    lines = [line for part in parts if (line := _without_label(" ".join(part.replace(TAKEN, " ").split())))]
    if not lines:
        return None
    text = ", ".join(line.strip(" ,.-|") for line in lines)
    postcode, city, state = _end(text, region)
    known = places(fold(text))
    return Address(
        text=text,
        street=_street(lines),
        city=city or _printed(text, "city", known),
        region=state or _printed(text, "region", known),
        postcode=postcode,
        country=_printed(text, "country", known),
    )


def _end(text: str, region: str | None) -> tuple[str | None, str | None, str | None]:
    """Postcode, city and state where they stand together."""
    if region in {"US", None} and (match := _us_end().search(text)):
        return match["postcode"], _after_street(match["city"]), match["region"]
    for country, pattern in _POSTCODES:
        if (found := pattern.search(text)) and country in {"", region}:
            after = re.match(r"\s+([^\W\d][^,\d|]*)", text[found.end() :])
            before = re.search(r"([^\W\d][^,\d|]*?)[\s,-]*$", text[: found.start()])
            if country in {"", "NL", "JP"} and after:
                return found[0], after[1].strip(), None
            return found[0], before[1].strip() if before else None, None
    return None, None, None


def _after_street(text: str) -> str:
    """The city in "Main Street - Portland": what follows the last sign or word of a street."""
    last = re.split(r"\s[-–]\s|[●•·,-](?=\s)|\s{2,}", text)[-1].strip()
    spoken = last.split()
    ends = [at for at, word in enumerate(spoken[:-1]) if fold(word.strip(".,")) in words("address.street") and at > 0]
    return " ".join(spoken[ends[-1] + 1 :]) if ends else last


def _street(lines: Sequence[str]) -> str | None:
    for line in lines:
        if (
            _HOUSE.match(line)
            or _STREET_END.search(fold(line))
            or (hits(line, "address.street") and _us_end().search(line) is None)
        ):
            end = _us_end().search(line)
            street = line[: end.end("city") - len(_after_street(end["city"]))] if end else line
            return street.strip(" ,.-●•·") or None
    return None


def _printed(text: str, kind: str, known: Sequence[tuple[str, str]]) -> str | None:
    """The last place of a kind as it is printed."""
    found = [name for what, name in known if what == kind]
    ends = [(fold(text).rfind(name), -len(name), name) for name in found]
    if not ends or len(fold(text)) != len(text):
        return None
    start, _, name = max(ends)
    return text[start : start + len(name)]


def _without_label(line: str) -> str:
    return re.sub(
        r"^\W*(?:add(?:ress)?|addr|adresse|anschrift|indirizzo|direcci[oó]n)\b\s?[:;.]\s?",
        "",
        line,
        flags=re.IGNORECASE,
    )
