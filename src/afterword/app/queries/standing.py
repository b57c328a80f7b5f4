"""Candidacies that already stand at a firm, so that a second round is not begun as a second candidacy."""

from afterword.app.models import Candidacy

MOST = 5


def standing_at(company: str) -> list[Candidacy]:
    """Return the own candidacies at exactly this firm, the newest first; the sample is none of them."""
    rows = Candidacy.objects.filter(company__iexact=company.strip(), sample=False)
    return list(rows.order_by("-created_at")[:MOST])
