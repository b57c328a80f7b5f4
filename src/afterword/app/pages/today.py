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
from afterword.app.pages.paused import Paused, paused
from afterword.app.pages.words import HAPPENED, ROLES, STEPS, STOPS
from afterword.app.queries.desk import Desk, Due, Waiting, desk
from afterword.app.queries.today import said
from afterword.app.request import Request

MINUTES = {"thank_you": 10, "next_round_thanks": 8, "visibility": 8, "prepare": 5, "capture_prompt": 3, "ask_person": 1}
"""What a step takes, in minutes; five where nothing is known."""

ICONS = {"ask_person": "circle-help", "prepare": "list", "capture_prompt": "pen-line"}
CARRY_GIFTS = frozenset({"thank_you", "next_round_thanks", "gift_note", "visibility"})
OWN = frozenset({"ask_person", "prepare", "capture_prompt"})


NIGHT_ENDS = 4
QUIET = dt.timedelta(days=7)
END = 98
"""Percent where a line ends."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a button leads."""

    url: str
    label: str


@dataclass(frozen=True, slots=True)
class Card:
    """A step as a card.

    quote: what the person said of their subject; own: it goes to nobody else; links: the first is the thing to do.
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
    own: bool
    links: list[Link] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Done:
    """Something of this week. event: what its undo takes back, "" where it cannot be."""

    text: str
    event: str


@dataclass(frozen=True, slots=True)
class Context:
    """What Today shows. asked: candidacies that wait for a word; things: whether anything is to do."""

    greeting: str
    summary: str
    cards: list[Card]
    desk: Desk
    asked: list[Paused]
    things: int
    waiting: list["Row"]
    closed: list[tuple[Candidacy, str]]
    days: list["Day"]
    done: list[Done]
    next: str
    missed: Shown | None


@dataclass(frozen=True, slots=True)
class Row:
    """A candidacy that goes on, with its line from the talk to the decision or to what is next.

    quiet: nothing is due for a week; ends: the right end of the line; at, step_at: percent along it of today and of
    the next step, None where there is no line or the step is its end.
    """

    candidacy: Candidacy
    met: dt.datetime | None
    next: Step | None
    step: str
    quiet: bool
    ends: dt.date | None
    decides: bool
    at: int | None
    step_at: int | None


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
        asked=[pause for row in seen.asked if (pause := paused(row))],
        things=things,
        waiting=[_row(line, request.now) for line in seen.waiting],
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
    calls = "call" in step.value.get("channel", "")
    evidence = (due.subject.value.get("evidence") or [{}])[0] if due.subject and step.step in CARRY_GIFTS else {}
    return Card(
        due=due,
        icon=ICONS.get(step.step, "phone" if calls else "mail"),
        kind=str(STEPS[step.step]),
        title=_title(due, now),
        why=said(step.value, language),
        hint=_hint(due, now),
        role=", ".join(filter(None, [_role(due), due.candidacy.company])),
        quote=evidence.get("quote") or "",
        own_words=evidence.get("words") == "said",
        own=step.step in OWN,
        links=_links(due, calls=calls),
    )


def _title(due: Due, now: dt.datetime) -> str:
    names = {
        "name": due.person.name or due.person.email if due.person else "",
        "firm": due.candidacy.company or _("them"),
    }
    if due.draft:
        return _("The letter to %(name)s is ready to read over") % names
    days = (now.date() - due.quiet_since.astimezone(now.tzinfo).date()).days if due.quiet_since else 0
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


def _links(due: Due, *, calls: bool) -> list[Link]:
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


def _row(line: Waiting, now: dt.datetime) -> Row:
    decision = dt.date.fromisoformat(line.decision[:10]) if line.decision else None
    days = [day for day in (_day(line.next.due, now) if line.next else None, decision) if day]
    met = _day(line.met, now) if line.met else None
    ends = max(days, default=None)

    def place(day: dt.date | None) -> int | None:
        if not (day and met and ends and met < ends):
            return None
        return 2 + round(96 * max(0.0, min(1.0, (day - met) / (ends - met))))

    step_at = place(_day(line.next.due, now)) if line.next else None
    return Row(
        line.candidacy,
        line.met,
        line.next,
        str(STEPS.get(line.next.step, "")) if line.next else "",
        line.next is not None and line.next.due > now + QUIET,
        ends,
        ends is not None and ends == decision,
        place(now.date()),
        step_at if step_at != END else None,
    )


def _day(moment: dt.datetime, now: dt.datetime) -> dt.date:
    return moment.astimezone(now.tzinfo).date()
