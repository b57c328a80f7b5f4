"""`afterword letter BRIEF.json`: a letter written from its brief, by the program or by a model of one's own."""

from __future__ import annotations

import dataclasses
import os
import typing

import click

from afterword import api
from afterword.candidacy import reason
from afterword.candidacy.problem import problem
from afterword.cli import files, times
from afterword.cli.ending import DONE, FOUND
from afterword.cli.options import Terms, terms
from afterword.letter.brief import Brief
from afterword.letter.kinds import Kind, Tone
from afterword.letter.paper import Cover, Paper, has_address

if typing.TYPE_CHECKING:  # most letters ask no model
    from afterword.letter.attempts import Drafted
    from afterword.letter.letter import Letter
    from afterword.outside.llm import Model


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
@click.option("--model", "address", metavar="URL", help="Let your own model draft it: http://127.0.0.1:11434/v1.")
@click.option("--model-name", default="default", metavar="NAME", help="How the model is called there.")
@click.option("--what-leaves", is_flag=True, help="Print what would leave for the model, and ask it nothing.")
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
    address: str | None,
    model_name: str,
    what_leaves: bool,
) -> int:
    """Write a letter from a brief."""
    brief = files.read_shape(brief_file, Brief, terms.language)
    brief = dataclasses.replace(brief, kind=kind or brief.kind, tone=tone or brief.tone, locale=locale or brief.locale)
    drafted = None
    with files.named(brief_file):
        if for_assistant:
            prompt = api.assistant_prompt(brief)
            files.show(terms, {"prompt": prompt}, [prompt])
            return DONE
        if what_leaves:
            leaves = api.model_request(brief, _model(address or "", model_name)).decode()
            files.show(terms, {"leaves": leaves}, [leaves])
            return DONE
        if address is not None:
            drafted = _drafted(terms, brief, address, model_name)
        letter = (drafted and drafted.letter) or api.compose_letter(brief, seed=seed, language=terms.language)
        on = (brief.send_at or times.moment(None)).date()
        printed = [(pdf, api.letter_as_pdf(letter, brief, on, paper=paper))] if pdf else []
        printed += [(envelope, api.envelope_as_pdf(brief, on, cover=cover))] if envelope else []
    if envelope and not has_address(brief.recipient.address):
        files.tell([problem("letter.paper.no_address", terms.language, where="recipient.address")])
    for path, data in printed:
        files.write(path, data)
    _show(terms, letter, drafted)
    return FOUND if any(finding.severity == "block" for finding in letter.checks) else DONE


def _model(address: str, name: str) -> Model:
    from afterword import settings
    from afterword.outside.llm import Model

    return Model(address, name, near=settings.read(os.environ).model_hosts)


def _drafted(terms: Terms, brief: Brief, address: str, name: str) -> Drafted:
    """What the model made of the brief; why its drafts are not taken goes to standard error."""
    from afterword import settings

    key = settings.read(os.environ).model_key
    drafted = api.draft_with_model(brief, _model(address, name), key, language=terms.language)
    for attempt in drafted.refused:
        _tell(terms.say("letter.refused"))
        if attempt.unread:
            _tell(*_words(terms, attempt.unread, attempt.params))
        for finding in attempt.findings:
            if finding.severity == "block":
                _tell(f"{finding.id}:", f"“{finding.quote}”:" if finding.quote else "", finding.message)
    if drafted.failed:
        _tell(f"{drafted.params['where']}:", *_words(terms, drafted.failed, drafted.params))
    if drafted.letter is None:
        _tell(terms.say("letter.own_stays"))
    return drafted


def _show(terms: Terms, letter: Letter, drafted: Drafted | None) -> None:
    """Print the letter, and what the checks say beside it; as JSON with what became of the model's drafts."""
    shown: object = letter
    if drafted is not None:
        fields = {field.name: getattr(letter, field.name) for field in dataclasses.fields(letter)}
        told = {"taken": drafted.letter is not None, "failed": drafted.failed, "form": drafted.form}
        shown = {**fields, "model": {**told, "refused": drafted.refused}}
    files.show(terms, shown, [f"Subject: {letter.subject}", "", letter.body])
    if not terms.as_json:
        for finding in letter.checks:
            _tell(f"{finding.id}:", finding.message, finding.mend or "")


def _words(terms: Terms, code: str, params: dict[str, typing.Any]) -> tuple[str, str]:
    return reason.message(code, params, terms.language), reason.mend(code, params, terms.language) or ""


def _tell(*parts: str) -> None:
    click.echo(files.one_line(" ".join(part for part in parts if part)), err=True, nl=False)
