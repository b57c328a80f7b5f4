"""Today: what to do now, and what surrounds it."""

import datetime as dt
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from afterword.app.access import zone_of
from afterword.app.models import Candidacy, Step
from afterword.app.pages.missed import Shown, shown
from afterword.app.pages.words import HAPPENED, ROLES, STEPS, STOPS
from afterword.app.queries.desk import Desk, Due, desk
from afterword.app.queries.today import said
from afterword.app.request import Request

MINUTES = {"thank_you": 10, "next_round_thanks": 8, "visibility": 8, "prepare": 5, "capture_prompt": 3, "ask_person": 1}
"""What a step takes, in minutes; five where nothing is known."""

ICONS = {"ask_person": "circle-help", "prepare": "list", "capture_prompt": "pen-line"}
CARRY_GIFTS = frozenset({"thank_you", "next_round_thanks", "gift_note", "visibility"})
OWN = frozenset({"ask_person", "prepare", "capture_prompt"})


@dataclass(frozen=True, slots=True)
class Link:
    """Where a button leads."""

    url: str
    label: str


@dataclass(frozen=True, slots=True)
class Card:
    """A step as a card. links: the first is the thing to do."""

    due: Due
    icon: str
    kind: str
    title: str
    why: str
    hint: str
    role: str
    links: list[Link] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Done:
    """Something of this week. event: what its undo takes back, "" where it cannot be."""

    text: str
    event: str


@dataclass(frozen=True, slots=True)
class Context:
    """What Today shows; first: whether nothing stands above the cards, so that the first holds the filled button."""

    greeting: str
    summary: str
    cards: list[Card]
    desk: Desk
    waiting: list["Row"]
    closed: list[tuple[Candidacy, str]]
    days: list["Day"]
    done: list[Done]
    next: str
    missed: Shown | None


@dataclass(frozen=True, slots=True)
class Row:
    """A candidacy that goes on, with its line from the talk to what is next. place: percent along the line, or None."""

    candidacy: Candidacy
    met: dt.datetime | None
    next: Step | None
    step: str
    at: int | None


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
    minutes = sum(MINUTES.get(card.due.step.step, 5) for card in cards) + len(seen.handed) + len(seen.asked)
    return Context(
        greeting=_greeting(request),
        summary=_summary(things, minutes),
        cards=cards,
        desk=seen,
        waiting=[_row(line.candidacy, line.met, line.next, request.now) for line in seen.waiting],
        closed=[(row, str(STOPS.get(row.stopped, ""))) for row in seen.closed],
        days=[
            Day(date, [f"{due.company}: {STEPS.get(due.step, due.step)}" for due in dues if not due.after], at == 0)
            for at, (date, dues) in enumerate(seen.days.items())
            if any(not due.after for due in dues)
        ],
        done=[
            Done(f"{HAPPENED[row.type]}: {row.candidacy.company}", "" if row.type == "letter_sent" else str(row.id))
            for row in seen.done
        ],
        next=str(STEPS.get(seen.next.step, "")) if seen.next else "",
        missed=shown(),
    )


def _greeting(request: Request) -> str:
    hour = request.now.hour
    words = _("Good morning") if hour < 12 else _("Good afternoon") if hour < 18 else _("Good evening")
    given = request.candidate.name.split()[0] if request.candidate.name else ""
    return f"{words}, {given}" if given else words


def _summary(things: int, minutes: int) -> str:
    if not things:
        return ""
    told = ngettext("One thing today", "%(count)d things today", things) % {"count": things}
    return _("%(things)s, about %(minutes)d minutes.") % {"things": told, "minutes": max(1, minutes)}


def _card(due: Due, now: dt.datetime, language: str) -> Card:
    step = due.step
    calls = "call" in step.value.get("channel", "")
    return Card(
        due=due,
        icon=ICONS.get(step.step, "phone" if calls else "mail"),
        kind=str(STEPS[step.step]),
        title=_title(due, now),
        why=said(step.value, language),
        hint=_hint(due, now),
        role=", ".join(filter(None, [_role(due), due.candidacy.company])),
        links=list(_links(due, calls=calls)),
    )


def _title(due: Due, now: dt.datetime) -> str:
    names = {
        "name": due.person.name or due.person.email if due.person else "",
        "firm": due.candidacy.company or _("them"),
    }
    if due.draft:
        return _("The letter to %(name)s is ready to read over") % names
    since = due.step.value.get("params", {}).get("since") or due.step.value.get("params", {}).get("date")
    days = (now.date() - dt.date.fromisoformat(since[:10])).days if isinstance(since, str) else 0
    texts = {
        "thank_you": _("Thank %(name)s") % names,
        "phone_screen_thanks": _("Thank %(name)s for the call") % names,
        "one_way_note": _("A short note to %(name)s") % names,
        "gift_note": _("The gift for %(name)s") % names,
        "next_round_thanks": _("Thank %(name)s again") % names,
        "follow_up_1": ngettext("A day without word from %(firm)s", "%(days)d days without word from %(firm)s", days)
        % {**names, "days": days}
        if days > 0
        else _("Ask how things stand at %(firm)s") % names,
        "follow_up_2": _("Ask once more at %(firm)s") % names,
        "follow_up_3": _("A last note to %(firm)s") % names,
        "visibility": _("Something worth reading for %(name)s") % names,
        "rejection_thanks": _("Thank %(name)s for the answer") % names,
        "offer_answer": _("Answer the offer of %(firm)s") % names,
        "competing_offer": _("Tell %(firm)s of the other offer") % names,
        "withdrawal": _("Tell %(firm)s that you withdraw") % names,
        "prepare": _("Your talk at %(firm)s") % names,
        "capture_prompt": _("How was it at %(firm)s?") % names,
        "ask_person": _("How to go on at %(firm)s?") % names,
    }
    return texts[due.step.step]


def _hint(due: Due, now: dt.datetime) -> str:
    if due.late:
        return _("Still welcome")
    left = due.step.until - now
    return _("Best done today") if left < dt.timedelta(hours=24) else ""


def _role(due: Due) -> str:
    title = due.person.value.get("title") if due.person else None
    return str(title or ", ".join(str(ROLES[role]) for role in due.roles[:1]))


def _links(due: Due, *, calls: bool) -> "list[Link]":
    step, row = due.step, due.candidacy
    if step.step == "prepare":
        return [Link(reverse("sheet", args=[row.id]), _("Open the sheet"))]
    if step.step == "capture_prompt":
        return [Link(f"{reverse('just_met')}?candidacy={row.id}", _("Write it down"))]
    if step.step == "ask_person":
        return []
    links = []
    if due.draft:
        links.append(Link(reverse("letter", args=[due.draft.id]), _("Read and send")))
    if calls or due.person is None:
        links.append(Link(reverse("call", args=[row.id, step.step]), _("Open call sheet")))
    if due.person and not due.draft:
        write = Link(reverse("write", args=[row.id, step.step, due.person.id]), _("Write it"))
        if step.step in CARRY_GIFTS:
            links.append(Link(reverse("gift", args=[row.id, due.person.id]), _("Find a gift")))
            write = Link(write.url, _("Write without one"))
        links.append(write)
    return links


def _row(row: Candidacy, met: dt.datetime | None, next: Step | None, now: dt.datetime) -> Row:
    at = None
    if met and next and next.due > met:
        at = round(100 * max(0.0, min(1.0, (now - met) / (next.due - met))))
    return Row(row, met, next, str(STEPS.get(next.step, "")) if next else "", at)
