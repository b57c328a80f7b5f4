"""What a row of the plan looks at: one candidacy at one moment, with everybody's calendar."""

import datetime as dt
import functools
from typing import Any

from afterword import tables
from afterword.candidacy import history, reason
from afterword.candidacy.candidacy import Candidacy, Person, Role, Touch
from afterword.candidacy.state import ASKS
from afterword.errors import BadInput
from afterword.followup import calendar, edits
from afterword.followup.calendar import Calendar
from afterword.followup.clock import Clock
from afterword.followup.step import PlanWarning

CANDIDATE = "candidate"
_NAME_LENGTH = 80
_NO_REPLY = ("noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "do_not_reply")


class View:
    """One candidacy at one moment.

    Raises BadInput for a zone name that does not exist, for a date that cannot be read, and for a
    number of the person's own that cannot be.
    """

    def __init__(self, candidacy: Candidacy, now: dt.datetime, language: str) -> None:
        if not history.readable(now):
            raise BadInput("followup.far_off", where="now", value=str(now))
        self.candidacy = candidacy
        self.language = language
        self.clock = Clock(now)
        self._rows = edits.applied(candidacy.settings)
        self.people = {person.id: person for person in candidacy.people}
        self.warnings: list[PlanWarning] = []
        self.home = self._home(now)
        self._calendars = {person.id: self._calendar_of(person) for person in candidacy.people}
        zones = {who: place.zone for who, place in self._calendars.items()}
        self.state = history.derive(candidacy, now, self.home.zone, zones)
        for moment in self.state.turns:
            self.clock.watch(moment)
        self._filled: set[str] = set()

    def _home(self, now: dt.datetime) -> Calendar:
        """The calendar of the candidacy."""
        candidacy = self.candidacy
        country, name = _iso(candidacy.country), candidacy.timezone
        if name is None:
            name = calendar.suggested_zone(country)
            if name:
                self.warn("followup.warning.zone_suggested", zone=name, country=country)
        if name:
            return Calendar(country, candidacy.subdivision, calendar.zone(name, "timezone"))
        self.warn("followup.warning.no_zone")
        last = max(candidacy.events, key=lambda event: event.at, default=None)
        fixed = last.at.tzinfo if last else now.tzinfo
        return Calendar(country, candidacy.subdivision, fixed or dt.UTC)

    def _calendar_of(self, person: Person) -> Calendar:
        country = _iso(person.country) or self.home.country
        at_home = self.home.country or (country if self.candidacy.timezone else None)
        abroad = country != at_home
        subdivision = person.subdivision or (None if abroad else self.candidacy.subdivision)
        if person.timezone:
            zone: dt.tzinfo = calendar.zone(person.timezone, f"people {person.id}: timezone")
        else:
            suggested = calendar.suggested_zone(country) if abroad else None
            zone = calendar.zone(suggested) if suggested else self.home.zone
        return Calendar(country, subdivision, zone)

    def calendar(self, who: str | None) -> Calendar:
        """The calendar of a person; the candidacy's for the candidate and for nobody in particular."""
        return self._calendars.get(who or "", self.home)

    def note_reader(self, who: str | None) -> None:
        """Warn once about a reader whose place was filled in or whose holidays are not known."""
        if who is None or who in self._filled or who not in self.people:
            return
        self._filled.add(who)
        person = self.people[who]
        if not person.country or not person.timezone:
            self.warn("followup.warning.place_filled_in", name=self.name(who), zone=str(self.calendar(who).zone))
        if not self.calendar(who).known:
            self.warn("followup.warning.no_holidays", name=self.name(who))

    def row(self, step: str) -> dict[str, Any]:
        """The row of plan.toml for a step, as the person set it."""
        return self._rows[step]

    def name(self, who: str | None) -> str:
        """A person's name in one line, their id where none is known."""
        person = self.people.get(who or "")
        return " ".join((person.name or person.id).split())[:_NAME_LENGTH] if person else str(who or "")

    def with_role(self, *roles: Role) -> list[Person]:
        """The people with one of these roles, who wrote last first."""
        wrote = {who: reply.at for reply in self.state.replies for who in reply.who}
        found = [person for person in self.candidacy.people if set(roles) & set(person.roles)]
        return sorted(found, key=lambda p: wrote[p.id].timestamp() if p.id in wrote else 0.0, reverse=True)

    def touches_elsewhere(self, who: str) -> list[Touch]:
        """What reached this person from another candidacy, up to now."""
        person = self.people[who]
        email = (person.email or "").casefold()
        return [
            touch
            for touch in self.candidacy.elsewhere
            if touch.at <= self.clock.now
            and (touch.person == who or (email and (touch.email or "").casefold() == email))
        ]

    def unanswered_asks(self, who: str) -> int:
        """How many asks to this person nobody answered, in this round here and in other candidacies."""
        here = [ask for ask in self.state.asks() if who in ask.to and ask.answered_at is None]
        replied = max((reply.at for reply in self.state.replies if who in reply.who), default=None)
        there = [
            touch
            for touch in self.touches_elsewhere(who)
            if touch.kind in ASKS and (replied is None or touch.at > replied)
        ]
        return len(here) + len(there)

    def has_mail(self, person: Person) -> bool:
        """Whether e-mail reaches them, as far as is known: an address that takes no replies is none."""
        email = (person.email or "").casefold()
        return bool(email) and not email.startswith(_NO_REPLY) and person.id not in self.state.unreachable

    def has_phone(self, person: Person) -> bool:
        """Whether they have a number one may call at work."""
        return any(phone.value and phone.kind not in {"fax", "home"} for phone in person.phones)

    def warn(self, code: str, **params: object) -> None:
        """Add a warning, each one once."""
        warning = PlanWarning(code, reason.message(code, params, self.language), params)
        if warning not in self.warnings:
            self.warnings.append(warning)


def _iso(country: str | None) -> str | None:
    """The code of a country in capitals."""
    return country.strip().upper() or None if country else None


@functools.cache
def rows() -> dict[str, dict[str, Any]]:
    """The rows of plan.toml by step, in their order."""
    return tables.table("followup/plan.toml")
