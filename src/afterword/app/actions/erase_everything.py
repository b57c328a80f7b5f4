"""Erase everything of a candidate but who they are and their signed-in browsers."""

from django.db import transaction

from afterword.app.export import ORDER


def erase_everything() -> None:
    """Delete every row that an export holds, all or none."""
    with transaction.atomic():
        for model in reversed(ORDER):
            model.objects.all().delete()
