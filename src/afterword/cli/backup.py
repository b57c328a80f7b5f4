"""`afterword backup FILE`: a copy that is proven before it is called one."""

from pathlib import Path

import click

from afterword.cli import database, files
from afterword.cli.options import Terms, terms


@click.command()
@terms
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
def command(terms: Terms, path: Path) -> None:
    """Copy all data to FILE while the program runs, and prove the copy."""
    with database.opened():
        from afterword.app.backup import backup

        rows = backup(path)
    answer = {"file": str(path), "rows": rows}
    files.show(terms, answer, [terms.say("backup.done", path=str(path), rows=sum(rows.values()))])
