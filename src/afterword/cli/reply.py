"""`afterword reply MAIL.eml`: what a mail that came in is, and what it says."""

from collections.abc import Iterator

import click

from afterword import api
from afterword.cli import files
from afterword.cli.options import Terms, terms
from afterword.reply.reply import Reply


@click.command()
@terms
@click.argument("path", metavar="MAIL.eml")
@click.option("--me", metavar="ADDRESS", multiple=True, help="An address of yours; may be given again.")
@click.argument("more_addresses", nargs=-1, metavar="[ADDRESS...]")
def command(terms: Terms, path: str, me: tuple[str, ...], more_addresses: tuple[str, ...]) -> None:
    """Understand a mail that came in: reply, automatic reply, bounce, invitation, own copy or other."""
    _, data = files.read(path)
    with files.named(path):
        reply = api.read_reply(data, [*me, *more_addresses], language=terms.language)
    files.show(terms, reply, _lines(terms, reply))


def _lines(terms: Terms, reply: Reply) -> Iterator[str]:
    yield terms.say(f"what.{reply.what}")
    if reply.outcome:
        outcome = terms.say(f"outcome.{reply.outcome}")
        yield terms.say("reply.outcome", outcome=outcome, percent=round(reply.confidence * 100))
    if reply.return_date:
        yield terms.say("reply.back", date=reply.return_date)
    if reply.text:
        yield ""
        yield reply.text
