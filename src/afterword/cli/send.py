"""`afterword send`: let what is approved and due leave by the mail account."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from afterword.candidacy import reason
from afterword.cli import database, files, times
from afterword.cli.options import Terms, terms

if TYPE_CHECKING:
    from afterword.app.models import Outbox


@click.command()
@terms
@click.option("--now", metavar="TIME", help="The moment to look from; without it, now.")
@click.option("--account", metavar="ADDRESS", help="Send from this account alone.")
def command(terms: Terms, now: str | None, account: str | None) -> None:
    """Send the letters of the outbox that are due; nothing that was not approved, and none twice."""
    moment = times.moment(now)
    folder = database.prepared()
    with database.opened():
        from afterword.app.looking import look_at_links
        from afterword.app.sending import send_all

        look_at_links(moment)
        rows = send_all(moment, folder, account)
        answer = [{"subject": row.letter.subject, "state": row.state, "told": row.told} for row in rows]
        lines = list(_lines(terms, rows))
    files.show(terms, {"letters": answer}, lines or [terms.say("send.nothing")])


def _lines(terms: Terms, rows: "list[Outbox]") -> Iterator[str]:
    for row in rows:
        yield terms.say(f"send.{row.state}", subject=row.letter.subject)
        if row.told:
            yield "    " + reason.message(row.told["code"], row.told["params"], terms.language)
