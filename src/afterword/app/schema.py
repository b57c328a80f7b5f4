"""The tables of a database: made where they are missing, brought up to date, refused where they are newer."""

from pathlib import Path

from django.db import DatabaseError, connection

from afterword.errors import BadInput

NAMES = sorted(path.stem for path in (Path(__file__).parent / "migrations").glob("[0-9]*.py"))


def ensure() -> None:
    """Make or update the tables of the database that the settings name.

    Raises BadInput for a database of a newer version, DatabaseError for one that cannot be used.
    """
    applied = _applied()
    newer = sorted(set(applied) - set(NAMES))
    if newer:
        raise BadInput("app.schema.newer", where=str(connection.settings_dict["NAME"]), step=newer[-1])
    if applied != NAMES:
        from django.core.management import call_command  # loaded once in the life of most databases

        call_command("migrate", interactive=False, verbosity=0)


def _applied() -> list[str]:
    """Names of the migrations applied; none in a database without tables."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM django_migrations WHERE app = %s ORDER BY name", ["afterword"])
            return [name for (name,) in cursor.fetchall()]
    except DatabaseError:
        with connection.cursor() as cursor:
            if "django_migrations" in connection.introspection.table_names(cursor):
                raise
        return []
