"""Remember which open catalogues the candidate lets be asked."""

from collections.abc import Sequence

from django.db import transaction

from afterword.app import owner
from afterword.app.models import Candidate


def choose_sources(names: Sequence[str]) -> None:
    """Keep the names for the next time. None is ever asked without a click."""
    with transaction.atomic():
        row = Candidate.objects.select_for_update().get(id=owner.current())
        row.sources = list(names)
        row.save(update_fields=["sources"])
