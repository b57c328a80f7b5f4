"""`afterword decide CANDIDACY DECISION`: how it ended, or what the program asked."""

import click

from afterword.candidacy.events import EventType
from afterword.cli import database, files, times
from afterword.cli.options import Terms, terms
from afterword.followup.step import Stop

DECISIONS: dict[str, tuple[EventType, dict[str, object]]] = {
    "offer": ("offer", {}),
    "rejection": ("rejection", {}),
    "withdrawal": ("withdrawal", {}),
    "no-contact": ("no_contact_asked", {"until": None}),
    "keep-going": ("setting_changed", {"key": "keep_going", "value": True}),
}
"""Each decision with the event that records it."""

STOPS: dict[EventType, Stop] = {
    "offer": "offer",
    "rejection": "rejection",
    "withdrawal": "withdrawal",
    "no_contact_asked": "no_contact",
}
"""What each event stops a candidacy with: a decision that stands already is not recorded twice."""


@click.command()
@terms
@click.argument("candidacy")
@click.argument("decision", type=click.Choice(tuple(DECISIONS)))
@click.option("--who", "name", metavar="NAME", help="Who told you.")
@click.option("--now", metavar="TIME", help="When; without it, now.")
def command(terms: Terms, candidacy: str, decision: str, name: str | None, now: str | None) -> None:
    """Record how a CANDIDACY ended (offer, rejection, withdrawal, no-contact), or say keep-going."""
    moment = times.moment(now)
    kind, data = DECISIONS[decision]
    with database.opened():
        from afterword.app.actions.record import record
        from afterword.cli import naming

        row = naming.candidacy(candidacy)
        known = row.events.filter(type=kind).order_by("order").last() if row.stopped == STOPS.get(kind) else None
        event = known or record(row.id, kind, moment, who=[naming.person(name, row).id] if name else [], data=data)
    answer = {"event": str(event.id), "candidacy": str(row.id)}
    files.show(terms, answer, [terms.say("log.done", company=row.company)])
