"""Add a fact that letters may say about the candidate."""

from collections.abc import Iterable

from django.db import transaction

from afterword.app.actions.record import locked_candidate
from afterword.app.models import Candidate

MOST_PROOFS = 20


def add_proof(text: str) -> bool:
    """Return whether it stands now; the same text twice is once, and a full list takes no more."""
    with transaction.atomic():
        row = locked_candidate()
        told = [proof["text"] for proof in row.proofs]
        if text not in told and len(told) >= MOST_PROOFS:
            return False
        set_proofs(row, [*told, text])
        row.save()
        return True


def set_proofs(row: Candidate, texts: Iterable[str]) -> None:
    """Set the facts of a row that is saved later: one that stands already keeps its id, one that is gone goes."""
    known = {proof["text"]: proof for proof in row.proofs}
    taken = {proof["id"] for proof in row.proofs}
    fresh = (f"e{number}" for number in range(1, 10_000) if f"e{number}" not in taken)
    row.proofs = [known.get(text) or {"id": next(fresh), "text": text} for text in dict.fromkeys(texts)]
