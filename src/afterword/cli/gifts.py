"""`afterword gifts`: fill the shelf, and choose from it."""

import sys
from collections.abc import Iterator, Sequence

import click

from afterword import api
from afterword.cli import database, files, times
from afterword.cli.gift import written
from afterword.cli.options import Terms, terms
from afterword.errors import BadInput
from afterword.gift.gift import Gift


@click.command()
@terms
@click.argument("candidacy", required=False)
@click.option("--add", "paths", metavar="FILE", multiple=True, help="A file to put on the shelf: bookmarks, CSV ...")
@click.option("--subject", metavar="TEXT", help="Another subject than the first of the ledger.")
@click.option("--top", default=5, show_default=True, type=click.IntRange(1, 50), help="How many to name.")
@click.option("--now", metavar="TIME", help="When; without it, now.")
def command(
    terms: Terms, candidacy: str | None, paths: tuple[str, ...], subject: str | None, top: int, now: str | None
) -> None:
    """Put things on the shelf (--add), or choose from it for a CANDIDACY; without either, list it."""
    moment = times.moment(now)
    found, problems = (
        api.read_shelf([files.read(path) for path in paths], language=terms.language) if paths else ((), ())
    )
    with database.opened():
        from afterword.app.models import ShelfItem
        from afterword.app.queries.shelf import choose
        from afterword.cli import naming

        added = _shelved(paths, found, terms) if found else 0
        if candidacy is None:
            count = ShelfItem.objects.count()
            titles = list(ShelfItem.objects.order_by("-added_at").values_list("title", flat=True)[:top])
            lines = [terms.say("gifts.shelf", count=count, added=added), *(f"   {title}" for title in titles)]
            files.show(terms, {"added": added, "count": count, "titles": titles}, lines, problems)
            return
        row = naming.candidacy(candidacy)
        first = row.interests.filter(hidden=False).order_by("rank").first()
        about = subject or (first.subject if first else None)
        if about is None:
            raise BadInput("cli.gifts.no_subject", where=row.company)
        choices = choose(row, about, moment, top=top, language=terms.language)

    def lines_of() -> Iterator[str]:
        yield terms.say("gifts.about", subject=about)
        yield from written(terms, choices)

    files.show(terms, choices, lines_of(), problems)


def _shelved(paths: Sequence[str], found: Sequence[Gift], terms: Terms) -> int:
    """Put what was read on the shelf; return how many are new. On a terminal it says how far it is."""
    from django.utils import timezone

    from afterword.app import importing
    from afterword.app.actions.bring_in import begin_import

    def tell(done: int, total: int) -> None:
        if total > importing.A_PART and sys.stderr.isatty():
            sys.stderr.write(f"\r{terms.say('gifts.progress', done=done, total=total)}" + "\n" * (done == total))
            sys.stderr.flush()

    row = begin_import(timezone.now(), paths)
    importing.write(row, found, terms.language, tell=tell)
    row.refresh_from_db()
    return row.new
