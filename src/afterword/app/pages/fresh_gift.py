"""What fits now for a step that stays visible, and what such letters did so far: rate and count, plainly."""

import uuid
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from afterword.app.models import Step
from afterword.app.pages import steps
from afterword.app.pages.gift_shown import name_of
from afterword.app.pages.steps import Link
from afterword.app.queries.candidacy import value_of
from afterword.app.queries.gift import Choosing, choosing
from afterword.app.request import Request
from afterword.candidacy import history
from afterword.gift.gift import Search

MOST_SEARCHES = 2


@dataclass(frozen=True, slots=True)
class Context:
    """count: what such letters did so far; enclose, read: None where the shelf has nothing; searches: then."""

    step: Step
    name: str
    subject: str
    count: str
    title: str
    why: str
    enclose: Link | None
    read: Link | None
    more: str
    searches: list[Search]


@require_safe
def fresh_gift(request: Request, step_id: uuid.UUID) -> HttpResponse:
    """Show the best gift for a visibility step that nobody at this employer got, or where to look for one."""
    step = Step.objects.select_related("candidacy__owner").get(id=step_id)
    if step.step != "visibility":
        return redirect("today")
    found = choosing(step.candidacy_id, uuid.UUID(step.to), request.now, language=request.candidate.language)
    template = "parts/fresh_gift.html" if request.htmx else "fresh_gift.html"
    return render(request, template, {"page": _context(request, step, found)})


def _context(request: Request, step: Step, found: Choosing) -> Context:
    best = next(iter(found.chosen.choices.gifts), None) if found.chosen else None
    row = found.chosen.rows[best.gift.id] if found.chosen and best else None
    write = reverse("write", args=[step.candidacy_id, step.step, found.part.person_id])
    return Context(
        step=step,
        name=found.part.person.name or found.part.person.email,
        subject=found.subject,
        count=_count(request, step),
        title=name_of(best) if best else "",
        why=best.why if best else "",
        enclose=Link(f"{write}?gift={row}", _("Enclose this")) if row else None,
        read=Link(reverse("reader", args=[row]), _("Read it first")) if row and best and not best.gift.read else None,
        more=reverse("gift", args=[step.candidacy_id, found.part.person_id]),
        searches=[] if best else [one for place in found.hunt.values() for one in place][:MOST_SEARCHES],
    )


def _count(request: Request, step: Step) -> str:
    """How many such letters left in this round, how many were answered, and how often one may."""
    zone = ZoneInfo(step.candidacy.timezone or "UTC")
    sent = history.derive(value_of(step.candidacy), request.now, zone).visible()
    answered = sum(item.answered_at is not None for item in sent)
    rate = steps.rate(step.candidacy.settings)
    if not sent:
        return f"{_('The first of its kind here.')} {rate}"
    told = ngettext("One was sent so far", "%(sent)d were sent so far", len(sent)) % {"sent": len(sent)}
    if not answered:
        return f"{told}, {_('none answered.')} {rate}"
    return f"{told}, {ngettext('one answered.', '%(answered)d answered.', answered) % {'answered': answered}} {rate}"
