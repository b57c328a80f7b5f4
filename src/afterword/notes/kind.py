"""Business or personal, and what is too private to write about."""

import functools
import re

from afterword import tables
from afterword.candidacy.stem import stem
from afterword.notes import words
from afterword.notes.interest import SubjectKind


def of(subject: str, context: str) -> SubjectKind:
    """The kind of a subject, by its own words first, then by the words around it."""
    table = tables.table("notes/kind.toml")
    stems = words.stems(subject)
    if stems & _stems("business"):
        return "business"
    if stems & _stems("personal") or re.search(table["private_life"], context.lower()):
        return "personal"
    return "business"


def sensitive(subject: str, context: str) -> bool:
    """Whether it touches health, family, faith, politics or orientation of a person."""
    table = tables.table("notes/kind.toml")["sensitive"]
    return any(
        re.search(row["alone"], subject.lower()) or re.search(row["of_a_person"], context.lower().replace("’", "'"))
        for row in table.values()
    )


@functools.cache
def _stems(name: str) -> frozenset[str]:
    return frozenset(stem(word) for line in tables.table("notes/kind.toml")[name] for word in line.split())
