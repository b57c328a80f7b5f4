"""Say by which name the candidate signs."""

import uuid

from afterword.app.models import Candidate


def sign(candidate_id: uuid.UUID, name: str) -> None:
    """Keep the name that stands under every letter."""
    Candidate.objects.filter(id=candidate_id).update(name=name)
