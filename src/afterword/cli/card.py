"""`afterword card FILE...`: a card photo, vCard, invitation, mail or text becomes contacts."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from afterword import api
from afterword.candidacy.contact import Contact
from afterword.cli import files, given
from afterword.cli.ending import DONE, FOUND
from afterword.cli.options import Terms, terms

if TYPE_CHECKING:
    from afterword.card.invitation import Invitation

SURE = 0.9
"""A field below this confidence is shown with the wish to be checked."""


@click.command()
@terms
@click.argument("paths", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--region",
    metavar="US",
    callback=given.country,
    help="Country for reading phone numbers; guessed where it is not given.",
)
@click.option("--vcard", is_flag=True, help="Write vCard 4.0 instead.")
def command(terms: Terms, paths: tuple[str, ...], region: str | None, vcard: bool) -> int:
    """Read cards into contacts: jpg, png, webp, heic, .vcf, .ics, .eml, .txt, or - for standard input.

    Two sides of one card given together give one contact.
    """
    reading = api.read_card(
        [files.read(path) for path in paths], region=(region or terms.region), language=terms.language
    )
    if vcard and not terms.as_json:
        files.tell(reading.problems)
        click.echo(api.write_vcard(reading.contacts), nl=False)
    else:
        files.show(
            terms, reading, [*_lines(terms, reading.contacts), *_talks(terms, reading.invitations)], reading.problems
        )
    return DONE if reading.contacts else FOUND


def _lines(terms: Terms, contacts: tuple[Contact, ...]) -> Iterator[str]:
    for index, contact in enumerate(contacts):
        if index:
            yield ""
        for field in ("name", "title", "company", "department"):
            value = getattr(contact, field)
            if value:
                yield _row(terms, field, value, contact.confidence.get(field, 1.0))
        for email in contact.emails:
            yield _row(terms, "email", email.value, email.confidence)
        for phone in contact.phones:
            yield _row(terms, "phone", f"{phone.value} ({terms.say(f'phone.{phone.kind}')})", phone.confidence)
        for website in contact.websites:
            yield _row(terms, "website", website.value, website.confidence)
        if contact.address and contact.address.text:
            yield _row(terms, "address", contact.address.text, contact.confidence.get("address", 1.0))


def _talks(terms: Terms, talks: "tuple[Invitation, ...]") -> Iterator[str]:
    for talk in talks:
        when = (
            talk.starts.isoformat(timespec="minutes")
            if talk.starts
            else f"{talk.local or '?'} ({terms.say('card.ask')})"
        )
        yield f"{terms.say('card.talk'):12}{when}  {talk.title or ''}".rstrip()


def _row(terms: Terms, field: str, value: str, confidence: float) -> str:
    doubt = "" if confidence >= SURE else f"  ({terms.say('card.check')})"
    return f"{terms.say(f'card.{field}'):12}{value}{doubt}"
