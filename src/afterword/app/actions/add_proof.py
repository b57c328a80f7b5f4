"""Add a fact that letters may say about the candidate."""

from django.db import transaction

from afterword.app import owner
from afterword.app.models import Candidate

MOST_PROOFS = 20


def add_proof(text: str) -> bool:
    """Return whether it stands now; the same text twice is once, and a full list takes no more."""
    with transaction.atomic():
        row = Candidate.objects.select_for_update().get(id=owner.current())
        if any(proof["text"] == text for proof in row.proofs):
            return True
        if len(row.proofs) >= MOST_PROOFS:
            return False
        taken = {proof["id"] for proof in row.proofs}
        fresh = next(f"e{number}" for number in range(1, MOST_PROOFS + 2) if f"e{number}" not in taken)
        row.proofs = [*row.proofs, {"id": fresh, "text": text}]
        row.save()
        return True
