"""`afterword interests FILE`: what the interviewer cared about, ranked, with the words that show it."""

from collections.abc import Iterator

import click

from afterword import api
from afterword.cli import files, times
from afterword.cli.options import Terms, terms
from afterword.notes.interest import At
from afterword.notes.ledger import Ledger


@click.command()
@terms
@click.argument("path", metavar="FILE")
@click.option("--interviewer", metavar="NAME", help="Who asked; found in the text where it is not given.")
@click.option("--top", default=5, show_default=True, type=click.IntRange(1, 50), help="How many to name.")
@click.option("--now", metavar="TIME", help="When the note was written; relative dates count from it.")
def command(terms: Terms, path: str, interviewer: str | None, top: int, now: str | None) -> None:
    """Rank what the interviewer cared about, from notes (.txt, .md) or a transcript (.vtt, .srt, .txt, .docx)."""
    name, data = files.read(path)
    ledger = api.read_interests(
        data, name, interviewer=interviewer, top=top, now=times.moment(now), language=terms.language
    )
    files.show(terms, ledger, written(terms, ledger), ledger.problems)


def written(terms: Terms, ledger: Ledger) -> Iterator[str]:
    """Return a ledger as the lines a person reads."""
    if ledger.abstained:
        yield terms.say("interests.abstained")
    for rank, interest in enumerate(ledger.interests, start=1):
        kind = terms.say(f"kind.{interest.kind}")
        percent = round(interest.confidence * 100)
        yield terms.say("interests.rank", rank=rank, subject=interest.subject, kind=kind, percent=percent)
        if interest.sensitive:
            yield "   " + terms.say("interests.sensitive")
        if interest.why:
            yield f"   {interest.why}"
        for evidence in interest.evidence:
            yield f"   {terms.say(f'words.{evidence.words}')}{_place(terms, evidence.at)}: “{evidence.quote}”"
    for fact in ledger.facts:
        yield f"{terms.say(f'fact.{fact.kind}')}: {fact.value}  (“{fact.quote}”)"


def _place(terms: Terms, at: At | None) -> str:
    if at is None:
        return ""
    return terms.say("interests.line", line=at.line) if at.line is not None else f", {at.time}"
