"""Add a subject to the ledger by hand."""

import uuid

import msgspec
from django.db import transaction

from afterword.app.actions.record import locked
from afterword.app.models import Interest
from afterword.notes import kind
from afterword.notes.interest import Interest as Line


def add_subject(
    candidacy_id: uuid.UUID, subject: str, *, person_id: uuid.UUID | None = None, id: uuid.UUID
) -> Interest:
    """Put a subject on top of the ledger: the person's own word. The same id twice is once.

    Raises Candidacy.DoesNotExist or Person.DoesNotExist for those of somebody else.
    """
    with transaction.atomic():
        candidacy = locked(candidacy_id)
        known = Interest.objects.filter(id=id).first()
        if known:
            return known
        person = candidacy.people.get(id=person_id) if person_id else None
        standing = list(candidacy.interests.order_by("rank", "id"))
        for rank, row in enumerate(standing, start=1):
            row.rank = rank
        Interest.objects.bulk_update(standing, ["rank"])
        line = named_by_hand(f"h{len(standing) + 1}", subject)
        interview = candidacy.interviews.order_by("-at", "-round").first()
        return Interest.objects.create(
            id=id,
            candidacy=candidacy,
            interview=interview,
            person=person,
            subject=subject,
            judged=True,
            value=msgspec.to_builtins(line),
        )


def named_by_hand(identity: str, subject: str) -> Line:
    """A line of the ledger that a person named, without any evidence but their word."""
    return Line(
        id=identity, subject=subject, kind=kind.of(subject, subject), sensitive=kind.sensitive(subject, subject)
    )
