"""Remember which open catalogues the candidate lets be asked."""

from collections.abc import Sequence

from django.db import transaction

from afterword.app.actions.record import locked_candidate


def choose_sources(names: Sequence[str]) -> None:
    """Keep the names for the next time. None is ever asked without a click."""
    with transaction.atomic():
        row = locked_candidate()
        row.sources = list(names)
        row.save(update_fields=["sources"])
