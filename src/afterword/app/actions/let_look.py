"""Let the links of letters be looked at before they leave, or let it be."""

from django.db import transaction

from afterword.app import owner
from afterword.app.models import Candidate


def let_look(*, on: bool) -> None:
    """Keep the choice. While it is off, no link leaves this computer by itself."""
    with transaction.atomic():
        row = Candidate.objects.select_for_update().get(id=owner.current())
        row.looks = on
        row.save(update_fields=["looks"])
