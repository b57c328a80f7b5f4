"""`afterword letter BRIEF.json`: a letter written from its brief."""

import dataclasses
import typing

import click

from afterword import api
from afterword.candidacy.problem import problem
from afterword.cli import files, times
from afterword.cli.ending import DONE, FOUND
from afterword.cli.options import Terms, terms
from afterword.letter.brief import Brief
from afterword.letter.kinds import Kind, Tone
from afterword.letter.paper import Cover, Paper, has_address


@click.command()
@terms
@click.argument("brief_file", metavar="BRIEF.json")
@click.option("--kind", type=click.Choice(typing.get_args(Kind)), help="Write another kind than the brief says.")
@click.option("--tone", type=click.Choice(typing.get_args(Tone)), help="Write in another tone.")
@click.option("--locale", metavar="en_US", help="Write for another locale.")
@click.option("--seed", default=0, show_default=True, help="Another number, another wording.")
@click.option("--pdf", metavar="FILE", help="Also write it as PDF, to be printed and signed.")
@click.option("--paper", type=click.Choice(typing.get_args(Paper)), help="Of the PDF; else that of their country.")
@click.option("--envelope", metavar="FILE", help="Also write its envelope as PDF.")
@click.option("--cover", type=click.Choice(typing.get_args(Cover)), help="Of the envelope; else that of their country.")
@click.option("--for-assistant", is_flag=True, help="Print the brief as a prompt for any chat assistant instead.")
def command(
    terms: Terms,
    brief_file: str,
    kind: Kind | None,
    tone: Tone | None,
    locale: str | None,
    seed: int,
    pdf: str | None,
    paper: Paper | None,
    envelope: str | None,
    cover: Cover | None,
    for_assistant: bool,
) -> int:
    """Write a letter from a brief."""
    brief = files.read_shape(brief_file, Brief, terms.language)
    brief = dataclasses.replace(brief, kind=kind or brief.kind, tone=tone or brief.tone, locale=locale or brief.locale)
    with files.named(brief_file):
        if for_assistant:
            prompt = api.assistant_prompt(brief)
            files.show(terms, {"prompt": prompt}, [prompt])
            return DONE
        letter = api.compose_letter(brief, seed=seed, language=terms.language)
        on = (brief.send_at or times.moment(None)).date()
        printed = [(pdf, api.letter_as_pdf(letter, brief, on, paper=paper))] if pdf else []
        if envelope:
            printed.append((envelope, api.envelope_as_pdf(brief, on, cover=cover)))
            if not has_address(brief.recipient.address):
                files.tell([problem("letter.paper.no_address", terms.language, where="recipient.address")])
    for path, data in printed:
        files.write(path, data)
    files.show(terms, letter, [f"Subject: {letter.subject}", "", letter.body])
    if not terms.as_json:
        for finding in letter.checks:
            line = " ".join(part for part in (f"{finding.id}:", finding.message, finding.mend) if part)
            click.echo(files.one_line(line), err=True, nl=False)
    return FOUND if any(finding.severity == "block" for finding in letter.checks) else DONE
