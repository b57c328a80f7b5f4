"""Opens the database for a command: Django is loaded here and nowhere before."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from afterword import settings


@contextmanager
def opened() -> Iterator[None]:
    """Prepare the data folder and the tables, and act as the one candidate of this database.

    Raises BadInput where the folder or the database cannot be used, Refused for a shared database.
    """
    prepared()
    from afterword.app.me import me
    from afterword.app.owner import acting_as
    from afterword.app.schema import ensure

    ensure()
    with acting_as(me()):
        yield


def prepared() -> Path:
    """Load Django with the lean settings and return the data folder, made where it is missing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "afterword.app.config")
    from afterword.app import place

    folder = place.prepare(settings.read(os.environ))
    import django

    django.setup()
    return folder
