"""Who the candidate is, as letters are signed."""

from collections.abc import Sequence

from django.db import transaction

from afterword.app.actions.add_proof import set_proofs
from afterword.app.actions.record import locked_candidate
from afterword.app.models import Candidate


def introduce(
    *, name: str | None = None, email: str | None = None, phone: str | None = None, proofs: Sequence[str] = ()
) -> Candidate:
    """Set what is given and keep the rest; a proof that is known already is not added again."""
    with transaction.atomic():
        row = locked_candidate()
        row.name, row.email, row.phone = name or row.name, email or row.email, phone or row.phone
        set_proofs(row, [*(proof["text"] for proof in row.proofs), *proofs])
        row.save()
        return row
