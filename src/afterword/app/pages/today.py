"""Today: what to do now, over all candidacies, and what surrounds it.

The order: first what waits for the person's own word; then what is late and still counts; then what is wanted most;
then what closes first. Two things for one person are one card.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from afterword.app.access import zone_of
from afterword.app.models import Candidacy
from afterword.app.pages import steps
from afterword.app.pages.missed import Shown, shown
from afterword.app.pages.paused import Paused, paused
from afterword.app.pages.picture import Row, row
from afterword.app.pages.steps import Link
from afterword.app.pages.words import HAPPENED, ROLES, STEPS, STOPS
from afterword.app.queries.desk import Desk, Due, desk
from afterword.app.queries.fortnight import Due as Foreseen
from afterword.app.queries.today import said
from afterword.app.request import Request

NIGHT_ENDS = 4
MOST_OF_A_DAY = 6
"""Lines of a day of the fortnight; the calendar holds all."""
NORMAL = 21
"""Days without a word up to which silence says nothing: a week or two of it is what most people see."""


@dataclass(frozen=True, slots=True)
class Card:
    """A step as a card.

    quote: what the person said of their subject; links: the first is the thing to do; also: what else is due to the
    same person; fresh: whether a gift for it is looked up.
    """

    due: Due
    icon: str
    kind: str
    title: str
    why: str
    hint: str
    role: str
    quote: str
    own_words: bool
    links: list[Link]
    fresh: bool
    also: list["Card"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Done:
    """Something of this week. event: what its undo takes back, "" where it cannot be."""

    text: str
    event: str


@dataclass(frozen=True, slots=True)
class Context:
    """What Today shows. asked: candidacies that wait for a word; things: how many are to do.

    quiet: what a day without anything says of the silence and of what comes next.
    """

    greeting: str
    summary: str
    cards: list[Card]
    desk: Desk
    asked: list[Paused]
    things: int
    waiting: list[Row]
    closed: list[tuple[Candidacy, str]]
    days: list["Day"]
    done: list[Done]
    quiet: str
    missed: Shown | None


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the fortnight with something on it."""

    date: dt.date
    lines: list[str]
    is_today: bool


@require_safe
def today(request: Request) -> HttpResponse:
    """Show what is due; whoever has nothing yet gets the four doors."""
    if not Candidacy.objects.exists():
        return redirect("start")
    zone = zone_of(request.candidate)
    seen = desk(request.now, zone)
    language = request.candidate.language
    cards = [_card(due, request.now, language) for due in seen.due]
    return render(request, "today.html", {"page": _context(request, seen, cards, zone)})


def _context(request: Request, seen: Desk, cards: list[Card], zone: ZoneInfo) -> Context:
    things = len(cards) + len(seen.handed) + len(seen.moving) + len(seen.asked)
    minutes = sum(steps.MINUTES.get(card.due.step.step, 5) for card in cards) + len(seen.handed) + len(seen.asked)
    return Context(
        greeting=_greeting(request),
        summary=_summary(things, minutes),
        cards=_by_person(cards),
        desk=seen,
        asked=[pause for one in seen.asked if (pause := paused(one))],
        things=things,
        waiting=[row(line, request.now) for line in seen.waiting],
        closed=[(one, str(STOPS.get(one.stopped, ""))) for one in seen.closed],
        days=[
            Day(date, _listed([due for due in dues if not due.after]), at == 0)
            for at, (date, dues) in enumerate(seen.days.items())
            if any(not due.after for due in dues)
        ],
        done=[
            Done(f"{HAPPENED[one.type]}: {one.candidacy.company}", "" if one.type == "letter_sent" else str(one.id))
            for one in seen.done
        ],
        quiet=_quiet(seen.next, request.now) if seen.next else "",
        missed=shown(),
    )


def _listed(dues: Sequence[Foreseen]) -> list[str]:
    """The first things of a day, and how many more there are."""
    lines = [f"{due.company}: {STEPS.get(due.step, due.step)}" for due in dues[:MOST_OF_A_DAY]]
    more = len(dues) - len(lines)
    told = ngettext("and one more", "and %(count)d more", more) % {"count": more}
    return [*lines, told] if more > 0 else lines


def _greeting(request: Request) -> str:
    hour = request.now.hour
    if hour < NIGHT_ENDS:
        words = _("Good evening")
    else:
        words = _("Good morning") if hour < 12 else _("Good afternoon") if hour < 18 else _("Good evening")
    given = request.candidate.name.split()[0] if request.candidate.name else ""
    return f"{words}, {given}" if given else words


def _summary(things: int, minutes: int) -> str:
    if not things:
        return ""
    few = [_("One"), _("Two"), _("Three"), _("Four"), _("Five"), _("Six"), _("Seven"), _("Eight"), _("Nine")]
    count = few[things - 1] if things <= len(few) else str(things)
    told = ngettext("%(count)s thing today", "%(count)s things today", things) % {"count": count}
    time = ngettext("about a minute", "about %(minutes)d minutes", minutes) % {"minutes": minutes}
    return f"{told}, {time}."


def _card(due: Due, now: dt.datetime, language: str) -> Card:
    step = due.step
    carries = step.step in steps.CARRY_GIFTS
    evidence = (due.subject.value.get("evidence") or [{}])[0] if due.subject and carries else {}
    return Card(
        due=due,
        icon=steps.icon(step),
        kind=str(STEPS[step.step]),
        title=title(due, now),
        why=said(step.value, language),
        hint=_hint(due, now),
        role=_role(due),
        quote=evidence.get("quote") or "",
        own_words=evidence.get("words") == "said",
        links=[] if step.step == "ask_person" else steps.links(step, due.draft),
        fresh=step.step == "visibility" and due.draft is None,
    )


def _by_person(cards: list[Card]) -> list[Card]:
    """The cards in their order; what else is due to the same person goes under the first."""
    found: list[Card] = []
    of: dict[object, Card] = {}
    for card in cards:
        known = of.get(card.due.person.id) if card.due.person else None
        if known:
            known.also.append(card)
            continue
        found.append(card)
        if card.due.person:
            of[card.due.person.id] = card
    return found


def title(due: Due, now: dt.datetime) -> str:
    """Return what is due as a heading."""
    name = due.person.name or due.person.email if due.person else ""
    quiet = steps.quiet_days(due.quiet_since, now)
    return steps.title(due.step, name, due.candidacy.company, draft=due.draft is not None, quiet=quiet)


def _hint(due: Due, now: dt.datetime) -> str:
    if due.late:
        return str(steps.WORTH[due.step.step])
    left = due.step.until - now
    return _("Best done today") if left < dt.timedelta(hours=24) else ""


def _role(due: Due) -> str:
    """Who it goes to and where; of a thing for oneself the role, for its heading names the firm."""
    if due.person is None:
        return due.candidacy.role
    held = due.person.value.get("title") or ", ".join(str(ROLES[role]) for role in due.roles[:1])
    return ", ".join(filter(None, [held, due.candidacy.company]))


def _quiet(due: Due, now: dt.datetime) -> str:
    """What a day with nothing to do says: that silence is normal, and what is next."""
    days = steps.quiet_days(due.quiet_since, now)
    silence = ""
    if 0 < days <= NORMAL:
        silence = ngettext("Quiet for a day is normal.", "Quiet for %(days)d days is normal.", days) % {"days": days}
    elif days > NORMAL:
        silence = _("Quiet for %(days)d days; the plan reckons with it.") % {"days": days}
    name = due.person.name or due.person.email if due.person else ""
    do = steps.brief_title(due.step, name) or str(STEPS[due.step.step])
    when = date_format(due.step.due.astimezone(now.tzinfo), "l j F")
    told = {"when": when, "do": do, "firm": due.candidacy.company}
    coming = _("Next, for %(firm)s: %(when)s, %(do)s.") if due.candidacy.company else _("Next: %(when)s, %(do)s.")
    return " ".join(filter(None, [silence, coming % told]))
