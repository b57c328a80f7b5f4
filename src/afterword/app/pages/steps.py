"""A step in words, and where it is done: the same on Today, on a candidacy, on a person and in a reminder."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from afterword import tables
from afterword.app.models import Letter, Step

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MINUTES = {"thank_you": 10, "next_round_thanks": 8, "visibility": 8, "prepare": 5, "capture_prompt": 3, "ask_person": 1}
"""What a step takes, in minutes; five where nothing is known."""

CARRY_GIFTS = frozenset({"thank_you", "next_round_thanks", "gift_note", "visibility"})
OWN = frozenset({"ask_person", "prepare", "capture_prompt"})
"""Steps that go to nobody else."""

ICONS = {"ask_person": "circle-help", "prepare": "list", "capture_prompt": "pen-line"}

WORTH: "Mapping[str, _StrPromise]" = {
    "thank_you": gettext_lazy("Still welcome. Thank them without a word on the delay."),
    "gift_note": gettext_lazy("Still welcome: it is read for what it is."),
    "next_round_thanks": gettext_lazy("Still welcome. Thank them without a word on the delay."),
    "phone_screen_thanks": gettext_lazy("Still welcome. Thank them without a word on the delay."),
    "one_way_note": gettext_lazy("Still welcome, and as short as before."),
    "follow_up_1": gettext_lazy("Nothing is lost: a few days later it asks just as well."),
    "follow_up_2": gettext_lazy("Nothing is lost: a few days later it asks just as well."),
    "follow_up_3": gettext_lazy("Nothing is lost: it leaves the door open on any day."),
    "visibility": gettext_lazy("Nothing is lost: what is worth reading stays so."),
    "capture_prompt": gettext_lazy("Three lines from memory are still worth more than none."),
    "rejection_thanks": gettext_lazy("Still welcome: few write it at all."),
    "offer_answer": gettext_lazy("They wait for this one. A line today is enough."),
    "competing_offer": gettext_lazy("Still of use to them while your deadline runs."),
    "withdrawal": gettext_lazy("Still kind: they can plan from the day they know."),
    "ask_person": gettext_lazy("It waits for you as long as you like."),
    "prepare": gettext_lazy("Two minutes with the sheet are still worth it."),
}
"""What a late one still is worth; no step of the plan stays once it is worth nothing."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a button leads."""

    url: str
    label: str
    icon: str = ""


def draft_of(step: Step, letters: list[Letter]) -> Letter | None:
    """Return the newest letter that is begun for exactly this step and person."""
    begun = (row for row in letters if row.state == Letter.State.DRAFT and row.candidacy_id == step.candidacy_id)
    return next((row for row in begun if (row.kind, str(row.person_id or "")) == (step.step, step.to)), None)


def links(step: Step, draft: Letter | None) -> list[Link]:
    """Return where a step is done: the first is the thing to do, the others are other ways."""
    row = step.candidacy_id
    if step.step == "prepare":
        return [Link(reverse("sheet", args=[row]), _("Open the sheet"), "list")]
    if step.step == "capture_prompt":
        return [Link(f"{reverse('just_met')}?candidacy={row}", _("Write it down"), "pen-line")]
    if step.step == "ask_person":
        return [Link(reverse("today"), _("Answer on Today"), "circle-help")]
    found = []
    if draft:
        found.append(Link(reverse("letter", args=[draft.id]), _("Read and send"), "mail"))
    if calls(step):
        found.append(Link(reverse("call", args=[row, step.step]), _("Open call sheet"), "phone"))
    if step.to and not draft:
        person = uuid.UUID(step.to)
        write = reverse("write", args=[row, step.step, person])
        if step.step in CARRY_GIFTS:
            found.append(Link(reverse("gift", args=[row, person]), _("Find a gift"), "gift"))
            found.append(Link(write, _("Write without one"), "pen-line"))
        else:
            found.append(Link(write, _("Write it"), "pen-line"))
    return found


def calls(step: Step) -> bool:
    """Whether a step may be done by phone; the switchboard is always called."""
    return not step.to or "call" in step.value.get("channel", "")


def icon(step: Step) -> str:
    """Return the icon of a step."""
    return ICONS.get(step.step, "phone" if calls(step) else "mail")


def title(step: Step, name: str, firm: str, *, draft: bool = False, quiet: int = 0) -> str:
    """Return a step as a heading. name: of who it goes to; quiet: days without a word from the firm."""
    names = {"name": name or _("them"), "firm": firm or _("them")}
    if draft:
        return _("The letter to %(name)s is ready to read over") % names
    texts = {
        "thank_you": _("Thank %(name)s"),
        "phone_screen_thanks": _("Thank %(name)s for the call"),
        "one_way_note": _("A short note to %(name)s"),
        "gift_note": _("The gift for %(name)s"),
        "next_round_thanks": _("Thank %(name)s again"),
        "follow_up_1": _("Ask how things stand at %(firm)s"),
        "follow_up_2": _("Ask once more at %(firm)s"),
        "follow_up_3": _("A last note to %(firm)s"),
        "visibility": _("Something worth reading for %(name)s"),
        "rejection_thanks": _("Thank %(name)s for the answer"),
        "offer_answer": _("Answer the offer of %(firm)s"),
        "competing_offer": _("Tell %(firm)s of the other offer"),
        "withdrawal": _("Tell %(firm)s that you withdraw"),
        "prepare": _("Your talk at %(firm)s"),
        "capture_prompt": _("How was it at %(firm)s?"),
        "ask_person": _("How to go on at %(firm)s?"),
    }
    if step.step == "follow_up_1" and quiet > 0:
        told = ngettext("A day without word from %(firm)s", "%(days)d days without word from %(firm)s", quiet)
        return told % {**names, "days": quiet}
    return texts[step.step] % names


def brief_title(step: Step, name: str) -> str:
    """Return what is done and with whom, as it stands after a date: "call Dana Whitcombe"."""
    if step.step in OWN or step.step in {"offer_answer", "competing_offer", "withdrawal"} or not (name or not step.to):
        return ""
    if not step.to:
        return _("call the switchboard")
    return (_("call %(name)s") if calls(step) else _("write to %(name)s")) % {"name": name}


def rate(settings: Mapping[str, object]) -> str:
    """Return how often something worth reading may go out, by the plan or by the person's own days."""
    own = settings.get("visibility_bd")
    days = own if isinstance(own, int) else int(tables.section("followup/plan.toml", "visibility")["after_item_bd"])
    weeks, odd = divmod(days, 5)
    if odd:
        return ngettext("At most one a business day.", "At most one in %(days)d business days.", days) % {"days": days}
    return ngettext("At most one a week.", "At most one in %(weeks)d weeks.", weeks) % {"weeks": weeks}


def quiet_days(since: dt.datetime | None, now: dt.datetime) -> int:
    """Return the whole days since a moment on the reader's calendar; 0 where there is none."""
    return (now.date() - since.astimezone(now.tzinfo).date()).days if since else 0
