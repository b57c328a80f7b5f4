"""Opens the database for a command: Django is loaded here and nowhere before."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from afterword import settings
from afterword.errors import BadInput


@contextmanager
def opened(with_settings: str = "afterword.app.config") -> Iterator[None]:
    """Prepare the data folder and the tables, and act as the one candidate of this database.

    Raises BadInput where the folder or the database cannot be used, Refused for a shared database.
    """
    prepared(with_settings)
    from django.db import DatabaseError, connection

    from afterword.app.me import me
    from afterword.app.owner import acting_as
    from afterword.app.schema import ensure

    try:
        ensure()
        with acting_as(me()):
            yield
    except DatabaseError as error:
        where = str(connection.settings_dict["NAME"])
        raise BadInput("app.schema.unusable", where=where, detail=str(error)) from error


def prepared(with_settings: str = "afterword.app.config") -> Path:
    """Load Django, with the lean settings where no others are named, and return the data folder, made if missing."""
    os.environ["DJANGO_SETTINGS_MODULE"] = with_settings  # never those of another program that the shell names
    from afterword.app import place

    folder = place.prepare(settings.read(os.environ))
    import django

    django.setup()
    return folder
