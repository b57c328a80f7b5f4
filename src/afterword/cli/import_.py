"""`afterword import FILE`: an export, or one candidacy, into these data."""

import click
import msgspec

from afterword.candidacy.candidacy import Candidacy
from afterword.cli import database, files, times
from afterword.cli.options import Terms, terms


@click.command("import")
@terms
@click.argument("path", metavar="FILE")
@click.option("--now", metavar="TIME", help="When; without it, now.")
def command(terms: Terms, path: str, now: str | None) -> None:
    """Take in an export of Afterword, or a CANDIDACY.json as `afterword plan` reads it."""
    moment = times.moment(now)
    name, data = files.read(path)
    if _is_export(data):
        with database.opened():
            from afterword.app.export import restore_rows

            added = restore_rows(data)
    else:
        value = files.shape_of(name, data, Candidacy, terms.language)
        with database.opened(), files.named(name):
            from afterword.app.actions.take_in import take_in

            added = take_in(moment, value)
    files.show(terms, {"added": added}, [terms.say("import.done", added=added)])


def _is_export(data: bytes) -> bool:
    try:
        document = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return isinstance(document, dict) and "schema" in document
