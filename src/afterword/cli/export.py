"""`afterword export FILE`: everything, as one JSON document."""

import click

from afterword.cli import database, files
from afterword.cli.options import Terms, terms


@click.command()
@terms
@click.argument("path", metavar="FILE", default="-")
def command(terms: Terms, path: str) -> None:
    """Write everything to one JSON document (FILE, or standard output). `afterword import` takes it back, equal."""
    with database.opened():
        from afterword.app.export import export

        data = export()
    if path == "-":
        click.echo(data)
        return
    files.write(path, data)
    files.show(terms, {"file": path, "bytes": len(data)}, [terms.say("export.done", path=path)])
