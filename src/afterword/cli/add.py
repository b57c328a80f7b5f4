"""`afterword add COMPANY`: begin a candidacy, or add somebody to it."""

import typing

import click

from afterword import api
from afterword.candidacy import candidacy as noun
from afterword.candidacy.contact import Contact, Email, Phone
from afterword.cli import database, files, given, times
from afterword.cli.options import Terms, terms
from afterword.errors import BadInput


@click.command()
@terms
@click.argument("company", callback=given.line)
@click.option("--role", metavar="TEXT", callback=given.line, help="The role that is applied for.")
@click.option("--country", metavar="US", callback=given.country, help="Country of the firm; its holidays count.")
@click.option("--subdivision", metavar="WA", help="Its state or province.")
@click.option("--timezone", metavar="ZONE", help="Its time zone, such as America/Los_Angeles.")
@click.option("--wanted", type=click.IntRange(1, 3), default=2, show_default=True, help="How much this one is wanted.")
@click.option("--card", "cards", metavar="FILE", multiple=True, help="Their card: photo, vCard, invitation or text.")
@click.option("--name", metavar="NAME", callback=given.line, help="Their name, where there is no card.")
@click.option("--email", metavar="ADDRESS", callback=given.email, help="Their e-mail address.")
@click.option("--phone", metavar="NUMBER", callback=given.phone, help="Their phone number.")
@click.option(
    "--as",
    "roles",
    multiple=True,
    type=click.Choice(typing.get_args(noun.Role)),
    help="What they are in this candidacy.",
)
@click.option("--now", metavar="TIME", help="When; without it, now.")
def command(
    terms: Terms,
    company: str,
    role: str | None,
    country: str | None,
    subdivision: str | None,
    timezone: str | None,
    wanted: noun.Wanted,
    cards: tuple[str, ...],
    name: str | None,
    email: str | None,
    phone: str | None,
    roles: tuple[noun.Role, ...],
    now: str | None,
) -> None:
    """Begin a candidacy at COMPANY, or add somebody to the one that stands."""
    moment = times.moment(now)
    read = [files.read(card) for card in cards]
    contacts = _contacts(terms, read, name, email, phone, company)
    pictures = [picture for path, data in read if (picture := api.keepable_picture(data, path))]
    value = noun.Candidacy(company, role, country, subdivision, timezone, wanted)
    with database.opened():
        from afterword.app.actions.begin import add_person, begin
        from afterword.app.actions.keep_picture import keep_picture
        from afterword.cli import naming

        standing = naming.standing(company, beginning=bool(contacts))
        row = standing or begin(moment, value)
        people = [add_person(moment, row.id, contact, roles or ("interviewer",)) for contact in contacts]
        for picture in pictures if len(people) == 1 else ():  # which of several people it shows is not known
            keep_picture(*picture, candidacy_id=row.id, person_id=people[0].id)
    answer = {"candidacy": str(row.id), "people": [str(person.id) for person in people], "new": standing is None}
    lines = [terms.say("add.begun" if standing is None else "add.stands", company=row.company)]
    files.show(
        terms, answer, [*lines, *(terms.say("add.person", name=person.name or person.email) for person in people)]
    )


def _contacts(
    terms: Terms, cards: list[tuple[str, bytes]], name: str | None, email: str | None, phone: str | None, company: str
) -> list[Contact]:
    """Read the cards before the database is opened: reading a photo takes seconds."""
    if cards:
        reading = api.read_card(cards, region=terms.region, language=terms.language)
        files.tell(reading.problems)
        if not reading.contacts:
            raise BadInput("cli.add.no_contact", where=", ".join(path for path, _ in cards))
        return list(reading.contacts)
    if name or email or phone:
        emails = (Email(email),) if email else ()
        phones = (Phone(phone, raw=phone),) if phone else ()
        return [Contact(name=name, company=company, emails=emails, phones=phones)]
    return []
