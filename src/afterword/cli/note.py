"""`afterword note CANDIDACY FILE`: keep a note, and see what they cared about."""

import click

from afterword import api
from afterword.cli import database, files, times
from afterword.cli.interests import written
from afterword.cli.options import Terms, terms


@click.command()
@terms
@click.argument("candidacy")
@click.argument("path", metavar="FILE")
@click.option("--who", "name", metavar="NAME", help="Who the talk was with.")
@click.option("--now", metavar="TIME", help="When it was written; relative dates count from it.")
def command(terms: Terms, candidacy: str, path: str, name: str | None, now: str | None) -> None:
    """Keep a note or a transcript (FILE, or - to type) with a CANDIDACY, and rank what they cared about."""
    moment = times.moment(now)
    file, data = files.read(path)
    ledger = api.read_interests(data, file, interviewer=name, now=moment, language=terms.language)
    with database.opened():
        from afterword.app.actions.keep_note import keep_note
        from afterword.cli import naming

        row = naming.candidacy(candidacy)
        person = naming.person(name, row) if name else None
        text = api.note_text(data, file)
        note = keep_note(moment, row.id, text, ledger, name=file, person_id=person.id if person else None)
    files.show(terms, {"note": str(note.id), "ledger": ledger}, written(terms, ledger), ledger.problems)
