"""`afterword doctor`: whether everything is where it should be."""

import click

from afterword.cli import database, files
from afterword.cli.ending import DONE, FOUND
from afterword.cli.options import Terms, terms


@click.command()
@terms
def command(terms: Terms) -> int:
    """Look at the data folder, the database and the parts that are optional, and say what to mend."""
    folder = database.prepared()
    from afterword.app.doctor import examine

    found = examine(folder)
    lines = [
        f"{terms.say('doctor.well' if look.well else 'doctor.ill')} {terms.say(f'doctor.{look.what}', **look.params)}"
        for look in found
    ]
    files.show(terms, {"found": found}, lines)
    return DONE if all(look.well for look in found if look.needed) else FOUND
