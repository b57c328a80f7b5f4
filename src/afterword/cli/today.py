"""`afterword today`: what may be done now, over all candidacies."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from afterword.cli import database, files, times
from afterword.cli.options import Terms, terms

if TYPE_CHECKING:
    from afterword.app.queries.today import Line


@click.command()
@terms
@click.option("--now", metavar="TIME", help="The moment to look from; without it, now.")
@click.option("--days", default=1, show_default=True, type=click.IntRange(0, 60), help="How far to look ahead.")
def command(terms: Terms, now: str | None, days: int) -> None:
    """Show what may be done now, over all candidacies, in the order that matters."""
    moment = times.moment(now)
    with database.opened():
        from afterword.app.queries.today import today
        from afterword.app.sweep import sweep

        sweep(moment)
        lines = today(moment, ahead=dt.timedelta(days=days), language=terms.language)
    files.show(terms, {"steps": lines}, _lines(terms, lines))


def _lines(terms: Terms, lines: "list[Line]") -> Iterator[str]:
    if not lines:
        yield terms.say("today.nothing")
    for line in lines:
        late = terms.say("today.late") + " " if line.late else ""
        step = terms.say(f"step.{line.step}")
        yield late + terms.say("today.line", due=line.due, step=step, company=line.company)
        yield f"    {line.why}"
