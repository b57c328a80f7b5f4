"""`afterword user`: who you are, for the letters you sign."""

import click

from afterword.cli import database, files, given
from afterword.cli.options import Terms, terms


@click.command()
@terms
@click.option("--name", metavar="NAME", callback=given.line, help="Your name as you sign.")
@click.option("--email", metavar="ADDRESS", callback=given.email, help="Your e-mail address.")
@click.option("--phone", metavar="NUMBER", callback=given.phone, help="Your phone number.")
@click.option("--proof", "proofs", metavar="TEXT", multiple=True, help="A fact about your work that a letter may name.")
def command(terms: Terms, name: str | None, email: str | None, phone: str | None, proofs: tuple[str, ...]) -> None:
    """Say who you are; without options, show it."""
    with database.opened():
        from afterword.app.actions.introduce import introduce

        row = introduce(name=name, email=email, phone=phone, proofs=proofs)
    answer = {"name": row.name or None, "email": row.email or None, "phone": row.phone or None, "proofs": row.proofs}
    known = [value for value in (row.name, row.email, row.phone) if value]
    files.show(terms, answer, [*known, *(proof["text"] for proof in row.proofs)])
