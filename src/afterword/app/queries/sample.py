"""Whether a page shows the sample, so that it says so."""

from collections.abc import Mapping

from afterword.app.models import Candidacy, Letter, Participation, ShelfItem, Step
from afterword.app.models.owned import Owned
from afterword.errors import Refused


def is_sample(shown: Mapping[str, object]) -> bool:
    """Return whether what a page is about belongs to the sample, in one query at most.

    shown: the ids in its address, by their names there (candidacy_id, letter_id, ...)
    """
    for name, id in shown.items():
        if name in _ROWS:
            rows, key, sample = _ROWS[name]
            return rows.objects.filter(**{key: id, sample: True}).exists()
    return False


_ROWS: dict[str, tuple[type[Owned], str, str]] = {
    "candidacy_id": (Candidacy, "id", "sample"),
    "person_id": (Participation, "person", "candidacy__sample"),
    "letter_id": (Letter, "id", "candidacy__sample"),
    "step_id": (Step, "id", "candidacy__sample"),
    "item_id": (ShelfItem, "id", "sample"),
}
"""By the name of an id in an address: the rows it is looked for in, by which field, and what marks the sample."""


def has_sample() -> bool:
    """Return whether the sample stands, in one query."""
    return Candidacy.objects.filter(sample=True).exists()


def refuse_sample(candidacy: Candidacy) -> None:
    """Stop what would leave the house. Raises Refused for the sample candidacy."""
    if candidacy.sample:
        raise Refused("app.sample.not_sent")
