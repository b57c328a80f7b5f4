"""`afterword log CANDIDACY WHAT`: record what happened."""

import json
import typing

import click

from afterword.candidacy.events import EventType
from afterword.cli import database, files, times
from afterword.cli.options import Terms, terms


@click.command()
@terms
@click.argument("candidacy")
@click.argument("what", type=click.Choice(typing.get_args(EventType)))
@click.option("--who", "names", metavar="NAME", multiple=True, help="Who acted or was met; may be given again.")
@click.option("--at", metavar="TIME", help="When it happened; without it, now.")
@click.option(
    "--data", "pairs", metavar="KEY=VALUE", multiple=True, help="What belongs to it, as docs/commands.md says."
)
@click.option("--now", metavar="TIME", help="When it is recorded; without it, now.")
def command(
    terms: Terms,
    candidacy: str,
    what: EventType,
    names: tuple[str, ...],
    at: str | None,
    pairs: tuple[str, ...],
    now: str | None,
) -> None:
    """Record WHAT happened in a CANDIDACY: an interview held, a letter sent, a call, a reply, a decision."""
    moment = times.moment(now)
    data = dict(_pair(pair) for pair in pairs)
    with database.opened():
        from afterword.app.actions.record import record
        from afterword.cli import naming

        row = naming.candidacy(candidacy)
        who = [naming.person(name, row).id for name in names]
        event = record(row.id, what, moment, at=times.moment(at) if at else None, who=who, data=data)
    answer = {"event": str(event.id), "candidacy": str(row.id)}
    files.show(terms, answer, [terms.say("log.done", company=row.company)])


def _pair(pair: str) -> tuple[str, object]:
    """`round=2` as ("round", 2): a value that reads as JSON is taken as such, everything else as text."""
    key, separator, value = pair.partition("=")
    if not separator or not key:
        raise click.BadParameter(f"{pair!r} is no KEY=VALUE")
    try:
        return key, json.loads(value)
    except ValueError:
        return key, value
