"""A person's own edits of the plan: their numbers in place of the table's, where these may be."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from afterword import tables
from afterword.candidacy.candidacy import Settings
from afterword.errors import BadInput

_PLAN = "followup/plan.toml"
_LEAST = 1
BELOW = "followup.warning.below."
"""What the code of a warning about an edit begins with; the name of the setting follows."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A number a person may set. row, sets: where it stands in plan.toml, and `least` what stands there."""

    setting: str
    row: str
    sets: str
    moves: str | None
    least: int

    def value(self, settings: Settings) -> int | None:
        """What the person set, None where they set nothing."""
        found: int | None = getattr(settings, self.setting)
        return found


@functools.cache
def edits() -> tuple[Edit, ...]:
    """All numbers a person may set, in the order of the table."""
    table = tables.table(_PLAN)
    return tuple(
        Edit(setting, where["row"], where["sets"], where.get("moves"), table[where["row"]][where["sets"]])
        for setting, where in table["edits"]["settings"].items()
    )


def most() -> int:
    """The largest number that can be planned with."""
    found: int = tables.section(_PLAN, "edits")["most"]
    return found


def usual(country: str | None, setting: str) -> int | None:
    """What is usual in a country where that is not the table's number, None where nothing is known."""
    found: int | None = tables.section(_PLAN, "edits")["usual"].get((country or "").upper(), {}).get(setting)
    return found


def applied(settings: Settings) -> dict[str, dict[str, Any]]:
    """The rows as the person set them. Raises BadInput for a number that cannot be."""
    edited = tables.table(_PLAN)
    for edit in edits():
        value = edit.value(settings)
        if value is None:
            continue
        if not _LEAST <= value <= most():
            where = f"settings: {edit.setting}"
            raise BadInput("followup.edit_impossible", where=where, value=value, least=_LEAST, most=most())
        row = edited[edit.row]
        moved = {edit.moves: row[edit.moves] + value - row[edit.sets]} if edit.moves else {}
        edited = {**edited, edit.row: {**row, edit.sets: value, **moved}}
    return edited


def below(settings: Settings) -> Iterator[tuple[Edit, int]]:
    """What the person set under the table's minimum."""
    for edit in edits():
        value = edit.value(settings)
        if value is not None and value < edit.least:
            yield edit, value
