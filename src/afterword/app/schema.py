"""The tables of a database: made where they are missing, brought up to date, refused where they are newer."""

from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, connection

from afterword.errors import BadInput

NAMES = sorted(path.stem for path in (Path(__file__).parent / "migrations").glob("[0-9]*.py"))


def ensure() -> None:
    """Make or update the tables of the database that the settings name.

    Raises BadInput for a database of a newer version, for one that is locked, full or damaged.
    """
    try:
        applied = _applied()
        newer = sorted(set(applied) - set(NAMES))
        if newer:
            raise BadInput("app.schema.newer", where=str(connection.settings_dict["NAME"]), step=newer[-1])
        if applied != NAMES:
            call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as error:
        raise BadInput("app.schema.unusable", where=str(connection.settings_dict["NAME"]), detail=str(error)) from error


def _applied() -> list[str]:
    """Names of the migrations applied; none where the table of migrations is missing."""
    with connection.cursor() as cursor:
        if "django_migrations" not in connection.introspection.table_names(cursor):
            return []
        cursor.execute("SELECT name FROM django_migrations WHERE app = %s ORDER BY name", ["afterword"])
        return [name for (name,) in cursor.fetchall()]
