"""`afterword passages FILE --for QUOTE`: what to read in an article, through their eyes."""

from collections.abc import Iterator

import click

from afterword import api
from afterword.cli import files
from afterword.cli.options import Terms, terms
from afterword.gift.passages import Passages


@click.command()
@terms
@click.argument("path", metavar="FILE")
@click.option(
    "--for", "quotes", metavar="QUOTE", multiple=True, required=True, help="Words of theirs; may be given again."
)
@click.argument("more_quotes", nargs=-1, metavar="[QUOTE...]")
def command(terms: Terms, path: str, quotes: tuple[str, ...], more_quotes: tuple[str, ...]) -> None:
    """Find the passages of an article (html, pdf, txt, or -) that answer their words."""
    name, data = files.read(path)
    found = api.find_passages(data, name, [*quotes, *more_quotes], language=terms.language)
    files.show(terms, found, _lines(terms, found), found.problems)


def _lines(terms: Terms, found: Passages) -> Iterator[str]:
    by = ", ".join(part for part in (found.author, found.date) if part)
    yield f"{found.title or terms.say('passages.untitled')}{f' ({by})' if by else ''}"
    yield terms.say("passages.length", words=found.words, minutes=found.minutes)
    if found.paywalled:
        yield terms.say("passages.paywalled")
    for passage in found.passages:
        yield ""
        page = terms.say("passages.page", page=passage.page) + " " if passage.page else ""
        yield f"{page}{passage.text}"
        yield f"    {passage.why}"
