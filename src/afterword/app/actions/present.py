"""Set who the candidate is, all at once, as a form gives it."""

from collections.abc import Sequence

from django.db import transaction

from afterword.app.actions.add_proof import set_proofs
from afterword.app.actions.record import locked_candidate
from afterword.app.models import Candidate


def present(
    *, name: str, email: str, phone: str, language: str, country: str, timezone: str, proofs: Sequence[str]
) -> Candidate:
    """Set everything; a proof that stands already keeps its id, one that is gone goes."""
    with transaction.atomic():
        row = locked_candidate()
        row.name, row.email, row.phone = name, email, phone
        row.language, row.country, row.timezone = language, country, timezone
        set_proofs(row, proofs)
        row.save()
        return row
