"""`afterword undo`: take back the last thing."""

import click

from afterword.cli import database, files, times
from afterword.cli.options import Terms, terms


@click.command()
@terms
@click.argument("candidacy", required=False)
@click.option("--now", metavar="TIME", help="When it is taken back; without it, now.")
def command(terms: Terms, candidacy: str | None, now: str | None) -> None:
    """Take back the last thing that was recorded, of one CANDIDACY or of all. It stays visible as taken back."""
    moment = times.moment(now)
    with database.opened():
        from afterword.app.actions.undo import undo
        from afterword.cli import naming

        event = undo(moment, naming.candidacy(candidacy).id if candidacy else None)
        answer = {"undone": str(event.id), "type": event.type, "at": event.at, "candidacy": str(event.candidacy_id)}
        company = event.candidacy.company
    files.show(
        terms, answer, [terms.say("undo.done", what=terms.say(f"event.{event.type}"), company=company, at=event.at)]
    )
