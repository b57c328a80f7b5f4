"""`afterword gift SUBJECT --shelf FILE...`: the one small thing worth sending."""

import dataclasses
import os
from collections.abc import Iterator
from pathlib import Path

import click

from afterword import api, settings
from afterword.cli import files, given, times
from afterword.cli.options import Terms, terms
from afterword.gift.gift import Choices, Context, Employer


@click.command()
@terms
@click.argument("subject", callback=given.line)
@click.option(
    "--shelf",
    "shelves",
    metavar="FILE",
    multiple=True,
    required=True,
    help="Bookmarks, CSV, BibTeX, RIS, OPML, vCard or JSON; may be given again.",
)
@click.option("--context", "context_file", metavar="CONTEXT.json", help="Their words, who they are, what was given.")
@click.option("--employer", metavar="DOMAIN", help="The employer's domain, where there is no context file.")
@click.option("--top", default=5, show_default=True, type=click.IntRange(1, 50), help="How many to name.")
@click.option("--now", metavar="TIME", help="The moment to choose for; without it, now.")
@click.argument("more_shelves", nargs=-1, metavar="[FILE...]")
def command(
    terms: Terms,
    subject: str,
    shelves: tuple[str, ...],
    more_shelves: tuple[str, ...],
    context_file: str | None,
    employer: str | None,
    top: int,
    now: str | None,
) -> None:
    """Choose a gift on SUBJECT (it stands after "about") from your own shelf, or say where to look."""
    context = files.read_shape(context_file, Context, terms.language) if context_file else Context()
    if employer:
        context = dataclasses.replace(context, employer=Employer(context.employer.name, (employer,)))
    model = settings.read(os.environ).sentence_model
    moment = times.moment(now) if now or context.now is None else context.now
    choices = api.choose_gifts(
        subject,
        [files.read(path) for path in (*shelves, *more_shelves)],
        context,
        now=moment,
        top=top,
        language=terms.language,
        model=Path(model).expanduser() if model else None,
    )
    files.show(terms, choices, written(terms, choices), choices.problems)


def written(terms: Terms, choices: Choices) -> Iterator[str]:
    """Return choices as the lines a person reads."""
    if choices.abstained:
        yield terms.say("gift.abstained")
    for rank, choice in enumerate(choices.gifts, start=1):
        yield f"{rank}. {choice.title or choice.gift.id} ({choice.kind}, {choice.score:.2f})"
        if choice.url:
            yield f"   {choice.url}"
        yield f"   {choice.why}"
    for refusal in choices.refused:
        yield terms.say("gift.refused", what=refusal.title or refusal.url, reason=refusal.reason)
    for choice in choices.near:
        yield terms.say("gift.near", what=choice.title or choice.gift.id, why=choice.why)
    if choices.hunt:
        yield terms.say("gift.hunt")
    for search in choices.hunt:
        yield f"   {search.where}: {search.url}"
