"""`afterword draft CANDIDACY`: the next letter, written and kept."""

import typing

import click

from afterword.cli import database, files, times
from afterword.cli.options import Terms, terms
from afterword.errors import BadInput
from afterword.letter.kinds import Kind, Tone

LETTERS = typing.get_args(Kind)


@click.command()
@terms
@click.argument("candidacy")
@click.option("--kind", type=click.Choice(LETTERS), help="What to write; without it, what the plan says is next.")
@click.option("--to", "name", metavar="NAME", help="Who it goes to; without it, whom the plan names.")
@click.option("--gift", metavar="TITLE", help="A thing of the shelf, by the beginning of its title.")
@click.option("--gift-note", metavar="TEXT", help="Your one line why the gift is for them, kept as it is.")
@click.option("--own-words", metavar="TEXT", help="One sentence of your own, kept as it is.")
@click.option(
    "--tone", type=click.Choice(typing.get_args(Tone)), default="warm", show_default=True, help="How it sounds."
)
@click.option("--seed", default=0, show_default=True, help="Another number, another wording.")
@click.option("--now", metavar="TIME", help="When; without it, now.")
def command(
    terms: Terms,
    candidacy: str,
    kind: Kind | None,
    name: str | None,
    gift: str | None,
    gift_note: str | None,
    own_words: str | None,
    tone: Tone,
    seed: int,
    now: str | None,
) -> None:
    """Write the next letter of a CANDIDACY and keep it as a draft."""
    moment = times.moment(now)
    with database.opened():
        from afterword.app.actions.draft import draft
        from afterword.app.queries.brief import brief_of
        from afterword.cli import naming

        row = naming.candidacy(candidacy)
        step = row.steps.filter(step__in=LETTERS, after="").order_by("due").first()
        to = name or (step.to if step else "")
        if not to or not (kind or step):
            raise BadInput("cli.draft.nothing", where=row.company)
        person = naming.person(to, row)
        chosen: Kind = kind or typing.cast("Kind", step.step if step else None)
        item = naming.shelf_item(gift) if gift else None
        brief = brief_of(
            row,
            person,
            chosen,
            gift=item,
            gift_note=gift_note,
            own_words=own_words,
            tone=tone,
            send_at=moment,
        )
        if not brief.candidate.name:
            raise BadInput("cli.draft.nobody")
        letter, composed = draft(row, person, brief, seed=seed)
    answer = {"id": str(letter.id), "to": person.name, "letter": composed}
    lines = [f"Subject: {composed.subject}", "", composed.body, ""]
    findings = [f"{finding.id}: {finding.message}" for finding in composed.checks]
    files.show(terms, answer, [*lines, *findings, terms.say("draft.kept", id=str(letter.id)[:8])])
