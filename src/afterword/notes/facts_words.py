"""The phrases by which facts are told, and how a sentence falls into its thoughts."""

# ruff: noqa: E501 - one way to name a day is read best on one line
import datetime as dt
import functools
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from afterword import tables
from afterword.notes import language, people

CAPITAL = r"[^\W\d_a-zß-öø-ÿœ][^\W\d_]*(?:[-'’][^\W\d_]+)*"
HONORIFIC = r"(?:(?:Mrs?|Ms|Mx|Dr|Prof|Sr|Hr|Fr|M|Mme|Mlle)\.?|Herrn?|Frau|herrn?(?=\s+[a-z])|[Mm]adame|[Mm]onsieur|Sister|Chef|Dean|Doctor|Professor|Father|Captain|Sergeant)"
NAME = rf"(?-i:(?:herrn?\s+[a-zäöü]+|(?:{HONORIFIC}\s+)*{CAPITAL}(?:\s+(?:(?:de|van|von|der|la|le|den|di|da|du|al|bin)\s+)*{CAPITAL}){{0,3}}))"
_LONGEST_VALUE = 160
_AMERICA = range(-11, -2)
_HOME = {"de": "DE", "fr": "FR"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with straight apostrophes."""

    text: str

    def thoughts(self) -> list[tuple[int, int]]:
        """Where its parts begin and end, cut at "but" and the like."""
        cuts = [0, *(match.start() for match in pattern("contrast").finditer(self.text)), len(self.text)]
        return [(start, end) for start, end in itertools.pairwise(cuts) if end > start]


def countries(text: str, now: dt.datetime | None) -> str | None:
    """The country whose days are meant (ISO), by the language and the clock of who writes; None if it could be any."""
    offset = now.utcoffset() if now else None
    hours = int(offset.total_seconds() // 3600) if offset is not None else None
    spoken = language.other_than_english(text)
    if hours in _AMERICA:
        return "CA" if spoken == "fr" else "US"
    if spoken:
        return _HOME.get(spoken)
    return "GB" if hours in (0, 1) else None


def matches(table: str, text: str) -> bool:
    """Whether any phrase of the table is in the text."""
    return pattern(table).search(text) is not None


def values(table: str, text: str) -> list[str]:
    """What the phrases of the table tell in the text, in the order of the table."""
    if not pattern(table).search(text):
        return []
    found = []
    for row in rows(table):
        match = row.search(text)
        value = " ".join(match["value"].split()).strip(" ,:-\"'”“«»") if match else ""
        if value and not people.THIRD.fullmatch(value):
            found.append(value[:_LONGEST_VALUE])
    return found


@functools.cache
def pattern(table: str) -> re.Pattern[str]:
    """One pattern for all rows of a table, without its groups' names."""
    return re.compile(
        "|".join(f"(?:{re.sub(r'[(][?]P<[a-z]+>', '(?:', row)})" for row in _written(table)), re.IGNORECASE
    )


@functools.cache
def rows(table: str) -> Sequence[re.Pattern[str]]:
    """The rows of a table, one pattern each."""
    return tuple(re.compile(row, re.IGNORECASE) for row in _written(table))


def _written(table: str) -> list[str]:
    written: list[str] = tables.table("notes/facts.toml")[table]
    return [row.replace("n't", "n'?t").replace("NAME", NAME).replace("SUBJECT", rf"(?!I\b){NAME}") for row in written]
