"""`afterword restore FILE`: a backup back in its place, the old data kept."""

from pathlib import Path

import click

from afterword.cli import database, files, times
from afterword.cli.options import Terms, terms
from afterword.errors import BadInput, Refused


@click.command()
@terms
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask whether living data may be set aside.")
def command(terms: Terms, path: Path, yes: bool) -> None:
    """Put a backup back in its place. The data that stand now are set aside, never deleted."""
    if path.is_dir():
        raise BadInput("input.is_folder", where=str(path))
    if not path.exists():
        raise BadInput("input.no_file", where=str(path))
    folder = database.prepared()
    from afterword.app import running
    from afterword.app.backup import living, prove, restore

    held = running.claim(folder)
    if held is None:
        raise Refused("cli.restore.running")
    rows = prove(path)
    if living() and not yes:
        click.confirm(terms.say("restore.ask"), abort=True, err=True)
    kept = restore(path, times.moment(None))
    held.close()
    answer = {"rows": rows, "kept": str(kept) if kept else None}
    lines = [terms.say("restore.done", rows=sum(rows.values()))]
    files.show(terms, answer, [*lines, terms.say("restore.kept", path=str(kept))] if kept else lines)
