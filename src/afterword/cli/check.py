"""`afterword check LETTER`: the second pair of eyes on any letter."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from afterword import api
from afterword.cli import files
from afterword.cli.ending import DONE, FOUND
from afterword.cli.options import Terms, terms

if TYPE_CHECKING:
    from afterword.letter.letter import Checked


@click.command()
@terms
@click.argument("path", metavar="LETTER")
@click.option("--brief", "brief_file", metavar="BRIEF.json", help="The facts to check against.")
@click.option("--kind", default="auto", show_default=True, metavar="KIND", help="What kind of letter it is.")
@click.option("--locale", default="auto", show_default=True, metavar="LOCALE", help="Where its reader lives.")
def command(terms: Terms, path: str, brief_file: str | None, kind: str, locale: str) -> int:
    """Check a letter (.txt, .eml, or -), whoever wrote it; a first line "Subject:" is its subject."""
    _, data = files.read(path)
    brief = None
    if brief_file:
        from afterword.letter.brief import Brief  # the shapes of a brief take a third of the start

        brief = files.read_shape(brief_file, Brief, terms.language)
    with files.named(path):
        checked = api.check_letter(data, brief, kind=kind, locale=locale, language=terms.language)
    files.show(terms, checked, _lines(terms, checked))
    return FOUND if any(finding.severity == "block" for finding in checked.findings) else DONE


def _lines(terms: Terms, checked: "Checked") -> Iterator[str]:
    for finding in checked.findings:
        quote = f" “{finding.quote}”" if finding.quote else ""
        yield f"{terms.say(f'severity.{finding.severity}')}  {finding.message}{quote}  [{finding.id}]"
        if finding.mend:
            yield f"    {finding.mend}"
    if not checked.findings:
        yield terms.say("check.clean")
    yield terms.say("check.own", percent=round(checked.own.share * 100))
