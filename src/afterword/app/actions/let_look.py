"""Let the links of letters be looked at before they leave, or let it be."""

from django.db import transaction

from afterword.app.actions.record import locked_candidate


def let_look(*, on: bool) -> None:
    """Keep the choice. While it is off, no link leaves this computer by itself."""
    with transaction.atomic():
        row = locked_candidate()
        row.looks = on
        row.save(update_fields=["looks"])
